package earmark.indicator;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Keys of the Windows registry as they stand in texts. */
final class RegistryPath {
  private static final Set<String> ROOTS =
      Set.of(
          "HKEY_LOCAL_MACHINE",
          "HKEY_CURRENT_USER",
          "HKEY_CLASSES_ROOT",
          "HKEY_USERS",
          "HKEY_CURRENT_CONFIG",
          "HKLM",
          "HKCU",
          "HKCR",
          "HKU",
          "HKCC");

  private static final int ROOT_MAX = 19;
  private static final int SEGMENT_MAX = 255;
  private static final int BLANKS_MAX = 4;
  private static final int LENGTH_MAX = 1024;

  /** A key that was found, and the place behind it. */
  record Found(String key, int end) {}

  private RegistryPath() {}

  /** The key that begins at a place. */
  static Optional<Found> at(String text, int from) {
    if (text.charAt(from) != 'H' && text.charAt(from) != 'h') return Optional.empty();
    int to = from;
    while (to < text.length() && to - from <= ROOT_MAX && isOfRoot(text.charAt(to))) to++;
    String root = text.substring(from, to).toUpperCase(Locale.ROOT);
    if (!ROOTS.contains(root)) return Optional.empty();
    if (to < text.length() && text.charAt(to) == ':') to++; // as PowerShell writes it
    StringBuilder key = new StringBuilder(root);
    while (to < text.length() && text.charAt(to) == '\\' && key.length() < LENGTH_MAX) {
      int begin = to;
      while (begin < text.length() && text.charAt(begin) == '\\') begin++;
      int end = segment(text, begin);
      if (end == begin) break;
      key.append('\\').append(text, begin, end);
      to = end;
    }
    return key.length() == root.length()
        ? Optional.empty()
        : Optional.of(new Found(key.toString(), to));
  }

  private static boolean isOfRoot(char c) {
    return c == '_' || (c < 128 && Character.isLetter(c));
  }

  /** Where a segment ends. It has blanks only if another segment follows. */
  private static int segment(String text, int from) {
    int first = -1;
    int blanks = 0;
    int to = from;
    for (; to < text.length() && to - from < SEGMENT_MAX; to++) {
      char c = text.charAt(to);
      if (c == '\\') return first >= 0 && isOtherPath(text, from, to) ? first : to;
      if (c == ' ') {
        if (first < 0) first = to;
        if (++blanks > BLANKS_MAX) break;
      } else if (c < ' ' || "\"'<>|,;*?`()[]=:\u2019\u201d".indexOf(c) >= 0) {
        break;
      }
    }
    int end = first >= 0 ? first : to;
    while (end > from && ".-_".indexOf(text.charAt(end - 1)) >= 0) end--;
    return end;
  }

  /** Whether a text with blanks ends with what begins another path. */
  private static boolean isOtherPath(String text, int from, int to) {
    String last = text.substring(text.lastIndexOf(' ', to) + 1, to).toUpperCase(Locale.ROOT);
    return last.isEmpty() || ROOTS.contains(last) || last.startsWith("%") || from == to;
  }
}
