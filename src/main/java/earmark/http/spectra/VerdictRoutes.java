package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Classification;
import earmark.sample.Finder;
import earmark.sample.Judgement;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.sample.ThreatName;
import earmark.sample.Verdict;
import earmark.sample.Verdicts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What samples are classified as, and setting and withdrawing that. */
public final class VerdictRoutes {
  private static final String SET = "/api/samples/{hash}/setclassification/{system}/";

  private final Finder finder;
  private final Verdicts verdicts;

  public VerdictRoutes(Finder finder, Verdicts verdicts) {
    this.finder = finder;
    this.verdicts = verdicts;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/samples/v3/{hash}/classification/", Route.Needs.USER, this::classification),
        Route.get("/api/v2/samples/{hash}/classification/", Route.Needs.USER, this::classification),
        Route.post(SET, Route.Needs.USER, this::setClassification),
        Route.delete(SET, Route.Needs.USER, this::withdrawClassification));
  }

  private Answer classification(Call call) {
    requireFlag(call, "localonly");
    boolean scanners = requireFlag(call, "av_scanners");
    Map<String, Object> body = body(finder.get(SampleHash.parse(call.path("hash"))));
    if (scanners) body.put("av_scanners", List.of());
    return Answer.json(200, body);
  }

  /** A flag that is 0 or 1, as this endpoint has them; texts of booleans are taken too. */
  private static boolean requireFlag(Call call, String name) {
    String text = call.query(name).orElse("0");
    return switch (text) {
      case "1", "true", "True" -> true;
      case "0", "false", "False", "" -> false;
      default -> throw new Refusal.Invalid("\"" + name + "\" must be 0 or 1.");
    };
  }

  private Answer setClassification(Call call) throws IOException {
    if (isCloud(call)) return noCloud();
    SampleHash hash = SampleHash.parse(call.path("hash"));
    return set(call, hash, Optional.of(judgement(Body.read(call))));
  }

  private Answer withdrawClassification(Call call) {
    if (isCloud(call)) return noCloud();
    return set(call, SampleHash.parse(call.path("hash")), Optional.empty());
  }

  private Answer set(Call call, SampleHash hash, Optional<Judgement> judgement) {
    verdicts.set(
        call.caller(),
        Via.SPECTRA,
        new SampleTags.Target.ByHashes(List.of(hash)),
        judgement,
        Optional.empty(),
        Optional.empty());
    return Answer.json(200, body(finder.get(hash)));
  }

  private static boolean isCloud(Call call) {
    return switch (call.path("system")) {
      case "local" -> false;
      case "ticloud" -> true;
      default -> throw new Refusal.Invalid("A classification is set in local or in ticloud.");
    };
  }

  private static Answer noCloud() {
    return SpectraDoor.failure(
        405, "The classification in the cloud is the cloud's own; it is set in local only.");
  }

  /** Goodware has no threat name, whatever a client sends along. */
  private static Judgement judgement(Body body) {
    Classification classification =
        Classification.parse(
            given(body, "classification")
                .orElseThrow(() ->
                    new Refusal.Invalid(
                        "\"classification\" is required: goodware, suspicious or malicious.")));
    Optional<ThreatName> threat =
        Optional.of(classification)
            .filter(Classification::isThreat)
            .map(_ ->
                ThreatName.of(
                    given(body, "threat_platform"),
                    given(body, "threat_type"),
                    given(body, "threat_name")));
    return Judgement.ofUser(classification, score(given(body, "risk_score")), threat);
  }

  private static Optional<String> given(Body body, String field) {
    return body.text(field).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static OptionalInt score(Optional<String> text) {
    if (text.isEmpty()) return OptionalInt.empty();
    if (text.get().matches("[0-9]{1,2}")) return OptionalInt.of(Integer.parseInt(text.get()));
    throw new Refusal.Invalid("\"risk_score\" must be a number from 0 to 10.");
  }

  private Map<String, Object> body(Sample sample) {
    Finder.Tagged tagged = finder.tagged(sample);
    Map<String, Object> body = new LinkedHashMap<>();
    Optional<Verdict> verdict = tagged.verdict();
    body.put("classification", VerdictWords.classification(verdict));
    body.put("riskscore", VerdictWords.riskScore(verdict));
    body.put("classification_result", VerdictWords.threatName(verdict));
    body.put("classification_reason", VerdictWords.reason(verdict));
    body.put("classification_origin", tagged.origin().map(Hashes::of).orElse(null));
    body.put("first_seen", Times.seconds(sample.firstSeen()));
    body.put("last_seen", Times.seconds(sample.lastSeen()));
    body.put("cloud_last_lookup", null);
    body.put("data_source", "LOCAL");
    body.put("sha1", sample.digests().sha1());
    body.put("sha256", sample.digests().sha256());
    body.put("md5", sample.digests().md5());
    return body;
  }
}
