package earmark.http;

import earmark.refusal.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body as it arrives. If it stops arriving, that is the client's doing and no fault of ours. */
final class RequestBody extends FilterInputStream {
  RequestBody(InputStream in) {
    super(in);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads on.
   *
   * @throws Refusal.Invalid if the client went away or was silent for too long
   */
  @Override
  public int read(byte[] bytes, int from, int length) {
    try {
      return in.read(bytes, from, length);
    } catch (IOException e) {
      throw new Refusal.Invalid("The body stopped before it was whole.");
    }
  }
}
