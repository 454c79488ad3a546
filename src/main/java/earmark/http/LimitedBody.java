package earmark.http;

import earmark.refusal.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which no more is read than a limit. */
final class LimitedBody extends FilterInputStream {
  private final long maxBytes;
  private long left;

  LimitedBody(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
    this.left = maxBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads on.
   *
   * @throws Refusal.TooLarge if there is more than the limit
   */
  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = in.read(bytes, from, length);
    if (read > 0) left -= read;
    if (left < 0) {
      throw new Refusal.TooLarge("The body is larger than " + maxBytes + " bytes.");
    }
    return read;
  }
}
