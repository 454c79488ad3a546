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
  /** The actor of what Earmark does by itself. No account may bear this name. */
  public static final String EARMARK = "earmark";

  /** Something that Earmark does by itself. */
  public static Operation ofEarmark(Via via, Decider decider) {
    return new Operation(EARMARK, via, Optional.empty(), Optional.empty(), decider);
  }

  /**
   * @throws Refusal.Invalid if the reason can't be kept
   */
  public Operation {
    requireKeepable(reason);
  }

  /**
   * Refuses a reason that not every store can keep; for who wants to know before anything is done.
   *
   * @throws Refusal.Invalid if it holds U+0000
   */
  public static void requireKeepable(Optional<String> reason) {
    if (reason.isPresent() && reason.get().indexOf('\0') >= 0) {
      throw new Refusal.Invalid("The reason holds a null character (U+0000).");
    }
  }
}
