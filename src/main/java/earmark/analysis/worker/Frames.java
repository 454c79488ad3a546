package earmark.analysis.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Messages between the server and a worker: four bytes of length, most significant first, and that
 * many bytes of UTF-8.
 */
final class Frames {
  /** Of a message, in bytes. A facts document has at most as many characters, nearly all ASCII. */
  static final int BYTES_MAX = 16 * 1024 * 1024;

  private Frames() {}

  static void write(DataOutputStream out, String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /**
   * The next message.
   *
   * @throws IOException at the end, or if the length is beyond {@link #BYTES_MAX}
   */
  static String read(DataInputStream in) throws IOException {
    return read(in, BYTES_MAX);
  }

  /** The same, where so many bytes are the most. */
  static String read(DataInputStream in, int bytesMax) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > bytesMax) throw new OversizedFrame(length);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) throw new IOException("ended within a message");
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A length that no worker of ours sends. */
  static final class OversizedFrame extends IOException {
    private static final long serialVersionUID = 1L;

    OversizedFrame(int length) {
      super("a message of " + Integer.toUnsignedString(length) + " bytes");
    }
  }
}
