package earmark.ledger;

import earmark.tag.Thing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger: an operation that was carried out, whole. Its changes are read from its
 * bytes when they are first asked for, so that a reader who only checks bytes need not pay for
 * them. Immutable.
 */
public final class Entry {
  private final long seq;
  private final long atMicros;
  private final String actor;
  private final Via via;
  private final Optional<String> reason;
  private final Optional<RequestKey> key;
  private final byte[] body;
  private final byte[] hash;
  private @Nullable List<Change> changes; // read again by each thread that comes first, to the same

  private Entry(
      long seq,
      long atMicros,
      String actor,
      Via via,
      Optional<String> reason,
      Optional<RequestKey> key,
      @Nullable List<Change> changes,
      byte[] body,
      byte[] hash) {
    this.seq = seq;
    this.atMicros = atMicros;
    this.actor = actor;
    this.via = via;
    this.reason = reason;
    this.key = key;
    this.changes = changes;
    this.body = body;
    this.hash = hash;
  }

  /** An entry as a store reads it. */
  public static Entry stored(
      long seq,
      long atMicros,
      String actor,
      Via via,
      Optional<String> reason,
      Optional<RequestKey> key,
      byte[] body,
      byte[] hash) {
    return new Entry(seq, atMicros, actor, via, reason, key, null, body, hash);
  }

  /** An entry for an operation, which does not have its hash yet. */
  static Entry of(long seq, long atMicros, Operation operation, List<Change> changes) {
    return new Entry(
        seq,
        atMicros,
        operation.actor(),
        operation.via(),
        operation.reason(),
        operation.key(),
        List.copyOf(changes),
        EntryFormat.write(changes),
        new byte[0]);
  }

  Entry withHash(byte[] made) {
    return new Entry(seq, atMicros, actor, via, reason, key, changes, body, made);
  }

  /** Its number, 1, 2, 3 … without gaps; also the operation's id. */
  public long seq() {
    return seq;
  }

  /** When, in microseconds since 1970 UTC; never less than in the entry before. */
  public long atMicros() {
    return atMicros;
  }

  /** When. */
  public Instant at() {
    return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
  }

  /** The login of who did it, or {@link Operation#EARMARK}. */
  public String actor() {
    return actor;
  }

  public Via via() {
    return via;
  }

  /** Why, in the actor's words. */
  public Optional<String> reason() {
    return reason;
  }

  public Optional<RequestKey> key() {
    return key;
  }

  /** The changes as bytes, see {@link EntryFormat}; not to be changed. */
  public byte[] body() {
    return body;
  }

  /** SHA-256 over the hash of the entry before and all of this entry, 32 bytes. */
  public byte[] hash() {
    return hash;
  }

  /**
   * What was changed, in order.
   *
   * @throws Damaged if the bytes are damaged or of a newer version
   */
  public List<Change> changes() {
    List<Change> read = changes;
    if (read == null) {
      read = List.copyOf(EntryFormat.read(body));
      changes = read;
    }
    return read;
  }

  /** Whether it is about no things but those of a kind. */
  public boolean isAbout(Thing kind) {
    return changes().stream().allMatch(change -> change.about().orElse(kind) == kind);
  }
}
