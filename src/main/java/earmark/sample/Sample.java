package earmark.sample;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that was taken in.
 *
 * @param number its number in the ledger: 0, 1, 2 … in the order of arrival
 * @param name the file name that it first came with; may be empty
 * @param type such as {@code PE/Exe}; absent before the first analysis
 * @param firstSeen when it first came
 * @param lastSeen when it last came
 * @param submitted whether somebody sent it; if not, it is here only as a file that was extracted
 */
public record Sample(
    int number,
    Digests digests,
    String name,
    Optional<String> type,
    Instant firstSeen,
    Instant lastSeen,
    Status status,
    boolean submitted) {

  /** How far the analysis is. */
  public enum Status {
    QUEUED,
    PROCESSED,
    /** The analysis was tried and failed; the sample is here all the same. */
    FAILED
  }
}
