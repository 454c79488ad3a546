package earmark.http.spectra;

import earmark.http.Call;
import earmark.http.FormFields;
import earmark.http.Json;
import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The body of a request as clients of this API send it: JSON or a form, lists as arrays, repeated
 * fields or one text with commas, booleans as such or as text. Keys that nobody reads are ignored.
 */
sealed interface Body {
  /** How many hashes a request may name. */
  int HASHES_MAX = 1000;

  /** A JSON object. */
  record OfJson(JsonNode object) implements Body {}

  /** A form. */
  record OfForm(FormFields form) implements Body {}

  /**
   * Reads the body by its content type. JSON that is announced as a form, as some clients do by
   * default, is JSON all the same.
   *
   * @throws Refusal.Invalid if it can't be read, or is JSON but no object
   */
  static Body read(Call call) throws IOException {
    if (call.contentType().equals("multipart/form-data")) return new OfForm(call.multipartForm());
    byte[] body = call.body();
    boolean form = call.contentType().equals("application/x-www-form-urlencoded");
    if (form && (body.length == 0 || body[0] != '{')) return new OfForm(FormFields.parse(body));
    JsonNode tree = Json.tree(body);
    if (!tree.isObject()) throw new Refusal.Invalid("The body must be a JSON object.");
    return new OfJson(tree);
  }

  /** A text; absent if not given or null. */
  default Optional<String> text(String name) {
    return switch (this) {
      case OfForm(FormFields form) -> form.first(name);
      case OfJson(JsonNode object) -> {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) yield Optional.empty();
        if (value.isContainer()) throw new Refusal.Invalid("\"" + name + "\" must be a text.");
        yield Optional.of(value.asString());
      }
    };
  }

  /**
   * A yes or no, as such or as text in any case; no if it is not given.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  default boolean flag(String name) {
    return switch (text(name).orElse("").toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0", "" -> false;
      default -> throw new Refusal.Invalid("\"" + name + "\" must be true or false.");
    };
  }

  /**
   * A whole number from 1 on.
   *
   * @throws Refusal.Invalid if it is anything else, or more than {@code max}
   */
  default int number(String name, int ifAbsent, int max) {
    Optional<String> text = text(name).filter(given -> !given.isEmpty());
    if (text.isEmpty()) return ifAbsent;
    if (text.get().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= 1 && number <= max) return number;
    }
    throw new Refusal.Invalid("\"" + name + "\" must be a whole number from 1 to " + max + ".");
  }

  /** A list of texts in any of its forms, without blanks around them; empty if not given. */
  default List<String> list(String name) {
    return FormFields.commaSeparated(
        switch (this) {
          case OfForm(FormFields form) -> form.all(name);
          case OfJson(JsonNode object) -> {
            JsonNode value = object.path(name);
            yield value.isArray() ? texts(name, value) : text(name).stream().toList();
          }
        });
  }

  /**
   * Hashes of samples, all of one type, in any form of a list.
   *
   * @throws Refusal.Invalid if there are none, more than {@code max}, or several types
   */
  default List<SampleHash> hashes(String name, int max) {
    List<String> texts = list(name);
    if (texts.isEmpty()) {
      throw new Refusal.Invalid("\"" + name + "\" is required: a list of hashes.");
    }
    if (texts.size() > max) {
      throw new Refusal.Invalid("\"" + name + "\" may hold " + max + " hashes at once here.");
    }
    List<SampleHash> hashes = texts.stream().map(SampleHash::parse).toList();
    if (hashes.stream().map(SampleHash::algorithm).distinct().count() > 1) {
      throw new Refusal.Invalid("All hashes of one request must be of one type.");
    }
    return hashes;
  }

  /**
   * A list that must be one: an array of texts, or repeated fields. Nothing is split or trimmed.
   *
   * @throws Refusal.Invalid if it is missing, empty, or holds something else than texts
   */
  default List<String> strictList(String name) {
    List<String> values =
        switch (this) {
          case OfForm(FormFields form) -> form.all(name);
          case OfJson(JsonNode object) -> {
            JsonNode value = object.path(name);
            if (!value.isArray()) {
              throw new Refusal.Invalid("\"" + name + "\" is required: a list of texts.");
            }
            yield texts(name, value);
          }
        };
    if (values.isEmpty()) throw new Refusal.Invalid("\"" + name + "\" must not be empty.");
    return values;
  }

  private static List<String> texts(String name, JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array) {
      if (!item.isString()) {
        throw new Refusal.Invalid("\"" + name + "\" must hold texts only.");
      }
      texts.add(item.asString());
    }
    return texts;
  }
}
