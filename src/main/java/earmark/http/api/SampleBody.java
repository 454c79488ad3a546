package earmark.http.api;

import earmark.sample.Finder;
import earmark.sample.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A sample as this API shows it. */
record SampleBody(
    String sha256,
    String sha1,
    String md5,
    String name,
    @Nullable String type,
    long size,
    String firstSeen,
    String lastSeen,
    String status,
    Tags tags) {

  record Tags(List<String> system, List<String> user) {}

  static SampleBody of(Finder.Tagged tagged) {
    Sample sample = tagged.sample();
    return new SampleBody(
        sample.digests().sha256(),
        sample.digests().sha1(),
        sample.digests().md5(),
        sample.name(),
        sample.type().orElse(null),
        sample.digests().sizeBytes(),
        time(sample.firstSeenMicros()),
        time(sample.lastSeenMicros()),
        sample.status().name().toLowerCase(Locale.ROOT),
        new Tags(tagged.system(), tagged.user()));
  }

  /** ISO 8601 in UTC. */
  static String time(long micros) {
    return Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L)
        .toString();
  }
}
