package earmark.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

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
  Entry next(Operation operation, List<Change> changes, long nowMicros) {
    Entry open = Entry.of(seq + 1, Math.max(nowMicros, atMicros), operation, changes);
    return open.withHash(hashOf(open));
  }

  /**
   * The end of the chain with this entry.
   *
   * @throws Damaged if the entry is not the one that follows
   */
  Chain with(Entry entry) {
    if (entry.seq() != seq + 1 || !Arrays.equals(hashOf(entry), entry.hash())) {
      throw new Damaged("entry " + entry.seq() + " does not follow from entry " + seq);
    }
    return at(entry);
  }

  /** The end of the chain if this entry is its last. */
  static Chain at(Entry entry) {
    return new Chain(entry.seq(), entry.atMicros(), entry.hash());
  }

  private byte[] hashOf(Entry entry) {
    MessageDigest digest = sha256();
    digest.update(hash);
    digest.update(ByteBuffer.allocate(16).putLong(entry.seq()).putLong(entry.atMicros()).flip());
    text(digest, entry.actor());
    text(digest, entry.via().name());
    text(digest, entry.reason().orElse(""));
    text(digest, entry.key().map(RequestKey::text).orElse(""));
    text(digest, entry.key().map(RequestKey::request).orElse(""));
    return digest.digest(entry.body());
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
