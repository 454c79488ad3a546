package earmark.exchange.misp;

/** What MISP calls a value, and where it puts it. */
enum Type {
  IP("ip-dst", "Network activity"),
  URL("url", "Network activity"),
  DOMAIN("domain", "Network activity"),
  EMAIL_ADDRESS("email-src", "Payload delivery"),
  MD5("md5", "Payload delivery"),
  SHA1("sha1", "Payload delivery"),
  SHA256("sha256", "Payload delivery"),
  FILE_NAME("filename", "Payload delivery"),
  REGISTRY_KEY("regkey", "Artifacts dropped"),
  VULNERABILITY("vulnerability", "External analysis"),
  BITCOIN_ADDRESS("btc", "Financial fraud"),
  TEXT("text", "Other");

  private final String type;
  private final String category;

  Type(String type, String category) {
    this.type = type;
    this.category = category;
  }

  String type() {
    return type;
  }

  String category() {
    return category;
  }

  /**
   * @param type the name of the type in the API of TruSTAR
   */
  static Type of(String type, String value) {
    return switch (type) {
      case "IP", "CIDR_BLOCK" -> IP;
      case "URL" -> value.contains("://") || value.indexOf('/') >= 0 ? URL : DOMAIN;
      case "EMAIL_ADDRESS" -> EMAIL_ADDRESS;
      case "MD5" -> MD5;
      case "SHA1" -> SHA1;
      case "SHA256" -> SHA256;
      case "SOFTWARE" -> FILE_NAME;
      case "REGISTRY_KEY" -> REGISTRY_KEY;
      case "CVE" -> VULNERABILITY;
      case "BITCOIN_ADDRESS" -> BITCOIN_ADDRESS;
      default -> TEXT;
    };
  }
}
