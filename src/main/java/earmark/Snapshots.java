package earmark;

import earmark.index.roaring.RoaringIndex;
import earmark.index.roaring.SavedIndex;
import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.History;
import earmark.ledger.HistorySnapshot;
import earmark.snapshot.Head;
import earmark.snapshot.SnapshotReader;
import earmark.snapshot.SnapshotWriter;
import earmark.snapshot.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with what all entries up to one of them add up to, so that a start reads only those that
 * follow. It is written from what readers see, so nobody waits for it; it may be missing or
 * unusable at any time, and then all entries are read.
 */
final class Snapshots implements AutoCloseable {
  static final String FILE = "index.snapshot";

  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final String HISTORY = "history";
  private static final Duration LOOK = Duration.ofMillis(250);

  /** How long it waits after it could not write. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Path file;
  private final Entries entries;
  private final Config.SnapshotPace pace;
  private long savedSeq;
  private long savedNanos = System.nanoTime();
  private long notBeforeNanos = savedNanos;
  private @Nullable Thread keeper;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** The index and the history to go on with; each may stand at another entry. */
  record Restored(RoaringIndex index, History history) {}

  Snapshots(Path file, Entries entries, Config.SnapshotPace pace) {
    this.file = file;
    this.entries = entries;
    this.pace = pace;
  }

  /** What the snapshot holds, or nothing if it does not fit. */
  Restored restore() {
    if (Files.exists(file)) {
      try (SnapshotReader in = SnapshotReader.open(file)) {
        Restored restored = read(in);
        savedSeq = restored.index.seq();
        LOG.info("The index is restored from the snapshot up to entry {}", savedSeq);
        return restored;
      } catch (IOException | RuntimeException e) { // whatever comes of a file of others
        LOG.warn(
            "The snapshot {} can't be used, so all entries are read: {}", file, e.getMessage(), e);
      }
    }
    return new Restored(new RoaringIndex(), new History(entries));
  }

  private Restored read(SnapshotReader in) throws IOException {
    Head head = in.head();
    if (!isOfThisLedger(head)) {
      throw new Unusable("its entry " + head.seq() + " is not that of this ledger");
    }
    int count = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(count, Thread.ofPlatform().name("restore-", 0).factory())) {
      SavedIndex index = SavedIndex.read(in, threads);
      History.Saved history = in.section(HISTORY, HistorySnapshot::read);
      return new Restored(new RoaringIndex(index), new History(entries, history));
    }
  }

  private boolean isOfThisLedger(Head head) {
    List<Entry> last = entries.between(head.seq(), head.seq());
    return last.size() == 1 && Arrays.equals(last.getFirst().hash(), head.hash());
  }

  /** Writes snapshots from now on, whenever one is due and when it is closed. */
  void keep(RoaringIndex index, History history) {
    keeper = Thread.ofPlatform().name("snapshots").start(() -> keepUp(index, history));
  }

  private void keepUp(RoaringIndex index, History history) {
    try {
      while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (isDue(index.seq())) save(index, history);
      }
    } catch (InterruptedException e) {
      LOG.warn("Interrupted; no more snapshots are written.", e);
      return;
    }
    if (index.seq() > savedSeq) save(index, history);
  }

  private boolean isDue(long seq) {
    if (System.nanoTime() - notBeforeNanos < 0) return false;
    boolean old = System.nanoTime() - savedNanos >= pace.age().toNanos();
    return seq - savedSeq >= pace.entries() || (seq > savedSeq && old);
  }

  /** The history is looked at first, and no further than the index, since it runs ahead of it. */
  private void save(RoaringIndex index, History history) {
    History.Saved blocks = history.saved();
    SavedIndex saved = index.saved();
    try {
      Entry last = entries.between(saved.seq(), saved.seq()).getFirst();
      try (SnapshotWriter out = SnapshotWriter.begin(file, new Head(last.seq(), last.hash()))) {
        saved.write(out);
        out.section(HISTORY, to -> HistorySnapshot.write(to, blocks.upTo(saved.seq())));
        out.finish();
      }
      LOG.info("A snapshot of the index up to entry {} is written", saved.seq());
      savedSeq = saved.seq();
      savedNanos = System.nanoTime();
    } catch (IOException | RuntimeException e) {
      LOG.warn("No snapshot of the index could be written; the next start takes longer.", e);
      notBeforeNanos = System.nanoTime() + PAUSE.toNanos();
    }
  }

  @Override
  public void close() {
    Thread running = keeper;
    if (running == null) return;
    closing.countDown();
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
