package earmark.indicator;

import java.util.BitSet;
import java.util.Locale;

/**
 * A text with the marks taken out that keep its indicators from being clicked on, such as the
 * brackets of {@code evil[.]com}. Made in one pass that never looks further ahead than a few
 * characters.
 *
 * @param marks the places in the text at which something was taken out
 */
record Refanged(String text, BitSet marks) {
  private static final int INSIDE_MAX = 5;

  static Refanged of(String written) {
    StringBuilder out = new StringBuilder(written.length());
    BitSet marks = new BitSet();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      switch (c) {
        case '[', '(', '{' -> i = opening(written, i, out, marks);
        case ']', ')', '}' -> closing(written, i, out, marks);
        case '\\' -> {
          boolean escaped =
              i + 1 < written.length()
                  && written.charAt(i + 1) == '.'
                  && isWord(out, out.length() - 1)
                  && !endsWith(out, "HKEY_USERS")
                  && !endsWith(out, "HKU")
                  && i + 2 < written.length()
                  && Character.isLetterOrDigit(written.charAt(i + 2));
          if (escaped) marks.set(out.length());
          else out.append(c);
        }
        case '\u2010', '\u2011', '\u2012', '\u2013', '\u2212' -> out.append('-');
        case '\u200b', '\u00ad', '\u2060', '\ufeff' -> {} // not to be seen
        case '\u3002', '\uff0e', '\uff61' -> {
          boolean within =
              isWord(out, out.length() - 1)
                  && i + 1 < written.length()
                  && written.charAt(i + 1) < 128
                  && Character.isLetterOrDigit(written.charAt(i + 1));
          out.append(within ? '.' : c);
        }
        default -> {
          boolean half =
              Character.isLowSurrogate(c)
                  ? i == 0 || !Character.isHighSurrogate(written.charAt(i - 1))
                  : Character.isHighSurrogate(c)
                      && (i + 1 == written.length()
                          || !Character.isLowSurrogate(written.charAt(i + 1)));
          out.append(half ? '\ufffd' : c);
        }
      }
    }
    return new Refanged(out.toString(), marks);
  }

  /** Whether something was taken out between two places. */
  boolean isMarked(int from, int to) {
    int next = marks.nextSetBit(from);
    return next >= 0 && next < to;
  }

  /**
   * Reads what begins with a bracket, and answers the place of its last character; only the bracket
   * if it hides nothing.
   */
  private static int opening(String written, int at, StringBuilder out, BitSet marks) {
    int from = at + 1;
    while (from < written.length() && from < at + 3 && written.charAt(from) == ' ') from++;
    int to = from;
    while (to < written.length() && to - from <= INSIDE_MAX && isInside(written.charAt(to))) to++;
    String inside = written.substring(from, to).toLowerCase(Locale.ROOT);
    while (to < written.length() && to - from <= INSIDE_MAX + 2 && written.charAt(to) == ' ') to++;
    boolean closed = to < written.length() && "])}".indexOf(written.charAt(to)) >= 0;
    String meant = meant(inside);
    int before = out.length() - 1;
    if (before >= 0 && out.charAt(before) == ' ') before--;
    if (closed && !meant.isEmpty() && isWord(out, before)) {
      int after = to + 1;
      if (after + 1 < written.length()
          && written.charAt(after) == ' '
          && before < out.length() - 1) {
        after++;
      }
      boolean goesOn =
          after < written.length()
              && (Character.isLetterOrDigit(written.charAt(after))
                  || meant.endsWith("/")
                  || meant.equals(":"));
      if (goesOn) {
        out.setLength(before + 1);
        marks.set(out.length());
        out.append(meant);
        return after - 1;
      }
    }
    boolean half =
        inside.startsWith(".")
            && inside.length() > 1
            && Character.isLetterOrDigit(inside.charAt(1))
            && isWord(out, out.length() - 1);
    if (half) marks.set(out.length()); // evil[.com: the dot follows by itself
    else out.append(written.charAt(at));
    return at;
  }

  /** A closing bracket is left out where it stands alone behind a dot, as in {@code evil.]com}. */
  private static void closing(String written, int at, StringBuilder out, BitSet marks) {
    int last = out.length() - 1;
    boolean half =
        last > 0
            && out.charAt(last) == '.'
            && isWord(out, last - 1)
            && at + 1 < written.length()
            && Character.isLetterOrDigit(written.charAt(at + 1));
    if (half) marks.set(last);
    else out.append(written.charAt(at));
  }

  private static boolean isInside(char c) {
    return ".:/@".indexOf(c) >= 0 || (c < 128 && Character.isLetter(c));
  }

  private static String meant(String inside) {
    return switch (inside) {
      case ".", "dot" -> ".";
      case "@", "at" -> "@";
      case ":" -> ":";
      case "/" -> "/";
      case "//" -> "//";
      case "://" -> "://";
      case ":/" -> ":/";
      case "tt" -> "tt";
      default -> "";
    };
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int from = text.length() - end.length();
    return from >= 0 && text.substring(from).equalsIgnoreCase(end);
  }

  private static boolean isWord(CharSequence text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == ':');
  }
}
