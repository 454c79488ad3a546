package earmark.ledger;

import earmark.refusal.Refusal;
import earmark.tag.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks to take back what an operation changed on tags, and on those fields of samples that may be
 * taken back. Where somebody else changed the same tag or field on the same thing since, that later
 * change stays. So afterwards the tags are those that all operations but this one add up to. An
 * undo is an operation itself and can be undone.
 *
 * @param operation the number of the operation to take back
 * @param actor the login of who asks
 * @param reason why, in the actor's words
 * @param key present if a retry must not be carried out again
 */
public record Undo(
    long operation,
    String actor,
    Via via,
    Optional<String> reason,
    Optional<RequestKey> key,
    Rule rule) {

  /** What the room that the tags and fields belong to says about it. */
  public interface Rule {
    /** What kind of things the room has; operations about others don't exist for it. */
    Thing kind();

    /**
     * Refuses operations that this actor may not take back. Called before anything is decided, on
     * the thread of who asks.
     *
     * @throws Refusal if it may not be
     */
    void check(Entry operation);

    /**
     * What becomes of the changes that would take the operation back, one for each of its tags, and
     * what else changes with them. Called under the pen, see {@link Decider}. May leave out things,
     * which it then counts as skipped.
     *
     * @param wanted each with the number of things that stay as somebody left them later as {@link
     *     Change.Tagged#unchanged}
     * @throws Refusal if the operation is not to be taken back
     */
    List<? extends Change> decide(State state, List<Change.Tagged> wanted);

    /** The names of the fields that can be taken back. */
    default Set<String> fields() {
      return Set.of();
    }

    /**
     * What becomes of the fields that are to have their former values again, called as {@link
     * #decide} is.
     *
     * @param former by the numbers of things, some of which may be gone, then by the names of
     *     {@link #fields}: those that nobody changed since
     */
    default List<Change> decideFields(State state, Map<Integer, Map<String, List<String>>> former) {
      return List.of();
    }
  }
}
