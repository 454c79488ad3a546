package earmark.exchange.stix;

import earmark.indicator.IndicatorType;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * What an indicator looks for, in the language of STIX patterns: one comparison.
 *
 * @param path what is compared, such as {@code file:hashes.SHA-256}, without quotes
 * @param value what it is compared with
 */
record Pattern(String path, String value) {
  private static final java.util.regex.Pattern HEAD =
      java.util.regex.Pattern.compile(
          "\\s*\\[\\s*([a-z0-9-]+)\\s*:\\s*([a-z_]+)\\s*(?:\\.\\s*'?([A-Z0-9-]+)'?\\s*)?"
              + "(=|ISSUBSET)\\s*'");

  /**
   * A pattern as it is written.
   *
   * @param type the name of the type in the API of TruSTAR
   */
  static String of(String type, String value) {
    return "[" + path(type, value) + " " + operator(type) + " " + quoted(value) + "]";
  }

  private static String path(String type, String value) {
    return switch (type) {
      case "IP", "CIDR_BLOCK" -> value.indexOf(':') >= 0 ? "ipv6-addr:value" : "ipv4-addr:value";
      case "URL" ->
          value.contains("://") || value.indexOf('/') >= 0 ? "url:value" : "domain-name:value";
      case "EMAIL_ADDRESS" -> "email-addr:value";
      case "MD5" -> "file:hashes.MD5";
      case "SHA1" -> "file:hashes.'SHA-1'";
      case "SHA256" -> "file:hashes.'SHA-256'";
      case "SOFTWARE" -> "file:name";
      case "REGISTRY_KEY" -> "windows-registry-key:key";
      case "BITCOIN_ADDRESS" -> "x-bitcoin-address:value";
      default -> "x-earmark-indicator:value";
    };
  }

  private static String operator(String type) {
    return type.equals("CIDR_BLOCK") ? "ISSUBSET" : "=";
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** What such a pattern looks for, blanks or not; absent if it is no single comparison. */
  static Optional<Pattern> read(String text) {
    Matcher head = HEAD.matcher(text);
    if (!head.lookingAt()) return Optional.empty();
    String path = head.group(1) + ":" + head.group(2);
    if (head.group(3) != null) path += "." + head.group(3);
    if (head.group(4).equals("ISSUBSET") && !isAddress(path)) return Optional.empty();
    StringBuilder value = new StringBuilder();
    int at = head.end();
    for (; at < text.length() && text.charAt(at) != '\''; at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        if (++at == text.length() || "\\'".indexOf(text.charAt(at)) < 0) return Optional.empty();
        c = text.charAt(at);
      }
      value.append(c);
    }
    boolean ends = at < text.length() && text.substring(at + 1).strip().equals("]");
    return ends ? Optional.of(new Pattern(path, value.toString())) : Optional.empty();
  }

  private static boolean isAddress(String path) {
    return path.equals("ipv4-addr:value") || path.equals("ipv6-addr:value");
  }

  /** The type of indicators that something with such a path is; absent if it is of none. */
  static Optional<IndicatorType> type(String path, String value) {
    return Optional.ofNullable(
        switch (path) {
          case "ipv4-addr:value", "ipv6-addr:value" ->
              value.indexOf('/') < 0 ? IndicatorType.IP : IndicatorType.CIDR_BLOCK;
          case "url:value", "domain-name:value" -> IndicatorType.URL;
          case "email-addr:value" -> IndicatorType.EMAIL_ADDRESS;
          case "file:hashes.MD5" -> IndicatorType.MD5;
          case "file:hashes.SHA-1" -> IndicatorType.SHA1;
          case "file:hashes.SHA-256" -> IndicatorType.SHA256;
          case "file:name" -> IndicatorType.SOFTWARE;
          case "windows-registry-key:key" -> IndicatorType.REGISTRY_KEY;
          case "x-bitcoin-address:value" -> IndicatorType.BITCOIN_ADDRESS;
          default -> null;
        });
  }
}
