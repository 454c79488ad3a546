package earmark.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The newest entries, also those that were decided but not written yet, so that a decision can see
 * what happened since it was prepared. For the pen alone.
 */
final class Recent {
  /** How many bytes the bodies may have together; the newest entry is kept whatever its size. */
  private static final long BYTES_MAX = 32 << 20;

  private final int countMax;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;
  private long end;

  /**
   * @param end the number of the last entry so far
   */
  Recent(int countMax, long end) {
    this.countMax = countMax;
    this.end = end;
  }

  void add(Entry entry) {
    entries.addLast(entry);
    bytes += entry.body().length;
    end = entry.seq();
    while (entries.size() > countMax || (bytes > BYTES_MAX && entries.size() > 1)) {
      bytes -= entries.removeFirst().body().length;
    }
  }

  /** Forgets entries that were not written after all. */
  void dropAfter(long seq) {
    while (!entries.isEmpty() && entries.getLast().seq() > seq) {
      bytes -= entries.removeLast().body().length;
    }
    end = seq;
  }

  /** The entries after a number, newest first; absent if some are not kept any more. */
  Optional<List<Entry>> since(long seq) {
    List<Entry> since = new ArrayList<>();
    Iterator<Entry> newest = entries.descendingIterator();
    while (newest.hasNext()) {
      Entry entry = newest.next();
      if (entry.seq() <= seq) break;
      since.add(entry);
    }
    return since.size() >= end - seq ? Optional.of(since) : Optional.empty();
  }
}
