package earmark.http.spectra;

import earmark.sample.Classification;
import earmark.sample.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict in the words of this API: those of today; those of its first version, which knew threat
 * levels and trust factors instead of a risk score; and the numbers of static reports.
 */
final class VerdictWords {
  private static final int UNTRUSTED = 5;

  private VerdictWords() {}

  static String classification(Optional<Verdict> verdict) {
    return verdict.map(known -> known.classification().text()).orElse("unknown");
  }

  /** From 0 to 10; null if it is unknown, since 0 would be harmless. */
  static @Nullable Integer riskScore(Optional<Verdict> verdict) {
    return verdict.map(Verdict::riskScore).orElse(null);
  }

  static @Nullable String threatName(Optional<Verdict> verdict) {
    return verdict.flatMap(Verdict::threatName).orElse(null);
  }

  static @Nullable String reason(Optional<Verdict> verdict) {
    return verdict.map(Verdict::reason).orElse(null);
  }

  /** The hashes of the extracted file that a verdict comes from; null if it is the sample's own. */
  static @Nullable Hashes origin(Subject subject) {
    return subject
        .origin()
        .map(origin -> Hashes.of(origin.sample(), origin.imphash()))
        .orElse(null);
  }

  /** The first version says {@code known} for goodware. */
  static String threatStatus(Optional<Verdict> verdict) {
    return is(verdict, Classification.GOODWARE) ? "known" : classification(verdict);
  }

  /** From 0, none, to 5: the upper half of the risk scores. */
  static int threatLevel(Optional<Verdict> verdict) {
    return verdict
        .filter(known -> known.classification().isThreat())
        .map(known -> known.riskScore() - UNTRUSTED)
        .orElse(0);
  }

  /** From 0, the most trusted, to 5: the lower half of the risk scores, for goodware alone. */
  static int trustFactor(Optional<Verdict> verdict) {
    return verdict
        .filter(known -> known.classification() == Classification.GOODWARE)
        .map(Verdict::riskScore)
        .orElse(UNTRUSTED);
  }

  /** 0 unknown, 1 goodware, 2 suspicious, 3 malicious. */
  static int number(Optional<Verdict> verdict) {
    if (verdict.isEmpty()) return 0;
    return switch (verdict.get().classification()) {
      case GOODWARE -> 1;
      case SUSPICIOUS -> 2;
      case MALICIOUS -> 3;
    };
  }

  private static boolean is(Optional<Verdict> verdict, Classification classification) {
    return verdict.filter(known -> known.classification() == classification).isPresent();
  }
}
