package earmark.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back: a status, headers and a body that is whole in memory, or a file in its place.
 *
 * @param file sent instead of {@code body}, bit by bit
 */
public record Answer(int status, Map<String, String> headers, byte[] body, Optional<Path> file) {
  public static final String JSON = "application/json";

  public Answer(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, Optional.empty());
  }

  /** A file to be saved, of which nobody should believe what it is. */
  public static Answer download(Path file, String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return new Answer(
        200,
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "Content-Disposition",
            "attachment; filename*=UTF-8''" + encoded),
        new byte[0],
        Optional.of(file));
  }

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
    return new Answer(status, more, body, file);
  }
}
