package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.sample.Digests;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Out of which submitted samples others were extracted. */
public final class ContainerRoutes {
  private final Finder finder;
  private final FileTrees trees;

  public ContainerRoutes(Finder finder, FileTrees trees) {
    this.finder = finder;
    this.trees = trees;
  }

  List<Route> routes() {
    return List.of(Route.post("/api/samples/containers/", Route.Needs.USER, this::listContainers));
  }

  record Contained(
      String sha1, String sha256, String sha512, String md5, List<String> containers) {}

  /** Samples that are not here, or in no container, are left out. */
  private Answer listContainers(Call call) throws IOException {
    List<SampleHash> hashes = Body.read(call).hashes("hash_values", Body.HASHES_MAX);
    Map<Integer, Contained> results = new LinkedHashMap<>();
    for (SampleHash hash : hashes) {
      finder
          .find(hash)
          .ifPresent(sample -> {
            List<Sample> containers = trees.topContainers(sample);
            if (!containers.isEmpty()) results.put(sample.number(), of(sample, containers));
          });
    }
    return Answer.json(200, Listed.whole(results.values()));
  }

  private static Contained of(Sample sample, List<Sample> containers) {
    Digests digests = sample.digests();
    return new Contained(
        digests.sha1(),
        digests.sha256(),
        digests.sha512(),
        digests.md5(),
        containers.stream().map(container -> container.digests().sha1()).toList());
  }
}
