package earmark.indicator;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses of IPv4 and IPv6, and ranges of them, read from text; no names are looked up. */
final class Addresses {
  private static final int TEXT_MAX = 49;
  private static final int GROUPS = 8;

  private Addresses() {}

  /** An address in its shortest form, or nothing. Leading zeros are refused in IPv4. */
  static Optional<String> canonical(String text) {
    if (text.length() > TEXT_MAX) return Optional.empty();
    if (v4(text) != null) return Optional.of(text);
    int[] groups = v6(text);
    return groups == null ? Optional.empty() : Optional.of(shortest(groups));
  }

  static boolean isV4(String text) {
    return v4(text) != null;
  }

  /** An address and the length of a prefix that it can have, or nothing. */
  static Optional<String> range(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.length() > TEXT_MAX) return Optional.empty();
    String address = text.substring(0, slash);
    String length = text.substring(slash + 1);
    if (!length.matches("0|[1-9][0-9]{0,2}")) return Optional.empty();
    int max = isV4(address) ? 32 : 128;
    return Integer.parseInt(length) > max
        ? Optional.empty()
        : canonical(address).map(shortest -> shortest + "/" + length);
  }

  /**
   * Whether an address can mean the same host to everybody: not one that is private, of the machine
   * itself, of its link, or of nobody. Sources: RFC 1918, 6890, 4193.
   */
  static boolean isPublic(String address) {
    int[] v4 = v4(address);
    if (v4 != null) return isPublic(v4);
    int[] v6 = v6(address);
    if (v6 == null) return false;
    boolean mapped = true;
    for (int i = 0; i < 5; i++) mapped &= v6[i] == 0;
    if (mapped && v6[5] == 0xffff) {
      return isPublic(new int[] {v6[6] >> 8, v6[6] & 0xff, v6[7] >> 8, v6[7] & 0xff});
    }
    boolean low = mapped && v6[5] == 0 && v6[6] == 0 && v6[7] <= 1;
    return !low && (v6[0] & 0xffc0) != 0xfe80 && (v6[0] & 0xfe00) != 0xfc00 && v6[0] < 0xff00;
  }

  private static boolean isPublic(int[] v4) {
    return v4[0] != 0
        && v4[0] != 10
        && v4[0] != 127
        && v4[0] < 224
        && !(v4[0] == 169 && v4[1] == 254)
        && !(v4[0] == 172 && v4[1] >= 16 && v4[1] < 32)
        && !(v4[0] == 192 && v4[1] == 168)
        && !(v4[0] == 100 && v4[1] >= 64 && v4[1] < 128);
  }

  /** The four parts, or null. */
  private static int @Nullable [] v4(String text) {
    if (text.length() < 7 || text.length() > 15) return null;
    int[] parts = new int[4];
    int part = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (digits == 0 || ++part > 3) return null;
        digits = 0;
      } else if (c >= '0' && c <= '9') {
        if (digits > 0 && parts[part] == 0) return null;
        parts[part] = parts[part] * 10 + c - '0';
        if (++digits > 3 || parts[part] > 255) return null;
      } else {
        return null;
      }
    }
    return part == 3 && digits > 0 ? parts : null;
  }

  /** The eight groups, or null. */
  private static int @Nullable [] v6(String text) {
    if (text.indexOf(':') < 0) return null;
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return null;
    int[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    int[] tail = groups(gap < 0 ? "" : text.substring(gap + 2), true);
    if (head == null || tail == null) return null;
    int count = head.length + tail.length;
    if (gap < 0 ? count != GROUPS : count >= GROUPS) return null;
    int[] all = new int[GROUPS];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
    return all;
  }

  private static int @Nullable [] groups(String text, boolean last) {
    if (text.isEmpty()) return new int[0];
    String[] words = text.split(":", -1);
    if (words.length > GROUPS) return null;
    int[] v4 =
        last && words[words.length - 1].indexOf('.') > 0 ? v4(words[words.length - 1]) : null;
    int[] groups = new int[words.length + (v4 == null ? 0 : 1)];
    for (int i = 0; i < words.length - (v4 == null ? 0 : 1); i++) {
      if (words[i].isEmpty() || words[i].length() > 4) return null;
      for (int k = 0; k < words[i].length(); k++) {
        int digit = hex(words[i].charAt(k));
        if (digit < 0) return null;
        groups[i] = (groups[i] << 4) | digit;
      }
    }
    if (v4 != null) {
      groups[groups.length - 2] = (v4[0] << 8) | v4[1];
      groups[groups.length - 1] = (v4[2] << 8) | v4[3];
    }
    return groups;
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** Source: RFC 5952. */
  private static String shortest(int[] groups) {
    int from = -1;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) end++;
      if (end - i > longest) {
        longest = end - i;
        from = i;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == from) {
        out.append("::");
        i += longest - 1;
      } else {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') out.append(':');
        out.append(String.format(Locale.ROOT, "%x", groups[i]));
      }
    }
    return out.toString();
  }
}
