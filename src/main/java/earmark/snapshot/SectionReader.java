package earmark.snapshot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads what a {@link SectionWriter} wrote, in the same order. Each frame is checked when it is
 * read, so every answer is what was written. For one thread.
 */
public final class SectionReader {
  static final int NUMBER_BYTES_MAX = 5;

  private final FileChannel channel;
  private final CRC32C check;
  private final byte[] bytes =
      new byte[SectionWriter.LENGTH_BYTES + SectionWriter.FRAME_BYTES + SectionWriter.CHECK_BYTES];
  private final ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private long position;
  private int at;
  private int end;

  SectionReader(FileChannel channel, long position, CRC32C check) {
    this.channel = channel;
    this.position = position;
    this.check = check;
  }

  /**
   * Reads the next frame, unless there are bytes left.
   *
   * @throws Unusable if it is damaged, or the section is at its end
   */
  private void more() throws IOException {
    if (at < end) return;
    if (readFrame() == 0) throw new Unusable("a section ends too early");
  }

  private int readFrame() throws IOException {
    read(0, SectionWriter.LENGTH_BYTES);
    int length = frame.getInt(0);
    if (length < 0 || length > SectionWriter.FRAME_BYTES) throw damaged();
    at = SectionWriter.LENGTH_BYTES;
    end = at + length;
    read(at, length + SectionWriter.CHECK_BYTES);
    check.update(bytes, 0, end);
    if (frame.getInt(end) != (int) check.getValue()) throw damaged();
    return length;
  }

  private void read(int from, int length) throws IOException {
    frame.clear().position(from).limit(from + length);
    while (frame.hasRemaining()) {
      int count = channel.read(frame, position);
      if (count < 0) throw new EOFException("the file is cut off");
      position += count;
    }
    frame.clear();
  }

  private static Unusable damaged() {
    return new Unusable("the file is damaged");
  }

  void end() throws IOException {
    if (at < end || readFrame() > 0) throw new Unusable("a section has more than is known of");
  }

  public int getByte() throws IOException {
    more();
    return bytes[at++] & 0xff;
  }

  public int getNumber() throws IOException {
    more();
    int part = bytes[at++];
    if (part >= 0) return part;
    int number = part & 0x7f;
    for (int shift = 7; shift < NUMBER_BYTES_MAX * 7; shift += 7) {
      part = bytes[at++];
      number |= (part & 0x7f) << shift;
      if (part >= 0) return number;
    }
    throw damaged();
  }

  public long getLong() throws IOException {
    more();
    long number = frame.getLong(at);
    at += Long.BYTES;
    return number;
  }

  public String getText() throws IOException {
    return new String(getBytes(getNumber()), StandardCharsets.UTF_8);
  }

  public byte[] getBytes(int count) throws IOException {
    byte[] all = new byte[count];
    for (int done = 0; done < count; ) {
      more();
      int some = Math.min(end - at, count - done);
      System.arraycopy(bytes, at, all, done, some);
      at += some;
      done += some;
    }
    return all;
  }

  public char[] getChars(int count) throws IOException {
    char[] all = new char[count];
    for (int done = 0; done < count; ) {
      more();
      int some = Math.min((end - at) / Character.BYTES, count - done);
      if (some == 0) throw damaged();
      frame.position(at).asCharBuffer().get(all, done, some);
      at += some * Character.BYTES;
      done += some;
    }
    return all;
  }

  public long[] getLongs(int count) throws IOException {
    long[] all = new long[count];
    for (int done = 0; done < count; ) {
      more();
      int some = Math.min((end - at) / Long.BYTES, count - done);
      if (some == 0) throw damaged();
      frame.position(at).asLongBuffer().get(all, done, some);
      at += some * Long.BYTES;
      done += some;
    }
    return all;
  }
}
