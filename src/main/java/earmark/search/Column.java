package earmark.search;

import earmark.tag.Thing;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is known of a thing besides its tags, and can be searched and sorted by. */
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
  CLASSIFICATION_ORIGIN(Kind.NUMBER),
  /** The id of the enclave that the report lies in. */
  REPORT_ENCLAVE(Thing.REPORT, Kind.WORD),
  /** The number of the revision that is shown. */
  REPORT_REVISION(Thing.REPORT, Kind.NUMBER),
  /** When the report or its tags changed last, in milliseconds since 1970 UTC; no two are alike. */
  REPORT_UPDATED(Thing.REPORT, Kind.NUMBER),
  /** The name that another system gave the report; each stands once in an enclave. */
  REPORT_EXTERNAL_ID(Thing.REPORT, Kind.WORD),
  /** Such as {@code URL}. */
  INDICATOR_TYPE(Thing.INDICATOR, Kind.WORD),
  INDICATOR_VALUE(Thing.INDICATOR, Kind.TEXT),
  /** The ids of the enclaves in which the indicator is known. */
  INDICATOR_ENCLAVE(Thing.INDICATOR, Kind.WORD),
  /** In milliseconds since 1970 UTC, for each enclave. */
  INDICATOR_FIRST_SEEN(Thing.INDICATOR, Kind.SCOPED_NUMBER),
  /**
   * In milliseconds since 1970 UTC, for each enclave, followed by 21 bits of the indicator's id: so
   * lists that are sorted by it don't tell in which order indicators of one moment came.
   */
  INDICATOR_LAST_SEEN(Thing.INDICATOR, Kind.SCOPED_NUMBER),
  /**
   * How often it was submitted, for each enclave; 0 where it was only tagged. Where it has none, it
   * is known by reports alone.
   */
  INDICATOR_SIGHTINGS(Thing.INDICATOR, Kind.SCOPED_NUMBER),
  /** How many reports mention it in their current revisions, for each enclave. */
  INDICATOR_REPORTS(Thing.INDICATOR, Kind.SCOPED_NUMBER);

  /** How the values of a column are kept. */
  public enum Kind {
    /** Any number of values for a thing, which many things share; each is a set of things. */
    WORD,
    /** A text of its own for nearly every thing. */
    TEXT,
    /** A number from 0 to 2^63 - 1. */
    NUMBER,
    /**
     * A number for each of any number of scopes, such as enclaves. A value is the scope, which has
     * no blank in it, a blank, and the number from 0 to 2^63 - 1.
     */
    SCOPED_NUMBER
  }

  private final Thing thing;
  private final Kind kind;
  private final String field;

  Column(Kind kind) {
    this(Thing.SAMPLE, kind);
  }

  Column(Thing thing, Kind kind) {
    this.thing = thing;
    this.kind = kind;
    this.field = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What has values in it. */
  public Thing thing() {
    return thing;
  }

  public Kind kind() {
    return kind;
  }

  /** The columns of things of a kind. */
  public static Set<Column> of(Thing thing) {
    Set<Column> columns = EnumSet.allOf(Column.class);
    columns.removeIf(column -> column.thing != thing);
    return columns;
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
