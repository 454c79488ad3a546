package earmark.analysis.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a PE file: where things are. An address in the image (RVA) becomes an offset in
 * the file by the section table, as the loader of Windows does it.
 */
final class PeLayout {
  /** The loader of Windows XP refused more; later ones don't, and nothing real has them. */
  private static final int SECTIONS_MAX = Limits.SECTIONS;

  private static final int DIRECTORIES_MAX = 16;
  private static final int RAW_ALIGNMENT = 0x200;

  /** One line of the section table, with unsigned 32-bit numbers. */
  record Section(
      String name, long virtualSize, long rva, long rawSize, long rawOffset, long flags) {
    long rawEnd() {
      return rawOffset + rawSize;
    }
  }

  private final Bytes in;
  private final long coff;
  private final long optional;
  private final boolean plus;
  private final long headersSize;
  private final List<Section> sections = new ArrayList<>();

  /**
   * @throws Malformed if there is no complete header, so nothing can be found
   */
  PeLayout(Bytes in, Warnings warnings) {
    this.in = in;
    coff = in.u32(0x3c) + 4;
    optional = coff + 20;
    int magic = in.u16(optional);
    if (magic != 0x10b && magic != 0x20b) throw new Malformed("unknown optional header " + magic);
    plus = magic == 0x20b;
    headersSize = in.u32(optional + 60);
    warnings.part("sections", () -> readSections(warnings));
  }

  private void readSections(Warnings warnings) {
    int count = in.u16(coff + 2);
    if (count > SECTIONS_MAX) warnings.add("sections: claims " + count);
    long table = optional + in.u16(coff + 16);
    for (int i = 0; i < Math.min(count, SECTIONS_MAX); i++) {
      long at = table + 40L * i;
      if (!in.has(at, 40)) throw new Malformed("the table is cut off");
      sections.add(
          new Section(
              in.text(at, 8),
              in.u32(at + 8),
              in.u32(at + 12),
              in.u32(at + 16),
              in.u32(at + 20),
              in.u32(at + 36)));
    }
  }

  /** Whether a DOS program is followed by a PE header. */
  static boolean isPe(Bytes in) {
    if (!in.has(0, 0x40) || in.u16(0) != 0x5a4d) return false;
    long at = in.u32(0x3c);
    return in.has(at, 24) && in.u32(at) == 0x4550;
  }

  long coff() {
    return coff;
  }

  long optional() {
    return optional;
  }

  boolean plus() {
    return plus;
  }

  List<Section> sections() {
    return sections;
  }

  /** Bytes of an address: 8 in PE32+, otherwise 4. */
  int pointerBytes() {
    return plus ? 8 : 4;
  }

  long pointer(long offset) {
    return plus ? in.u64(offset) : in.u32(offset);
  }

  long imageBase() {
    return plus ? in.u64(optional + 24) : in.u32(optional + 28);
  }

  /**
   * The address (RVA, or an offset in the file for certificates) of a data directory, 0 if absent.
   */
  long directory(int index) {
    return directoryField(index, 0);
  }

  long directorySize(int index) {
    return directoryField(index, 4);
  }

  private long directoryField(int index, int field) {
    long counter = optional + (plus ? 108 : 92);
    if (index >= Math.min(in.u32(counter), DIRECTORIES_MAX)) return 0;
    return in.u32(counter + 4 + 8L * index + field);
  }

  /**
   * @throws Malformed if no section holds the address
   */
  long offset(long rva) {
    for (Section section : sections) {
      long start = section.rawOffset() / RAW_ALIGNMENT * RAW_ALIGNMENT;
      long length = Math.max(section.virtualSize(), section.rawSize());
      if (rva >= section.rva() && rva - section.rva() < length) {
        long inside = rva - section.rva();
        if (inside >= section.rawSize())
          throw new Malformed("points to bytes that aren't in the file");
        return start + inside;
      }
    }
    if (rva >= 0 && rva < headersSize) return rva;
    throw new Malformed("points outside of all sections");
  }
}
