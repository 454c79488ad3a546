package earmark.vocabulary.misp;

import earmark.refusal.Refusal;
import earmark.vocabulary.LegalForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Fields of an object, each of the type that it has to be, or refused with its place. */
final class Fields {
  private static final Pattern COLOUR = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
  private static final int SYNONYMS_MAX = 1_000;

  private Fields() {}

  static Refusal.Invalid wrong(String place, String what) {
    return new Refusal.Invalid("\"" + place + "\" must be " + what + ".");
  }

  /** A text or a number as text; empty if it is null. */
  static String scalar(JsonNode node, String place) {
    if (node.isNull()) return "";
    if (!node.isString() && !node.isNumber()) throw wrong(place, "a text");
    return printable(node.asString(), place);
  }

  /** A text that has to be there, and is fit to be a part of a name. */
  static String required(JsonNode object, String key, String place) {
    JsonNode node = object.path(key);
    if (!node.isString() || node.asString().isEmpty()) throw wrong(place + "." + key, "a text");
    return name(node.asString(), place + "." + key);
  }

  /** A text that is fit to be a part of a name. */
  static String name(String text, String place) {
    if (text.length() > LegalForm.ORIGINAL_MAX) {
      throw wrong(place, "a text of " + LegalForm.ORIGINAL_MAX + " characters at most");
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw wrong(place, "a text without control characters");
      }
    }
    return printable(text, place);
  }

  /** A text; empty if it is absent. */
  static String text(JsonNode object, String key, String place) {
    JsonNode node = object.path(key);
    if (node.isMissingNode() || node.isNull()) return "";
    if (!node.isString()) throw wrong(place + "." + key, "a text");
    return printable(node.asString(), place + "." + key);
  }

  /** What every store can keep: whole characters, and none of them U+0000. */
  private static String printable(String text, String place) {
    boolean broken =
        text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    if (broken) throw wrong(place, "a text of whole characters, without U+0000");
    return text;
  }

  /** A list of texts, or one text; none if it is absent. */
  static List<String> texts(JsonNode object, String key, String place) {
    JsonNode list = object.path(key);
    String at = place + ".meta." + key;
    if (list.isMissingNode() || list.isNull()) return List.of();
    if (!list.isArray()) throw wrong(at, "a list of texts");
    if (list.size() > SYNONYMS_MAX) throw wrong(at, "a list of " + SYNONYMS_MAX + " texts at most");
    List<String> texts = new ArrayList<>();
    for (JsonNode one : list) {
      if (!one.isString()) throw wrong(at, "a list of texts");
      String text = name(one.asString(), at);
      if (!text.isBlank() && !texts.contains(text)) texts.add(text);
    }
    return texts;
  }

  /** A colour as a web page writes it; what is no such colour is none. */
  static Optional<String> colour(JsonNode object, String place) {
    String colour = text(object, "colour", place).strip();
    return Optional.of(colour).filter(text -> COLOUR.matcher(text).matches());
  }
}
