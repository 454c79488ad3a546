package earmark.analysis.format;

import java.io.InputStream;

/** A file from its start, for libraries that read streams. */
final class BytesStream extends InputStream {
  private final Bytes in;
  private long at;

  BytesStream(Bytes in) {
    this.in = in;
  }

  /** How many bytes were read so far. */
  long consumed() {
    return at;
  }

  @Override
  public int read() {
    return at < in.size() ? in.u8(at++) : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) {
    if (length == 0) return 0;
    if (at >= in.size()) return -1;
    byte[] step = in.upTo(at, length);
    System.arraycopy(step, 0, into, from, step.length);
    at += step.length;
    return step.length;
  }
}
