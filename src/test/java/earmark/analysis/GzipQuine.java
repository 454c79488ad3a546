package earmark.analysis;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * A GZIP file that unpacks to itself. It is written in stored blocks (L, "print the next bytes")
 * and copies (R, "print the last bytes again"), as Russ Cox describes in "Zip Files All The Way
 * Down"; the checksum, which stands in what it sums up, is the solution of a linear system.
 */
public final class GzipQuine {
  private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, 'q', 0};
  private static final int TAIL_BYTES = 8;

  private GzipQuine() {}

  public static byte[] make() {
    int sum = 0;
    long[] rows =
        new long[32]; // of (A + 1) x = b, where A x + b is the checksum of the file with x
    int b = crc(file(0));
    for (int column = 0; column < 32; column++) {
      int image = crc(file(1 << column)) ^ b ^ (1 << column);
      for (int row = 0; row < 32; row++) rows[row] |= ((image >>> row) & 1L) << column;
    }
    for (int row = 0; row < 32; row++) rows[row] |= ((b >>> row) & 1L) << 32;
    for (int column = 0; column < 32; column++) {
      int pivot = column;
      while (pivot < 32 && ((rows[pivot] >>> column) & 1) == 0) pivot++;
      if (pivot == 32) throw new IllegalStateException("no such quine; try another name");
      long swapped = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = swapped;
      for (int row = 0; row < 32; row++) {
        if (row != column && ((rows[row] >>> column) & 1) != 0) rows[row] ^= rows[column];
      }
    }
    for (int row = 0; row < 32; row++) sum |= (int) ((rows[row] >>> 32) & 1) << row;
    return file(sum);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] file(int sum) {
    byte[] code = code(new byte[TAIL_BYTES]);
    byte[] tail = tail(sum, HEAD.length + code.length + TAIL_BYTES);
    return join(HEAD, code(tail), tail);
  }

  private static byte[] tail(int sum, int length) {
    byte[] tail = new byte[TAIL_BYTES];
    for (int i = 0; i < 4; i++) {
      tail[i] = (byte) (sum >>> (8 * i));
      tail[4 + i] = (byte) (length >>> (8 * i));
    }
    return tail;
  }

  private static byte[] code(byte[] tail) {
    byte[] l0 = print(0);
    byte[] l1 = print(5);
    byte[] l4 = print(20);
    byte[] r4 = new Bits().copy(20, 10, 10).bytes();
    byte[] lHead = print(HEAD.length + 5);
    byte[] rHead = new Bits().copy(17, 10, 7).bytes();
    byte[] rTail = new Bits().copy(16, 16).last().bytes();
    byte[] lTail = print(rTail.length + TAIL_BYTES);
    return join(
        join(lHead, HEAD, lHead, rHead, l1, rHead, l1, l1, l4, rHead, l1, l1, l4, r4),
        join(l4, r4, l4, r4, l4, r4, l4, r4, l0, l0, lTail, r4, l0, l0, lTail, rTail, tail, rTail));
  }

  private static byte[] print(int bytes) {
    return new byte[] {0, (byte) bytes, (byte) (bytes >>> 8), (byte) ~bytes, (byte) (~bytes >>> 8)};
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }

  /** Bits of deflate, the lowest of a byte first. */
  private static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int held;
    private int count;

    private Bits put(int value, int width) {
      for (int i = 0; i < width; i++) {
        held |= ((value >>> i) & 1) << count;
        if (++count == 8) flush();
      }
      return this;
    }

    private Bits code(int value, int width) {
      for (int i = width - 1; i >= 0; i--) put((value >>> i) & 1, 1);
      return this;
    }

    private void flush() {
      if (count > 0) out.write(held);
      held = 0;
      count = 0;
    }

    /** A block of copies from a distance of 13 to 24; lengths of 3 to 10, or 15 and 16. */
    Bits copy(int distance, int... lengths) {
      put(0, 1).put(1, 2);
      for (int length : lengths) {
        if (length <= 10) code(length - 2, 7);
        else code(267 - 256, 7).put(length - 15, 1);
        if (distance <= 16) code(7, 5).put(distance - 13, 2);
        else code(8, 5).put(distance - 17, 3);
      }
      return code(0, 7);
    }

    /** An empty block, the last. */
    Bits last() {
      put(1, 1).put(0, 2);
      flush();
      out.writeBytes(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
      return this;
    }

    byte[] bytes() {
      if (count > 0) throw new IllegalStateException("not at the end of a byte");
      return out.toByteArray();
    }
  }
}
