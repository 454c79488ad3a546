package earmark.store.jdbc;

import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The lines of an export, counted, and summed up for the comparison with what its end says. */
final class ExportLines {
  /** An entry's body as hex digits, and what stands beside it; in bytes. */
  private static final int LINE_MAX = 1 << 29;

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final MessageDigest digest = Export.sha256();
  private final byte[] chunk = new byte[CHUNK];
  private int chunkAt;
  private int chunkEnd;
  private byte[] line = new byte[CHUNK];
  private int length;
  private long number;

  ExportLines(InputStream in) {
    this.in = in;
  }

  /** A refusal of the line that was read last, for a reason that is a clause. */
  Refusal.Invalid wrong(String why) {
    return new Refusal.Invalid("Nothing was restored: line " + number + ": " + why + ".");
  }

  /**
   * The next line.
   *
   * @throws Refusal.Invalid if there is none that is whole
   */
  String next() throws IOException {
    digest.update(line, 0, length);
    length = 0;
    number++;
    while (true) {
      if (chunkAt == chunkEnd) {
        chunkEnd = in.read(chunk);
        chunkAt = 0;
        if (chunkEnd <= 0) throw wrong("the text was cut off here");
      }
      int from = chunkAt;
      while (chunkAt < chunkEnd && chunk[chunkAt] != '\n') chunkAt++;
      boolean ended = chunkAt < chunkEnd;
      if (ended) chunkAt++;
      append(from, chunkAt);
      if (ended) break;
    }
    try {
      return ExportText.decode(line, length - 1);
    } catch (Refusal.Invalid e) {
      throw wrong(e.reason());
    }
  }

  private void append(int from, int to) {
    int more = to - from;
    if (length + more > LINE_MAX) throw wrong("it is longer than any line of an export");
    if (length + more > line.length) line = Arrays.copyOf(line, 2 * (length + more));
    System.arraycopy(chunk, from, line, length, more);
    length += more;
  }

  /**
   * Takes a line for the last one.
   *
   * @throws Refusal.Invalid if it is not, or does not fit those before
   */
  void end(String last) throws IOException {
    if (!last.startsWith(Export.LAST)) throw wrong("a table should begin here");
    String sum = HexFormat.of().formatHex(digest.digest());
    if (!last.equals(Export.LAST + sum)) {
      throw wrong("the text was changed: its SHA-256 is " + sum);
    }
    if (chunkAt < chunkEnd || in.read() >= 0) throw wrong("something follows the end");
  }
}
