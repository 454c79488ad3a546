package earmark.analysis.format;

import java.util.function.Predicate;

/**
 * The central directory of a ZIP archive, read entry by entry and never held as a whole. Source:
 * APPNOTE.TXT 6.3.10, PKWARE.
 */
final class ZipDirectory {
  /** The record at the end and the longest comment that may follow it. */
  private static final int END_SEARCH_BYTES = 22 + 0xffff;

  private static final int NAME_BYTES_MAX = 4096;

  private static final int EXTRA_WIDE = 1;
  private static final int EXTRA_AES = 0x9901;
  private static final int METHOD_AES = 99;

  private static final long END = 0x06054b50L;
  private static final long END_64_LOCATOR = 0x07064b50L;
  private static final long END_64 = 0x06064b50L;
  private static final long ENTRY = 0x02014b50L;
  private static final long LOCAL = 0x04034b50L;

  /**
   * One entry; sizes in bytes, as the directory claims them.
   *
   * @param aesStrength 1 to 3 if it is encrypted by AES, else 0
   */
  record Entry(
      String name,
      int flags,
      int method,
      int aesStrength,
      int time,
      long crc,
      long packed,
      long unpacked,
      long localOffset) {
    boolean isFolder() {
      return name.endsWith("/");
    }

    boolean encrypted() {
      return (flags & 1) != 0;
    }

    /** Encrypted in a way that APPNOTE calls strong, and nobody uses. */
    boolean stronglyEncrypted() {
      return (flags & 0x40) != 0 || (encrypted() && method == METHOD_AES);
    }

    /** The byte by which the traditional encryption tells a wrong password. */
    int checkByte() {
      return (flags & 8) != 0 ? time >>> 8 : (int) (crc >>> 24);
    }
  }

  private final Bytes in;
  private final long start;
  private final long count;

  /**
   * @throws Malformed if there is no directory
   */
  ZipDirectory(Bytes in) {
    this.in = in;
    long end = findEnd();
    long entries = in.u16(end + 10);
    long offset = in.u32(end + 16);
    if (end >= 20 && in.u32(end - 20) == END_64_LOCATOR) {
      long end64 = in.u64(end - 12);
      if (in.has(end64, 56) && in.u32(end64) == END_64) {
        entries = in.u64(end64 + 32);
        offset = in.u64(end64 + 48);
      }
    }
    count = entries;
    start = offset;
  }

  private long findEnd() {
    long from = Math.max(0, in.size() - END_SEARCH_BYTES);
    byte[] tail = in.upTo(from, END_SEARCH_BYTES);
    for (int at = tail.length - 22; at >= 0; at--) {
      if (tail[at] == 'P' && tail[at + 1] == 'K' && in.u32(from + at) == END) return from + at;
    }
    throw new Malformed("no directory at the end");
  }

  /**
   * Shows the entries in order while they are wanted.
   *
   * @throws Malformed where the directory breaks off
   */
  void forEach(Predicate<Entry> wanted) {
    long at = start;
    for (long i = 0; i < count; i++) {
      if (in.u32(at) != ENTRY) throw new Malformed("entry " + i + " of " + count + " is missing");
      int nameLength = in.u16(at + 28);
      int extraLength = in.u16(at + 30);
      int flags = in.u16(at + 8);
      String name = EntryNames.text(in.upTo(at + 46, Math.min(nameLength, NAME_BYTES_MAX)));
      long packed = in.u32(at + 20);
      long unpacked = in.u32(at + 24);
      long local = in.u32(at + 42);
      long extra = at + 46 + nameLength;
      if (unpacked == 0xffffffffL || packed == 0xffffffffL || local == 0xffffffffL) {
        long wide = findExtra(extra, extraLength, EXTRA_WIDE);
        if (wide > 0) {
          if (unpacked == 0xffffffffL) {
            unpacked = in.u64(wide);
            wide += 8;
          }
          if (packed == 0xffffffffL) {
            packed = in.u64(wide);
            wide += 8;
          }
          if (local == 0xffffffffL) local = in.u64(wide);
        }
      }
      int method = in.u16(at + 10);
      int aesStrength = 0;
      if (method == METHOD_AES) {
        long aes = findExtra(extra, extraLength, EXTRA_AES);
        if (aes > 0 && in.u8(aes + 4) >= 1 && in.u8(aes + 4) <= 3) {
          aesStrength = in.u8(aes + 4);
          method = in.u16(aes + 5);
        }
      }
      int time = in.u16(at + 12);
      long crc = in.u32(at + 16);
      Entry entry = new Entry(name, flags, method, aesStrength, time, crc, packed, unpacked, local);
      if (!wanted.test(entry)) return;
      at = extra + extraLength + in.u16(at + 32);
    }
  }

  /** The offset of the data of an extra field of an entry, or 0. */
  private long findExtra(long from, int length, int id) {
    for (long at = from; at + 4 <= from + length; at += 4 + in.u16(at + 2)) {
      if (in.u16(at) == id) return at + 4;
    }
    return 0;
  }

  /**
   * Where the packed bytes of an entry start.
   *
   * @throws Malformed if its own header isn't there
   */
  long data(Entry entry) {
    long at = entry.localOffset();
    if (in.u32(at) != LOCAL) throw new Malformed("an entry points to nothing");
    return at + 30 + in.u16(at + 26) + in.u16(at + 28);
  }
}
