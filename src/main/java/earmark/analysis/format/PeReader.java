package earmark.analysis.format;

import earmark.analysis.format.PeLayout.Section;

/**
 * Reads {@link PeFacts}. Total: each part that is malformed becomes a warning and costs only
 * itself.
 */
public final class PeReader {
  private static final int EXPORTS = 0;
  private static final int CERTIFICATES = 4;
  private static final int DEBUG = 6;
  private static final int TLS = 9;
  private static final int LOAD_CONFIGURATION = 10;
  private static final int COMMON_LANGUAGE_RUNTIME = 14;

  private static final int TLS_CALLBACKS_MAX = 64;
  private static final int DEBUG_ENTRIES_MAX = 64;
  private static final int PDB_CHARS_MAX = 260;
  private static final int NAME_CHARS_MAX = 256;
  private static final int COFF_SYMBOL_BYTES = 18;

  private final Bytes in;
  private final PeParts parts = new PeParts();
  private final Warnings warnings = parts.warnings;

  private PeReader(Bytes in) {
    this.in = in;
  }

  /** What stands in the file; {@link PeFacts#NONE} if it is no PE. */
  public static PeFacts read(Bytes in) {
    if (!PeLayout.isPe(in)) return PeFacts.NONE;
    PeReader reader = new PeReader(in);
    reader.warnings.part("header", reader::readAll);
    return reader.parts.facts(true);
  }

  private void readAll() {
    long coff = in.u32(0x3c) + 4;
    parts.machine = in.u16(coff);
    parts.timestamp = in.u32(coff + 4);
    parts.dll = (in.u16(coff + 18) & 0x2000) != 0;
    PeLayout layout = new PeLayout(in, warnings);
    parts.plus = layout.plus();
    parts.subsystem = in.u16(layout.optional() + 68);
    parts.characteristics = in.u16(layout.optional() + 70);
    for (Section section : layout.sections()) {
      warnings.part("section " + section.name(), () -> section(section));
    }
    warnings.part("rich header", () -> parts.rich = hasRichHeader());
    warnings.part("imports", () -> new PeImports(in, layout, parts).read());
    warnings.part("delayed imports", () -> new PeImports(in, layout, parts).readDelayed());
    warnings.part("exports", () -> exports(layout));
    warnings.part("resources", () -> new PeResources(in, layout, parts).read());
    warnings.part("debug", () -> debug(layout));
    warnings.part("tls", () -> tls(layout));
    warnings.part("load configuration", () -> loadConfiguration(layout));
    warnings.part("runtime header", () -> runtime(layout));
    warnings.part("overlay", () -> overlay(layout));
  }

  private void section(Section section) {
    boolean empty = section.rawSize() == 0 || section.rawOffset() == 0;
    parts.sections.add(
        new PeSection(
            section.name(),
            section.rawSize(),
            empty || section.rawOffset() > in.size()
                ? 0
                : Entropy.of(in, section.rawOffset(), section.rawSize()),
            (section.flags() & 0x20000000L) != 0,
            (section.flags() & 0x80000000L) != 0));
    if (!empty && section.rawEnd() > in.size()) throw new Malformed("ends after the file");
  }

  /**
   * The linker's note between the DOS program and the PE header: "DanS", words and "Rich", all but
   * the last masked by the key that follows.
   */
  private boolean hasRichHeader() {
    long end = Math.min(in.u32(0x3c), 0x1000);
    for (long at = 0x80; at + 8 <= end; at += 4) {
      if (in.u32(at) != 0x68636952L) continue;
      long key = in.u32(at + 4);
      for (long start = at - 4; start >= 0x40; start -= 4) {
        if ((in.u32(start) ^ key) == 0x536e6144L) return true;
      }
    }
    return false;
  }

  private void exports(PeLayout layout) {
    long rva = layout.directory(EXPORTS);
    if (rva == 0) return;
    long directory = layout.offset(rva);
    long count = in.u32(directory + 20);
    if (count > 0x10000) throw new Malformed("claims " + count);
    parts.exportCount = (int) count;
    long named = Math.min(in.u32(directory + 24), Limits.EXPORTS);
    if (named == 0) return;
    long names = layout.offset(in.u32(directory + 32));
    for (long at = names; at < names + 4 * named; at += 4) {
      parts.exports.add(in.text(layout.offset(in.u32(at)), NAME_CHARS_MAX));
    }
  }

  private void debug(PeLayout layout) {
    long rva = layout.directory(DEBUG);
    if (rva == 0) return;
    long table = layout.offset(rva);
    long count = Math.min(layout.directorySize(DEBUG) / 28, DEBUG_ENTRIES_MAX);
    for (long at = table; at < table + 28 * count; at += 28) {
      long data = in.u32(at + 24);
      boolean codeView = in.u32(at + 12) == 2 && in.has(data, 24);
      if (codeView && in.u32(data) == 0x53445352L) parts.pdb = in.text(data + 24, PDB_CHARS_MAX);
    }
  }

  private void tls(PeLayout layout) {
    long rva = layout.directory(TLS);
    if (rva == 0) return;
    long list = layout.pointer(layout.offset(rva) + 3L * layout.pointerBytes());
    if (list == 0) return;
    long at = layout.offset(list - layout.imageBase());
    while (parts.tlsCallbacks < TLS_CALLBACKS_MAX && layout.pointer(at) != 0) {
      parts.tlsCallbacks++;
      at += layout.pointerBytes();
    }
  }

  private void loadConfiguration(PeLayout layout) {
    long rva = layout.directory(LOAD_CONFIGURATION);
    if (rva == 0) return;
    long at = layout.offset(rva);
    long length = in.u32(at);
    int cookie = layout.plus() ? 88 : 60;
    if (length >= cookie + layout.pointerBytes()) {
      parts.stackCookie = layout.pointer(at + cookie) != 0;
    }
    int flags = layout.plus() ? 144 : 88;
    if (length >= flags + 4) parts.guardCf = (in.u32(at + flags) & 0x100) != 0;
  }

  private void runtime(PeLayout layout) {
    long rva = layout.directory(COMMON_LANGUAGE_RUNTIME);
    if (rva != 0) parts.dotnet = in.u32(layout.offset(rva)) >= 72;
  }

  private void overlay(PeLayout layout) {
    long end = 0;
    for (Section section : layout.sections()) {
      if (section.rawSize() > 0) end = Math.max(end, section.rawEnd());
    }
    long symbols = in.u32(layout.coff() + 8);
    long symbolCount = in.u32(layout.coff() + 12);
    if (symbols != 0 && symbolCount != 0) {
      parts.symbols = true;
      long names = symbols + symbolCount * COFF_SYMBOL_BYTES;
      if (in.has(names, 4)) end = Math.max(end, names + in.u32(names));
    }
    long certificates = layout.directory(CERTIFICATES);
    long certificatesSize = layout.directorySize(CERTIFICATES);
    parts.signed = certificates != 0 && certificatesSize >= 8 && in.has(certificates, 8);
    if (end == 0 || end >= in.size()) return;
    long overlay = in.size() - end;
    if (parts.signed && certificates >= end) {
      overlay -= Math.min(overlay, Math.min(certificatesSize, in.size() - certificates));
      // The certificates start at a multiple of 8; what fills the gap is nobody's data.
      if (overlay < 8) overlay = 0;
    }
    parts.overlaySize = overlay;
    if (overlay > 0) parts.overlayOffset = end;
  }
}
