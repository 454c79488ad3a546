package earmark.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back: a status, headers and a body that is whole in memory, or is written as it goes.
 *
 * @param stream what is written instead of the body, if it is present
 */
public record Answer(
    int status, Map<String, String> headers, byte[] body, Optional<Stream> stream) {

  /** A body of any size, written while it is sent. A failure cuts the connection off. */
  @FunctionalInterface
  public interface Stream {
    void writeTo(OutputStream out) throws IOException;
  }

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
        Optional.of(out -> Files.copy(file, out)));
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
    return new Answer(status, more, body, stream);
  }
}
