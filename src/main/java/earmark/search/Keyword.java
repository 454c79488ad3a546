package earmark.search;

import earmark.tag.Tag;
import earmark.tag.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can stand before the colon of a search term. The one table that the parser, the completion
 * and docs/search.md read; a new keyword is a line here. Names as in Spectra Analyze where it has
 * them; {@code tag-any}, {@code tag-by} and those below it are Earmark's own.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists and targets are copied in, and never change
public enum Keyword {
  TAG("tag", List.of("tag-system"), new TagNames(Tag.Kind.SYSTEM), "System Tag", "tag:contains-*"),
  TAG_USER("tag-user", List.of(), new TagNames(Tag.Kind.USER), "User Tag", "tag-user:\"test tag\""),
  TAG_ANY(
      "tag-any",
      List.of(),
      new TagNames(Tag.Kind.of(Thing.SAMPLE)),
      "Tag of either kind",
      "tag-any:*desktop*"),
  CLASSIFICATION(
      "classification",
      List.of(),
      new Choices(
          Column.CLASSIFICATION,
          List.of("goodware", "suspicious", "malicious", "unknown"),
          Map.of("known", "goodware"),
          Optional.of("unknown")),
      "Verdict; `known` is another word for `goodware`, and `unknown` also finds samples without a"
          + " verdict",
      "classification:[malicious, suspicious]"),
  RISKSCORE(
      "riskscore",
      List.of("risk-score"),
      new Numbers(Column.RISK_SCORE),
      "Risk, from 0 (harmless) to 10",
      "riskscore:[6 TO 10]"),
  THREATNAME(
      "threatname",
      List.of("threat-name"),
      new Texts(Column.THREAT_NAME),
      "Name of the threat",
      "threatname:*.Virus*"),
  SAMPLETYPE(
      "sampletype",
      List.of("sample-type"),
      new Texts(Column.SAMPLE_TYPE),
      "Type and subtype",
      "sampletype:PE/Exe"),
  FILETYPE(
      "filetype",
      List.of("file-type"),
      new Texts(Column.FILE_TYPE, Column.FILE_SUBTYPE, Column.SAMPLE_TYPE),
      "Type, subtype, or both with a slash between",
      "filetype:EXE"),
  FILENAME(
      "filename",
      List.of("file-name"),
      new Texts(Column.FILE_NAME),
      "File name",
      "filename:invoice*.exe"),
  SIZE("size", List.of(), new Numbers(Column.SIZE_BYTES), "Size in bytes", "size:[1 TO 4096]"),
  FILECOUNT(
      "filecount",
      List.of("file-count"),
      new Numbers(Column.FILE_COUNT),
      "How many files were extracted from it, and from those",
      "filecount:[1 TO *]"),
  FIRSTSEEN(
      "firstseen",
      List.of("first-seen"),
      new Dates(Column.FIRST_SEEN),
      "When it first came here",
      "firstseen:[2025-02-20T00:00:00Z TO *]"),
  LASTSEEN(
      "lastseen",
      List.of("last-seen"),
      new Dates(Column.LAST_SEEN),
      "When it last came here",
      "lastseen:2025-02-20"),
  PE_IMPORT(
      "pe-import",
      List.of(),
      new Texts(Column.PE_IMPORT),
      "Library that a Windows program imports",
      "pe-import:ws2_*.dll"),
  PE_FUNCTION(
      "pe-function",
      List.of(),
      new Texts(Column.PE_FUNCTION),
      "Function that a Windows program imports, by the whole name",
      "pe-function:[CryptEncrypt, URLDownloadToFile?]"),
  PE_EXPORT(
      "pe-export",
      List.of(),
      new Texts(Column.PE_EXPORT),
      "Function that a Windows library exports",
      "pe-export:DllRegisterServer"),
  PE_SECTION_NAME(
      "pe-section-name",
      List.of(),
      new Texts(Column.PE_SECTION_NAME),
      "Name of a section of a Windows program",
      "pe-section-name:UPX?"),
  PE_COMPANY_NAME(
      "pe-company-name",
      List.of(),
      new Texts(Column.PE_COMPANY_NAME),
      "Company in the version information",
      "pe-company-name:\"Microsoft Corporation\""),
  PE_PRODUCT_NAME(
      "pe-product-name",
      List.of(),
      new Texts(Column.PE_PRODUCT_NAME),
      "Product in the version information",
      "pe-product-name:*updater*"),
  PE_ORIGINAL_NAME(
      "pe-original-name",
      List.of(),
      new Texts(Column.PE_ORIGINAL_NAME),
      "Original file name in the version information",
      "pe-original-name:setup.exe"),
  PE_TIMESTAMP(
      "pe-timestamp",
      List.of(),
      new Dates(Column.PE_TIMESTAMP),
      "When a Windows program says it was linked",
      "pe-timestamp:[2024-05-01T00:00:00Z TO *]"),
  IMPHASH(
      "imphash",
      List.of(),
      new Texts(Column.IMPHASH),
      "Import hash of a Windows program",
      "imphash:" + "0123456789abcdef".repeat(2)),
  PDB(
      "pdb",
      List.of("pdb-path"),
      new Texts(Column.PDB),
      "Path of the symbol file of a Windows program",
      "pdb:*loader.pdb"),
  URI(
      "uri",
      List.of(),
      new Texts(Column.URI),
      "URL among the strings of the file",
      "uri:\"https://api.telegram.org/bot*\""),
  DOMAIN(
      "domain",
      List.of(),
      new Texts(Column.DOMAIN),
      "Host of such a URL",
      "domain:[evil.com, bad.*]"),
  IPV4(
      "ipv4",
      List.of(),
      new Texts(Column.IPV4),
      "IPv4 address among the strings of the file",
      "ipv4:203.0.113.*"),
  AVAILABLE(
      "available",
      List.of(),
      new Choices(Column.AVAILABLE, List.of("true", "false"), Map.of(), Optional.empty()),
      "Whether its bytes are here",
      "available:TRUE"),
  SUBMITTED(
      "submitted",
      List.of(),
      new Choices(Column.SUBMITTED, List.of("true", "false"), Map.of(), Optional.of("true")),
      "Whether somebody submitted it; `false` finds what is here only as an extracted file",
      "submitted:FALSE"),
  MD5("md5", List.of(), new Hash(32), "MD5", "md5:" + "0123456789abcdef".repeat(2)),
  SHA1("sha1", List.of(), new Hash(40), "SHA1", "sha1:" + "01234567".repeat(5)),
  SHA256("sha256", List.of(), new Hash(64), "SHA256", "sha256:" + "0123456789abcdef".repeat(4)),
  SHA512("sha512", List.of(), new Hash(128), "SHA512", "sha512:" + "0123456789abcdef".repeat(8)),
  TAG_BY("tag-by", List.of(), Tagging.BY, "Login of who gave the tag, as written", "tag-by:ann"),
  TAG_AT(
      "tag-at",
      List.of(),
      Tagging.AT,
      "When the tag was given",
      "tag-at:[2025-02-01 TO 2025-02-28]"),
  TAG_VIA("tag-via", List.of(), Tagging.VIA, "Door through which the tag was given", "tag-via:ui"),
  TAG_OP(
      "tag-op", List.of(), Tagging.OPERATION, "Number of the operation that gave it", "tag-op:17"),
  AS_OF(
      "as-of",
      List.of(),
      new PastMoment(),
      "Everything as it stood at the end of that day or second",
      "as-of:2025-02-20"),

