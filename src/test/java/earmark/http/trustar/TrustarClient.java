package earmark.http.trustar;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as the published Python client does: its token request, headers and bodies. */
final class TrustarClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Instance server;
  private final String key;
  private final String secret;
  private String token = "";

  TrustarClient(Instance server, String key, String secret) {
    this.server = server;
    this.key = key;
    this.secret = secret;
  }

  /** The header of a token request. */
  String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** Asks for a token, which may be the one that it has. */
  Reply askForToken() {
    return server.send(
        "POST",
        "/oauth/token",
        Map.of("Authorization", basic(), "Content-Type", FORM),
        "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8));
  }

  String token() {
    if (token.isEmpty()) refresh();
    return token;
  }

  void refresh() {
    Reply reply = askForToken();
    if (reply.status() != 200) throw new IllegalStateException(reply.text());
    token = reply.json().path("access_token").asString();
  }

  /** A request with a body, if it is not empty; the path begins with that of the version. */
  Reply send(String method, String path, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token());
    headers.put("Client-Type", "PYTHON_SDK");
    headers.put("Client-Version", "0.3.34");
    if (method.equals("POST") || method.equals("PUT")) {
      headers.put("Content-Type", "application/json");
    }
    return server.send(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  Reply get(String path) {
    return send("GET", "/api/1.3" + path, "");
  }

  Reply delete(String path) {
    return send("DELETE", "/api/1.3" + path, "");
  }

  /** With a value as JSON, where a text is JSON already. */
  Reply post(String path, Object body) {
    return send("POST", "/api/1.3" + path, json(body));
  }

  Reply put(String path, Object body) {
    return send("PUT", "/api/1.3" + path, json(body));
  }

  private static String json(Object body) {
    return body instanceof String text ? text : JSON.writeValueAsString(body);
  }
}
