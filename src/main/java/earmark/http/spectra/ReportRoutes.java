package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading samples: how far their analysis is, and summary reports with both kinds of tags. */
public final class ReportRoutes {
  private static final int HASHES_MAX = 1000;

  private final Finder finder;
  private final SummaryReport summary;

  public ReportRoutes(Finder finder, SummaryReport summary) {
    this.finder = finder;
    this.summary = summary;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/samples/status/", Route.Needs.USER, this::status),
        Route.post("/api/samples/v2/list/", Route.Needs.USER, this::summaries));
  }

  record Statuses(String hash_type, List<Status> results) {
    record Status(String hash_value, String status) {}
  }

  record Page(
      int count,
      @Nullable String next,
      @Nullable String previous,
      List<Map<String, Object>> results) {}

  private Answer status(Call call) throws IOException {
    Body body = Body.read(call);
    List<String> texts = body.list("hash_values");
    List<SampleHash> hashes = hashes(texts);
    Optional<String> only = call.query("status").or(() -> body.text("status"));
    if (only.isPresent() && !only.get().matches("processed|not_found")) {
      throw new Refusal.Invalid("\"status\" must be processed or not_found.");
    }
    List<Statuses.Status> results = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      String status = finder.find(hashes.get(i)).map(ReportRoutes::status).orElse("not_found");
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

  private Answer summaries(Call call) throws IOException {
    Body body = Body.read(call);
    List<SampleHash> hashes = hashes(body.list("hash_values"));
    List<String> fields = body.list("fields");
    Map<Integer, Map<String, Object>> results = new LinkedHashMap<>();
    for (SampleHash hash : hashes) {
      finder
          .find(hash)
          .ifPresent(
              sample -> results.put(sample.number(), summary.of(finder.tagged(sample), fields)));
    }
    return Answer.json(200, new Page(results.size(), null, null, List.copyOf(results.values())));
  }

  /** The hashes of a request, all of one type. */
  private static List<SampleHash> hashes(List<String> texts) {
    if (texts.isEmpty()) {
      throw new Refusal.Invalid("\"hash_values\" is required: a list of hashes.");
    }
    if (texts.size() > HASHES_MAX) {
      throw new Refusal.Invalid("\"hash_values\" may hold " + HASHES_MAX + " hashes at once.");
    }
    List<SampleHash> hashes = texts.stream().map(SampleHash::parse).toList();
    if (hashes.stream().map(SampleHash::algorithm).distinct().count() > 1) {
      throw new Refusal.Invalid("All hashes of one request must be of one type.");
    }
    return hashes;
  }
}
