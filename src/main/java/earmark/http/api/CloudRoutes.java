package earmark.http.api;

import earmark.cloud.Cloud;
import earmark.cloud.CloudJob;
import earmark.cloud.CloudJobs;
import earmark.cloud.CloudSample;
import earmark.cloud.CloudSearch;
import earmark.cloud.Downloads;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import earmark.search.Column;
import earmark.search.Order;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples in the cloud: searching it, which has a place of its own so that nothing here waits for
 * it, and downloading from it.
 */
public final class CloudRoutes {
  private static final int DOWNLOADS = 20;
  private static final int DOWNLOADS_MAX = 100;
  private static final int PAGES_MAX = 100_000;
  private static final int NAME_MAX = 255;
  private static final Order NEWEST_FIRST = new Order(new Order.By.Value(Column.FIRST_SEEN), true);

  private final CloudSearch search;
  private final Downloads downloads;

  public CloudRoutes(CloudSearch search, Downloads downloads) {
    this.search = search;
    this.downloads = downloads;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/cloud", Route.Needs.USER, this::getCloud),
        Route.get("/api/v1/cloud/samples", Route.Needs.USER, this::listSamples),
        Route.get("/api/v1/cloud/downloads", Route.Needs.USER, this::listDownloads),
        Route.post("/api/v1/cloud/downloads", Route.Needs.USER, this::startDownload),
        Route.get("/api/v1/cloud/downloads/{id}", Route.Needs.USER, this::getDownload),
        Route.post("/api/v1/cloud/downloads/{id}/cancel", Route.Needs.USER, this::cancelDownload));
  }

  record CloudBody(boolean configured, @Nullable String name, int pageMax) {}

  /**
   * One page of what the cloud has.
   *
   * @param state found, or unavailable: then the cloud's part is missing, and the reason says why
   * @param note what of the search was not asked
   */
  record PageBody(
      String state,
      @Nullable String reason,
      @Nullable String note,
      long total,
      boolean more,
      List<CloudSampleBody> samples) {
    static PageBody missing(String reason, Optional<String> note) {
      return new PageBody("unavailable", reason, note.orElse(null), 0, false, List.of());
    }
  }

  /**
   * @param here whether it is on this appliance too
   */
  record CloudSampleBody(
      String hash,
      String sha1,
      @Nullable String sha256,
      @Nullable String md5,
      String name,
      @Nullable String type,
      long size,
      int fileCount,
      @Nullable String classification,
      @Nullable String threatName,
      @Nullable Integer riskScore,
      @Nullable String firstSeen,
      @Nullable String lastSeen,
      boolean available,
      boolean here,
      Tags tags) {
    record Tags(@Nullable List<String> system) {}

    static CloudSampleBody of(CloudSample sample, boolean here) {
      return new CloudSampleBody(
          sample.hash(),
          sample.sha1(),
          present(sample.sha256()),
          present(sample.md5()),
          sample.name(),
          sample.type().orElse(null),
          sample.sizeBytes(),
          sample.fileCount(),
          sample.classification().orElse(null),
          sample.threatName().orElse(null),
          sample.riskScore().orElse(null),
          sample.firstSeen().map(Instant::toString).orElse(null),
          sample.lastSeen().map(Instant::toString).orElse(null),
          sample.available(),
          here,
          new Tags(sample.systemTags().orElse(null)));
    }

    private static @Nullable String present(String hash) {
      return hash.isEmpty() ? null : hash;
    }
  }

  record Wanted(@Nullable String hash, @Nullable String name) {}

  record Asked(@Nullable List<@Nullable Wanted> samples) {}

  /** How a download stands; the numbers count samples. */
  record DownloadBody(
      long id,
      String by,
      String at,
      int total,
      int waiting,
      int running,
      int done,
      int failed,
      int cancelled,
      String changed) {
    static DownloadBody of(CloudJobs.Summary download) {
      Map<CloudJob.State, Integer> counts = download.counts();
      return new DownloadBody(
          download.download(),
          download.askedBy(),
          download.askedAt().toString(),
          counts.values().stream().mapToInt(Integer::intValue).sum(),
          counts.getOrDefault(CloudJob.State.WAITING, 0),
          counts.getOrDefault(CloudJob.State.RUNNING, 0),
          counts.getOrDefault(CloudJob.State.DONE, 0),
          counts.getOrDefault(CloudJob.State.FAILED, 0),
          counts.getOrDefault(CloudJob.State.CANCELLED, 0),
          download.changedAt().toString());
    }
  }

  record JobBody(
      String hash,
      String name,
      String state,
      int attempts,
      @Nullable String error,
      long receivedBytes,
      String changed) {}

  record DownloadsBody(List<DownloadBody> downloads) {}

  record DownloadDetails(long id, String by, String at, List<JobBody> samples) {}

  record Started(long id, int total) {}

  private Answer getCloud(Call call) {
    Optional<String> name = search.name();
    return Answer.json(200, new CloudBody(name.isPresent(), name.orElse(null), search.pageMax()));
  }

  private Answer listSamples(Call call) {
    Order order = call.query("sort").map(Sorts::read).orElse(NEWEST_FIRST);
    int page = Parameters.number(call, "page", 1, PAGES_MAX);
    int limit =
        Parameters.number(
            call, "limit", Math.min(Parameters.PAGE, search.pageMax()), search.pageMax());
    CloudSearch.Answer answer = search.search(Parameters.search(call), order, page, limit);
    return Answer.json(
        200,
        switch (answer.found()) {
          case Cloud.Found.Page(long total, List<CloudSample> samples, boolean more) ->
              new PageBody(
                  "found",
                  null,
                  answer.note().orElse(null),
                  total,
                  more,
                  samples.stream()
                      .map(sample ->
                          CloudSampleBody.of(sample, answer.here().contains(sample.sha256())))
                      .toList());
          case Cloud.Found.Refused(String reason) ->
              throw new Refusal.Invalid("The cloud refuses this search: " + reason);
          case Cloud.Found.Unavailable(String reason) -> PageBody.missing(reason, answer.note());
        });
  }

  private Answer startDownload(Call call) throws IOException {
    List<@Nullable Wanted> asked = call.json(Asked.class).samples();
    if (asked == null || asked.isEmpty() || asked.size() > Downloads.SAMPLES_MAX) {
      throw new Refusal.Invalid(
          "\"samples\" must name 1 to " + Downloads.SAMPLES_MAX + " samples.");
    }
    List<CloudJob.Wanted> wanted = new ArrayList<>();
    for (Wanted one : asked) {
      if (one == null || one.hash() == null) {
        throw new Refusal.Invalid("Each of \"samples\" needs a \"hash\".");
      }
      String name = one.name() == null ? "" : one.name();
      if (name.length() > NAME_MAX || name.indexOf('\0') >= 0) {
        throw new Refusal.Invalid("A \"name\" has " + NAME_MAX + " characters at most.");
      }
      wanted.add(new CloudJob.Wanted(SampleHash.parse(one.hash()), name));
    }
    long download = downloads.ask(call.caller(), Clients.via(call), wanted);
    return Answer.json(202, new Started(download, downloads.get(download).size()));
  }

  private Answer listDownloads(Call call) {
    int limit = Parameters.number(call, "limit", DOWNLOADS, DOWNLOADS_MAX);
    return Answer.json(
        200, new DownloadsBody(downloads.newest(limit).stream().map(DownloadBody::of).toList()));
  }

  private Answer getDownload(Call call) {
    return Answer.json(200, details(id(call)));
  }

  private Answer cancelDownload(Call call) {
    downloads.cancel(call.caller(), id(call));
    return Answer.json(200, details(id(call)));
  }

  private static long id(Call call) {
    String text = call.path("id");
    if (text.matches("[0-9]{1,18}")) return Long.parseLong(text);
    throw new Refusal.NotFound("There is no download " + text + ".");
  }

  private DownloadDetails details(long id) {
    List<CloudJob> jobs = downloads.get(id);
    return new DownloadDetails(
        id,
        jobs.getFirst().askedBy(),
        jobs.getFirst().askedAt().toString(),
        jobs.stream().map(this::job).toList());
  }

  private JobBody job(CloudJob job) {
    return new JobBody(
        job.hash().hex(),
        job.name(),
        job.state().name().toLowerCase(Locale.ROOT),
        job.attempts(),
        job.error().orElse(null),
        downloads.receivedBytes(job.id()),
        job.changedAt().toString());
  }
}
