package earmark.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where entries are kept. Each method is safe to call from any thread. */
public interface Entries {
  /** The number of the last entry, 0 if there is none. */
  long lastSeq();

  /**
   * Appends all entries or none, in one transaction that survives a crash once this returns.
   *
   * @throws AppendFailed if nothing was appended
   */
  void append(List<Entry> entries);

  /** Hands over every entry after {@code seq}, in order. */
  void since(long seq, Consumer<Entry> action);

  /** The entry that an actor's request under a key led to. */
  Optional<Entry> find(String actor, String key);

  /** The store could not append, for example since the disk is full; nothing was appended. */
  final class AppendFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AppendFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
