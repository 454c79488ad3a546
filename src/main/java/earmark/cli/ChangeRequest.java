package earmark.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What all commands that change tags have in common: their options, and how the answer is told. */
final class ChangeRequest {
  @Mixin Connection connection = new Connection();

  @Option(names = "--reason", description = "Why; it is kept with the operation.")
  @Nullable String reason;

  @Option(names = "--preview", description = "Only tell what would be changed.")
  boolean preview;

  @Option(names = "--json", description = "Print the server's JSON.")
  boolean json;

  /** Sends it and prints what came of it; the exit code. */
  int send(@Nullable CommandSpec spec, String path, Map<String, Object> body)
      throws InterruptedException {
    Console console = new Console(spec);
    Map<String, Object> whole = new LinkedHashMap<>(body);
    if (reason != null) whole.put("reason", reason);
    if (preview) whole.put("preview", true);
    try {
      JsonNode answer = connection.post(path, whole).orFail().body();
      if (json) console.line(answer.toString());
      else tell(console, answer);
      return 0;
    } catch (Connection.Failed e) {
      return console.failed(e);
    }
  }

  private void tell(Console console, JsonNode answer) {
    JsonNode operation = answer.path("operation");
    String samples = "%,d samples".formatted(answer.path("samples").asLong());
    if (preview) console.line("Nothing was changed yet; of " + samples + ":");
    else if (operation.isNumber()) {
      console.line("Done, as operation " + operation.asLong() + "; of " + samples + ":");
    } else {
      console.line("There was nothing to change; of " + samples + ":");
    }
    for (JsonNode tag : answer.path("tags")) {
      console.line(
          "  %-6s  %-40s  %s"
              .formatted(tag.path("action").asString(), tag.path("name").asString(), counts(tag)));
    }
  }

  private static String counts(JsonNode tag) {
    StringBuilder text = new StringBuilder();
    text.append("%,d changed".formatted(tag.path("changed").asLong()));
    for (String name : new String[] {"unchanged", "skipped"}) {
      long count = tag.path(name).asLong(0);
      if (count > 0) text.append(", %,d %s".formatted(count, name));
    }
    return text.toString();
  }
}
