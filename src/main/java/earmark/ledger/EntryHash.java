package earmark.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Computes the hash of an entry, as {@code docs/ledger-format.md} has it. Kept and used again,
 * since making a digest and its buffers costs as much as hashing a small entry. For one thread.
 */
final class EntryHash {
  private static final byte[] NONE = {};
  private static final Map<Via, byte[]> VIAS = new EnumMap<>(Via.class);

  static {
    for (Via via : Via.values()) VIAS.put(via, utf8(via.name()));
  }

  private final MessageDigest digest = sha256();
  private ByteBuffer head = ByteBuffer.allocate(512);

  /** SHA-256 over the hash of the entry before and all of this entry but its own hash. */
  byte[] of(byte[] before, Entry entry) {
    byte[] actor = utf8(entry.actor());
    byte[] via = VIAS.getOrDefault(entry.via(), NONE);
    byte[] reason = entry.reason().map(EntryHash::utf8).orElse(NONE);
    byte[] key = entry.key().map(RequestKey::text).map(EntryHash::utf8).orElse(NONE);
    byte[] request = entry.key().map(RequestKey::request).map(EntryHash::utf8).orElse(NONE);
    int length = actor.length + via.length + reason.length + key.length + request.length;
    int fixed = before.length + 2 * Long.BYTES + 5 * Integer.BYTES;
    if (head.capacity() < fixed + length) head = ByteBuffer.allocate(2 * (fixed + length));
    head.clear().put(before).putLong(entry.seq()).putLong(entry.atMicros());
    put(actor);
    put(via);
    put(reason);
    put(key);
    put(request);
    digest.update(head.flip());
    return digest.digest(entry.body());
  }

  private void put(byte[] text) {
    head.putInt(text.length).put(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
