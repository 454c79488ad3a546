package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.http.ZipDownload;
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

  /** A sample at the other end of a relation, and what the file is called in the container. */
  record Related(String path, String name, SampleBody sample) {
    static Related of(FileTrees.Related related) {
      return new Related(
          related.relation().path(), related.relation().name(), SampleBody.of(related.sample()));
    }
  }

  /**
   * One page of files.
   *
   * @param total how many the container has itself
   * @param inTree how many with those of the containers in it
   */
  record Files(long total, int inTree, @Nullable String next, List<Related> files) {}

  record Containers(@Nullable String next, List<Related> containers) {}

  private Sample sample(Call call) {
    return finder.get(SampleHash.parse(call.path("hash")));
  }

  private Answer listExtracted(Call call) {
    Sample container = sample(call);
    FileTrees.Page page = trees.in(container, Parameters.cursor(call, 0), Parameters.limit(call));
    return Answer.json(
        200,
        new Files(
            trees.countIn(container),
            trees.count(container),
            page.next().map(String::valueOf).orElse(null),
            page.related().stream().map(Related::of).toList()));
  }

  private Answer listContainers(Call call) {
    FileTrees.Page page =
        trees.containing(sample(call), Parameters.cursor(call, 0), Parameters.limit(call));
    return Answer.json(
        200,
        new Containers(
            page.next().map(String::valueOf).orElse(null),
            page.related().stream().map(Related::of).toList()));
  }

  private Answer downloadExtracted(Call call) {
    Sample sample = sample(call);
    return ZipDownload.of(trees.located(sample), files, sample.digests().sha256() + ".zip");
  }
}