  // What published queries ask for and Earmark has no facts about.
  AV_COUNT(
      "av-count",
      List.of(),
      Unknown.NUMBER,
      "How many virus scanners found something; there are none here: it is read, and finds nothing",
      "av-count:5"),
  CERT_SERIAL("cert-serial", Unknown.TEXT),
  CERT_SUBJECT_COUNTRY("cert-subject-country", Unknown.TEXT),
  CERT_SUBJECT_NAME("cert-subject-name", Unknown.TEXT),
  CERTIFICATE("certificate", Unknown.TEXT),
  DOCUMENT_AUTHOR("document-author", Unknown.TEXT),
  DOCUMENT_SUBJECT("document-subject", Unknown.TEXT),
  DOCUMENT_TITLE("document-title", Unknown.TEXT),
  DOTNET_MODULE_ID("dotnet-module-id", Unknown.TEXT),
  EMAIL_FROM("email-from", Unknown.TEXT),
  EMAIL_SUBJECT("email-subject", Unknown.TEXT),
  PE_RESOURCE("pe-resource", Unknown.TEXT),
  PE_RESOURCE_SHA1("pe-resource-sha1", Unknown.TEXT),
  PE_RESOURCE_TYPE("pe-resource-type", Unknown.TEXT),
  PE_SECTION_SHA1("pe-section-sha1", Unknown.TEXT),
  SIMILAR_TO("similar-to", Unknown.TEXT),
  THREATLEVEL("threatlevel", Unknown.NUMBER);

  /** What a keyword searches, and so what its values are. */
  public sealed interface Target {}

  /** Names of tags of some kinds. */
  public record TagNames(Set<Tag.Kind> kinds) implements Target {
    public TagNames {
      kinds = Set.copyOf(kinds);
    }

