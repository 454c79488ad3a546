package earmark.vocabulary;

import java.util.List;
import java.util.Optional;

/**
 * A name in a vocabulary.
 *
 * @param original the name to the letter, such as {@code tlp:amber+strict}
 * @param description what it means; may be empty
 * @param colour as {@code #rrggbb} or {@code #rgb}
 * @param synonyms what else it is called; other terms may be called the same
 */
public record Term(
    String original, String description, Optional<String> colour, List<String> synonyms) {
  public Term {
    synonyms = List.copyOf(synonyms);
  }

  /**
   * What people call it: {@code APT 28} of {@code misp-galaxy:threat-actor="APT 28"}, {@code amber}
   * of {@code tlp:amber}.
   */
  public String value() {
    return MachineTag.of(original).map(tag -> tag.value().orElse(tag.predicate())).orElse(original);
  }
}
