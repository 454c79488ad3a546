package earmark.index.roaring;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of 512 samples as offsets from the smallest, each in as many bytes as the largest
 * offset takes: none, 1, 2, 4 or 8. Immutable. What stands for a sample without a number is any
 * number of the pack.
 *
 * @param min the smallest number in it
 * @param max the largest
 * @param offsets little-endian
 */
record NumberPack(long min, long max, int width, byte[] offsets) {
  static final int BITS = 9;
  static final int SIZE = 1 << BITS;
  static final int MASK = SIZE - 1;

  /** Stands for no number where numbers are unpacked. */
  static final long NONE = -1;

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] CONSTANT = {};

  /** A pack of these numbers, of which some may be {@link #NONE}; null if all are. */
  static @Nullable NumberPack of(long[] numbers) {
    long min = Long.MAX_VALUE;
    long max = NONE;
    for (long number : numbers) {
      if (number == NONE) continue;
      min = Math.min(min, number);
      max = Math.max(max, number);
    }
    if (max == NONE) return null;
    int width = width(max - min);
    byte[] offsets = width == 0 ? CONSTANT : new byte[SIZE * width];
    for (int i = 0; i < SIZE && width > 0; i++) {
      long offset = numbers[i] == NONE ? 0 : numbers[i] - min;
      switch (width) {
        case 1 -> offsets[i] = (byte) offset;
        case 2 -> SHORTS.set(offsets, i * 2, (short) offset);
        case 4 -> INTS.set(offsets, i * 4, (int) offset);
        default -> LONGS.set(offsets, i * 8, offset);
      }
    }
    return new NumberPack(min, max, width, offsets);
  }

  private static int width(long offset) {
    if (offset == 0) return 0;
    if (offset <= 0xff) return 1;
    if (offset <= 0xffff) return 2;
    return offset <= 0xffffffffL ? 4 : 8;
  }

  /** The number at a place from 0 to 511. */
  long get(int slot) {
    return min
        + switch (width) {
          case 0 -> 0;
          case 1 -> offsets[slot] & 0xff;
          case 2 -> (short) SHORTS.get(offsets, slot * 2) & 0xffff;
          case 4 -> (int) INTS.get(offsets, slot * 4) & 0xffffffffL;
          default -> (long) LONGS.get(offsets, slot * 8);
        };
  }

  void write(SectionWriter out) throws IOException {
    out.putLong(min);
    out.putLong(max);
    out.putByte(width);
    out.putBytes(offsets);
  }

  static NumberPack read(SectionReader in) throws IOException {
    long min = in.getLong();
    long max = in.getLong();
    int width = in.getByte();
    return new NumberPack(min, max, width, width == 0 ? CONSTANT : in.getBytes(width * SIZE));
  }

  /** Sets the bits of the numbers from {@code from} to {@code to} in 8 words. */
  void mark(long from, long to, long[] words, int first) {
    if (from <= min && max <= to) {
      Arrays.fill(words, first, first + SIZE / Long.SIZE, -1L);
      return;
    }
    long low = Math.max(from, min) - min;
    long reach = Math.min(to, max) - min - low;
    if (reach < 0) return;
    for (int i = 0; i < SIZE / Long.SIZE; i++) {
      int slot = i * Long.SIZE;
      words[first + i] =
          switch (width) {
            case 1 -> word1(slot, (int) low, (int) reach);
            case 2 -> word2(slot, (int) low, (int) reach);
            case 4 -> word4(slot, low, reach);
            default -> word8(slot, low, reach);
          };
    }
  }

  // One loop for each width, and no branch in any: a number is in range if neither its distance
  // from the low end nor that from the high end is negative.

  private long word1(int from, int low, int reach) {
    long word = 0;
    for (int i = Long.SIZE - 1; i >= 0; i--) {
      int above = (offsets[from + i] & 0xff) - low;
      word = word << 1 | (~(above | (reach - above)) >>> (Integer.SIZE - 1));
    }
    return word;
  }

  private long word2(int from, int low, int reach) {
    long word = 0;
    for (int i = Long.SIZE - 1; i >= 0; i--) {
      int above = ((short) SHORTS.get(offsets, (from + i) * 2) & 0xffff) - low;
      word = word << 1 | (~(above | (reach - above)) >>> (Integer.SIZE - 1));
    }
    return word;
  }

  private long word4(int from, long low, long reach) {
    long word = 0;
    for (int i = Long.SIZE - 1; i >= 0; i--) {
      long above = ((int) INTS.get(offsets, (from + i) * 4) & 0xffffffffL) - low;
      word = word << 1 | (~(above | (reach - above)) >>> (Long.SIZE - 1));
    }
    return word;
  }

  private long word8(int from, long low, long reach) {
    long word = 0;
    for (int i = Long.SIZE - 1; i >= 0; i--) {
      long above = (long) LONGS.get(offsets, (from + i) * 8) - low;
      word = word << 1 | (~(above | (reach - above)) >>> (Long.SIZE - 1));
    }
    return word;
  }
}
