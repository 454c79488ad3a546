package earmark.ledger;

import earmark.refusal.Refusal;
import java.util.Optional;

/**
 * Something that somebody asks of the ledger. It is decided under the pen, against the state that
 * it then changes.
 *
 * @param actor the login of who asks
 * @param reason why, in the actor's words
 * @param key present if a retry must not be carried out again
 */
public record Operation(
    String actor, Via via, Optional<String> reason, Optional<RequestKey> key, Decider decider) {
  /** How many characters a reason may have. */
  public static final int REASON_MAX = 10_000;

  /** The actor of what Earmark does by itself. No account may bear this name. */
  public static final String EARMARK = "earmark";

  /** Something that Earmark does by itself. */
  public static Operation ofEarmark(Via via, Decider decider) {
    return new Operation(EARMARK, via, Optional.empty(), Optional.empty(), decider);
  }

  /**
   * @throws Refusal.Invalid if the reason is too long or can't be kept
   */
  public Operation {
    checkReason(reason);
  }

  /**
   * Refuses a reason that is too long, or that not every store can keep; for who wants to know
   * before anything is done.
   *
   * @throws Refusal.Invalid if it is longer than {@link #REASON_MAX}, or holds U+0000
   */
  public static void checkReason(Optional<String> reason) {
    if (reason.isPresent() && reason.get().indexOf('\0') >= 0) {
      throw new Refusal.Invalid("The reason holds a null character (U+0000).");
    }
    if (reason.isPresent() && reason.get().length() > REASON_MAX) {
      throw new Refusal.Invalid("The reason is longer than " + REASON_MAX + " characters.");
    }
  }
}
