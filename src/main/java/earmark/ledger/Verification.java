package earmark.ledger;

import java.util.Arrays;
import java.util.Optional;

/**
 * Checks that stored entries are what was once written: their numbers, their times and the chain of
 * their hashes, from the first to the last. Needs nothing but the entries, so a server may run.
 */
public final class Verification {
  private final Optional<Checkpoint> noted;
  private final boolean bodies;
  private final EntryHash hashes = new EntryHash();
  private Chain end = Chain.START;
  private Optional<String> misfit = Optional.empty();

  private Verification(Optional<Checkpoint> noted, boolean bodies) {
    this.noted = noted;
    this.bodies = bodies;
  }

  /** What came of it. */
  public sealed interface Result {
    /** Everything fits. */
    record Sound(Checkpoint end) implements Result {}

    /**
     * Something does not.
     *
     * @param seq the number of the first entry that does not fit, or is missing
     * @param why a clause that ends no sentence
     */
    record Broken(long seq, String why) implements Result {}
  }

  /**
   * Checks all entries.
   *
   * @param noted an end that the chain once had: only it shows that entries were cut off, or
   *     rewritten from some entry to the last
   * @param bodies whether to read the changes too; that takes longer, and can only fail for an
   *     entry that fits if a newer version wrote it
   */
  public static Result of(Entries entries, Optional<Checkpoint> noted, boolean bodies) {
    return new Verification(noted, bodies).run(entries);
  }

  private Result run(Entries entries) {
    try {
      ReadAhead.since(entries, 0, this::fits);
    } catch (Damaged e) {
      return new Result.Broken(end.seq() + 1, e.how());
    }
    if (misfit.isPresent()) return new Result.Broken(end.seq() + 1, misfit.get());
    if (noted.isPresent() && noted.get().seq() > end.seq()) {
      return new Result.Broken(
          end.seq() + 1, "it is missing, but entry " + noted.get().seq() + " was noted");
    }
    return new Result.Sound(Checkpoint.at(end));
  }

  private boolean fits(Entry entry) {
    misfit = end.misfit(entry, hashes).or(() -> notNoted(entry));
    if (misfit.isPresent()) return false;
    if (bodies) entry.changes();
    end = Chain.at(entry);
    return true;
  }

  private Optional<String> notNoted(Entry entry) {
    return noted
        .filter(point ->
            point.seq() == entry.seq()
                && !(point.atMicros() == entry.atMicros()
                    && Arrays.equals(point.hash(), entry.hash())))
        .map(_ -> "another entry was noted under its number");
  }
}
