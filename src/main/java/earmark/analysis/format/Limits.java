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

  static <T> List<T> list(String what, List<T> values, int countMax) {
    if (values.size() > countMax) throw new IllegalArgumentException("too many " + what);
    return List.copyOf(values);
  }
}
