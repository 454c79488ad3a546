package earmark.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads entries on a thread of its own while the caller works on those read before. */
final class ReadAhead {
  private static final int ENTRIES_MAX = 1024;
  private static final long BYTES_MAX = 1 << 20;
  private static final int PARTS_MAX = 8;
  private static final int PATIENCE_MS = 50;

  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(PARTS_MAX);
  private List<Entry> next = new ArrayList<>(ENTRIES_MAX);
  private long bytes;
  private volatile boolean stopped;

  private ReadAhead() {}

  /**
   * Some entries.
   *
   * @param failure why no more could be read, if so
   */
  private record Part(List<Entry> entries, boolean last, @Nullable Throwable failure) {}

  /** Hands over every entry after {@code seq}, in order. */
  static void since(Entries entries, long seq, Consumer<Entry> action) {
    ReadAhead ahead = new ReadAhead();
    Thread reader =
        Thread.ofPlatform().daemon().name("read-ahead").start(() -> ahead.read(entries, seq));
    try {
      ahead.handOver(action);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading entries", e);
    } finally {
      ahead.stopped = true;
      await(reader);
    }
  }

  private void handOver(Consumer<Entry> action) throws InterruptedException {
    while (true) {
      Part part = parts.take();
      part.entries.forEach(action);
      switch (part.failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Throwable e -> throw new IllegalStateException("could not read the entries", e);
      }
      if (part.last) return;
    }
  }

  private void read(Entries entries, long seq) {
    try {
      entries.since(seq, this::take);
      put(new Part(next, true, null));
    } catch (CancellationException e) {
      stopped = true; // nobody waits for more
    } catch (RuntimeException | Error e) {
      put(new Part(next, true, e));
    }
  }

  private void take(Entry entry) {
    next.add(entry);
    bytes += entry.body().length;
    if (next.size() == ENTRIES_MAX || bytes >= BYTES_MAX) {
      Part full = new Part(next, false, null);
      next = new ArrayList<>(ENTRIES_MAX);
      bytes = 0;
      if (!put(full)) throw new CancellationException();
    }
  }

  /** Whether somebody still waits for it. */
  private boolean put(Part part) {
    try {
      while (!stopped) {
        if (parts.offer(part, PATIENCE_MS, TimeUnit.MILLISECONDS)) return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts this thread; if so, it ends
    }
    return false;
  }

  private static void await(Thread reader) {
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
