package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.History;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Deletion;
import earmark.sample.Deletions;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.tag.Thing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Deleting samples. All is done when the answer comes; what is asked afterwards only says so. */
public final class DeletionRoutes {
  private final Finder finder;
  private final Deletion deletion;
  private final Deletions deletions;
  private final History history;

  public DeletionRoutes(Finder finder, Deletion deletion, Deletions deletions, History history) {
    this.finder = finder;
    this.deletion = deletion;
    this.deletions = deletions;
    this.history = history;
  }

  List<Route> routes() {
    return List.of(
        Route.delete("/api/samples/{hash}/", Route.Needs.USER, this::deleteSample),
        Route.post("/api/samples/v2/delete_bulk/", Route.Needs.USER, this::deleteSamples),
        Route.post("/api/samples/delete_bulk/", Route.Needs.USER, this::deleteSamples),
        Route.get("/api/samples/v2/delete_bulk/status/", Route.Needs.USER, this::status),
        Route.get("/api/samples/delete_bulk/status/", Route.Needs.USER, this::status));
  }

  record Done(Result results) {}

  record Result(int code, String message, Detail detail) {}

  record Detail(String md5, String sha1, String sha256, String sha512) {
    static Detail of(earmark.sample.Digests digests) {
      return new Detail(digests.md5(), digests.sha1(), digests.sha256(), digests.sha512());
    }
  }

  record BulkResult(String hash_value, int code, String message) {}

  record Bulk(String id, String status, List<BulkResult> results) {}

  record Status(String id, String status, String message, List<Detail> deleted) {}

  private static final String DELETED = "Sample deleted successfully.";

  private Answer deleteSample(Call call) {
    SampleHash hash = SampleHash.parse(call.path("hash"));
    Sample sample = finder.get(hash);
    Optional<String> obstacle =
        Optional.ofNullable(deletion.obstacles(List.of(sample.number())).get(sample.number()));
    if (obstacle.isPresent()) return refused(hash, obstacle.get());
    try {
      delete(call, List.of(hash));
    } catch (Refusal.Conflict refusal) {
      return refused(hash, refusal.reason());
    }
    return Answer.json(200, new Done(new Result(200, DELETED, Detail.of(sample.digests()))));
  }

  /** As the product has it: 405, but 404 for a MD5 or SHA256. */
  private static Answer refused(SampleHash hash, String why) {
    return switch (hash.algorithm()) {
      case SHA1, SHA512 -> SpectraDoor.failure(405, why);
      case MD5, SHA256 -> SpectraDoor.failure(404, why);
    };
  }

  private Deletion.Deleted delete(Call call, List<SampleHash> hashes) {
    return deletion.delete(
        call.caller(),
        Via.SPECTRA,
        new SampleTags.Target.ByHashes(hashes),
        Optional.empty(),
        Optional.empty());
  }

  /** Deletes those that can be, as one operation, and says of each what came of it. */
  private Answer deleteSamples(Call call) throws IOException {
    Body body = Body.read(call);
    List<String> texts =
        Stream.concat(body.list("hash_values").stream(), body.list("hash_value").stream())
            .distinct()
            .toList();
    if (texts.isEmpty() || texts.size() > Body.HASHES_MAX) {
      throw new Refusal.Invalid(
          "\"hash_values\" is required: a list of up to " + Body.HASHES_MAX + " hashes.");
    }
    List<SampleHash> hashes = texts.stream().map(SampleHash::parse).toList();
    List<Optional<Sample>> found = hashes.stream().map(finder::find).toList();
    Map<Integer, String> obstacles =
        deletion.obstacles(found.stream().flatMap(Optional::stream).map(Sample::number).toList());
    List<SampleHash> going = new ArrayList<>();
    List<BulkResult> results = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      String text = texts.get(i);
      if (found.get(i).isEmpty()) {
        results.add(new BulkResult(text, 404, "There is no such sample here."));
        continue;
      }
      String why = obstacles.get(found.get(i).get().number());
      if (why == null) going.add(hashes.get(i));
      results.add(
          why == null ? new BulkResult(text, 200, DELETED) : new BulkResult(text, 405, why));
    }
    if (going.isEmpty()) {
      int code = obstacles.isEmpty() ? 404 : 405;
      return SpectraDoor.failure(code, results.getFirst().message());
    }
    Deletion.Deleted deleted = delete(call, going);
    String id = deleted.operation().map(String::valueOf).orElse("");
    return Answer.json(200, new Bulk(id, "SUCCESS", results));
  }

  private Answer status(Call call) {
    String id = call.query("id").orElse("");
    if (!id.matches("[0-9]{1,18}")) {
      throw new Refusal.Invalid("\"id\" is required: as the deletion answered it.");
    }
    Entry entry =
        history
            .operation(Long.parseLong(id))
            .filter(
                operation -> operation.changes().stream().anyMatch(Change.Gone.class::isInstance))
            .orElseThrow(() -> new Refusal.NotFound("There is no deletion " + id + "."));
    List<Integer> gone = new ArrayList<>();
    for (Change change : entry.changes()) {
      if (change instanceof Change.Gone(Thing _, var samples)) {
        gone.addAll(Arrays.stream(samples.toArray()).boxed().toList());
      }
    }
    return Answer.json(
        200,
        new Status(
            id,
            "SUCCESS",
            "All samples were deleted.",
            deletions.get(gone).stream().map(one -> Detail.of(one.digests())).toList()));
  }
}
