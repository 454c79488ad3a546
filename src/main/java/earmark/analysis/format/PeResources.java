package earmark.analysis.format;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What the resources of a PE file tell: version information, and what the manifest asks for. */
final class PeResources {
  private static final int RESOURCES = 2;
  private static final int VERSION = 16;
  private static final int MANIFEST = 24;
  private static final int ENTRIES_MAX = 4096;
  private static final int DEPTH_MAX = 3;
  private static final int VERSIONS_MAX = 16;
  private static final int DATA_BYTES_MAX = 64 * 1024;

  private final Bytes in;
  private final PeLayout layout;
  private final PeParts parts;
  private int entriesLeft = ENTRIES_MAX;
  private int versionsLeft = VERSIONS_MAX;

  PeResources(Bytes in, PeLayout layout, PeParts parts) {
    this.in = in;
    this.layout = layout;
    this.parts = parts;
  }

  void read() {
    long rva = layout.directory(RESOURCES);
    if (rva == 0) return;
    long root = layout.offset(rva);
    for (int i = 0; i < entries(root); i++) {
      long entry = root + 16 + 8L * i;
      long type = in.u32(entry);
      long child = in.u32(entry + 4);
      if (type == VERSION) {
        parts.version = true;
        parts.warnings.part("version", () -> data(root, child, 1, this::version));
      }
      if (type == MANIFEST) data(root, child, 1, this::manifest);
    }
  }

  /** Walks down to the data: type, name and language are a level each. */
  private void data(long root, long child, int depth, Consumer<byte[]> reader) {
    if (depth > DEPTH_MAX) throw new Malformed("nested too deeply");
    long at = root + (child & 0x7fffffffL);
    if ((child & 0x80000000L) == 0) {
      int length = (int) Math.min(in.u32(at + 4), DATA_BYTES_MAX);
      reader.accept(in.upTo(layout.offset(in.u32(at)), length));
      return;
    }
    for (int i = 0; i < entries(at); i++) {
      data(root, in.u32(at + 16 + 8L * i + 4), depth + 1, reader);
    }
  }

  private void version(byte[] data) {
    if (versionsLeft-- > 0) new PeVersion(data, parts).read();
  }

  private void manifest(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    if (text.contains("requireAdministrator")) parts.manifestAdmin = true;
  }

  /** Entries of a directory, paid for from one budget for the whole tree. */
  private int entries(long directory) {
    return Math.min(in.u16(directory + 12) + in.u16(directory + 14), spend());
  }

  private int spend() {
    if (entriesLeft-- <= 0) throw new Malformed("more entries than are read");
    return ENTRIES_MAX;
  }
}
