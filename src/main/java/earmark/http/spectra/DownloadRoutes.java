package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.http.ZipDownload;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleFiles;
import earmark.sample.SampleHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The bytes of a sample, and those of all that was extracted from it. */
public final class DownloadRoutes {
  private static final int GONE = 410;

  private final Finder finder;
  private final FileTrees trees;
  private final SampleFiles files;

  public DownloadRoutes(Finder finder, FileTrees trees, SampleFiles files) {
    this.finder = finder;
    this.trees = trees;
    this.files = files;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/samples/{hash}/download/", Route.Needs.USER, this::download),
        Route.get("/api/samples/{hash}/unpacked/", Route.Needs.USER, this::downloadExtracted));
  }

  private Answer download(Call call) {
    Sample sample = finder.get(SampleHash.parse(call.path("hash")));
    Path file = files.path(sample.digests().sha256());
    if (!Files.isRegularFile(file)) {
      String reason = "The bytes of this sample are not here any more.";
      return Answer.json(GONE, new SpectraDoor.Failure(GONE, reason, reason));
    }
    return Answer.download(file, sample.digests().sha1());
  }

  private Answer downloadExtracted(Call call) {
    Sample sample = finder.get(SampleHash.parse(call.path("hash")));
    return ZipDownload.of(trees.located(sample), files, sample.digests().sha1() + ".zip");
  }
}
