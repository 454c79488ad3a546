package earmark.ledger;

import earmark.refusal.Refusal;
import java.util.List;

/** The rule of an operation: what it changes, given the state of the moment. */
@FunctionalInterface
public interface Decider {
  /**
   * Answers what is to change. Called under the pen, possibly for a moment only: no input, no
   * output, no waiting.
   *
   * @throws Refusal if the operation is not to be; nothing is changed then
   */
  List<Change> decide(State state);
}
