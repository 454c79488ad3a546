package earmark.ledger;

import earmark.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger with its one pen. Whoever appends waits until the change is durable and visible; all
 * who wait at the same time share one transaction. Safe to use from any thread.
 */
public final class Ledger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int BATCH_MAX = 4096;
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final int RECENT_MAX = 16_384;

  private final Entries entries;
  private final Fold fold;
  private final History history;
  private final Recent recent;
  private final Undoing undoing;
  private final InstantSource clock;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(BATCH_MAX * 2);
  private final Thread pen;
  private final EntryHash hashes = new EntryHash();
  private Chain chain = Chain.START;
  private volatile boolean closing;
  private volatile boolean broken;

  private Ledger(Entries entries, Fold fold, History history, int recentMax, InstantSource clock) {
    this.entries = entries;
    this.fold = fold;
    this.history = history;
    this.recent = new Recent(recentMax, Math.min(fold.seq(), history.seq()));
    this.undoing = new Undoing(entries, history, recent);
    this.clock = clock;
    this.pen = Thread.ofPlatform().name("pen").unstarted(this::write);
  }

  /**
   * A ledger over what is stored, with a fold that is brought up to date first.
   *
   * @throws Damaged if the stored entries don't form a chain, or the fold is of another ledger
   */
  public static Ledger open(Entries entries, Fold fold, InstantSource clock) {
    return open(entries, fold, new History(entries), clock);
  }

  /** The same with a history that is brought up to date too, wherever it stands. */
  public static Ledger open(Entries entries, Fold fold, History history, InstantSource clock) {
    return open(entries, fold, history, RECENT_MAX, clock);
  }

  static Ledger open(
      Entries entries, Fold fold, History history, int recentMax, InstantSource clock) {
    Ledger ledger = new Ledger(entries, fold, history, recentMax, clock);
    ledger.replay();
    ledger.pen.start();
    return ledger;
  }

  private void replay() {
    long from = Math.min(fold.seq(), history.seq());
    if (from > 0) chain = endAt(from);
    Fold.Draft draft = fold.draft();
    ReadAhead.since(
        entries,
        from,
        entry -> {
          fold(draft, entry);
          return true;
        });
    publish(draft);
  }

  private Chain endAt(long seq) {
    List<Entry> last = entries.between(seq, seq);
    if (last.isEmpty()) throw new Damaged("entry " + seq + " is missing");
    return Chain.at(last.getFirst());
  }

  private void fold(Fold.Draft draft, Entry entry) {
    chain = chain.with(entry, hashes);
    draft.apply(entry);
    history.add(entry);
    recent.add(entry);
  }

  /** The history first: nobody then sees a tag without being able to ask who gave it. */
  private void publish(Fold.Draft draft) {
    history.publish();
    draft.publish();
  }

  /** Answers who did what, when and why. */
  public History history() {
    return history;
  }

  /** The end of the chain, for an operator to note. */
  public Checkpoint checkpoint() {
    long seq = history.seq();
    return Checkpoint.at(seq == 0 ? Chain.START : endAt(seq));
  }

  /**
   * What an operation would change now; nothing is written, and its key plays no part.
   *
   * @throws Refusal by the operation's own rule
   */
  public Outcome preview(Operation operation) {
    return new Outcome(OptionalLong.empty(), operation.decider().decide(fold.draft()));
  }

  /**
   * Takes an operation back, as an operation of its own, see {@link #append}. Its first change is
   * {@link Change.Undid}; then follows what becomes of each tag of the operation.
   *
   * @throws Refusal if there is no such operation, if it changed no tags or removed samples, or by
   *     its rule; {@link Refusal.Unavailable} if so much is written at the moment that it can't be
   *     decided
   */
  public Outcome undo(Undo undo) {
    return undoing.undo(undo, this::append);
  }

  /** What {@link #undo} would change now; nothing is written, and its key plays no part. */
  public Outcome previewUndo(Undo undo) {
    return new Outcome(OptionalLong.empty(), undoing.preview(undo, fold));
  }

  /**
   * Carries out an operation. On return it is durable and visible, or there was nothing to change.
   * Done already under the same key: answers the first outcome and changes nothing.
   *
   * @throws Refusal by the operation's own rule, {@link Refusal.Conflict} if its key was used for
   *     another request, {@link Refusal.Unavailable} if the store can't be written to
   */
  public Outcome append(Operation operation) {
    Waiting waiting = new Waiting(operation);
    try {
      while (!queue.offer(waiting, IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
        if (closing) throw goingDown();
      }
      if (closing && queue.remove(waiting)) throw goingDown();
      return waiting.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw goingDown();
    }
  }

  private static Refusal goingDown() {
    return new Refusal.Unavailable("The server is going down; ask again later.");
  }

  /** Finishes all that wait, then stops. */
  @Override
  public void close() {
    closing = true;
    try {
      pen.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    while (true) {
      try {
        Waiting first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          if (closing) break;
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_MAX - 1);
        carryOut(batch);
      } catch (InterruptedException e) {
        LOG.warn("The pen was interrupted and goes on.", e);
      } catch (RuntimeException | Error e) {
        broken = true;
        LOG.error("The ledger stopped writing; restart the server.", e);
        batch.forEach(waiting -> waiting.fail(e));
      } finally {
        batch.clear();
      }
    }
    queue.drainTo(batch);
    batch.forEach(waiting -> waiting.fail(goingDown()));
  }

  private void carryOut(List<Waiting> batch) {
    if (broken) {
      Refusal refusal = new Refusal.Unavailable("The server can't write any more; restart it.");
      batch.forEach(waiting -> waiting.fail(refusal));
      return;
    }
    try (Entries.Pen held = entries.pen()) {
      foldNews(held);
      Fold.Draft draft = fold.draft();
      List<Entry> written = decide(batch, draft);
      if (!written.isEmpty()) {
        held.append(written);
        chain = Chain.at(written.getLast());
        written.forEach(history::add);
        publish(draft);
      }
    } catch (Entries.AppendFailed e) {
      recent.dropAfter(chain.seq());
      LOG.error("Could not write to the ledger; nothing was changed.", e);
      Refusal refusal =
          new Refusal.Unavailable("The server can't write at the moment; nothing was changed.");
      batch.forEach(waiting -> waiting.fail(refusal));
      return;
    }
    batch.forEach(Waiting::answer);
  }

  /** Folds what other servers appended meanwhile. */
  private void foldNews(Entries.Pen held) {
    Fold.Draft draft = fold.draft();
    held.since(chain.seq(), entry -> fold(draft, entry));
    if (draft.seq() > fold.seq()) publish(draft);
  }

  /** Decides each operation against all before it; the entries that come of it. */
  private List<Entry> decide(List<Waiting> batch, Fold.Draft draft) {
    Chain end = chain;
    List<Entry> written = new ArrayList<>();
    Map<String, Entry> byKey = new HashMap<>();
    for (Waiting waiting : batch) {
      Operation operation = waiting.operation;
      List<Change> changes;
      try {
        Optional<Entry> before = doneBefore(operation, byKey);
        if (before.isPresent()) {
          waiting.decided = Outcome.of(before.get());
          continue;
        }
        changes = operation.decider().decide(draft);
      } catch (RuntimeException e) { // a refusal, or a fault of this operation alone
        waiting.fail(e);
        continue;
      }
      if (operation.key().isEmpty() && changes.stream().allMatch(Change::changesNothing)) {
        waiting.decided = new Outcome(OptionalLong.empty(), changes);
        continue;
      }
      Entry entry =
          end.next(
              operation,
              changes,
              ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()),
              hashes);
      end = Chain.at(entry);
      draft.apply(entry);
      recent.add(entry);
      written.add(entry);
      entry.key().ifPresent(key -> byKey.put(keyOf(entry.actor(), key), entry));
      waiting.decided = Outcome.of(entry);
    }
    return written;
  }

  private Optional<Entry> doneBefore(Operation operation, Map<String, Entry> byKey) {
    if (operation.key().isEmpty()) return Optional.empty();
    RequestKey key = operation.key().get();
    Optional<Entry> before =
        Optional.ofNullable(byKey.get(keyOf(operation.actor(), key)))
            .or(() -> entries.find(operation.actor(), key.text()));
    before
        .flatMap(Entry::key)
        .filter(first -> !first.request().equals(key.request()))
        .ifPresent(_ -> {
          throw new Refusal.Conflict(
              "This idempotency key was used for another request; take a new key.");
        });
    return before;
  }

  private static String keyOf(String actor, RequestKey key) {
    return key.text() + ' ' + actor;
  }
}
