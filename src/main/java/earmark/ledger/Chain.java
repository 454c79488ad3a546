package earmark.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The end of the chain of entries. Each entry's hash covers the one before, so nobody can change,
 * drop or insert an entry without changing all that follow.
 *
 * @param seq the number of the last entry, 0 before the first
 * @param atMicros when it was made, in microseconds since 1970 UTC
 * @param hash its hash; 32 zeros before the first
 */
record Chain(long seq, long atMicros, byte[] hash) {
  static final Chain START = new Chain(0, 0, new byte[32]);

  /** The entry that follows, for an operation decided at a moment. */
  Entry next(Operation operation, List<Change> changes, long nowMicros, EntryHash hashes) {
    Entry open = Entry.of(seq + 1, Math.max(nowMicros, atMicros), operation, changes);
    return open.withHash(hashes.of(hash, open));
  }

  Entry next(Operation operation, List<Change> changes, long nowMicros) {
    return next(operation, changes, nowMicros, new EntryHash());
  }

  /**
   * The end of the chain with this entry.
   *
   * @throws Damaged if the entry is not the one that follows
   */
  Chain with(Entry entry, EntryHash hashes) {
    Optional<String> misfit = misfit(entry, hashes);
    if (misfit.isPresent()) {
      throw new Damaged(
          "entry " + entry.seq() + " does not follow from entry " + seq + ": " + misfit.get());
    }
    return at(entry);
  }

  Chain with(Entry entry) {
    return with(entry, new EntryHash());
  }

  /** Why an entry is not the one that follows; absent if it is. */
  Optional<String> misfit(Entry entry, EntryHash hashes) {
    if (entry.seq() != seq + 1) {
      return Optional.of(missing(seq + 1));
    }
    if (entry.atMicros() < atMicros) {
      return Optional.of("it says that it was made before the entry that it follows");
    }
    if (!Arrays.equals(hashes.of(hash, entry), entry.hash())) {
      return Optional.of("its hash is not that of what it says and of the entry before");
    }
    return Optional.empty();
  }

  /** How to tell that an entry is missing. */
  static String missing(long seq) {
    return "entry " + seq + " should stand here";
  }

  /** The end of the chain if this entry is its last. */
  static Chain at(Entry entry) {
    return new Chain(entry.seq(), entry.atMicros(), entry.hash());
  }
}
