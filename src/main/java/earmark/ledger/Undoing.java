package earmark.ledger;

import earmark.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out undos: plans each on the thread of who asks, and under the pen looks only at what was
 * written since. Whoever was overtaken by more than is kept in memory plans again.
 */
final class Undoing {
  private static final int TRIES = 5;

  private final Entries entries;
  private final History history;
  private final Recent recent;

  Undoing(Entries entries, History history, Recent recent) {
    this.entries = entries;
    this.history = history;
    this.recent = recent;
  }

  /** Takes an operation back, see {@link Ledger#undo}. */
  Outcome undo(Undo undo, Function<Operation, Outcome> append) {
    for (int i = 0; i < TRIES; i++) {
      UndoPlan plan = UndoPlan.make(undo, history);
      boolean[] overtaken = {false};
      Decider decider =
          state -> {
            Optional<List<Entry>> later = recent.since(plan.seq);
            overtaken[0] = later.isEmpty();
            return plan.decide(state, later.orElseThrow(Undoing::tooBusy));
          };
      try {
        return append.apply(
            new Operation(undo.actor(), undo.via(), undo.reason(), undo.key(), decider));
      } catch (Refusal.Unavailable refusal) {
        if (!overtaken[0]) throw refusal;
      }
    }
    throw tooBusy();
  }

  private static Refusal tooBusy() {
    return new Refusal.Unavailable(
        "So much is written at the moment that this can't be undone; try again.");
  }

  /** What an undo would change now. */
  List<Change> preview(Undo undo, Fold fold) {
    UndoPlan plan = UndoPlan.make(undo, history);
    Fold.Draft draft = fold.draft();
    List<Entry> later =
        draft.seq() > plan.seq ? entries.between(plan.seq + 1, draft.seq()) : List.of();
    return plan.decide(draft, later);
  }
}
