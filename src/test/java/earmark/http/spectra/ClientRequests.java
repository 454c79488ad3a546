package earmark.http.spectra;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests as one client does: with its token header and the name that it gives itself. */
record ClientRequests(Instance server, String authorization, String userAgent) {
  private static final JsonMapper JSON = new JsonMapper();

  private Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", authorization);
    headers.put("User-Agent", userAgent);
    if (!contentType.isEmpty()) headers.put("Content-Type", contentType);
    return headers;
  }

  Reply get(String path) {
    return server.send("GET", path, headers(""), new byte[0]);
  }

  Reply json(String method, String path, Object body) {
    return server.send(method, path, headers("application/json"), JSON.writeValueAsBytes(body));
  }

  /** Fields given as name, value, name, value…, as a form is sent by default. */
  Reply form(String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(encoded(fields[i]))
          .append('=')
          .append(encoded(fields[i + 1]));
    }
    return server.send(
        "POST",
        path,
        headers("application/x-www-form-urlencoded"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A multipart form with a file.
   *
   * @param disposition how the file part says its name, such as {@code filename="a.exe"}
   */
  Reply upload(String path, String disposition, byte[] content, String... fields) {
    String boundary = "0123456789abcdef";
    StringBuilder before = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      before.append(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(boundary, fields[i], fields[i + 1]));
    }
    before.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; %s\r\n\r\n"
            .formatted(boundary, disposition));
    byte[] head = before.toString().getBytes(StandardCharsets.UTF_8);
    byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + content.length + end.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(content, 0, body, head.length, content.length);
    System.arraycopy(end, 0, body, head.length + content.length, end.length);
    return server.send("POST", path, headers("multipart/form-data; boundary=" + boundary), body);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
