package earmark.report;

import java.util.Comparator;
import java.util.Map;

/**
 * How well a report answers a term. A word in the title weighs more than in the body, the same word
 * again adds less each time, longer words that begin with it count half, and many words in a long
 * body are worth less than in a short one. Other reports play no part, as they would in a measure
 * of how rare a word is: that would tell of reports that the caller can't see.
 */
final class Relevance {
  private static final double TITLE = 3;
  private static final double LONGER = 0.5;

  /** A body of so many bytes is half as telling as a very short one. */
  private static final double USUAL_BODY_BYTES = 4000;

  private Relevance() {}

  /** A number above 0; the greater, the better. */
  static double of(Revisions.Counts counts) {
    double score = 0;
    for (Revisions.Count count : counts.parts()) {
      double title = count.titleWhole() + LONGER * count.titleOpen();
      double body = count.bodyWhole() + LONGER * count.bodyOpen();
      score += TITLE * title / (title + 1);
      score += body / (body + 1 + counts.bodyBytes() / USUAL_BODY_BYTES);
    }
    return score;
  }

  /** Reports by their scores, best first; then by their last change, then newest first. */
  static Comparator<Integer> best(Map<Integer, Double> scores, Map<Integer, Long> updatedMs) {
    return Comparator.<Integer>comparingDouble(number -> -scores.getOrDefault(number, 0.0))
        .thenComparing(number -> updatedMs.getOrDefault(number, 0L), Comparator.reverseOrder())
        .thenComparing(Comparator.reverseOrder());
  }
}
