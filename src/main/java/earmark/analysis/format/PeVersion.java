package earmark.analysis.format;

import java.util.Locale;

/**
 * The version information of a PE file: a tree of blocks, each with a length, a name in UTF-16, a
 * value and blocks inside. Source: "VS_VERSIONINFO structure", Microsoft Learn. Of several
 * languages the first one with a text counts.
 */
final class PeVersion {
  private static final int HEAD_BYTES = 6;
  private static final int STRING_DEPTH = 3;

  private final byte[] data;
  private final PeParts parts;

  /**
   * @param data the resource, or as much of it as is read
   */
  PeVersion(byte[] data, PeParts parts) {
    this.data = data;
    this.parts = parts;
  }

  void read() {
    block(0, data.length, 0);
  }

  /**
   * Reads the block at a place and what is inside.
   *
   * @param end where the block around it ends
   * @return where the block ends; at least as far on as its head is long
   */
  private int block(int at, int end, int depth) {
    if (end - at < HEAD_BYTES) return end;
    int stop = Math.min(end, at + Math.max(HEAD_BYTES, u16(at)));
    String name = text(at + HEAD_BYTES, stop);
    int value = aligned(at + HEAD_BYTES + 2 * (name.length() + 1));
    if (depth == STRING_DEPTH) {
      string(name, text(value, stop));
      return stop;
    }
    boolean strings = depth != 1 || name.equals("StringFileInfo");
    // the root alone has a value, the numbers of the version, which are bytes
    int inside = depth == 0 ? aligned(value + u16(at + 2)) : value;
    while (strings && inside < stop) inside = aligned(block(inside, stop, depth + 1));
    return stop;
  }

  private void string(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "companyname" -> parts.companyName = either(parts.companyName, value);
      case "productname" -> parts.productName = either(parts.productName, value);
      case "originalfilename" -> parts.originalName = either(parts.originalName, value);
      default -> {}
    }
  }

  private static String either(String first, String then) {
    return first.isEmpty() ? then.strip() : first;
  }

  private int u16(int at) {
    return (data[at] & 0xff) | ((data[at + 1] & 0xff) << 8);
  }

  private static int aligned(int at) {
    return (at + 3) & ~3;
  }

  /**
   * The text from a place up to a zero. What can't be shown or stored, such as controls and halves
   * of characters, is read as {@code ?}, one for one.
   */
  private String text(int at, int end) {
    StringBuilder out = new StringBuilder();
    for (int i = at; i + 2 <= end && out.length() < Limits.TEXT_CHARS; i += 2) {
      char c = (char) u16(i);
      if (c == 0) break;
      boolean pair = Character.isHighSurrogate(c) && i + 4 <= end;
      if (pair && out.length() + 2 <= Limits.TEXT_CHARS) {
        char low = (char) u16(i + 2);
        if (Character.isLowSurrogate(low)) {
          out.append(c).append(low);
          i += 2;
          continue;
        }
      }
      out.append(Character.isSurrogate(c) || Character.isISOControl(c) ? '?' : c);
    }
    return out.toString();
  }
}
