package earmark.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Puts the tags of a file on the samples or indicators that it names. */
@Command(
    name = "import",
    description =
        "Put the tags in a file on the samples or indicators that it names, as one operation.",
    footer = {
      "",
      "CSV is a hash and tags in each line, or columns with names as in an export. Of STIX it takes",
      "the labels of files. Lines that can't be read and hashes of no sample are told and left out.",
      "",
      "With --things indicators, it is the value of an indicator instead of a hash, and the labels",
      "of indicators, malware, vulnerabilities and of what was observed. All tags go to one enclave.",
      "",
      "Ends with 1 if anything was left out."
    })
final class TagsImport implements Callable<Integer> {
  private static final int TOLD_MAX = 20;

  @Mixin Connection connection = new Connection();

  @Parameters(paramLabel = "FILE", description = "The file.")
  Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv or stix; if left out, by the ending of the file.")
  @Nullable String format;

  @Option(names = "--things", paramLabel = "THINGS", description = "samples or indicators.")
  String things = "samples";

  @Option(
      names = "--enclave",
      paramLabel = "ID",
      description = "The enclave in which indicators get the tags, which you may update.")
  @Nullable String enclave;

  @Option(names = "--preview", description = "Only tell what would be changed.")
  boolean preview;

  @Option(names = "--reason", description = "Why; it is kept with the operation.")
  String reason = "";

  @Option(names = "--json", description = "Print the server's JSON.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(spec);
    String as = format != null ? format : file.toString().endsWith(".csv") ? "csv" : "stix";
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("format", as);
    asked.put("things", things);
    if (enclave != null) asked.put("enclave", enclave);
    asked.put("preview", String.valueOf(preview));
    asked.put("reason", reason);
    String path = "/api/v1/import" + Connection.query(asked);
    try {
      JsonNode answer =
          connection
              .post(path, "application/octet-stream", BodyPublishers.ofFile(file))
              .orFail()
              .body();
      if (json) console.line(answer.toString());
      else tell(console, answer);
      boolean left =
          answer.path("unknownCount").asLong() + answer.path("refusedCount").asLong() > 0;
      return left ? Console.FAILED : 0;
    } catch (FileNotFoundException e) {
      return console.failed(new Connection.Failed("There is no " + file + "."));
    } catch (Connection.Failed e) {
      return console.failed(e);
    }
  }

  private void tell(Console console, JsonNode answer) {
    ChangeRequest.tellOutcome(console, answer, preview, things);
    long arrived = answer.path("newInEnclave").asLong();
    if (arrived > 0) console.line("  %,d of them are new in the enclave.".formatted(arrived));
    for (JsonNode tag : answer.path("tags")) {
      console.line("  %-40s  %s".formatted(tag.path("name").asString(), ChangeRequest.counts(tag)));
    }
    ChangeRequest.tellNearDuplicates(console, answer, things);
    tellLeft(console, "hashes name no sample here", answer, "unknown");
    tellLeft(console, "tags or lines were refused", answer, "refused");
  }

  private static void tellLeft(Console console, String what, JsonNode answer, String field) {
    long count = answer.path(field + "Count").asLong();
    if (count == 0) return;
    console.complain("%,d %s:".formatted(count, what));
    int told = 0;
    for (JsonNode left : answer.path(field)) {
      if (told++ == TOLD_MAX) break;
      console.complain(
          "  line %,d: %s".formatted(left.path("line").asLong(), left.path("what").asString()));
    }
    if (count > TOLD_MAX) console.complain("  … --json names more of them.");
  }
}
