package earmark.indicator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an indicator is. The names are those of TruSTAR API 1.3 and stand in the ledger; they never
 * change.
 */
public enum IndicatorType {
  /** An address of IPv4 or IPv6. */
  IP,
  /** A range of such addresses, such as {@code 192.0.2.0/24}. */
  CIDR_BLOCK,
  /** A URL, or a domain alone. */
  URL,
  EMAIL_ADDRESS,
  MD5,
  SHA1,
  SHA256,
  /** A name of malware; also whatever is of no other type. */
  MALWARE,
  /** The name of a file or a program. */
  SOFTWARE,
  REGISTRY_KEY,
  CVE,
  BITCOIN_ADDRESS;

  /** The type of this name, in any case. */
  public static Optional<IndicatorType> named(String text) {
    String wanted = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.name().equals(wanted)).findFirst();
  }
}
