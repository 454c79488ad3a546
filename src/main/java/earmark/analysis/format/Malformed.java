package earmark.analysis.format;

/** A part of a file contradicts its format. The only thing that a reader throws. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Malformed(String what) {
    super(what, null, false, false);
  }

  /** What is wrong, which is always said. */
  String what() {
    return String.valueOf(getMessage());
  }
}
