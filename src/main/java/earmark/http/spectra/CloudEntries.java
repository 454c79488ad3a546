package earmark.http.spectra;

import earmark.cloud.Cloud;
import earmark.cloud.CloudSample;
import earmark.cloud.CloudSearch;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Search;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a search with {@code ticloud=true} answers: entries of cloud samples, with the keys that the
 * cloud itself uses. Source: recorded answers of published clients.
 */
public final class CloudEntries {
  /** What recorded entries of samples with a bad verdict have. */
  private static final int NO_TRUST = 5;

  private final CloudSearch cloud;

  public CloudEntries(CloudSearch cloud) {
    this.cloud = cloud;
  }

  /**
   * One page.
   *
   * @param more whether there is a following one
   */
  record Page(long total, boolean more, List<Map<String, @Nullable Object>> entries) {}

  /**
   * Searches the cloud and waits for it.
   *
   * @param start the later of two moments between which the samples were first seen
   * @param end the earlier
   * @throws Refusal.Invalid if the cloud refuses the search
   * @throws Refusal.Unavailable if there is no cloud, or no answer, with the reason
   */
  Page find(
      Search search,
      Order order,
      int page,
      int recordsPerPage,
      Optional<Instant> start,
      Optional<Instant> end) {
    int size = Math.min(recordsPerPage, cloud.pageMax());
    Optional<Query> seen =
        start.isEmpty() && end.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Query.InRange(
                    Column.FIRST_SEEN,
                    end.map(Instant::getEpochSecond).orElse(0L),
                    start.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE)));
    return switch (cloud.search(search, seen, order, page, size).found()) {
      case Cloud.Found.Page(long total, List<CloudSample> samples, boolean more) ->
          new Page(total, more, samples.stream().map(CloudEntries::entry).toList());
      case Cloud.Found.Refused(String reason) ->
          throw new Refusal.Invalid("The cloud refuses this search: " + reason);
      case Cloud.Found.Unavailable(String reason) ->
          throw new Refusal.Unavailable("The cloud can't be searched: " + reason);
    };
  }

  /** A file that came without a name has none here. */
  private static Map<String, @Nullable Object> entry(CloudSample sample) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("sha1", sample.sha1());
    entry.put("sha256", sample.sha256());
    entry.put("md5", sample.md5());
    entry.put("available", sample.available());
    String classification = sample.classification().orElse("unknown").toUpperCase(Locale.ROOT);
    entry.put("classification", classification);
    entry.put("threatname", sample.threatName().orElse(""));
    int risk = sample.riskScore().orElse(0);
    boolean good = classification.equals("GOODWARE") || classification.equals("KNOWN");
    entry.put("threatlevel", good ? 0 : (risk + 1) / 2);
    entry.put("trustfactor", good ? risk : NO_TRUST);
    entry.put("size", sample.sizeBytes());
    entry.put("sampletype", sample.type().orElse(""));
    if (!sample.name().isEmpty()) entry.put("filename", sample.name());
    entry.put("filecount", sample.fileCount());
    entry.put("antivirus", 0);
    entry.put("firstseen", sample.firstSeen().map(CloudEntries::seconds).orElse(null));
    entry.put("lastseen", sample.lastSeen().map(CloudEntries::seconds).orElse(null));
    return entry;
  }

  private static String seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
