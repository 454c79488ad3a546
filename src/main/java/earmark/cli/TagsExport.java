package earmark.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the tags of what a search finds as others read them. */
@Command(
    name = "export",
    description = "Write the tags of all that a search finds as STIX 2.1, MISP JSON or CSV.",
    footer = {"", "For example: earmark tags export --query '#apt' --format stix --to apt.json"})
final class TagsExport implements Callable<Integer> {
  @Mixin Connection connection = new Connection();

  @Option(names = "--query", paramLabel = "Q", description = "The search; all if it is left out.")
  String query = "";

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "stix, misp or csv.")
  String format = "";

  @Option(
      names = "--things",
      paramLabel = "THINGS",
      description =
          "samples, indicators or reports; --text is for indicators, --query for the others.")
  String things = "samples";

  @Option(names = "--text", paramLabel = "TEXT", description = "A part of an indicator's value.")
  String text = "";

  @Option(names = "--kind", paramLabel = "KIND", description = "Only user or system tags.")
  @Nullable String kind;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The file, which is replaced when all of it is there; - for standard output.")
  String to = "-";

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(spec);
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("format", format);
    asked.put("things", things);
    if (!query.isEmpty()) asked.put("q", query);
    if (!text.isEmpty()) asked.put("text", text);
    if (kind != null) asked.put("kind", kind);
    String path = "/api/v1/export" + Connection.query(asked);
    try {
      if (to.equals("-")) {
        connection.download(path, System.out);
        System.out.flush();
        return 0;
      }
      write(path, Path.of(to));
      console.line("Wrote " + to + ".");
      return 0;
    } catch (Connection.Failed e) {
      return console.failed(e);
    } catch (IOException e) {
      return console.failed(new Connection.Failed("Could not write " + to + ": " + e.getMessage()));
    }
  }

  private void write(String path, Path file)
      throws IOException, Connection.Failed, InterruptedException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        connection.download(path, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
