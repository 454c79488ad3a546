package earmark.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Tells who changed what, when, how and why. */
@Command(
    name = "history",
    description = "Tell who changed what, when and why: the newest operations first.",
    showDefaultValues = true,
    footer = {"", "Moments are as in 2026-11-22 or 2026-11-22T10:00:00Z."})
public final class HistoryCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();

  @Option(names = "--sample", paramLabel = "HASH", description = "Of this sample only.")
  @Nullable String sample;

  @Option(names = "--tag", paramLabel = "NAME", description = "Of this tag only.")
  @Nullable String tag;

  @Option(names = "--kind", description = "The kind of --tag, user or system; user if left out.")
  @Nullable String kind;

  @Option(names = "--by", paramLabel = "LOGIN", description = "By this user only.")
  @Nullable String by;

  @Option(names = "--via", description = "Through spectra, ui, api, cli or analysis only.")
  @Nullable String via;

  @Option(names = "--from", paramLabel = "MOMENT", description = "Not before this moment.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "MOMENT", description = "Up to this moment.")
  @Nullable String to;

  @Option(names = "--limit", description = "At most so many; with --operation, hashes per tag.")
  int limit = 20;

  @Option(names = "--cursor", description = "Where an earlier answer ended.")
  @Nullable String cursor;

  @Option(
      names = "--operation",
      paramLabel = "N",
      description = "Only this operation, with the samples that it changed.")
  @Nullable Long operation;

  @Option(names = "--json", description = "Print the server's JSON.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    String path = path();
    Console console = new Console(spec);
    try {
      JsonNode answer = connection.get(path).orFail().body();
      if (json) {
        console.line(answer.toString());
      } else if (operation != null) {
        new OperationLines(console).tell(answer);
      } else {
        OperationLines lines = new OperationLines(console);
        answer.path("operations").forEach(lines::tell);
        String next = answer.path("next").asString("");
        if (answer.path("operations").isEmpty()) console.line("There is nothing.");
        if (!next.isEmpty()) console.line("There is more: --cursor " + next);
      }
      return 0;
    } catch (Connection.Failed e) {
      return console.failed(e);
    }
  }

  private String path() {
    boolean filtered = Stream.of(tag, kind, by, via, from, to).anyMatch(Objects::nonNull);
    if (operation != null) {
      if (filtered || sample != null || cursor != null) {
        throw misused("--operation goes with --limit and --json only.");
      }
      return "/api/v1/operations/" + operation + query("limit", String.valueOf(limit));
    }
    if (kind != null && tag == null) throw misused("--kind goes with --tag.");
    if (sample != null && !filtered) {
      return "/api/v1/samples/"
          + Connection.encoded(sample)
          + "/history"
          + query("cursor", cursor, "limit", String.valueOf(limit));
    }
    String kindOfTag = tag != null && kind == null ? "user" : kind;
    return "/api/v1/operations"
        + query(
            "sample",
            sample,
            "tag",
            tag,
            "kind",
            kindOfTag,
            "by",
            by,
            "via",
            via,
            "from",
            from,
            "to",
            to,
            "cursor",
            cursor,
            "limit",
            String.valueOf(limit));
  }

  private ParameterException misused(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }

  /** The query of a URL, from names and values, of which those that are absent are left out. */
  private static String query(@Nullable String... parameters) {
    Map<String, String> present = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      String value = parameters[i + 1];
      if (value != null) present.put(Objects.requireNonNull(parameters[i]), value);
    }
    return Connection.query(present);
  }
}
