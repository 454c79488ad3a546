package earmark.analysis.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file as numbered bytes, read in pages as they are asked for, so that a file of any size costs
 * at most {@value #PAGES} pages of {@value #PAGE_BYTES} bytes. Numbers are little-endian unless the
 * view was made by {@link #bigEndian}. Every access past the end is {@link Malformed}. For one
 * thread.
 */
public final class Bytes {
  private static final int PAGE_BYTES = 8192;
  private static final int PAGES = 64;

  private final FileChannel file;
  private final long size;
  private final boolean bigEndian;
  private final byte[] @Nullable [] pages;
  private final long[] pageNumbers;

  /**
   * @throws IOException if the size can't be read
   */
  public Bytes(FileChannel file) throws IOException {
    this(file, file.size(), false, new byte[PAGES][], new long[PAGES]);
  }

  private Bytes(
      FileChannel file,
      long size,
      boolean bigEndian,
      byte[] @Nullable [] pages,
      long[] pageNumbers) {
    this.file = file;
    this.size = size;
    this.bigEndian = bigEndian;
    this.pages = pages;
    this.pageNumbers = pageNumbers;
  }

  /** The same bytes, with numbers read the most significant byte first. */
  Bytes bigEndian() {
    return new Bytes(file, size, true, pages, pageNumbers);
  }

  public long size() {
    return size;
  }

  /** The file itself, for libraries that need it; its position means nothing to others. */
  FileChannel channel() {
    return file;
  }

  /** Whether all of {@code length} bytes from {@code offset} exist. */
  boolean has(long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
  }

  int u8(long offset) {
    need(offset, 1);
    return page(offset)[(int) (offset % PAGE_BYTES)] & 0xff;
  }

  int u16(long offset) {
    int first = u8(offset);
    int second = u8(offset + 1);
    return bigEndian ? first << 8 | second : second << 8 | first;
  }

  long u32(long offset) {
    long first = u16(offset);
    long second = u16(offset + 2);
    return bigEndian ? first << 16 | second : second << 16 | first;
  }

  /** 64 bits, of which the highest is read as a sign: such offsets are malformed anyway. */
  long u64(long offset) {
    long first = u32(offset);
    long second = u32(offset + 4);
    return bigEndian ? first << 32 | second : second << 32 | first;
  }

  /** The bytes from {@code offset} on: {@code length} of them, or fewer at the end of the file. */
  byte[] upTo(long offset, int length) {
    need(offset, 0);
    byte[] out = new byte[(int) Math.min(length, size - offset)];
    for (int done = 0; done < out.length; ) {
      int inPage = (int) ((offset + done) % PAGE_BYTES);
      int step = Math.min(out.length - done, PAGE_BYTES - inPage);
      System.arraycopy(page(offset + done), inPage, out, done, step);
      done += step;
    }
    return out;
  }

  /**
   * The text from {@code offset} up to a zero byte, or {@code lengthMax} characters of it.
   * Everything but printable ASCII is read as {@code ?}, so it is safe to show and to store.
   */
  String text(long offset, int lengthMax) {
    StringBuilder out = new StringBuilder();
    for (long at = offset; out.length() < lengthMax && at < size; at++) {
      int c = u8(at);
      if (c == 0) break;
      out.append(c >= 0x20 && c < 0x7f ? (char) c : '?');
    }
    return out.toString();
  }

  private void need(long offset, int length) {
    if (!has(offset, length)) throw new Malformed("points past the end of the file");
  }

  private byte[] page(long offset) {
    long number = offset / PAGE_BYTES;
    int slot = (int) (number % PAGES);
    byte[] page = pages[slot];
    if (page == null || pageNumbers[slot] != number) {
      page = read(number * PAGE_BYTES);
      pages[slot] = page;
      pageNumbers[slot] = number;
    }
    return page;
  }

  private byte[] read(long offset) {
    byte[] page = new byte[PAGE_BYTES];
    ByteBuffer into = ByteBuffer.wrap(page);
    try {
      while (into.hasRemaining()) {
        if (file.read(into, offset + into.position()) < 0) break;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page;
  }
}
