package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.Reanalysis;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Having samples analysed again, which renews their System Tags. */
public final class ReanalysisRoutes {
  /** Analyses of the product that need services which are not part of this one. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "cloud",
          "rl_cloud_sandbox",
          "cuckoo",
          "cape",
          "joe",
          "fireeye",
          "vmray",
          "cisco_secure_malware_analytics");

  private final Finder finder;
  private final Reanalysis reanalysis;

  public ReanalysisRoutes(Finder finder, Reanalysis reanalysis) {
    this.finder = finder;
    this.reanalysis = reanalysis;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/samples/v2/analyze_bulk/", Route.Needs.USER, this::analyseAgain),
        Route.post("/api/samples/analyze_bulk/", Route.Needs.USER, this::analyseAgain),
        Route.post("/api/samples/{hash}/analyze/", Route.Needs.USER, this::analyseOneAgain));
  }

  record Results(List<Result> results) {}

  record Result(Hashes detail, List<Analysis> analysis) {}

  record Analysis(String name, int code, String message) {}

  /** One sample, named by the path; the answer is that of many, without the list around it. */
  private Answer analyseOneAgain(Call call) throws IOException {
    List<String> names = names(Body.read(call));
    return Answer.json(200, again(finder.get(SampleHash.parse(call.path("hash"))), names));
  }

  private Answer analyseAgain(Call call) throws IOException {
    Body body = Body.read(call);
    List<String> hashes = body.list("hash_value");
    if (hashes.isEmpty() || hashes.size() > Body.HASHES_MAX) {
      throw new Refusal.Invalid(
          "\"hash_value\" is required: up to " + Body.HASHES_MAX + " hashes.");
    }
    List<String> names = names(body);
    List<Sample> samples =
        hashes.stream().map(SampleHash::parse).map(finder::get).distinct().toList();
    List<Result> results = new ArrayList<>();
    for (Sample sample : samples) results.add(again(sample, names));
    return Answer.json(200, new Results(results));
  }

  private static List<String> names(Body body) {
    List<String> names = body.list("analysis");
    if (names.isEmpty()) {
      throw new Refusal.Invalid("\"analysis\" is required, such as core.");
    }
    for (String name : names) {
      if (!name.equals("core") && !ELSEWHERE.contains(name)) {
        throw new Refusal.Invalid("There is no analysis \"" + name + "\"; known is core.");
      }
    }
    return names;
  }

  private Result again(Sample sample, List<String> names) {
    return new Result(Hashes.of(sample), names.stream().map(name -> start(name, sample)).toList());
  }

  private Analysis start(String name, Sample sample) {
    if (!name.equals("core")) return new Analysis(name, 405, "Integration is not configured.");
    return reanalysis.again(sample)
        ? new Analysis(name, 201, "Sample is queued for core analysis.")
        : new Analysis(name, 200, "Sample is already queued for core analysis.");
  }
}
