package earmark.indicator;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** URLs as they stand in texts: where one ends, and the form in which they are compared. */
final class UrlText {
  static final int LENGTH_MAX = 2048;
  private static final int SCHEME_MAX = 8;
  private static final int AUTHORITY_MAX = 400;
  private static final String STOPS =
      "\"<>`|^\\{}\u00ab\u00bb\u201c\u201d\u201e\u3001\u3002\uff0c\uff09";
  private static final String TRAILING = ".,;:!?'*_~\u2019\u2026-";

  /** Schemes, and what they are written as so that nobody clicks on them. */
  private static final Map<String, String> SCHEMES =
      Map.ofEntries(
          Map.entry("http", "http"),
          Map.entry("https", "https"),
          Map.entry("hxxp", "http"),
          Map.entry("hxxps", "https"),
          Map.entry("hxtp", "http"),
          Map.entry("htxp", "http"),
          Map.entry("h**p", "http"),
          Map.entry("h**ps", "https"),
          Map.entry("hxxxp", "http"),
          Map.entry("meow", "http"),
          Map.entry("ftp", "ftp"),
          Map.entry("ftps", "ftps"),
          Map.entry("fxp", "ftp"),
          Map.entry("sftp", "sftp"),
          Map.entry("tcp", "tcp"),
          Map.entry("udp", "udp"),
          Map.entry("ws", "ws"),
          Map.entry("wss", "wss"));

  private UrlText() {}

  /** A scheme in the form in which it can be called, if there is one of this name. */
  static Optional<String> scheme(String written) {
    return Optional.ofNullable(SCHEMES.get(written.toLowerCase(Locale.ROOT)));
  }

  /**
   * Where a scheme begins that ends with the colon at this place, of {@code ://}; -1 if none does.
   */
  static int schemeBefore(String text, int colon, int notBefore) {
    int from = colon;
    while (from > notBefore && colon - from < SCHEME_MAX && isOfScheme(text.charAt(from - 1))) {
      from--;
    }
    for (; from < colon; from++) {
      boolean begins = from == 0 || !isAsciiWord(text.charAt(from - 1));
      if (begins && scheme(text.substring(from, colon)).isPresent()) return from;
    }
    return -1;
  }

  private static boolean isAsciiWord(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private static boolean isOfScheme(char c) {
    return c == '*' || (c < 128 && Character.isLetter(c));
  }

  /**
   * Where a URL ends that has begun before this place: after the last character that is its own.
   */
  static int end(String text, int from) {
    int to = from;
    while (to < text.length() && to - from <= LENGTH_MAX && goesOn(text, to)) to++;
    int[] open = new int[2];
    for (int i = from; i < to; i++) {
      int kind = "([".indexOf(text.charAt(i));
      if (kind >= 0) open[kind]++;
      int closes = ")]".indexOf(text.charAt(i));
      if (closes >= 0 && --open[closes] < 0) {
        to = i; // it closes what was opened before the URL
        break;
      }
    }
    while (to > from && isTrailing(text, from, to)) to--;
    return to;
  }

  private static boolean isTrailing(String text, int from, int to) {
    char last = text.charAt(to - 1);
    if (last == '(' || last == '[') return true;
    if (last == '-' || last == '_' || last == '~')
      return to - from > 2 && text.charAt(to - 2) == last;
    return TRAILING.indexOf(last) >= 0;
  }

  private static boolean goesOn(String text, int at) {
    char c = text.charAt(at);
    if (c <= ' '
        || Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)) return false;
    if (c == ']' && at + 1 < text.length() && text.charAt(at + 1) == '(') return false;
    return STOPS.indexOf(c) < 0 && !isOfBlanklessScript(c);
  }

  /**
   * Whether a letter is of a script that is written without blanks, in which an indicator has no
   * other end than the next such letter.
   */
  static boolean isOfBlanklessScript(char c) {
    return c >= '\u2e80' && (Character.isIdeographic(c) || (c >= '\u3040' && c <= '\u30ff'));
  }

  /** Whether a host, which everybody could reach, stands at a place. Looks no further than it. */
  static boolean hasHost(String text, int from) {
    int to = from;
    while (to < text.length() && to - from < AUTHORITY_MAX && isOfAuthority(text, to)) to++;
    return rest(text.substring(from, to), true).isPresent();
  }

  private static boolean isOfAuthority(String text, int at) {
    char c = text.charAt(at);
    return c != '/' && c != '?' && c != '#' && goesOn(text, at) && ",;!'()".indexOf(c) < 0;
  }

  /**
   * A URL in the form in which it is compared: scheme and host in lower case, all else as written.
   *
   * @param strict whether the host has to be one that everybody can reach, as in a text
   */
  static Optional<String> canonical(String url, boolean strict) {
    int colon = url.indexOf("://");
    if (colon < 0 || url.length() > LENGTH_MAX) return Optional.empty();
    String written = url.substring(0, colon).toLowerCase(Locale.ROOT);
    Optional<String> scheme =
        scheme(written)
            .or(() ->
                strict || !written.matches("[a-z][a-z0-9+.-]*")
                    ? Optional.empty()
                    : Optional.of(written));
    return scheme.flatMap(
        known -> rest(url.substring(colon + 3), strict).map(rest -> known + "://" + rest));
  }

  /** The same of what stands behind the slashes: user, host, port and path. */
  static Optional<String> rest(String text, boolean strict) {
    int authority = 0;
    while (authority < text.length() && "/?#".indexOf(text.charAt(authority)) < 0) authority++;
    String before = text.substring(0, authority);
    int at = before.lastIndexOf('@');
    String host = before.substring(at + 1);
    String port = "";
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      port = host.substring(colon);
      host = host.substring(0, colon);
      if (!port.matches(":[0-9]{0,5}")) return Optional.empty();
    }
    if (host.endsWith(".")) host = host.substring(0, host.length() - 1);
    String lower = host.toLowerCase(Locale.ROOT);
    boolean known =
        (lower.startsWith("[") && lower.endsWith("]"))
            ? Addresses.canonical(lower.substring(1, lower.length() - 1)).isPresent()
            : isHost(lower, strict);
    return known
        ? Optional.of(before.substring(0, at + 1) + lower + port + text.substring(authority))
        : Optional.empty();
  }

  private static boolean isHost(String host, boolean strict) {
    if (Addresses.isV4(host)) return !strict || Addresses.isPublic(host);
    return Domains.isName(host) || (!strict && host.matches("[\\p{L}\\p{N}_-]{1,63}"));
  }
}
