package earmark.index.roaring;

import earmark.search.Query;
import earmark.search.Wildcard;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The texts of 64 samples, one behind the other: for each its length in bytes, seven bits a byte
 * with the lowest first, and its UTF-8. Immutable. A sample without a text has an empty one.
 */
record TextPack(byte[] bytes) {
  static final int BITS = 6;
  static final int SIZE = 1 << BITS;
  static final int MASK = SIZE - 1;

  private static final int MORE = 0x80;
  private static final byte[] EMPTY = {};

  /** A pack of these texts in UTF-8; null if all are empty. */
  static @Nullable TextPack of(byte[][] texts) {
    int length = 0;
    for (byte[] text : texts) length += lengthBytes(text.length) + text.length;
    if (length == SIZE) return null;
    byte[] bytes = new byte[length];
    int at = 0;
    for (byte[] text : texts) {
      int rest = text.length;
      for (; rest >= MORE; rest >>>= 7) bytes[at++] = (byte) (rest | MORE);
      bytes[at++] = (byte) rest;
      System.arraycopy(text, 0, bytes, at, text.length);
      at += text.length;
    }
    return new TextPack(bytes);
  }

  private static int lengthBytes(int length) {
    int bytes = 1;
    for (int rest = length; rest >= MORE; rest >>>= 7) bytes++;
    return bytes;
  }

  /** The text at a place from 0 to 63. */
  String get(int slot) {
    Reading reading = new Reading(this);
    for (int i = 0; i <= slot; i++) reading.next();
    return reading.text();
  }

  byte[][] unpacked() {
    byte[][] texts = new byte[SIZE][];
    Reading reading = new Reading(this);
    for (int i = 0; i < SIZE; i++) {
      reading.next();
      texts[i] = reading.start == reading.end ? EMPTY : reading.copy();
    }
    return texts;
  }

  /** 64 empty texts. */
  static byte[][] nothing() {
    byte[][] texts = new byte[SIZE][];
    Arrays.fill(texts, EMPTY);
    return texts;
  }

  /** A place in a pack that moves forward from text to text. */
  private static final class Reading {
    private final byte[] bytes;
    private int start;
    private int end;

    Reading(TextPack pack) {
      bytes = pack.bytes;
    }

    void next() {
      int length = 0;
      int at = end;
      for (int shift = 0; ; shift += 7) {
        byte part = bytes[at++];
        length |= (part & (MORE - 1)) << shift;
        if (part >= 0) break;
      }
      start = at;
      end = at + length;
    }

    String text() {
      return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    byte[] copy() {
      return Arrays.copyOfRange(bytes, start, end);
    }

    boolean matches(Wildcard wildcard) {
      for (int i = start; i < end; i++) {
        if (bytes[i] < 0) return wildcard.matches(Query.fold(text()));
      }
      return wildcard.matchesAscii(bytes, start, end);
    }
  }

  /** Whether the text of a sample matches, for samples in ascending order; for one thread. */
  static final class Scan implements IntPredicate {
    private final Chunks<TextPack> packs;
    private final Wildcard wildcard;
    private @Nullable Reading reading;
    private int place = -1;
    private int slot;

    Scan(Chunks<TextPack> packs, Wildcard wildcard) {
      this.packs = packs;
      this.wildcard = wildcard;
    }

    @Override
    public boolean test(int sample) {
      if (sample >>> BITS != place) {
        place = sample >>> BITS;
        TextPack pack = packs.get(place);
        reading = pack == null ? null : new Reading(pack);
        slot = -1;
      }
      Reading here = reading;
      if (here == null) return false;
      for (; slot < (sample & MASK); slot++) here.next();
      return here.matches(wildcard);
    }
  }
}
