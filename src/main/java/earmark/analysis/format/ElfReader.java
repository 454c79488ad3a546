package earmark.analysis.format;

import java.util.Locale;

/**
 * Reads {@link ElfFacts}. Total: each part that is malformed becomes a warning and costs only
 * itself.
 */
public final class ElfReader {
  private static final int SEGMENTS_MAX = 256;
  private static final int SECTIONS_MAX = 4096;
  private static final int DYNAMIC_ENTRIES_MAX = 4096;
  private static final int SYMBOLS_MAX = 65_536;
  private static final int NAME_CHARS_MAX = 256;

  private static final long PT_LOAD = 1;
  private static final long PT_DYNAMIC = 2;
  private static final long PT_INTERP = 3;
  private static final long PT_GNU_STACK = 0x6474e551L;
  private static final long PT_GNU_RELRO = 0x6474e552L;

  private static final long DT_NEEDED = 1;
  private static final long DT_STRTAB = 5;
  private static final long DT_SYMTAB = 6;
  private static final long DT_SONAME = 14;
  private static final long DT_FLAGS_1 = 0x6ffffffbL;
  private static final long DF_1_PIE = 0x08000000L;

  private static final long SHT_SYMTAB = 2;

  private final Bytes in;
  private final boolean wide;
  private final ElfParts parts = new ElfParts();

  private ElfReader(Bytes in, boolean wide, boolean bigEndian) {
    this.in = bigEndian ? in.bigEndian() : in;
    this.wide = wide;
    parts.bits = wide ? 64 : 32;
    parts.bigEndian = bigEndian;
  }

  static boolean isElf(Bytes in) {
    return in.has(0, 20) && in.u32(0) == 0x464c457fL;
  }

  /** What stands in the file; {@link ElfFacts#NONE} if it is no ELF. */
  public static ElfFacts read(Bytes in) {
    if (!isElf(in)) return ElfFacts.NONE;
    ElfReader reader = new ElfReader(in, in.u8(4) == 2, in.u8(5) == 2);
    reader.parts.kind = reader.in.u16(16);
    reader.parts.machine = reader.in.u16(18);
    reader.parts.warnings.part("segments", reader::segments);
    reader.parts.warnings.part("sections", reader::sections);
    return reader.parts.facts(true);
  }

  /** A number of the file's word size. */
  private long word(long offset) {
    return wide ? in.u64(offset) : in.u32(offset);
  }

  private int wordBytes() {
    return wide ? 8 : 4;
  }

  private void segments() {
    long table = word(wide ? 32 : 28);
    if (table == 0) return;
    int size = in.u16(wide ? 54 : 42);
    int count = count("segments", in.u16(wide ? 56 : 44), SEGMENTS_MAX);
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * size;
      long type = in.u32(at);
      if (type == PT_INTERP) parts.interpreter = true;
      if (type == PT_GNU_RELRO) parts.relro = true;
      if (type == PT_GNU_STACK) parts.executableStack = (in.u32(at + (wide ? 4 : 24)) & 1) != 0;
      if (type == PT_DYNAMIC) {
        long offset = word(at + (wide ? 8 : 4));
        long length = word(at + (wide ? 32 : 16));
        parts.warnings.part("dynamic", () -> dynamic(offset, length));
      }
    }
  }

  private void dynamic(long table, long length) {
    long strings = 0;
    long symbols = 0;
    int count = Math.clamp(length / (2L * wordBytes()), 0, DYNAMIC_ENTRIES_MAX);
    for (int i = 0; i < count; i++) {
      long at = table + 2L * wordBytes() * i;
      long tag = word(at);
      long value = word(at + wordBytes());
      if (tag == 0) break;
      if (tag == DT_STRTAB) strings = offset(value);
      if (tag == DT_SYMTAB) symbols = offset(value);
      if (tag == DT_SONAME) parts.named = true;
      if (tag == DT_FLAGS_1) parts.positionIndependentProgram = (value & DF_1_PIE) != 0;
    }
    if (strings == 0) return;
    for (int i = 0; i < count; i++) {
      long at = table + 2L * wordBytes() * i;
      long tag = word(at);
      if (tag == 0) break;
      if (tag == DT_NEEDED && parts.libraries.size() < Limits.LIBRARIES) {
        parts.libraries.add(name(strings + word(at + wordBytes())));
      }
    }
    // The number of symbols is stated nowhere; every linker puts their names right behind them.
    if (symbols > 0 && strings > symbols) imports(symbols, strings);
  }

  /** The symbols that are named here and defined elsewhere. */
  private void imports(long symbols, long strings) {
    int entry = wide ? 24 : 16;
    long count = Math.min((strings - symbols) / entry, SYMBOLS_MAX);
    for (long i = 1; i < count && parts.apis.size() < Limits.APIS; i++) {
      long at = symbols + entry * i;
      boolean elsewhere = in.u16(at + (wide ? 6 : 14)) == 0;
      long name = in.u32(at);
      if (elsewhere && name != 0) parts.apis.add(name(strings + name));
    }
  }

  private String name(long offset) {
    return in.text(offset, NAME_CHARS_MAX).toLowerCase(Locale.ROOT);
  }

  /**
   * The offset in the file of an address in memory.
   *
   * @throws Malformed if no segment is loaded there
   */
  private long offset(long address) {
    long table = word(wide ? 32 : 28);
    int size = in.u16(wide ? 54 : 42);
    int count = Math.min(in.u16(wide ? 56 : 44), SEGMENTS_MAX);
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * size;
      if (in.u32(at) != PT_LOAD) continue;
      long start = word(at + (wide ? 16 : 8));
      long inside = address - start;
      if (address >= start && inside < word(at + (wide ? 32 : 16))) {
        return word(at + (wide ? 8 : 4)) + inside;
      }
    }
    throw new Malformed("points outside of all segments");
  }

  private void sections() {
    long table = word(wide ? 40 : 32);
    if (table == 0) return;
    int size = in.u16(wide ? 58 : 46);
    int count = count("sections", in.u16(wide ? 60 : 48), SECTIONS_MAX);
    int namesIndex = in.u16(wide ? 62 : 50);
    if (namesIndex >= count) return;
    long names = word(table + (long) namesIndex * size + (wide ? 24 : 16));
    for (int i = 1; i < count; i++) {
      long at = table + (long) i * size;
      if (in.u32(at + 4) == SHT_SYMTAB) parts.symbols = true;
      String name = in.text(names + in.u32(at), 8);
      if (name.startsWith(".debug_") || name.startsWith(".zdebug")) parts.debug = true;
    }
  }

  private int count(String what, int claimed, int max) {
    if (claimed > max) parts.warnings.add(what + ": claims " + claimed);
    return Math.min(claimed, max);
  }
}
