package earmark.exchange;

import earmark.tag.Thing;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * A kind of files in which tags leave, come in, or both.
 *
 * @param name what it is called, such as {@code stix}
 * @param ending of the names of such files
 */
public record Format(
    String name,
    String mediaType,
    String ending,
    Optional<Writing> writing,
    Optional<Reading> reading) {
  public static final Format CSV =
      new Format(
          "csv",
          "text/csv; charset=utf-8",
          "csv",
          Optional.of((out, _, _) -> new CsvSheet(out)),
          Optional.of(CsvTags::new));

  /** Begins a document. */
  @FunctionalInterface
  public interface Writing {
    /**
     * An empty document.
     *
     * @param name tells this export from others, such as what was searched for
     * @param moment when it is made
     */
    Sheet begin(OutputStream out, String name, Instant moment);
  }

  /** Reads a document; what it reads from stays open. */
  @FunctionalInterface
  public interface Reading {
    /**
     * The lines of a document.
     *
     * @param wanted whose tags are read, samples or indicators; those of others are refused
     */
    TagLine.Source of(InputStream in, Thing wanted);
  }
}
