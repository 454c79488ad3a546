package earmark.http.api;

import earmark.sample.Finder;
import earmark.sample.Sample;
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
    boolean submitted,
    @Nullable VerdictBody verdict,
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
        sample.firstSeen().toString(),
        sample.lastSeen().toString(),
        sample.status().name().toLowerCase(Locale.ROOT),
        sample.submitted(),
        VerdictBody.of(tagged),
        new Tags(tagged.system(), tagged.user()));
  }
}
