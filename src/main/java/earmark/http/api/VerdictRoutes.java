package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.Classification;
import earmark.sample.Judgement;
import earmark.sample.SampleTags;
import earmark.sample.ThreatName;
import earmark.sample.Verdicts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Saying what samples are. */
public final class VerdictRoutes {
  private final Verdicts verdicts;

  public VerdictRoutes(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/samples/classification", Route.Needs.USER, this::classifySamples));
  }

  record ClassifyBody(
      @Nullable List<@Nullable String> samples,
      @Nullable String query,
      @Nullable String classification,
      @Nullable Double riskScore,
      @Nullable String threatName,
      @Nullable String reason,
      @Nullable Boolean preview,
      @Nullable Double expected) {}

  record Classified(
      @Nullable Long operation, boolean preview, int changed, int unchanged, int propagated) {}

  private Answer classifySamples(Call call) throws IOException {
    byte[] body = call.body();
    ClassifyBody asked = Json.read(body, ClassifyBody.class);
    SampleTags.Target target = Writes.target(asked.samples(), asked.query(), asked.expected());
    Optional<Judgement> judgement = judgement(asked);
    Optional<String> reason = Writes.reason(asked.reason());
    var key = Writes.key(call, body);
    boolean preview = Writes.isYes(asked.preview());
    Verdicts.Judged judged =
        preview
            ? verdicts.preview(target, judgement)
            : verdicts.set(call.caller(), Clients.via(call), target, judgement, reason, key);
    return Answer.json(
        200,
        new Classified(
            judged.operation().orElse(null),
            preview,
            judged.changed(),
            judged.unchanged(),
            judged.propagated()));
  }

  /** Nothing, if the samples are to be unknown again. */
  private static Optional<Judgement> judgement(ClassifyBody asked) {
    if (asked.classification() == null) {
      throw new Refusal.Invalid(
          "\"classification\" is required: goodware, suspicious, malicious or unknown.");
    }
    OptionalInt score = Writes.whole("riskScore", asked.riskScore());
    Optional<ThreatName> threat =
        Optional.ofNullable(asked.threatName())
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(ThreatName::parse);
    if (!asked.classification().equals("unknown")) {
      return Optional.of(
          Judgement.ofUser(Classification.parse(asked.classification()), score, threat));
    }
    if (score.isPresent() || threat.isPresent()) {
      throw new Refusal.Invalid("What is unknown has neither a risk score nor a threat name.");
    }
    return Optional.empty();
  }
}
