package earmark.analysis.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Network addresses within a printable string, or within a piece of one that is too long. */
final class Addresses {
  private static final Set<String> SCHEMES = Set.of("http", "https", "ftp");
  private static final String ENDS_URL = " \t\"'<>()[]{}|\\^`,;";

  /**
   * Names of XML namespaces look like URLs, stand in nearly every manifest, and are never fetched.
   */
  private static final Set<String> NAMESPACE_HOSTS =
      Set.of(
          "schemas.microsoft.com",
          "schemas.openxmlformats.org",
          "schemas.xmlsoap.org",
          "schemas.android.com",
          "www.w3.org",
          "purl.org",
          "java.sun.com",
          "xml.org",
          "maven.apache.org");

  private final String text;
  private final boolean continued;
  private final boolean goesOn;

  /**
   * @param continued the string started before the first character
   * @param goesOn the string goes on after the last character
   */
  Addresses(byte[] chars, int length, boolean continued, boolean goesOn) {
    text = new String(chars, 0, length, StandardCharsets.US_ASCII);
    this.continued = continued;
    this.goesOn = goesOn;
  }

  /**
   * The URLs, each cut to {@value Limits#TEXT_CHARS} characters, with scheme and host in lower
   * case.
   */
  List<String> urls() {
    List<String> urls = new ArrayList<>();
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
      int start = at;
      while (start > 0 && at - start < 5 && Character.isLetter(text.charAt(start - 1))) start--;
      for (String scheme : SCHEMES) {
        if (text.regionMatches(true, at - scheme.length(), scheme, 0, scheme.length())
            && at - start == scheme.length()) {
          addUrl(urls, scheme, at + 3);
        }
      }
    }
    return urls;
  }

  private void addUrl(List<String> urls, String scheme, int hostStart) {
    int hostEnd = hostStart;
    while (hostEnd < text.length() && isHost(text.charAt(hostEnd))) hostEnd++;
    String host = text.substring(hostStart, hostEnd).toLowerCase(Locale.ROOT);
    boolean named = host.indexOf('.') > 0 && !host.endsWith(".") && !host.contains("..");
    if (!named || NAMESPACE_HOSTS.contains(host)) return;
    int end = hostEnd;
    while (end < text.length() && ENDS_URL.indexOf(text.charAt(end)) < 0) end++;
    boolean cutOff = goesOn && end == text.length();
    if (cutOff && end - hostStart < Limits.TEXT_CHARS / 2) return;
    while (end > hostEnd && ".:!?".indexOf(text.charAt(end - 1)) >= 0) end--;
    String url = scheme + "://" + host + text.substring(hostEnd, end);
    urls.add(url.substring(0, Math.min(url.length(), Limits.TEXT_CHARS)));
  }

  /** Whether it can stand in the host of a URL. */
  static boolean isHost(char c) {
    boolean letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    return letter || (c >= '0' && c <= '9') || c == '.' || c == '-';
  }

  /**
   * IPv4 addresses. Not those that are rather a version (such as 6.0.0.0), a mask, or this very
   * machine.
   */
  List<String> ips() {
    List<String> ips = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = at;
      while (end < text.length() && isNumeric(text.charAt(end))) end++;
      boolean startsHere = at > 0 ? !isHost(text.charAt(at - 1)) : !continued;
      boolean endsHere = end < text.length() ? !isHost(text.charAt(end)) : !goesOn;
      if (end > at && startsHere && endsHere) {
        String number = text.substring(at, end);
        if (number.endsWith(".")) number = number.substring(0, number.length() - 1);
        if (isAddress(number)) ips.add(number);
      }
      at = end + 1;
    }
    return ips;
  }

  private static boolean isNumeric(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static boolean isAddress(String text) {
    if (text.length() < 7 || text.length() > 15) return false;
    List<String> parts = List.of(text.split("\\.", -1));
    if (parts.size() != 4) return false;
    for (String part : parts) {
      boolean number =
          !part.isEmpty() && part.length() <= 3 && !(part.length() > 1 && part.startsWith("0"));
      if (!number || Integer.parseInt(part) > 255) return false;
    }
    int first = Integer.parseInt(parts.getFirst());
    boolean version = parts.get(1).equals("0") && parts.get(2).equals("0");
    return first != 0 && first != 127 && first != 255 && !version;
  }
}
