package earmark.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes one section as frames: the length of a frame in bytes, that many bytes, and the CRC32C of
 * the section up to there. A frame without bytes ends it. Numbers are little-endian and never stand
 * in two frames. For one thread.
 */
public final class SectionWriter {
  static final int FRAME_BYTES = 1 << 20;
  static final int LENGTH_BYTES = Integer.BYTES;
  static final int CHECK_BYTES = Integer.BYTES;

  /** What is written is given to the disk at so many bytes, so that it never has much to do. */
  private static final long FORCE_BYTES = 32 << 20;

  private final FileChannel channel;
  private final ByteBuffer frame =
      ByteBuffer.allocate(LENGTH_BYTES + FRAME_BYTES + CHECK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C check;
  private long unforced;

  SectionWriter(FileChannel channel, CRC32C check) {
    this.channel = channel;
    this.check = check;
    begin();
  }

  private void begin() {
    frame.clear().position(LENGTH_BYTES).limit(LENGTH_BYTES + FRAME_BYTES);
  }

  private void room(int bytes) throws IOException {
    if (frame.remaining() < bytes) writeFrame();
  }

  private void writeFrame() throws IOException {
    int end = frame.position();
    frame.putInt(0, end - LENGTH_BYTES);
    check.update(frame.array(), 0, end);
    frame.limit(end + CHECK_BYTES).putInt((int) check.getValue()).flip();
    unforced += frame.remaining();
    while (frame.hasRemaining()) channel.write(frame);
    if (unforced >= FORCE_BYTES) {
      channel.force(false);
      unforced = 0;
    }
    begin();
  }

  void end() throws IOException {
    if (frame.position() > LENGTH_BYTES) writeFrame();
    writeFrame();
  }

  public void putByte(int number) throws IOException {
    room(Byte.BYTES);
    frame.put((byte) number);
  }

  /** A number from 0 to 2^31 - 1, seven bits a byte with the lowest first. */
  public void putNumber(int number) throws IOException {
    room(SectionReader.NUMBER_BYTES_MAX);
    int rest = number;
    for (; rest > 0x7f; rest >>>= 7) frame.put((byte) (rest | 0x80));
    frame.put((byte) rest);
  }

  public void putLong(long number) throws IOException {
    room(Long.BYTES);
    frame.putLong(number);
  }

  /** A text in UTF-8 behind its length in bytes. */
  public void putText(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putNumber(bytes.length);
    putBytes(bytes);
  }

  /** All bytes of an array; whoever reads them has to know how many. */
  public void putBytes(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      room(1);
      int some = Math.min(frame.remaining(), bytes.length - at);
      frame.put(bytes, at, some);
      at += some;
    }
  }

  /** All of an array, as {@link #putBytes}. */
  public void putChars(char[] chars) throws IOException {
    for (int at = 0; at < chars.length; ) {
      room(Character.BYTES);
      int some = Math.min(frame.remaining() / Character.BYTES, chars.length - at);
      frame.asCharBuffer().put(chars, at, some);
      frame.position(frame.position() + some * Character.BYTES);
      at += some;
    }
  }

  /** All of an array, as {@link #putBytes}. */
  public void putLongs(long[] longs) throws IOException {
    for (int at = 0; at < longs.length; ) {
      room(Long.BYTES);
      int some = Math.min(frame.remaining() / Long.BYTES, longs.length - at);
      frame.asLongBuffer().put(longs, at, some);
      frame.position(frame.position() + some * Long.BYTES);
      at += some;
    }
  }
}
