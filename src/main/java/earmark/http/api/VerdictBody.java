package earmark.http.api;

import earmark.sample.Finder;
import earmark.sample.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a sample counts as.
 *
 * @param origin the SHA-256 of the extracted file that it comes from; null if it is its own
 */
record VerdictBody(
    String classification,
    int riskScore,
    @Nullable String threatName,
    String reason,
    @Nullable String origin) {

  /** Null if the sample is unknown. */
  static @Nullable VerdictBody of(Finder.Tagged tagged) {
    if (tagged.verdict().isEmpty()) return null;
    Verdict verdict = tagged.verdict().get();
    return new VerdictBody(
        verdict.classification().text(),
        verdict.riskScore(),
        verdict.threatName().orElse(null),
        verdict.reason(),
        tagged.origin().map(file -> file.digests().sha256()).orElse(null));
  }
}
