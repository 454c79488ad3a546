package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.http.ZipDownload;
import earmark.refusal.Refusal;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleFiles;
import earmark.sample.SampleHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came out of samples, and what they came out of. */
public final class ExtractedRoutes {
  private final Finder finder;
  private final FileTrees trees;
  private final SampleFiles files;

  public ExtractedRoutes(Finder finder, FileTrees trees, SampleFiles files) {
    this.finder = finder;
    this.trees = trees;
    this.files = files;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/samples/{hash}/extracted", Route.Needs.USER, this::listExtracted),
        Route.get("/api/v1/samples/{hash}/containers", Route.Needs.USER, this::listContainers),
        Route.get("/api/v1/samples/{hash}/unpacked", Route.Needs.USER, this::downloadExtracted));
  }

  record ExtractedFile(String path, String name, SampleBody sample) {
    static ExtractedFile of(FileTrees.Related related) {
      return new ExtractedFile(
          related.relation().path(), related.relation().name(), SampleBody.of(related.sample()));
    }
  }

  /**
   * One page of files.
   *
   * @param total how many the container has itself
   * @param inTree how many with those of the containers in it
   */
  record Files(long total, int inTree, @Nullable String next, List<ExtractedFile> files) {}

  record Container(String path, String name, SampleBody sample) {
    static Container of(FileTrees.Related related) {
      return new Container(
          related.relation().path(), related.relation().name(), SampleBody.of(related.sample()));
    }
  }

  record Containers(@Nullable String next, List<Container> containers) {}

  private Sample sample(Call call) {
    return finder.get(SampleHash.parse(call.path("hash")));
  }

  private Answer listExtracted(Call call) {
    Sample container = sample(call);
    FileTrees.Page page = trees.in(container, cursor(call), Parameters.limit(call));
    return Answer.json(
        200,
        new Files(
            trees.countIn(container),
            trees.count(container),
            page.next().map(String::valueOf).orElse(null),
            page.related().stream().map(ExtractedFile::of).toList()));
  }

  private Answer listContainers(Call call) {
    FileTrees.Page page = trees.containing(sample(call), cursor(call), Parameters.limit(call));
    return Answer.json(
        200,
        new Containers(
            page.next().map(String::valueOf).orElse(null),
            page.related().stream().map(Container::of).toList()));
  }

  /** Where the page begins; what the page before said is next. */
  private static long cursor(Call call) {
    String text = call.query("cursor").orElse("0");
    if (text.matches("[0-9]{1,18}")) return Long.parseLong(text);
    throw new Refusal.Invalid("\"cursor\" must be the \"next\" of the page before.");
  }

  private Answer downloadExtracted(Call call) {
    Sample sample = sample(call);
    return ZipDownload.of(trees.located(sample), files, sample.digests().sha256() + ".zip");
  }
}
