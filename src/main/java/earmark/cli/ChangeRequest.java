package earmark.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What all commands that change samples have in common: their options, and how it is told. */
final class ChangeRequest {
  @Mixin Connection connection = new Connection();

  @Option(names = "--reason", description = "Why; it is kept with the operation.")
  @Nullable String reason;

  @Option(names = "--preview", description = "Only tell what would be changed.")
  boolean preview;

  @Option(names = "--json", description = "Print the server's JSON.")
  boolean json;

  /** Sends it and prints what came of it for each tag; the exit code. */
  int send(@Nullable CommandSpec spec, String path, Map<String, Object> body)
      throws InterruptedException {
    return send(spec, path, body, this::tell);
  }

  /** The same with another way to tell what came of it. */
  int send(
      @Nullable CommandSpec spec,
      String path,
      Map<String, Object> body,
      BiConsumer<Console, JsonNode> tell)
      throws InterruptedException {
    Console console = new Console(spec);
    Map<String, Object> whole = new LinkedHashMap<>(body);
    if (reason != null) whole.put("reason", reason);
    if (preview) whole.put("preview", true);
    try {
      JsonNode answer = connection.post(path, whole).orFail().body();
      if (json) console.line(answer.toString());
      else tell.accept(console, answer);
      return 0;
    } catch (Connection.Failed e) {
      return console.failed(e);
    }
  }

  private void tell(Console console, JsonNode answer) {
    tellOutcome(console, answer, preview);
    for (JsonNode tag : answer.path("tags")) {
      console.line(
          "  %-6s  %-40s  %s"
              .formatted(tag.path("action").asString(), tag.path("name").asString(), counts(tag)));
    }
    tellNearDuplicates(console, answer);
    JsonNode verdicts = answer.path("verdicts");
    if (verdicts.path("changed").asLong() + verdicts.path("unchanged").asLong() > 0) {
      console.line("  %-6s  %-40s  %s".formatted("", "classification", counts(verdicts)));
    }
  }

  /** Whether something was changed, and of how many samples it was asked. */
  static void tellOutcome(Console console, JsonNode answer, boolean preview) {
    tellOutcome(console, answer, preview, "samples");
  }

  /** The same of other things, whose name in the plural is that of the field with their number. */
  static void tellOutcome(Console console, JsonNode answer, boolean preview, String things) {
    JsonNode operation = answer.path("operation");
    String all = "%,d %s".formatted(answer.path(things).asLong(), things);
    if (preview) console.line("Nothing was changed yet; of " + all + ":");
    else if (operation.isNumber()) {
      console.line("Done, as operation " + operation.asLong() + "; of " + all + ":");
    } else {
      console.line("There was nothing to change; of " + all + ":");
    }
  }

  /** Names that are new, and the tags in use that may have been meant. */
  static void tellNearDuplicates(Console console, JsonNode answer) {
    tellNearDuplicates(console, answer, "samples");
  }

  /** The same of tags on other things. */
  static void tellNearDuplicates(Console console, JsonNode answer, String things) {
    for (JsonNode near : answer.path("nearDuplicates")) {
      console.line(
          "  Note: \"%s\" is new; did you mean \"%s\", which is on %,d %s? (%s)"
              .formatted(
                  near.path("name").asString(),
                  near.path("of").asString(),
                  near.path("count").asLong(),
                  things,
                  near.path("why").asString()));
    }
  }

  /** How an answer begins that is not about tags. */
  String begin(JsonNode answer) {
    if (preview) return "Nothing was changed yet: ";
    JsonNode operation = answer.path("operation");
    if (operation.isNumber()) return "Done, as operation " + operation.asLong() + ": ";
    return "There was nothing to change: ";
  }

  static String counts(JsonNode tag) {
    StringBuilder text = new StringBuilder();
    text.append("%,d changed".formatted(tag.path("changed").asLong()));
    for (String name : new String[] {"unchanged", "skipped"}) {
      long count = tag.path(name).asLong(0);
      if (count > 0) text.append(", %,d %s".formatted(count, name));
    }
    return text.toString();
  }
}
