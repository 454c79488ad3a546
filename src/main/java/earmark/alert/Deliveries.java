package earmark.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where letters wait until their webhook has taken them, and what was tried. */
public interface Deliveries {

  /**
   * A letter on its way.
   *
   * @param id by which the receiver knows a letter that came twice
   * @param attempts how often it was tried, with the attempt that was claimed
   */
  record Delivery(
      long alert, long subscription, String id, byte[] body, int attempts, Webhook webhook) {}

  /**
   * What came of an attempt.
   *
   * @param alert absent for a test
   * @param attempt counts from 1
   * @param status of HTTP, if there was an answer
   * @param problem why there was none
   */
  record Attempt(
      Optional<Long> alert,
      String delivery,
      int attempt,
      Instant at,
      long tookMs,
      Optional<Integer> status,
      Optional<String> problem) {}

  /** What becomes of a letter. */
  enum State {
    WAITING,
    DELIVERED,
    /** It was tried as often as is allowed. */
    GIVEN_UP,
    /** Its webhook is gone or was taken away. */
    DROPPED
  }

  /**
   * Takes letters to send: of each subscription only the oldest that waits, if it is due and its
   * owner is not disabled. Until {@code leaseEnd} nobody else gets them; after that anybody does,
   * since who took them must have died.
   */
  List<Delivery> claim(Instant now, Instant leaseEnd, int limit);

  /**
   * Notes what came of a claimed letter's attempt.
   *
   * @param next when it is due again; of no account if it does not wait
   * @return false if somebody else has claimed it since; then only the attempt is noted
   */
  boolean finish(Delivery delivery, Attempt attempt, State state, Instant next);

  /** Notes that the webhook of a subscription is gone, and drops what waits for it. */
  void gone(long subscription);

  /** Notes an attempt that belongs to no alert. */
  void noteTest(long subscription, Attempt attempt);

  /** The last attempts of a subscription, the newest first. */
  List<Attempt> attempts(long subscription, int limit);

  /** How many letters of a subscription wait. */
  int waiting(long subscription);
}