    TagNames(Tag.Kind kind) {
      this(Set.of(kind));
    }
  }

  /** Texts, in any of some columns. */
  public record Texts(List<Column> columns) implements Target {
    public Texts {
      columns = List.copyOf(columns);
    }

    Texts(Column... columns) {
      this(List.of(columns));
    }
  }

  /** Whole numbers. */
  public record Numbers(Column column) implements Target {}

  /** Moments, in a column of seconds since 1970 UTC. */
  public record Dates(Column column) implements Target {}

  /**
   * A few values that are known beforehand.
   *
   * @param others other words for some of them
   * @param ifAbsent the value that also finds samples which have none
   */
  public record Choices(
      Column column, List<String> values, Map<String, String> others, Optional<String> ifAbsent)
      implements Target {
    public Choices {
      values = List.copyOf(values);
      others = Map.copyOf(others);
    }
  }

  /** A whole hash of so many hex digits. */
  public record Hash(int digits) implements Target {}

  /** How a tag was given. */
  public enum Tagging implements Target {
    BY,
    AT,
    VIA,
    OPERATION;

    /** The doors through which tags are given, as in the ledger. */
    public static final List<String> DOORS =
        List.of("spectra", "ui", "api", "cli", "analysis", "trustar");
  }

  /** The moment of which the whole search speaks. */
  public record PastMoment() implements Target {}

  /**
   * Something of which nothing is known of any sample. A term with it is read, so that saved
   * searches go on working, and finds nothing.
   */
  public enum Unknown implements Target {
    TEXT("*"),
    NUMBER("1");

    private final String example;

    Unknown(String example) {
      this.example = example;
    }
  }

  private static final Map<String, Keyword> BY_NAME = new HashMap<>();

  static {
    for (Keyword keyword : values()) {
      for (String name : keyword.names()) BY_NAME.put(name, keyword);
    }
  }

  private final String text;
  private final List<String> aliases;
  private final Target target;
  private final String help;
  private final String example;

  Keyword(String text, List<String> aliases, Target target, String help, String example) {
    this.text = text;
    this.aliases = List.copyOf(aliases);
    this.target = target;
    this.help = help;
    this.example = example;
  }

  Keyword(String text, Unknown target) {
    this(
        text,
        List.of(),
        target,
        "No facts yet: it is read, and finds nothing",
        text + ":" + target.example);
  }

  /** Those that can find something, in the order of this table. */
  public static List<Keyword> known() {
    return Arrays.stream(values()).filter(keyword -> !(keyword.target instanceof Unknown)).toList();
  }

  /** As it is written before the colon. */
  public String text() {
    return text;
  }

  /** Other ways to write it. */
  public List<String> aliases() {
    return aliases;
  }

  public Target target() {
    return target;
  }

  /** What it finds, in Markdown, for the page and the documentation. */
  public String help() {
    return help;
  }

  /** A term with it. */
  public String example() {
    return example;
  }

  /** The values that it takes, if they are few and known; otherwise none. */
  public List<String> choices() {
    return switch (target) {
      case Choices choices -> choices.values();
      case Tagging tagging when tagging == Tagging.VIA -> Tagging.DOORS;
      default -> List.of();
    };
  }

  /** What its values are, for people. */
  public String takes() {
    return switch (target) {
      case TagNames _, Texts _ -> "text";
      case Numbers _ -> "number";
      case Dates _ -> "date";
      case Choices choices -> String.join(", ", choices.values());
      case Hash(int digits) -> digits + " hex digits";
      case Tagging tagging ->
          switch (tagging) {
            case BY -> "login";
            case AT -> "date";
            case VIA -> String.join(", ", Tagging.DOORS);
            case OPERATION -> "number, no range";
          };
      case PastMoment _ -> "date, no range or list";
      case Unknown unknown -> unknown.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Its name and its aliases. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(text));
    names.addAll(aliases);
    return names;
  }

  /** The keyword that is written so, in any case. */
  public static Optional<Keyword> find(String word) {
    return Optional.ofNullable(BY_NAME.get(word.toLowerCase(Locale.ROOT)));
  }

  /** The keyword that was probably meant: two typing errors away at most. */
  static Optional<Keyword> nearest(String word) {
    int best = Math.min(3, word.length());
    Keyword nearest = null;
    for (Keyword keyword : known()) {
      for (String name : keyword.names()) {
        int distance = Spelling.distance(word.toLowerCase(Locale.ROOT), name);
        if (distance < best) {
          best = distance;
          nearest = keyword;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The keyword whose values are searched for in this target. */
  static Optional<Keyword> of(Target target) {
    return Arrays.stream(values()).filter(keyword -> keyword.target.equals(target)).findFirst();
  }
}
