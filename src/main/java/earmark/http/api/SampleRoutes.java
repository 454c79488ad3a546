package earmark.http.api;

import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.catalogue.GivenTag;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.FormFields;
import earmark.http.Json;
import earmark.http.Route;
import earmark.http.Upload;
import earmark.refusal.Refusal;
import earmark.sample.Analysis;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Intake;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import earmark.tag.UserTagName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Uploading and showing samples. */
public final class SampleRoutes {
  private static final int KNOWN_MAX = 1000;

  private final Finder finder;
  private final Intake intake;
  private final Samples samples;
  private final FileTrees trees;
  private final Catalogue catalogue;
  private final long uploadMaxBytes;

  public SampleRoutes(
      Finder finder,
      Intake intake,
      Samples samples,
      FileTrees trees,
      Catalogue catalogue,
      long uploadMaxBytes) {
    this.finder = finder;
    this.intake = intake;
    this.samples = samples;
    this.trees = trees;
    this.catalogue = catalogue;
    this.uploadMaxBytes = uploadMaxBytes;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/samples", Route.Needs.USER, this::uploadSample),
        Route.post("/api/v1/samples/known", Route.Needs.USER, this::knownSamples),
        Route.get("/api/v1/samples/{hash}", Route.Needs.USER, this::getSample),
        Route.get("/api/v1/samples/{hash}/content", Route.Needs.USER, this::getContent));
  }

  record Known(@Nullable List<String> sha256) {}

  record KnownHere(Set<String> known) {}

  record Why(String tag, String about, String when, List<String> indicators) {
    static Why of(GivenTag given) {
      return new Why(given.tag().text(), given.about(), given.when(), given.indicators());
    }
  }

  record AnalysisBody(
      String engine,
      String catalogue,
      String at,
      @Nullable String error,
      List<Why> why,
      JsonNode facts) {}

  private Answer uploadSample(Call call) throws IOException {
    try (Upload upload = Upload.read(call, intake, uploadMaxBytes)) {
      Set<UserTagName> tags =
          UserTagName.parseAll(FormFields.commaSeparated(upload.fields().all("tags")));
      Intake.Taken taken =
          intake.take(
              call.caller(),
              Clients.via(call),
              upload.file(),
              upload.fileName(),
              tags,
              Optional.empty());
      return Answer.json(taken.isNew() ? 201 : 200, SampleBody.of(finder.tagged(taken.sample())));
    }
  }

  private Answer knownSamples(Call call) throws IOException {
    List<String> asked = call.json(Known.class).sha256();
    if (asked == null || asked.size() > KNOWN_MAX) {
      throw new Refusal.Invalid("\"sha256\" must be a list of " + KNOWN_MAX + " hashes at most.");
    }
    Set<String> hashes = new LinkedHashSet<>();
    for (String text : asked) {
      SampleHash hash = SampleHash.parse(text);
      if (hash.algorithm() != SampleHash.Algorithm.SHA256) {
        throw new Refusal.Invalid("Not a SHA256 hash: \"" + hash + "\".");
      }
      hashes.add(hash.hex());
    }
    return Answer.json(200, new KnownHere(finder.known(hashes)));
  }

  private Answer getSample(Call call) {
    Sample sample = finder.get(SampleHash.parse(call.path("hash")));
    SampleBody body = SampleBody.of(finder.tagged(sample));
    AnalysisBody analysis = samples.analysis(sample.number()).map(this::analysis).orElse(null);
    return Answer.json(
        200, SampleDetails.of(body, sample.digests().sha512(), trees.count(sample), analysis));
  }

  private Answer getContent(Call call) {
    Sample sample = finder.get(SampleHash.parse(call.path("hash")));
    Path file = intake.path(sample);
    if (!Files.isRegularFile(file)) {
      throw new Refusal.NotFound("The bytes of this sample are not here.");
    }
    return Answer.download(
        file, sample.name().isEmpty() ? sample.digests().sha256() : sample.name());
  }

  private AnalysisBody analysis(Analysis analysis) {
    List<Why> why =
        analysis
            .readable()
            .map(facts -> catalogue.tags(facts).stream().map(Why::of).toList())
            .orElse(List.of());
    return new AnalysisBody(
        analysis.engine(),
        analysis.catalogue(),
        analysis.at().toString(),
        analysis.failure().orElse(null),
        why,
        Json.tree(analysis.facts()));
  }
}
