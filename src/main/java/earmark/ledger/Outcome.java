package earmark.ledger;

import java.util.List;
import java.util.OptionalLong;

/**
 * What became of an operation.
 *
 * @param operation the number of its entry; absent if there was nothing to change
 * @param changes what was asked and what changed, in the order asked
 */
public record Outcome(OptionalLong operation, List<Change> changes) {
  static Outcome of(Entry entry) {
    return new Outcome(OptionalLong.of(entry.seq()), entry.changes());
  }
}
