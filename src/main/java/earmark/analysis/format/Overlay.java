package earmark.analysis.format;

import java.util.List;

/** What follows the image of a PE file, taken for one child. */
public final class Overlay {
  /** Less can't be a file worth naming. */
  private static final int BYTES_MIN = 16;

  private static final String PATH = "overlay";

  private Overlay() {}

  /** The overlay, if it is a file by its first bytes; nothing is inside if it is just data. */
  public static Contents read(Bytes in, PeFacts pe, Format format, Unpacking out) {
    if (pe.overlaySize() < BYTES_MIN) return nothing(format);
    Format child = Identify.head(in.upTo(pe.overlayOffset(), Identify.HEAD_BYTES)).format();
    if (child.equals(Format.UNKNOWN) || child.type().equals("Text")) return nothing(format);
    if (out.begin(PATH)) {
      out.end(new PackedBytes(in, pe.overlayOffset(), pe.overlaySize(), null).copyTo(out));
    }
    return new Contents(
        ArchiveFacts.none(out.limitHit()), new ChildrenFacts(1, List.of(child.word())), format);
  }

  private static Contents nothing(Format format) {
    return new Contents(ArchiveFacts.NONE, ChildrenFacts.NONE, format);
  }
}
