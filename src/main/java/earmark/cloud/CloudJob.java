package earmark.cloud;

import earmark.ledger.Via;
import earmark.sample.SampleHash;
import java.time.Instant;
import java.util.Optional;

/**
 * A sample that is to be downloaded.
 *
 * @param download the request that it belongs to: the id of the first job of it
 * @param name what the file is to be called; may be empty
 * @param askedBy the login of who wants it
 * @param via the door through which it was asked for
 * @param attempts how many were begun
 * @param changedAt when the state was last heard of
 * @param error why the last attempt failed
 */
public record CloudJob(
    long id,
    long download,
    SampleHash hash,
    String name,
    String askedBy,
    Via via,
    Instant askedAt,
    State state,
    int attempts,
    Instant changedAt,
    Optional<String> error) {

  /** How far it is. */
  public enum State {
    /** For its first attempt, or for the next. */
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  /** A sample that somebody wants. */
  public record Wanted(SampleHash hash, String name) {}
}
