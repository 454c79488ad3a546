package earmark.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back: a status, headers and a body that is whole in memory. */
public record Answer(int status, Map<String, String> headers, byte[] body) {
  public static final String JSON = "application/json";

  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  /** A value as compact JSON. */
  public static Answer json(int status, Object value) {
    return of(status, JSON, Json.write(value));
  }

  public static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** The same answer with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
