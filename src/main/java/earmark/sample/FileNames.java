package earmark.sample;

/** Names that came from outside, as text that can be shown and kept. */
final class FileNames {
  static final int NAME_MAX = 255;
  static final int PATH_MAX = 1024;

  private FileNames() {}

  /** The last part of a path, without control characters, at most 255 characters. */
  static String name(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    String last = visible(path.substring(slash + 1));
    return last.length() <= NAME_MAX ? last : visible(last.substring(0, NAME_MAX));
  }

  /** A path within a container, without control characters; at most the last 1,024 characters. */
  static String path(String path) {
    String clean = visible(path);
    return clean.length() <= PATH_MAX
        ? clean
        : visible("…" + clean.substring(clean.length() - PATH_MAX + 1));
  }

  /** Without what is invisible, turns text around, or is half a character. */
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "").strip();
  }
}
