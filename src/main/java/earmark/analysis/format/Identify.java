package earmark.analysis.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * The format of a file by its first bytes alone. Programs, archives and texts are told by rules of
 * our own, everything else by Tika's magic numbers; no file name is ever asked.
 */
public final class Identify {
  /**
   * As much of the start of a file as is looked at; an ISO 9660 image is known after 32,774 bytes.
   */
  public static final int HEAD_BYTES = 64 * 1024;

  private static final MimeTypes MAGIC = MimeTypes.getDefaultMimeTypes();
  private static final String UNKNOWN_MEDIA = "application/octet-stream";

  private Identify() {}

  /** A format and the media type by which it was found. */
  public record Found(Format format, String media) {}

  /** Of a whole file. */
  public static Found file(Bytes in) {
    return head(in.upTo(0, HEAD_BYTES));
  }

  /** By the start of a file: as much as there is, up to {@link #HEAD_BYTES}. */
  static Found head(byte[] head) {
    if (head.length == 0) return new Found(Format.EMPTY, UNKNOWN_MEDIA);
    Optional<Found> program = program(head);
    if (program.isPresent()) return program.get();
    String media = magic(head);
    Format format = MediaTypes.format(media);
    boolean undecided = format.equals(Format.UNKNOWN) || format.type().equals("Text");
    return undecided ? text(head, new Found(format, media)) : new Found(format, media);
  }

  /** Without the library's magic numbers, which cost most; for the later ones of many children. */
  static Found quickly(byte[] head) {
    if (head.length == 0) return new Found(Format.EMPTY, UNKNOWN_MEDIA);
    return program(head).orElseGet(() -> text(head, new Found(Format.UNKNOWN, UNKNOWN_MEDIA)));
  }

  private static Found text(byte[] head, Found otherwise) {
    return TextKinds.text(head)
        .map(TextKinds::format)
        .map(format ->
            format.equals(Format.TEXT) && otherwise.format().type().equals("Text")
                ? otherwise
                : new Found(format, "text/plain"))
        .orElse(
            otherwise.format().equals(Format.TEXT)
                ? new Found(Format.UNKNOWN, UNKNOWN_MEDIA)
                : otherwise);
  }

  private static String magic(byte[] head) {
    try {
      return MAGIC.detect(new ByteArrayInputStream(head), new Metadata()).toString();
    } catch (IOException | RuntimeException e) {
      // The library's detectors parse too; what makes one of them fail has no type for us.
      return UNKNOWN_MEDIA;
    }
  }

  private static Optional<Found> program(byte[] head) {
    ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(head, Math.max(head.length, 64)));
    int first = in.getInt(0);
    if (first >>> 16 == 0x4d5a) {
      return TextKinds.text(head).isPresent() ? Optional.empty() : Optional.of(dos(in));
    }
    return switch (first) {
      case 0x7f454c46 -> Optional.of(elf(in));
      case 0xcafebabe -> Optional.of(in.getInt(4) < 43 ? macho("MachO Fat", "None") : javaClass());
      case 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> Optional.of(macho(in, first));
      case 0x504b0304, 0x504b0506 ->
          Optional.of(new Found(Format.archive("ZIP"), "application/zip"));
      default -> Optional.empty();
    };
  }

  private static Found dos(ByteBuffer in) {
    in.order(ByteOrder.LITTLE_ENDIAN);
    int at = in.getInt(0x3c);
    boolean pe = at >= 0 && at <= in.limit() - 26 && in.getInt(at) == 0x4550;
    if (!pe) return new Found(Format.program("MZ", "Exe"), "application/x-dosexec");
    String type = in.getShort(at + 24) == 0x20b ? "PE+" : "PE";
    String subtype = (in.getShort(at + 22) & 0x2000) != 0 ? "Dll" : "Exe";
    return new Found(Format.program(type, subtype), "application/x-msdownload");
  }

  private static Found elf(ByteBuffer in) {
    boolean big = in.get(5) == 2;
    in.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    String type = (in.get(4) == 2 ? "ELF64 " : "ELF32 ") + (big ? "Big" : "Little");
    String subtype =
        switch (in.getShort(16)) {
          case 1 -> "Relocatable";
          case 2 -> "Exe";
          case 3 -> "SO";
          case 4 -> "Core";
          default -> "None";
        };
    return new Found(Format.program(type, subtype), "application/x-elf");
  }

  private static Found macho(ByteBuffer in, int magic) {
    boolean little = (magic & 0xff) == 0xfe;
    in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean wide = magic == 0xfeedfacf || magic == 0xcffaedfe;
    String subtype =
        switch (in.getInt(12)) {
          case 1 -> "Object";
          case 2 -> "Exe";
          case 6 -> "Dylib";
          case 8 -> "Bundle";
          default -> "None";
        };
    return macho((wide ? "MachO64 " : "MachO32 ") + (little ? "Little" : "Big"), subtype);
  }

  private static Found macho(String type, String subtype) {
    return new Found(Format.program(type, subtype), "application/x-mach-o");
  }

  private static Found javaClass() {
    return new Found(
        new Format("application", "Binary", "None", "JavaClass"), "application/java-vm");
  }
}
