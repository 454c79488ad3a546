package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.FormFields;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading samples: how far their analysis is, and the reports on them. */
public final class ReportRoutes {
  /** How many samples are reported on at once if what was read off them is part of the report. */
  private static final int STATIC_MAX = 100;

  private final Finder finder;
  private final Subjects subjects;

  public ReportRoutes(Finder finder, Subjects subjects) {
    this.finder = finder;
    this.subjects = subjects;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/samples/status/", Route.Needs.USER, this::status),
        Route.post(
            "/api/samples/v2/list/", Route.Needs.USER, call -> list(call, SummaryReport.FIELDS)),
        Route.post(
            "/api/samples/v2/list/details/",
            Route.Needs.USER,
            call -> list(call, FullReport.FIELDS)),
        Route.post("/api/samples/list/", Route.Needs.USER, call -> list(call, OldReport.FIELDS)),
        Route.get("/api/samples/{hash}/", Route.Needs.USER, this::oldReport),
        Route.get(
            "/api/v2/samples/{hash}/ticore/",
            Route.Needs.USER,
            call -> staticReport(call, StaticReport.FIELDS)),
        Route.get(
            "/api/samples/{hash}/ticore/",
            Route.Needs.USER,
            call -> staticReport(call, StaticReport.OLD_FIELDS)));
  }

  record Statuses(String hash_type, List<Status> results) {
    record Status(String hash_value, String status) {}
  }

  private Answer status(Call call) throws IOException {
    Body body = Body.read(call);
    List<String> texts = body.list("hash_values");
    List<SampleHash> hashes = body.hashes("hash_values", Body.HASHES_MAX);
    Optional<String> only = call.query("status").or(() -> body.text("status"));
    if (only.isPresent() && !only.get().matches("processed|not_found")) {
      throw new Refusal.Invalid("\"status\" must be processed or not_found.");
    }
    Map<SampleHash, Sample> known = finder.find(hashes);
    List<Statuses.Status> results = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      Sample sample = known.get(hashes.get(i));
      String status = sample == null ? "not_found" : status(sample);
      if (only.isEmpty() || only.get().equals(status)) {
        results.add(new Statuses.Status(texts.get(i), status));
      }
    }
    String type = hashes.getFirst().algorithm().name().toLowerCase(Locale.ROOT);
    return Answer.json(200, new Statuses(type, results));
  }

  /** A failed analysis is over too, so clients that wait for {@code processed} go on. */
  private static String status(Sample sample) {
    return switch (sample.status()) {
      case QUEUED -> "queued";
      case PROCESSED, FAILED -> "processed";
    };
  }

  private Answer list(Call call, Fields report) throws IOException {
    Body body = Body.read(call);
    List<String> chosen = report.chosen(body.list("fields"));
    int max = chosen.contains("ticore") ? STATIC_MAX : Body.HASHES_MAX;
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    for (Subject subject : subjects.find(body.hashes("hash_values", max))) {
      results.add(report.report(subject, chosen));
    }
    return Answer.json(200, Listed.whole(results));
  }

  private Answer oldReport(Call call) {
    return Answer.json(
        200, OldReport.FIELDS.report(subjects.get(SampleHash.parse(call.path("hash")))));
  }

  private Answer staticReport(Call call, Fields report) {
    List<String> chosen = report.chosen(FormFields.commaSeparated(call.queryAll("fields")));
    Subject subject = subjects.get(SampleHash.parse(call.path("hash")));
    if (subject.sample().status() == Sample.Status.QUEUED) {
      throw new Refusal.NotFound(
          "The analysis of " + call.path("hash") + " is not done yet; ask again later.");
    }
    return Answer.json(200, report.report(subject, chosen));
  }
}
