package earmark.ledger;

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
}
