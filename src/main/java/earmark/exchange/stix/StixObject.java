package earmark.exchange.stix;

import earmark.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Those properties of an object in a bundle that say what its labels are of; all others are passed
 * over as they are read. What is of another type than the standard says counts as absent.
 *
 * @param line where it ends
 * @param name empty if it has none, as are all texts
 * @param value of an address, a domain or a URL
 * @param badLabels whether it has labels that are no list of texts
 */
record StixObject(
    long line,
    String type,
    String id,
    String name,
    String value,
    String pattern,
    Map<String, String> hashes,
    List<String> labels,
    boolean badLabels,
    List<String> objectRefs,
    List<String> sampleRefs) {
  private static final List<String> ALGORITHMS = List.of("SHA-256", "SHA-512", "SHA-1", "MD5");
  private static final int LIST_MAX = 10_000;

  /** The names of the algorithms of its hashes, the best first. */
  List<String> algorithms() {
    return ALGORITHMS.stream().filter(hashes::containsKey).toList();
  }

  /** Reads the object that the parser has come to, to its end. */
  static StixObject read(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new Refusal.Invalid(
          "Not a STIX bundle: line "
              + parser.currentLocation().getLineNr()
              + " has something in the list that is no object.");
    }
    Map<String, String> texts = new HashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    Map<String, String> hashes = new HashMap<>();
    boolean badLabels = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "type", "id", "name", "value", "pattern" -> {
          if (value == JsonToken.VALUE_STRING) texts.put(key, parser.getString());
          else parser.skipChildren();
        }
        case "hashes" -> readHashes(parser, hashes);
        case "labels", "object_refs", "sample_refs" -> {
          Optional<List<String>> list = list(parser);
          list.ifPresent(all -> lists.put(key, all));
          if (list.isEmpty() && key.equals("labels")) badLabels = true;
        }
        default -> parser.skipChildren();
      }
    }
    return new StixObject(
        parser.currentLocation().getLineNr(),
        texts.getOrDefault("type", ""),
        texts.getOrDefault("id", ""),
        texts.getOrDefault("name", ""),
        texts.getOrDefault("value", ""),
        texts.getOrDefault("pattern", ""),
        hashes,
        lists.getOrDefault("labels", List.of()),
        badLabels,
        lists.getOrDefault("object_refs", List.of()),
        lists.getOrDefault("sample_refs", List.of()));
  }

  private static void readHashes(JsonParser parser, Map<String, String> hashes) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String algorithm = parser.currentName();
      boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
      if (text && ALGORITHMS.contains(algorithm)) hashes.put(algorithm, parser.getString());
      else parser.skipChildren();
    }
  }

  /** A list of texts; absent if it is anything else. */
  private static Optional<List<String>> list(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    boolean texty = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) texts.add(parser.getString());
      else texty = false;
      parser.skipChildren();
      if (texts.size() > LIST_MAX) {
        throw new Refusal.TooLarge(
            "The object in line "
                + parser.currentLocation().getLineNr()
                + " has a list of more than "
                + LIST_MAX
                + " texts.");
      }
    }
    return texty ? Optional.of(texts) : Optional.empty();
  }
}
