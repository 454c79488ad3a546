package earmark.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is known of a sample besides its tags, and can be searched and sorted by. */
public enum Column {
  /** Such as {@code PE/Exe}. */
  SAMPLE_TYPE(Kind.WORD),
  /** Such as {@code PE}. */
  FILE_TYPE(Kind.WORD),
  /** Such as {@code Exe}. */
  FILE_SUBTYPE(Kind.WORD),
  CLASSIFICATION(Kind.WORD),
  THREAT_NAME(Kind.WORD),
  /** Whether the bytes of the sample are here: {@code true} or {@code false}. */
  AVAILABLE(Kind.WORD),
  /** {@code false} if it is here only as an extracted file; absent if somebody submitted it. */
  SUBMITTED(Kind.WORD),
  /** The libraries that a PE file imports, such as {@code kernel32.dll}. */
  PE_IMPORT(Kind.WORD),
  /** The functions that a PE file imports by name. */
  PE_FUNCTION(Kind.WORD),
  /** The functions that a PE file exports by name. */
  PE_EXPORT(Kind.WORD),
  PE_SECTION_NAME(Kind.WORD),
  PE_COMPANY_NAME(Kind.WORD),
  PE_PRODUCT_NAME(Kind.WORD),
  /** The file name that the maker of a PE file gave it. */
  PE_ORIGINAL_NAME(Kind.WORD),
  /** MD5 of the imports in order, as pefile defines it. */
  IMPHASH(Kind.WORD),
  /** The path of the symbol file. */
  PDB(Kind.WORD),
  URI(Kind.WORD),
  /** The hosts of the URLs that are no IP addresses. */
  DOMAIN(Kind.WORD),
  /** In dotted form, also those in URLs. */
  IPV4(Kind.WORD),
  FILE_NAME(Kind.TEXT),
  SIZE_BYTES(Kind.NUMBER),
  /** How many files were extracted from the sample and from those, in the whole tree. */
  FILE_COUNT(Kind.NUMBER),
  /** From 0, harmless, to 10. */
  RISK_SCORE(Kind.NUMBER),
  /** In seconds since 1970 UTC. */
  FIRST_SEEN(Kind.NUMBER),
  /** In seconds since 1970 UTC. */
  LAST_SEEN(Kind.NUMBER),
  /** When a PE file says it was linked, in seconds since 1970 UTC. */
  PE_TIMESTAMP(Kind.NUMBER),
  /** The first 15 hex digits of the SHA-1 as a number, for sorting. */
  SHA1_HEAD(Kind.NUMBER),
  /**
   * What was said of the sample itself, one value for each who says something, such as {@code user
   * malicious 10 Win32.Trojan.Delf}. The classification, the threat name and the risk score follow
   * from it, or from that of an extracted file.
   */
  VERDICT(Kind.WORD),
  /** The number of the extracted file that the classification comes from; none if it is its own. */
  CLASSIFICATION_ORIGIN(Kind.NUMBER);

  /** How the values of a column are kept. */
  public enum Kind {
    /** Any number of values for a sample, which many samples share; each is a set of samples. */
    WORD,
    /** A text of its own for nearly every sample. */
    TEXT,
    /** A number from 0 to 2^63 - 1. */
    NUMBER
  }

  private final Kind kind;
  private final String field;

  Column(Kind kind) {
    this.kind = kind;
    this.field = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Kind kind() {
    return kind;
  }

  /** Its name in the ledger, such as {@code file-name}; it never changes. */
  public String field() {
    return field;
  }

  /** The column with a name in the ledger; absent if this version knows none. */
  public static Optional<Column> ofField(String field) {
    return Arrays.stream(values()).filter(column -> column.field.equals(field)).findFirst();
  }
}
