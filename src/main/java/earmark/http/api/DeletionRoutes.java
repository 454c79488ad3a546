package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.sample.Deletion;
import earmark.sample.Reanalysis;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deleting samples, and having them analysed again. */
public final class DeletionRoutes {
  private final Deletion deletion;
  private final Reanalysis reanalysis;

  public DeletionRoutes(Deletion deletion, Reanalysis reanalysis) {
    this.deletion = deletion;
    this.reanalysis = reanalysis;
  }

  List<Route> routes() {
    return List.of(
        Route.delete("/api/v1/samples/{hash}", Route.Needs.USER, this::deleteSample),
        Route.post("/api/v1/samples/delete", Route.Needs.USER, this::deleteSamples),
        Route.post("/api/v1/samples/reanalyse", Route.Needs.USER, this::reanalyseSamples));
  }

  record DeleteBody(
      @Nullable List<@Nullable String> samples,
      @Nullable String query,
      @Nullable String reason,
      @Nullable Boolean preview,
      @Nullable Double expected) {}

  record ReanalyseBody(
      @Nullable List<@Nullable String> samples,
      @Nullable String query,
      @Nullable Double expected) {}

  record Deleted(@Nullable Long operation, boolean preview, int samples, int userTags) {
    static Deleted of(Deletion.Deleted deleted, boolean preview) {
      return new Deleted(
          deleted.operation().orElse(null), preview, deleted.samples(), deleted.userTags());
    }
  }

  record Reanalysed(int queued, int waiting) {}

  private Answer deleteSample(Call call) {
    SampleTags.Target target =
        new SampleTags.Target.ByHashes(List.of(SampleHash.parse(call.path("hash"))));
    Optional<String> reason = Writes.reason(call.query("reason").orElse(null));
    Deletion.Deleted deleted =
        deletion.delete(
            call.caller(), Clients.via(call), target, reason, Writes.key(call, new byte[0]));
    return Answer.json(200, Deleted.of(deleted, false));
  }

  private Answer deleteSamples(Call call) throws IOException {
    byte[] body = call.body();
    DeleteBody asked = Json.read(body, DeleteBody.class);
    SampleTags.Target target = Writes.target(asked.samples(), asked.query(), asked.expected());
    Optional<String> reason = Writes.reason(asked.reason());
    var key = Writes.key(call, body);
    boolean preview = Writes.isYes(asked.preview());
    return Answer.json(
        200,
        Deleted.of(
            preview
                ? deletion.preview(target)
                : deletion.delete(call.caller(), Clients.via(call), target, reason, key),
            preview));
  }

  private Answer reanalyseSamples(Call call) throws IOException {
    ReanalyseBody asked = call.json(ReanalyseBody.class);
    Reanalysis.Asked done =
        reanalysis.again(Writes.target(asked.samples(), asked.query(), asked.expected()));
    return Answer.json(202, new Reanalysed(done.queued(), done.waiting()));
  }
}
