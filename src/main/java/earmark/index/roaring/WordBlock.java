package earmark.index.roaring;

import earmark.search.Query;
import earmark.search.Wildcard;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Up to 1,024 words of a dictionary: their UTF-8, one behind the other, and for each 128 bits that
 * say which runs of three letters may be in it. One thread adds; others read words only of which
 * they have learnt that they are there.
 */
final class WordBlock {
  static final int BITS = 10;
  static final int SIZE = 1 << BITS;
  static final int MASK = SIZE - 1;

  private static final int FIRST_BYTES = 64;
  private static final int GRAM = 3;

  /** An odd factor spreads runs of letters, which are alike otherwise, over the bits. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int[] ends = new int[SIZE];
  private final long[] low = new long[SIZE];
  private final long[] high = new long[SIZE];
  private volatile byte[] texts = new byte[FIRST_BYTES];

  /** Puts a word behind those that are there, which are so many. */
  void add(int slot, byte[] word, String folded) {
    int start = start(slot);
    int end = Math.addExact(start, word.length);
    byte[] all = texts;
    if (end > all.length) all = Arrays.copyOf(all, Math.max(end, all.length + all.length / 2));
    System.arraycopy(word, 0, all, start, word.length);
    Grams grams = new Grams();
    grams.add(folded);
    low[slot] = grams.low;
    high[slot] = grams.high;
    ends[slot] = end;
    texts = slot == MASK ? Arrays.copyOf(all, end) : all;
  }

  private int start(int slot) {
    return slot == 0 ? 0 : ends[slot - 1];
  }

  String word(int slot) {
    int start = start(slot);
    return new String(texts, start, ends[slot] - start, StandardCharsets.UTF_8);
  }

  boolean is(int slot, byte[] word) {
    int start = start(slot);
    return Arrays.equals(texts, start, ends[slot], word, 0, word.length);
  }

  boolean matches(int slot, Wildcard wildcard) {
    byte[] all = texts;
    int start = start(slot);
    int end = ends[slot];
    for (int i = start; i < end; i++) {
      if (all[i] < 0) return wildcard.matches(Query.fold(word(slot)));
    }
    return wildcard.matchesAscii(all, start, end);
  }

  /** The numbers, from {@code first} on, of those of the first so many words that match. */
  void matching(Wildcard wildcard, Grams needed, int count, int first, IntConsumer action) {
    for (int slot = 0; slot < count; slot++) {
      boolean mayMatch =
          (low[slot] & needed.low) == needed.low && (high[slot] & needed.high) == needed.high;
      if (mayMatch && matches(slot, wildcard)) action.accept(first + slot);
    }
  }

  /** Runs of three letters, as bits; different ones may share a bit. */
  static final class Grams {
    private long low;
    private long high;

    /** Those without which no word matches. */
    static Grams of(Wildcard wildcard) {
      Grams grams = new Grams();
      for (String literal : wildcard.literals()) grams.add(literal);
      return grams;
    }

    private void add(String folded) {
      for (int at = 0; at + GRAM <= folded.length(); at++) {
        long gram = 0;
        for (int i = 0; i < GRAM; i++) gram = (gram << 16) | folded.charAt(at + i);
        int bit = (int) ((gram * SPREAD) >>> 57);
        if (bit < Long.SIZE) low |= 1L << bit;
        else high |= 1L << (bit - Long.SIZE);
      }
    }
  }
}
