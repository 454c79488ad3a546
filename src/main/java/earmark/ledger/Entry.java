package earmark.ledger;

import java.util.List;
import java.util.Optional;

/**
 * One line of the ledger: an operation that was carried out, whole.
 *
 * @param seq its number, 1, 2, 3 … without gaps; also the operation's id
 * @param atMicros when, in microseconds since 1970 UTC; never less than in the entry before
 * @param actor the login of who did it, or {@link Operation#EARMARK}
 * @param body the changes as bytes, see {@link EntryFormat}
 * @param hash SHA-256 over the hash of the entry before and all of this entry, 32 bytes
 */
public record Entry(
    long seq,
    long atMicros,
    String actor,
    Via via,
    Optional<String> reason,
    Optional<RequestKey> key,
    List<Change> changes,
    byte[] body,
    byte[] hash) {
  public Entry {
    changes = List.copyOf(changes);
  }

  /** An entry as a store reads it, with its changes read from the bytes. */
  public static Entry stored(
      long seq,
      long atMicros,
      String actor,
      Via via,
      Optional<String> reason,
      Optional<RequestKey> key,
      byte[] body,
      byte[] hash) {
    return new Entry(seq, atMicros, actor, via, reason, key, EntryFormat.read(body), body, hash);
  }
}
