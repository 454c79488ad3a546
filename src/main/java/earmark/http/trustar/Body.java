package earmark.http.trustar;

import earmark.http.Call;
import earmark.http.Json;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A JSON object of a request, with the tolerance that clients of this API need: keys that nobody
 * reads are ignored, and null is as good as absent.
 *
 * @param what the name of the object in messages
 */
record Body(String what, JsonNode object) {
  /** ISO 8601 with an offset, with or without its colon; UTC if there is none. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  /**
   * The body of a request that must have one.
   *
   * @throws Refusal.Invalid if it is not a JSON object
   */
  static Body read(Call call, int maxBytes) throws IOException {
    return of("The body", tree(call, maxBytes));
  }

  /** The same where the body may be empty or null, which is as good as an object without keys. */
  static Body readLeniently(Call call, int maxBytes) throws IOException {
    JsonNode tree = tree(call, maxBytes);
    boolean nothing = tree.isMissingNode() || tree.isNull();
    return of("The body", nothing ? JsonNodeFactory.instance.objectNode() : tree);
  }

  /**
   * The body as a list.
   *
   * @throws Refusal.Invalid if it is not a JSON array
   */
  static List<JsonNode> readList(Call call, int maxBytes) throws IOException {
    JsonNode tree = tree(call, maxBytes);
    if (!tree.isArray()) throw new Refusal.Invalid("The body must be a JSON array.");
    return List.copyOf(tree.values());
  }

  private static JsonNode tree(Call call, int maxBytes) throws IOException {
    return Json.tree(call.body(maxBytes));
  }

  static Body of(String what, JsonNode node) {
    if (!node.isObject()) throw new Refusal.Invalid(what + " must be a JSON object.");
    return new Body(what, node);
  }

  /** Whether there is anything but null under a key. */
  boolean has(String key) {
    JsonNode value = object.path(key);
    return !value.isMissingNode() && !value.isNull();
  }

  /**
   * A text; absent if not given or null.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  Optional<String> text(String key) {
    if (!has(key)) return Optional.empty();
    JsonNode value = object.path(key);
    if (!value.isString()) throw wrong(key, "must be a text");
    return Optional.of(value.asString());
  }

  /**
   * A text that must be there and not be empty.
   *
   * @throws Refusal.Invalid if it is not
   */
  String required(String key) {
    return text(key).filter(text -> !text.isEmpty()).orElseThrow(() -> wrong(key, "is required"));
  }

  /**
   * A whole number, as such or as text; absent if not given or null.
   *
   * @throws Refusal.Invalid if it is anything else, or negative
   */
  Optional<Long> number(String key) {
    if (!has(key)) return Optional.empty();
    JsonNode value = object.path(key);
    String text = value.isIntegralNumber() || value.isString() ? value.asString() : "";
    if (!text.matches("[0-9]{1,18}")) throw wrong(key, "must be a whole number");
    return Optional.of(Long.parseLong(text));
  }

  /**
   * A moment: a whole number of ms since 1970, or ISO 8601 with an offset; absent if not given.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  Optional<Instant> time(String key) {
    if (!has(key)) return Optional.empty();
    JsonNode value = object.path(key);
    if (!value.isString() || value.asString().matches("[0-9]+")) {
      return number(key).map(Instant::ofEpochMilli);
    }
    try {
      TemporalAccessor time =
          TIME.parseBest(value.asString(), OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          switch (time) {
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> OffsetDateTime.from(time).toInstant();
          });
    } catch (DateTimeException e) {
      throw wrong(key, "must be a time: ms since 1970, or ISO 8601 with an offset");
    }
  }

  /**
   * The elements of an array; none if it is not given or null.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  List<JsonNode> list(String key) {
    if (!has(key)) return List.of();
    if (!object.path(key).isArray()) throw wrong(key, "must be an array");
    return List.copyOf(object.path(key).values());
  }

  /**
   * An array of texts, or one text with commas; none if it is not given or null.
   *
   * @throws Refusal.Invalid if it holds anything else
   */
  List<String> texts(String key) {
    if (object.path(key).isString()) return List.of(object.path(key).asString().split(",", -1));
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(key)) {
      if (!item.isString()) throw wrong(key, "must hold texts only");
      texts.add(item.asString());
    }
    return texts;
  }

  /**
   * Names of tags: objects with a name, or bare texts; none if not given or null.
   *
   * @throws Refusal.Invalid if one is anything else
   */
  List<String> names(String key) {
    List<String> names = new ArrayList<>();
    for (JsonNode item : list(key)) {
      JsonNode name = item.isObject() ? item.path("name") : item;
      if (!name.isString()) throw wrong(key, "must hold objects with a text as \"name\"");
      names.add(name.asString());
    }
    return names;
  }

  private Refusal.Invalid wrong(String key, String rule) {
    return new Refusal.Invalid(what + ": \"" + key + "\" " + rule + ".");
  }
}
