package earmark.vocabulary;

import java.util.List;

/**
 * A list of names that others agreed upon.
 *
 * @param name what it is called here: the namespace of a taxonomy, or {@code misp-galaxy:} and the
 *     type of a galaxy
 * @param version as its file has it; may be empty
 * @param terms in the order of the file, each original once
 */
public record Vocabulary(
    String name, Kind kind, String title, String description, String version, List<Term> terms) {
  public Vocabulary {
    terms = List.copyOf(terms);
  }

  /** What it was made of. */
  public enum Kind {
    /** A MISP taxonomy. */
    TAXONOMY,
    /** The clusters of a MISP galaxy. */
    GALAXY
  }
}
