package earmark.sample;

import earmark.refusal.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a sample was judged to be, the harmless first. A sample without one is unknown. The scores
 * without being asked are those of Spectra Analyze (reversinglabs-sdk-py3, {@code
 * A1000.set_classification}); its ranges are not public, so they are taken from what the scores
 * mean in its reports: up to 5 harmless, from 6 a threat.
 */
public enum Classification {
  GOODWARE(0, 0, 5),
  SUSPICIOUS(6, 6, 10),
  MALICIOUS(10, 6, 10);

  private final int score;
  private final int scoreMin;
  private final int scoreMax;

  Classification(int score, int scoreMin, int scoreMax) {
    this.score = score;
    this.scoreMin = scoreMin;
    this.scoreMax = scoreMax;
  }

  /** The risk score if nobody names one. */
  public int score() {
    return score;
  }

  /** The lowest risk score that it may have. */
  public int scoreMin() {
    return scoreMin;
  }

  /** The highest risk score that it may have. */
  public int scoreMax() {
    return scoreMax;
  }

  /** Whether it is one of a threat, which has a name and travels to what contains it. */
  public boolean isThreat() {
    return this != GOODWARE;
  }

  /** As it is written in the ledger, the index and the APIs, such as {@code malicious}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what {@link #text} writes, in any case.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  public static Classification parse(String text) {
    return find(text.toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            new Refusal.Invalid(
                "A classification is goodware, suspicious or malicious; to make a sample unknown"
                    + " again, withdraw it."));
  }

  static Optional<Classification> find(String text) {
    return Arrays.stream(values()).filter(known -> known.text().equals(text)).findFirst();
  }
}
