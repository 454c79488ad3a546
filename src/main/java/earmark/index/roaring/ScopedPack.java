package earmark.index.roaring;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The scoped numbers of 64 things; immutable.
 *
 * @param ends for each thing, where its numbers end
 * @param pairs a scope's number in the dictionary and a number, one pair after another
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and shared by views as it is
record ScopedPack(int[] ends, long[] pairs) {
  static final int BITS = 6;
  static final int SIZE = 1 << BITS;
  static final int MASK = SIZE - 1;

  /** No numbers, unpacked. */
  static long[][] nothing() {
    return new long[SIZE][0];
  }

  static ScopedPack of(long[][] unpacked) {
    int[] ends = new int[SIZE];
    int end = 0;
    for (int slot = 0; slot < SIZE; slot++) {
      end += unpacked[slot].length;
      ends[slot] = end;
    }
    long[] pairs = new long[end];
    for (int slot = 0; slot < SIZE; slot++) {
      long[] own = unpacked[slot];
      System.arraycopy(own, 0, pairs, ends[slot] - own.length, own.length);
    }
    return new ScopedPack(ends, pairs);
  }

  long[][] unpacked() {
    long[][] unpacked = new long[SIZE][];
    for (int slot = 0; slot < SIZE; slot++) unpacked[slot] = of(slot);
    return unpacked;
  }

  /** The pairs of a thing. */
  long[] of(int slot) {
    return Arrays.copyOfRange(pairs, start(slot), ends[slot]);
  }

  private int start(int slot) {
    return slot == 0 ? 0 : ends[slot - 1];
  }

  /** The greatest number of a thing in some scopes; -1 if it has none there. */
  long greatest(int slot, BitSet scopes) {
    long greatest = -1;
    for (int i = start(slot); i < ends[slot]; i += 2) {
      if (pairs[i + 1] > greatest && scopes.get((int) pairs[i])) greatest = pairs[i + 1];
    }
    return greatest;
  }

  void write(SectionWriter out) throws IOException {
    for (int end : ends) out.putNumber(end);
    out.putLongs(pairs);
  }

  static ScopedPack read(SectionReader in) throws IOException {
    int[] ends = new int[SIZE];
    for (int slot = 0; slot < SIZE; slot++) ends[slot] = in.getNumber();
    return new ScopedPack(ends, in.getLongs(ends[SIZE - 1]));
  }
}
