package earmark.analysis.format;

import java.util.List;

/**
 * How much a facts document may hold. The readers keep to it, and a document that doesn't was not
 * written by them, so it is refused as an {@link IllegalArgumentException}.
 */
final class Limits {
  static final int TEXT_CHARS = 512;
  static final int SECTIONS = 96;
  static final int LIBRARIES = 512;
  static final int APIS = 16_384;
  static final int EXPORTS = 16_384;

  /**
   * Characters of all names of functions in one list. They are kept for search, in the ledger and
   * in memory; the largest libraries have 200,000.
   */
  static final int NAME_CHARS = 256 * 1024;

  static final int URLS = 256;
  static final int IPS = 256;
  static final int MARKERS = 256;
  static final int CHILD_TYPES = 256;
  static final int WARNINGS = 32;

  private Limits() {}

  static void number(String what, long value, long min, long max) {
    if (value < min || value > max) throw new IllegalArgumentException(what + " " + value);
  }

  static void text(String what, String value) {
    if (value.length() > TEXT_CHARS) throw new IllegalArgumentException(what + " is too long");
  }

  static List<String> texts(String what, List<String> values, int countMax) {
    List<String> copy = list(what, values, countMax);
    for (String value : copy) text(what, value);
    return copy;
  }

  /** Texts that are bounded all together, too. */
  static List<String> names(String what, List<String> values, int countMax) {
    List<String> copy = texts(what, values, countMax);
    long chars = copy.stream().mapToLong(String::length).sum();
    if (chars > NAME_CHARS) throw new IllegalArgumentException(what + " are too long");
    return copy;
  }

  static <T> List<T> list(String what, List<T> values, int countMax) {
    if (values.size() > countMax) throw new IllegalArgumentException("too many " + what);
    return List.copyOf(values);
  }
}
