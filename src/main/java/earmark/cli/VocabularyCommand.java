package earmark.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Manages the vocabularies that are suggested to whoever tags. */
@Command(
    name = "vocabulary",
    description = "Manage the lists of names that are suggested to whoever tags.",
    subcommands = {
      VocabularyCommand.Import.class,
      VocabularyCommand.ListAll.class,
      VocabularyCommand.Remove.class
    })
public final class VocabularyCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec)
        .complain(
            "Say what to do: earmark vocabulary import FILE…, earmark vocabulary list, or earmark"
                + " vocabulary remove NAME.");
    return 2;
  }

  /** Imports some. */
  @Command(
      name = "import",
      description = {
        "Import MISP taxonomies (machinetag.json) and galaxies (cluster files); needs an admin.",
        "One of the same name is replaced as a whole."
      })
  static final class Import implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
    List<Path> files = List.of();

    @Option(names = "--json", description = "Print the server's JSON, a line for each file.")
    boolean json;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      int exit = 0;
      for (Path file : files) {
        try {
          JsonNode answer =
              connection
                  .post("/api/v1/vocabularies", "application/json", BodyPublishers.ofFile(file))
                  .orFail()
                  .body();
          console.line(json ? answer.toString() : text(answer));
        } catch (FileNotFoundException e) {
          console.complain("There is no " + file + ".");
          exit = Console.FAILED;
        } catch (Connection.Failed e) {
          console.complain(file + ": " + e.getMessage());
          exit = Console.FAILED;
        }
      }
      return exit;
    }

    private static String text(JsonNode answer) {
      String counts =
          answer.path("isNew").asBoolean()
              ? "new"
              : "%,d added, %,d changed, %,d removed, %,d unchanged"
                  .formatted(
                      answer.path("added").asLong(),
                      answer.path("changed").asLong(),
                      answer.path("removed").asLong(),
                      answer.path("unchanged").asLong());
      long without = answer.path("withoutUserTag").asLong();
      return "%s: %,d terms, %s%s"
          .formatted(
              answer.path("name").asString(),
              answer.path("terms").asLong(),
              counts,
              without == 0 ? "" : "; %,d are too long for a User Tag".formatted(without));
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "List the vocabularies.")
  static final class ListAll implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Option(names = "--json", description = "Print the server's JSON.")
    boolean json;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      try {
        JsonNode answer = connection.get("/api/v1/vocabularies").orFail().body();
        if (json) console.line(answer.toString());
        else for (JsonNode one : answer.path("vocabularies")) console.line(line(one));
        return 0;
      } catch (Connection.Failed e) {
        return console.failed(e);
      }
    }

    private static String line(JsonNode one) {
      return "%-40s  %,7d terms  version %-8s  %s"
          .formatted(
              one.path("name").asString(),
              one.path("terms").asLong(),
              one.path("version").asString(),
              one.path("title").asString());
    }
  }

  /** Removes one. */
  @Command(
      name = "remove",
      description = "Forget a vocabulary; needs an admin. Tags that came from it stay.")
  static final class Remove implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "Its name, as in the list.")
    String name = "";

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      try {
        connection.delete("/api/v1/vocabularies/" + Connection.encoded(name)).orFail();
        console.line("Removed " + name + ".");
        return 0;
      } catch (Connection.Failed e) {
        return console.failed(e);
      }
    }
  }
}
