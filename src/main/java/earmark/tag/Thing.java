package earmark.tag;

import java.util.Locale;

/**
 * What can carry a tag. Each kind has numbers of its own, so a number alone names nothing. The
 * names are part of the ledger's format.
 */
public enum Thing {
  /** A file that was analysed. */
  SAMPLE,
  /** A text of an analyst, which lies in one enclave. */
  REPORT,
  /**
   * Something to look out for, such as an address or a hash, which may be known in many enclaves.
   */
  INDICATOR;

  /** The word for several of them, such as {@code samples}. */
  public String plural() {
    return name().toLowerCase(Locale.ROOT) + "s";
  }
}
