package earmark.vocabulary.misp;

import earmark.refusal.Refusal;
import earmark.vocabulary.Term;
import earmark.vocabulary.Vocabulary;
import earmark.vocabulary.VocabularyImport;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@code machinetag.json} of a taxonomy, or a cluster file of a galaxy, as a vocabulary. Source:
 * draft-dulaunoy-misp-taxonomy-format, draft-dulaunoy-misp-galaxy-format.
 */
public final class MispFile {
  static final int TERMS_MAX = 100_000;
  private static final int DEPTH_MAX = 32;
  private static final int TEXT_MAX = 1 << 16;
  private static final int KEY_MAX = 1_000;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(TEXT_MAX)
                          .maxNameLength(KEY_MAX)
                          .maxDocumentLength(VocabularyImport.BYTES_MAX)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // more follows in the list
          .build();

  private final Map<String, String> texts = new HashMap<>();
  private final List<Named> predicates = new ArrayList<>();
  private final Map<String, List<Named>> values = new LinkedHashMap<>();
  private final List<Named> clusters = new ArrayList<>();
  private boolean hasPredicates;
  private boolean hasValues;
  private int names;

  private MispFile() {}

  /** A predicate, a value or a cluster. */
  record Named(String value, String description, Optional<String> colour, List<String> synonyms) {}

  /**
   * Reads a file.
   *
   * @throws Refusal.Invalid if it is neither, saying where and why
   * @throws Refusal.TooLarge if it is larger than a limit
   */
  public static Vocabulary read(InputStream in) {
    MispFile file = new MispFile();
    try (JsonParser parser = JSON.createParser(in)) {
      file.readWhole(parser);
      return file.vocabulary();
    } catch (JacksonException e) {
      throw refused(e);
    }
  }

  private static Refusal refused(JacksonException e) {
    String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    String where =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    String shown = why.length() > 200 ? why.substring(0, 200) + "…" : why;
    return new Refusal.Invalid("This is not the JSON of a vocabulary: " + shown + where + ".");
  }

  private void readWhole(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Refusal.Invalid("The file must be a JSON object, as MISP's are.");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "predicates" -> {
          hasPredicates = true;
          readList(parser, key, (node, place) -> predicates.add(named(node, place)));
        }
        case "values" -> {
          hasValues = true;
          readList(parser, key, this::readValue);
        }
        case "namespace", "name", "type", "description", "expanded", "version" ->
            texts.put(key, Fields.scalar(JSON.readTree(parser), key));
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) throw new Refusal.Invalid("More follows after the object.");
  }

  /** What is done with one element of a list. */
  private interface Element {
    void read(JsonNode node, String place);
  }

  private static void readList(JsonParser parser, String key, Element element) {
    if (parser.currentToken() != JsonToken.START_ARRAY) throw Fields.wrong(key, "a list");
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      JsonNode node = JSON.readTree(parser);
      String place = key + "[" + i + "]";
      if (!node.isObject()) throw Fields.wrong(place, "an object");
      element.read(node, place);
    }
  }

  /** A value of a galaxy, or the values of a predicate of a taxonomy. */
  private void readValue(JsonNode node, String place) {
    if (!node.has("predicate")) {
      clusters.add(named(node, place));
      return;
    }
    String predicate = Fields.required(node, "predicate", place);
    JsonNode entry = node.path("entry");
    if (!entry.isArray()) throw Fields.wrong(place + ".entry", "a list");
    List<Named> of = values.computeIfAbsent(predicate, _ -> new ArrayList<>());
    int i = 0;
    for (JsonNode one : entry) {
      String at = place + ".entry[" + i++ + "]";
      if (!one.isObject()) throw Fields.wrong(at, "an object");
      of.add(named(one, at));
    }
  }

  private Named named(JsonNode node, String place) {
    if (++names > TERMS_MAX) {
      throw new Refusal.TooLarge("A vocabulary may have " + TERMS_MAX + " terms.");
    }
    String value = Fields.required(node, "value", place);
    String description = Fields.text(node, "description", place);
    if (description.isEmpty()) description = Fields.text(node, "expanded", place);
    JsonNode meta = node.path("meta");
    if (!meta.isMissingNode() && !meta.isNull() && !meta.isObject()) {
      throw Fields.wrong(place + ".meta", "an object");
    }
    return new Named(
        value, description, Fields.colour(node, place), Fields.texts(meta, "synonyms", place));
  }

  private Vocabulary vocabulary() {
    String namespace = texts.get("namespace");
    if (hasPredicates && namespace != null) return taxonomy(namespace);
    String type = texts.get("type");
    if (hasValues && type != null && !hasPredicates) return galaxy(type);
    throw new Refusal.Invalid(
        "The file is neither the machinetag.json of a taxonomy, with \"namespace\" and"
            + " \"predicates\", nor a cluster file of a galaxy, with \"type\" and \"values\".");
  }

  private Vocabulary taxonomy(String namespace) {
    if (namespace.equals("misp-galaxy") || namespace.indexOf(':') >= 0) {
      throw new Refusal.Invalid("A taxonomy can't have the namespace " + namespace + ".");
    }
    if (!clusters.isEmpty()) throw Fields.wrong("values", "a list of predicates and entries");
    Terms terms = new Terms();
    for (Named predicate : predicates) {
      List<Named> of = values.remove(predicate.value());
      String head = namespace + ":" + predicate.value();
      if (of == null || of.isEmpty()) {
        terms.add(head, predicate);
        continue;
      }
      for (Named value : of) {
        Optional<String> colour = value.colour().or(predicate::colour);
        terms.add(
            head + "=\"" + value.value() + "\"",
            new Named(value.value(), value.description(), colour, value.synonyms()));
      }
    }
    if (!values.isEmpty()) {
      throw new Refusal.Invalid(
          "\"values\" names a predicate that is not in \"predicates\": "
              + values.keySet().iterator().next()
              + ".");
    }
    return new Vocabulary(
        Fields.name(namespace, "namespace"),
        Vocabulary.Kind.TAXONOMY,
        text("expanded", namespace),
        text("description", ""),
        text("version", ""),
        terms.all());
  }

  private Vocabulary galaxy(String type) {
    if (!values.isEmpty()) throw Fields.wrong("values", "a list of clusters");
    String name = Fields.name("misp-galaxy:" + type, "type");
    Terms terms = new Terms();
    for (Named cluster : clusters) terms.add(name + "=\"" + cluster.value() + "\"", cluster);
    return new Vocabulary(
        name,
        Vocabulary.Kind.GALAXY,
        text("name", type),
        text("description", ""),
        text("version", ""),
        terms.all());
  }

  private String text(String key, String otherwise) {
    @Nullable String text = texts.get(key);
    return text == null || text.isEmpty() ? otherwise : text;
  }

  /** Terms, each original once. */
  private static final class Terms {
    private final Map<String, Term> byOriginal = new LinkedHashMap<>();

    void add(String original, Named named) {
      Term term = new Term(original, named.description(), named.colour(), named.synonyms());
      Term before = byOriginal.putIfAbsent(original, term);
      if (before != null && !before.equals(term)) {
        throw new Refusal.Invalid("The file has " + original + " twice, with other words.");
      }
    }

    List<Term> all() {
      if (byOriginal.isEmpty()) throw new Refusal.Invalid("The file has no terms.");
      return List.copyOf(byOriginal.values());
    }
  }
}
