package earmark.http.api;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A client of the parts of the API that change tags and tell their history. */
record TagEngine(Instance server) {

  Reply edit(Object body) {
    return server.json("POST", "/api/v1/samples/tags", body);
  }

  /** Puts a tag on some samples and answers the number of the operation. */
  long add(String tag, String... samples) {
    return operation(edit(Map.of("samples", List.of(samples), "add", List.of(tag))));
  }

  long remove(String tag, String... samples) {
    return operation(edit(Map.of("samples", List.of(samples), "remove", List.of(tag))));
  }

  static long operation(Reply reply) {
    if (reply.status() != 200) throw new IllegalStateException(reply.text());
    return reply.json().path("operation").asLong();
  }

  Reply change(String what, Object body) {
    return server.json("POST", "/api/v1/tags/" + what, body);
  }

  Reply undo(long operation, Object body) {
    return server.json("POST", "/api/v1/operations/" + operation + "/undo", body);
  }

  /** A request under an idempotency key. */
  Reply keyed(String key, String path, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Token " + server.adminToken());
    headers.put("Content-Type", "application/json");
    headers.put("Idempotency-Key", key);
    return server.send("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  JsonNode get(String path) {
    Reply reply = server.get("/api/v1/" + path);
    if (reply.status() != 200) throw new IllegalStateException(reply.text());
    return reply.json();
  }

  JsonNode search(String text) {
    return get("samples?q=" + encoded(text));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  List<String> user(String sample) {
    return texts(server.tags(sample).path("user"));
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  /** The SHA1 of the samples of a page. */
  static List<String> sha1(JsonNode page) {
    return page.path("samples").valueStream().map(s -> s.path("sha1").asString()).toList();
  }

  /** The numbers of the operations of a page. */
  static List<Long> ids(JsonNode page) {
    return page.path("operations").valueStream().map(o -> o.path("id").asLong()).toList();
  }
}
