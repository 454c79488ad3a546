package earmark.vocabulary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where vocabularies are kept. */
public interface Vocabularies {

  /** A vocabulary without its terms, and who imported it when. */
  record Head(
      String name,
      Vocabulary.Kind kind,
      String title,
      String description,
      String version,
      int terms,
      String by,
      Instant at) {}

  /**
   * Keeps a vocabulary, instead of one of the same name; both are there whole or not at all.
   *
   * @return the terms that it had before; none if it is new
   */
  Optional<List<Term>> replace(Vocabulary vocabulary, String by, Instant at);

  /** Forgets a vocabulary; false if there is none of that name. */
  boolean remove(String name);

  /** All of them by name. */
  List<Head> list();

  Optional<Vocabulary> find(String name);

  /** A number that changes whenever any of them does. */
  long revision();
}
