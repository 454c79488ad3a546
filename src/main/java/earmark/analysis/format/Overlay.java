package earmark.analysis.format;

import java.util.List;

/** What follows the image of a PE file, taken for one child. */
public final class Overlay {
  /** Less can't be a file worth naming. */
  private static final int BYTES_MIN = 16;

  private Overlay() {}

  /** The type of the overlay by its first bytes; none if it is just data. */
  public static ChildrenFacts children(Bytes in, PeFacts pe) {
    if (pe.overlaySize() < BYTES_MIN) return ChildrenFacts.NONE;
    Format format = Identify.head(in.upTo(pe.overlayOffset(), Identify.HEAD_BYTES)).format();
    if (format.equals(Format.UNKNOWN) || format.type().equals("Text")) return ChildrenFacts.NONE;
    return new ChildrenFacts(1, List.of(format.word()));
  }
}
