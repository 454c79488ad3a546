package earmark.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where entries are kept. Each method is safe to call from any thread. */
public interface Entries {
  /** The number of the last entry, 0 if there is none. */
  long lastSeq();

  /** Hands over every entry after {@code seq}, in order, without reading all of them at once. */
  default void since(long seq, Consumer<Entry> action) {
    between(seq + 1, Long.MAX_VALUE, action);
  }

  /**
   * Hands over the entries from one number to another, both included, in order, without reading all
   * of them at once.
   */
  void between(long from, long to, Consumer<Entry> action);

  /** The entries from one number to another, both included, in order. */
  default List<Entry> between(long from, long to) {
    List<Entry> found = new ArrayList<>();
    between(from, to, found::add);
    return found;
  }

  /** The entry that an actor's request under a key led to. */
  Optional<Entry> find(String actor, String key);

  /**
   * Takes the pen: waits until nobody else, in this process or another, can append.
   *
   * @throws AppendFailed if the store can't be written to
   */
  Pen pen();

  /**
   * Calls from now on, from any thread, whenever somebody else may have appended; also for nothing
   * at times. Never, where nobody else can append.
   */
  default void onNews(Runnable call) {}

  /** The right to append, until it is closed. For one thread. */
  interface Pen extends AutoCloseable {
    /**
     * Hands over every entry after {@code seq}, in order; also those that others appended.
     *
     * @throws AppendFailed if they can't be read
     */
    void since(long seq, Consumer<Entry> action);

    /**
     * Appends all entries or none, in one transaction that survives a crash once this returns. Once
     * at most.
     *
     * @throws AppendFailed if nothing was appended
     * @throws OutcomeUnknown if it can't be told whether they were
     */
    void append(List<Entry> entries);

    @Override
    void close();
  }

  /** The store was lost while it committed, and did not come back in time to say what it kept. */
  final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The store could not append, for example since the disk is full; nothing was appended. */
  final class AppendFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AppendFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
