package earmark.exchange.stix;

/** What an indicator looks for, in the language of STIX patterns. */
final class Pattern {
  private Pattern() {}

  /**
   * A pattern of one comparison.
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
}
