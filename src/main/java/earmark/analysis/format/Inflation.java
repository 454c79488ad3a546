package earmark.analysis.format;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks deflated bytes, one file after the other. */
final class Inflation implements AutoCloseable {
  private static final int STEP = 32 * 1024;

  private final Inflater inflater = new Inflater(true);
  private final byte[] out = new byte[STEP];

  /** Unpacks while more is wanted; answers whether it came to an undamaged end. */
  boolean inflate(PackedBytes in, Sink to) {
    inflater.reset();
    try {
      while (true) {
        int n = inflater.inflate(out);
        if (n > 0) {
          if (!to.take(out, n, Math.max(1, inflater.getBytesRead()))) return false;
          continue;
        }
        if (inflater.finished()) return true;
        if (inflater.needsDictionary()) return false;
        // Only now: it may have read everything and still hold back what comes out.
        byte[] step = in.next();
        if (step.length == 0) return false;
        inflater.setInput(step);
      }
    } catch (DataFormatException e) {
      return false; // what came out before the damage was still worth a look
    }
  }

  @Override
  public void close() {
    inflater.close();
  }
}
