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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
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

  /** In the queue, it wakes the pen to read what others appended; nobody waits for it. */
  private final Waiting wake = new Waiting(Operation.ofEarmark(Via.API, _ -> List.of()));

  private final AtomicBoolean news = new AtomicBoolean();
  private boolean behind;

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
    long from = Math.min(fold.seq(), history.seq());
    if (from > 0) ledger.chain = ledger.endAt(from);
    ledger.foldSince((seq, action) -> ReadAhead.since(entries, seq, action));
    ledger.pen.start();
    entries.onNews(ledger::catchUp);
    return ledger;
  }

  private Chain endAt(long seq) {
    List<Entry> last = entries.between(seq, seq);
    if (last.isEmpty()) throw new Damaged("entry " + seq + " is missing");
    return Chain.at(last.getFirst());
  }

  /** Reads the entries after a number, in order. */
  private interface Source {
    void since(long seq, Consumer<Entry> action);
  }

  /**
   * Folds what follows, all of it or, if it can't be read to the end, nothing. The history passes
   * over what it has, so what it was given in vain does no harm.
   */
  private void foldSince(Source source) {
    Fold.Draft draft = fold.draft();
    Chain[] end = {chain};
    try {
      source.since(
          chain.seq(),
          entry -> {
            end[0] = end[0].with(entry, hashes);
            draft.apply(entry);
            history.add(entry);
            recent.add(entry);
          });
    } catch (RuntimeException e) {
      recent.dropAfter(chain.seq());
      throw e;
    }
    if (end[0].seq() == chain.seq()) return;
    publish(draft);
    chain = end[0];
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

  /** Asks something of the state of now, as an operation would see it. */
  public <T> T look(Function<State, T> question) {
    return question.apply(fold.draft());
  }

  /**
   * Takes an operation back, as an operation of its own, see {@link #append}. Its first change is
   * {@link Change.Undid}; then follows what becomes of each tag of the operation, then of the
   * fields that can be taken back.
   *
   * @throws Refusal if there is no such operation, if it changed none of these or removed samples,
   *     or by its rule; {@link Refusal.Unavailable} if so much is written at the moment that it
   *     can't be decided
   */
  public Outcome undo(Undo undo) {
    return undoing.undo(undo, this::append);
  }

  /** What {@link #undo} would change now; nothing is written, and its key plays no part. */
  public Outcome previewUndo(Undo undo) {
    return new Outcome(OptionalLong.empty(), undoing.preview(undo, fold));
  }

  /** Has the pen fold what others appended, soon; returns at once. */
  public void catchUp() {
    if (news.compareAndSet(false, true)) queue.offer(wake); // a full queue keeps the pen awake
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
        batch.removeIf(waiting -> waiting == wake);
        if (news.getAndSet(false) && batch.isEmpty() && !broken) follow();
        if (!batch.isEmpty()) carryOut(batch);
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
    batch.removeIf(waiting -> waiting == wake);
    batch.forEach(waiting -> waiting.fail(goingDown()));
  }

  /** Folds what others appended, if it can be read; the next news tries again. */
  private void follow() {
    try {
      foldSince(entries::since);
      if (behind) LOG.info("The entries of other servers can be read again.");
      behind = false;
    } catch (Refusal.Unavailable e) {
      if (!behind) LOG.warn("The entries of other servers can't be read: {}", e.reason());
      behind = true;
    }
  }

  private void carryOut(List<Waiting> batch) {
    if (broken) {
      Refusal refusal = new Refusal.Unavailable("The server can't write any more; restart it.");
      batch.forEach(waiting -> waiting.fail(refusal));
      return;
    }
    try (Entries.Pen held = entries.pen()) {
      foldSince(held::since);
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
    } catch (Entries.OutcomeUnknown e) {
      recent.dropAfter(chain.seq());
      LOG.error("The store was lost in the middle of a write; the next write finds out.", e);
      Refusal refusal =
          new Refusal.Unavailable(
              "The database was lost in the middle of this change. Look whether it was made, or"
                  + " ask again under the same idempotency key.");
      batch.forEach(waiting -> waiting.fail(refusal));
      return;
    }
    batch.forEach(Waiting::answer);
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

  /**
   * What became of an operation that was carried out under this key, if one was; for who has to
   * know before he asks for it again.
   *
   * @throws Refusal.Conflict if the key was used for another request
   */
  public Optional<Outcome> done(String actor, RequestKey key) {
    return sameRequest(key, entries.find(actor, key.text())).map(Outcome::of);
  }

  private Optional<Entry> doneBefore(Operation operation, Map<String, Entry> byKey) {
    if (operation.key().isEmpty()) return Optional.empty();
    RequestKey key = operation.key().get();
    return sameRequest(
        key,
        Optional.ofNullable(byKey.get(keyOf(operation.actor(), key)))
            .or(() -> entries.find(operation.actor(), key.text())));
  }

  private static Optional<Entry> sameRequest(RequestKey key, Optional<Entry> before) {
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
