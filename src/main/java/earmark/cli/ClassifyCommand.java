package earmark.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Says what samples are, as one operation. */
@Command(
    name = "classify",
    description = {
      "Say that samples are goodware, suspicious or malicious, or nothing any more: unknown.",
      "What they were extracted from counts as a threat too, unless something is said of it."
    },
    footer = {"", "For example: earmark classify HASH --as malicious --threat Win32.Trojan.Delf"})
public final class ClassifyCommand implements Callable<Integer> {
  @Mixin ChangeRequest change = new ChangeRequest();
  @Mixin Selection selection = new Selection();

  @Option(
      names = "--as",
      required = true,
      paramLabel = "WHAT",
      description = "goodware, suspicious, malicious or unknown.")
  String classification = "";

  @Option(
      names = "--score",
      paramLabel = "N",
      description = "The risk score: 0 to 5 for goodware, 6 to 10 for the others.")
  @Nullable Integer score;

  @Option(
      names = "--threat",
      paramLabel = "NAME",
      description = "The threat's name, such as Win32.Trojan.Delf.")
  @Nullable String threat;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, Object> body = selection.body(spec);
    body.put("classification", classification);
    if (score != null) body.put("riskScore", score);
    if (threat != null) body.put("threatName", threat);
    return change.send(spec, "/api/v1/samples/classification", body, this::tell);
  }

  private void tell(Console console, JsonNode answer) {
    console.line(
        "%s%,d samples classified, %,d were so before; it follows for %,d others."
            .formatted(
                change.begin(answer),
                answer.path("changed").asLong(),
                answer.path("unchanged").asLong(),
                answer.path("propagated").asLong()));
  }
}
