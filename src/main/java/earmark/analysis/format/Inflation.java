package earmark.analysis.format;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks deflated bytes without keeping them: the first are looked at, the rest only counted. One
 * budget is shared by all that is unpacked with it, so that many bombs are no worse than one.
 */
final class Inflation implements AutoCloseable {
  private static final int STEP = 32 * 1024;

  /** After this many bytes out, {@link #RATIO_MAX} counts; small files may be very regular. */
  static final long RATIO_AFTER_BYTES = 1024 * 1024;

  /** Bytes out for each byte in. Deflate can do 1,032; text and zeros of real files stay below. */
  static final int RATIO_MAX = 200;

  private final Inflater inflater = new Inflater(true);
  private final byte[] out = new byte[STEP];
  private long budgetBytes;
  private boolean exploded;

  Inflation(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /**
   * Unpacks a range of a file until it ends, explodes, or the budget is used up; in that case the
   * first bytes are still unpacked. Answers the first bytes.
   */
  byte[] inflate(Bytes in, long offset, long length, int headBytes) {
    inflater.reset();
    exploded = false;
    byte[] head = new byte[headBytes];
    int headLength = 0;
    long unpacked = 0;
    long at = offset;
    long end = Math.min(in.size(), offset + Math.max(0, length));
    try {
      while (!inflater.finished() && (headLength < headBytes || budgetBytes > 0)) {
        if (inflater.needsInput()) {
          if (at >= end) break;
          byte[] step = in.upTo(at, (int) Math.min(STEP, end - at));
          at += step.length;
          inflater.setInput(step);
        }
        int n = inflater.inflate(out);
        if (n == 0 && inflater.needsDictionary()) break;
        int kept = Math.min(n, headBytes - headLength);
        System.arraycopy(out, 0, head, headLength, kept);
        headLength += kept;
        unpacked += n;
        budgetBytes -= n;
        if (unpacked > RATIO_AFTER_BYTES
            && unpacked / Math.max(1, inflater.getBytesRead()) >= RATIO_MAX) {
          exploded = true;
          break;
        }
      }
    } catch (DataFormatException e) {
      // What came out before the damage is still worth a look, and the reader of the directory has
      // no use for knowing of it.
      return Arrays.copyOf(head, headLength);
    }
    return Arrays.copyOf(head, headLength);
  }

  /** Whether what was unpacked last grew as only a bomb does. */
  boolean exploded() {
    return exploded;
  }

  @Override
  public void close() {
    inflater.close();
  }
}
