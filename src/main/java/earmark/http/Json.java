package earmark.http;

import earmark.refusal.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON bodies: records in and out. Keys that nobody reads are ignored, as foreign clients need. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads a body as a tree.
   *
   * @throws Refusal.Invalid if it is not JSON, with the place where it stops being
   */
  public static JsonNode tree(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new Refusal.Invalid("JSON parse error - " + where(e));
    }
  }

  /** Reads text of our own as a tree. */
  public static JsonNode tree(String text) {
    return MAPPER.readTree(text);
  }

  /**
   * Reads a body as a record.
   *
   * @throws Refusal.Invalid if it is not JSON or a value is of the wrong type
   */
  public static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = MAPPER.readValue(body, type);
      if (value == null) throw new Refusal.Invalid("The body is null; it must be an object.");
      return value;
    } catch (JacksonException e) {
      throw new Refusal.Invalid("JSON parse error - " + where(e));
    }
  }

  private static String where(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    String shortened = message.length() > 200 ? message.substring(0, 200) + "…" : message;
    return e.getLocation() == null
        ? shortened
        : shortened
            + " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }
}
