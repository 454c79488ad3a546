package earmark.analysis;

import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.ChildrenFacts;
import earmark.analysis.format.ElfFacts;
import earmark.analysis.format.FileFacts;
import earmark.analysis.format.Format;
import earmark.analysis.format.PeFacts;
import earmark.analysis.format.StringFacts;

/**
 * What the analyser read off a file, with no opinion. Every section is always there, with neutral
 * values where a file has nothing of the sort, so a rule never has to ask whether it may look.
 *
 * @param failure why the file could not be analysed as a whole; empty if it could
 */
public record Facts(
    FileFacts file,
    PeFacts pe,
    ElfFacts elf,
    ArchiveFacts archive,
    StringFacts strings,
    ChildrenFacts children,
    String failure) {

  /** The analysis was not finished within its deadline. */
  public static final String TIMEOUT = "timeout";

  /** The process that read the file ended, for want of memory or otherwise. */
  public static final String CRASHED = "crashed";

  /** What the process that read the file replied was no facts document. */
  public static final String GARBLED = "garbled";

  /** The bytes of the file can't be read; it may have been deleted meanwhile. */
  public static final String UNREADABLE = "unreadable";

  /** What is in the file could not be written; the disk may be full. */
  public static final String UNWRITABLE = "unwritable";

  private static final int FAILURE_CHARS_MAX = 512;

  public Facts {
    if (failure.length() > FAILURE_CHARS_MAX) {
      throw new IllegalArgumentException("failure is too long");
    }
  }

  /** Nothing was learnt but why. */
  public static Facts failed(String failure) {
    return new Facts(
        FileFacts.NONE,
        PeFacts.NONE,
        ElfFacts.NONE,
        ArchiveFacts.NONE,
        StringFacts.NONE,
        ChildrenFacts.NONE,
        failure);
  }

  /** The same, but for a limit that cut the unpacking off later. */
  public Facts cutOff(String limit) {
    ArchiveFacts cut =
        new ArchiveFacts(
            archive.present(),
            archive.entries(),
            archive.encrypted(),
            archive.password(),
            archive.limitHit().isEmpty() ? limit : archive.limitHit(),
            archive.warning());
    return new Facts(file, pe, elf, cut, strings, children, failure);
  }

  /** The type as Spectra writes it, such as {@code PE+/Exe} or {@code Document/None/PDF}. */
  public String sampleType() {
    return new Format(category(), fileType(), fileSubtype(), identification()).toString();
  }

  /**
   * The widest sort, such as {@code application}, {@code archive}, {@code document}, {@code other}.
   */
  public String category() {
    return file.category();
  }

  /** Such as {@code PE}, {@code ELF64 Little}, {@code Document}, {@code Binary}, {@code Text}. */
  public String fileType() {
    return file.type();
  }

  /** Such as {@code Exe}, {@code Archive}; {@code None} if the type has no subtypes. */
  public String fileSubtype() {
    return file.subtype();
  }

  /** The format more exactly, such as {@code ZIP} or {@code NSIS}; may be empty. */
  public String identification() {
    return file.identification();
  }

  /** The document in which facts are stored and sent, with every section. */
  public String toJson() {
    return FactsDocument.write(this);
  }

  /**
   * Reads a document that somebody else wrote: bounded, with every key known and present.
   *
   * @throws IllegalArgumentException if it is not one that {@link #toJson} could have written
   */
  public static Facts parse(String json) {
    return FactsDocument.read(json);
  }
}
