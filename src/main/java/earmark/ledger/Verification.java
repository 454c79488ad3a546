package earmark.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Checks that stored entries are what was once written: their numbers, their times and the chain of
 * their hashes, from the first to the last. Needs nothing but the entries, so a server may run. An
 * entry is checked against the stored hash of the one before, so stretches of the chain can be
 * checked at the same time.
 */
public final class Verification {
  /** Entries in a stretch. */
  private static final int STRETCH = 2048;

  private final Optional<Checkpoint> noted;
  private final boolean bodies;
  private final long last;
  private long next = 1;
  private Chain end = Chain.START;
  private Result.@Nullable Broken broken;

  private Verification(long last, Optional<Checkpoint> noted, boolean bodies) {
    this.last = last;
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
   * Checks all entries that are there when it begins.
   *
   * @param readers the same entries, once for each thread that is to read them
   * @param noted an end that the chain once had: only it shows that entries were cut off, or
   *     rewritten from some entry to the last
   * @param bodies whether to read the changes too; that takes longer, and can only fail for an
   *     entry that fits if a newer version wrote it
   */
  public static Result of(List<Entries> readers, Optional<Checkpoint> noted, boolean bodies) {
    return new Verification(readers.getFirst().lastSeq(), noted, bodies).run(readers);
  }

  private Result run(List<Entries> readers) {
    try (ExecutorService threads = Executors.newFixedThreadPool(readers.size())) {
      List<Future<?>> reading = new ArrayList<>();
      for (Entries entries : readers) reading.add(threads.submit(() -> read(entries)));
      for (Future<?> one : reading) one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading entries", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) throw failure;
      throw new IllegalStateException("could not read the entries", e.getCause());
    }
    return result();
  }

  private synchronized Result result() {
    if (broken != null) return broken;
    if (noted.isPresent() && noted.get().seq() > last) {
      return new Result.Broken(
          last + 1, "it is missing, but entry " + noted.get().seq() + " was noted");
    }
    return new Result.Sound(Checkpoint.at(end));
  }

  private void read(Entries entries) {
    EntryHash hashes = new EntryHash();
    for (long first = claim(); first <= last; first = claim()) {
      Stretch stretch = new Stretch(first, Math.min(first + STRETCH - 1, last), hashes);
      stretch.check(entries);
      keep(stretch);
    }
  }

  /** Where the next stretch begins that nobody reads yet; behind the last if there is none. */
  private synchronized long claim() {
    if (broken != null) return last + 1; // what comes first is being read already
    long first = next;
    next += STRETCH;
    return first;
  }

  private synchronized void keep(Stretch stretch) {
    if (stretch.misfit.isPresent()) {
      long seq = stretch.end.seq() + 1;
      if (broken == null || seq < broken.seq) {
        broken = new Result.Broken(seq, stretch.misfit.get());
      }
    } else if (stretch.to == last) {
      end = stretch.end;
    }
  }

  /** Some entries in a row, checked by one thread. */
  private final class Stretch {
    private final long from;
    private final long to;
    private final EntryHash hashes;
    private Chain end;
    private Optional<String> misfit = Optional.empty();

    Stretch(long from, long to, EntryHash hashes) {
      this.from = from;
      this.to = to;
      this.hashes = hashes;
      end = new Chain(from - 1, Chain.START.atMicros(), Chain.START.hash());
    }

    /** The entry before is read as well; whether it fits is told by the stretch that it is in. */
    void check(Entries entries) {
      try {
        entries.between(from - 1, to, this::take);
      } catch (Damaged e) {
        misfit = misfit.or(() -> Optional.of(e.how()));
      }
      if (misfit.isEmpty() && end.seq() < to) misfit = Optional.of(Chain.missing(end.seq() + 1));
    }

    private void take(Entry entry) {
      if (misfit.isPresent()) return;
      if (entry.seq() >= from) {
        misfit = end.misfit(entry, hashes).or(() -> notNoted(entry));
        if (misfit.isPresent()) return;
        if (bodies) entry.changes();
      }
      end = Chain.at(entry);
    }
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
