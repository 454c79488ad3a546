package earmark.vocabulary;

import java.util.Optional;

/**
 * The parts of a text that is a machine tag, {@code namespace:predicate} or {@code
 * namespace:predicate="value"}, as MISP writes them; any text may be one by chance. The parts say
 * the text exactly.
 *
 * @param value absent if there is none
 */
record MachineTag(String namespace, String predicate, Optional<String> value) {
  static final String GALAXY = "misp-galaxy";
  private static final String EQUALS = "=\"";

  /** The parts of a text, if it has a colon. */
  static Optional<MachineTag> of(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) return Optional.empty();
    String namespace = text.substring(0, colon);
    String rest = text.substring(colon + 1);
    int equals = rest.indexOf(EQUALS);
    if (equals < 0 || !rest.endsWith("\"") || rest.length() < equals + EQUALS.length() + 1) {
      return Optional.of(new MachineTag(namespace, rest, Optional.empty()));
    }
    String value = rest.substring(equals + EQUALS.length(), rest.length() - 1);
    return Optional.of(new MachineTag(namespace, rest.substring(0, equals), Optional.of(value)));
  }

  String text() {
    return namespace + ":" + predicate + value.map(v -> EQUALS + v + "\"").orElse("");
  }
}
