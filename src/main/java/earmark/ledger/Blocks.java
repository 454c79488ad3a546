package earmark.ledger;

import earmark.things.ThingSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All entries in blocks: of closed ones only the summary is in memory, the open one is there whole.
 * The pen adds; readers see what was published last and never wait.
 */
final class Blocks {
  /** A block closes early at so many bytes of bodies, so that reading one is never much. */
  private static final int BYTES_MAX = 4 << 20;

  /** How many entries are read at a time when only the newest few may be wanted. */
  private static final int SLICE = 256;

  private final Entries entries;
  private final int size;
  private final TagNumbers numbers;
  private Block[] closed;
  private int closedCount;
  private BlockDraft open;
  private long added;
  private volatile View view;

  /**
   * What readers see.
   *
   * @param closed summaries, of which the first {@code closedCount} count
   * @param open entries that follow, of which the first {@code openCount} count
   * @param seq the number of the last entry
   */
  private record View(Block[] closed, int closedCount, Entry[] open, int openCount, long seq) {}

  Blocks(Entries entries, int size, TagNumbers numbers, List<Block> known) {
    this.entries = entries;
    this.size = size;
    this.numbers = numbers;
    this.closed = Arrays.copyOf(known.toArray(Block[]::new), Math.max(16, known.size()));
    this.closedCount = known.size();
    this.open = new BlockDraft(size, numbers);
    this.added = known.isEmpty() ? 0 : known.getLast().last();
    this.view = new View(closed, closedCount, open.entries, 0, added);
  }

  /** The number of the last entry that readers see, 0 before the first. */
  long seq() {
    return view.seq;
  }

  /** The closed blocks that readers see. */
  List<Block> closed() {
    View now = view;
    return List.of(Arrays.copyOf(now.closed, now.closedCount));
  }

  /** Adds the next entry, which readers see once it is published. An old one changes nothing. */
  void add(Entry entry) {
    if (entry.seq() <= added) return;
    open.add(entry);
    added = entry.seq();
    if (open.count() == size || open.bytes() >= BYTES_MAX) {
      if (closedCount == closed.length) closed = Arrays.copyOf(closed, closedCount * 2);
      closed[closedCount++] = open.close();
      open = new BlockDraft(size, numbers);
    }
  }

  void publish() {
    view = new View(closed, closedCount, open.entries, open.count(), added);
  }

  /**
   * Hands over entries below {@code before}, newest first, until the action answers false. Closed
   * blocks that don't matter are passed over; entries of the open one may not matter either.
   */
  void descending(long before, Predicate<Block> matters, Predicate<Entry> goOn) {
    View now = view;
    for (int i = now.openCount - 1; i >= 0; i--) {
      if (now.open[i].seq() < before && !goOn.test(now.open[i])) return;
    }
    for (int i = now.closedCount - 1; i >= 0; i--) {
      Block block = now.closed[i];
      if (block.first() >= before || !matters.test(block)) continue;
      long to = Math.min(block.last(), before - 1);
      for (; to >= block.first(); to -= SLICE) {
        List<Entry> slice = entries.between(Math.max(block.first(), to - SLICE + 1), to);
        for (Entry entry : slice.reversed()) {
          if (!goOn.test(entry)) return;
        }
      }
    }
  }

  /** Hands over entries from one number to another, both included, in order; else likewise. */
  void ascending(long from, long to, Predicate<Block> matters, Consumer<Entry> action) {
    View now = view;
    for (int i = firstWithLastFrom(now, from); i < now.closedCount; i++) {
      Block block = now.closed[i];
      if (block.first() > to) return;
      if (!matters.test(block)) continue;
      entries.between(Math.max(from, block.first()), Math.min(to, block.last())).forEach(action);
    }
    for (int i = 0; i < now.openCount; i++) {
      Entry entry = now.open[i];
      if (entry.seq() >= from && entry.seq() <= to) action.accept(entry);
    }
  }

  /** The place of the first closed block that ends at an entry or after it. */
  private static int firstWithLastFrom(View now, long seq) {
    int low = 0;
    int high = now.closedCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (now.closed[middle].last() < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The number of the last entry made at or before a moment, 0 if there is none. */
  long lastSeqAt(long micros) {
    View now = view;
    for (int i = now.openCount - 1; i >= 0; i--) {
      if (now.open[i].atMicros() <= micros) return now.open[i].seq();
    }
    int low = 0;
    int high = now.closedCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (now.closed[middle].fromMicros() <= micros) low = middle + 1;
      else high = middle;
    }
    if (low == 0) return 0;
    Block block = now.closed[low - 1];
    if (block.toMicros() <= micros) return block.last();
    long found = block.first();
    for (Entry entry : entries.between(block.first(), block.last())) {
      if (entry.atMicros() <= micros) found = entry.seq();
    }
    return found;
  }

  /** Whether two sets have a thing in common. */
  static boolean meet(ThingSet one, ThingSet other) {
    return !(one.size() <= other.size() ? one.and(other) : other.and(one)).isEmpty();
  }
}
