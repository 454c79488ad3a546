package earmark.http.trustar;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/**
 * The enclaves and users that the cases of the specification speak of, on an instance. Each test
 * has enclaves of its own: E1 and E2, in which FULL may do all; SUB may submit to E1, VIEW may look
 * into it, and NONE may do nothing.
 */
final class World implements BeforeAllCallback, BeforeEachCallback {
  private static final AtomicInteger UNIQUE = new AtomicInteger();

  private final Instance server;
  private final Map<String, TrustarClient> clients = new LinkedHashMap<>();
  private final Map<String, String> logins = new LinkedHashMap<>();
  private final List<String> granted = new ArrayList<>();
  private String e1 = "";
  private String e2 = "";

  World(Instance server) {
    this.server = server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    for (String name : List.of("full", "sub", "view", "none")) {
      String login = name + UNIQUE.incrementAndGet();
      logins.put(name, login);
      clients.put(name, newClient(server, login));
    }
  }

  /** A new user with an API key. */
  static TrustarClient newClient(Instance server, String login) {
    server.newUser(login);
    JsonNode made = made(server.json("POST", "/api/v1/keys", Map.of("user", login)));
    return new TrustarClient(server, made.path("key").asString(), made.path("secret").asString());
  }

  private static JsonNode made(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    for (String grant : granted) server.delete("/api/v1/grants?" + grant);
    granted.clear();
    e1 = enclave("E1");
    e2 = enclave("E2");
    grant(e1, "full", "read", "create", "update");
    grant(e2, "full", "read", "create", "update");
    grant(e1, "sub", "read", "create");
    grant(e1, "view", "read");
  }

  /** A new enclave in which nobody may do anything; its id. */
  String enclave(String name) {
    String unique = name + " " + UNIQUE.incrementAndGet();
    return made(server.json("POST", "/api/v1/enclaves", Map.of("name", unique)))
        .path("id")
        .asString();
  }

  void grant(String enclave, String who, String... rights) {
    String login = logins.getOrDefault(who, who);
    Reply reply =
        server.json(
            "PUT",
            "/api/v1/grants",
            Map.of("enclave", enclave, "user", login, "rights", List.of(rights)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    granted.add("enclave=" + enclave + "&user=" + login);
  }

  Instance server() {
    return server;
  }

  String e1() {
    return e1;
  }

  String e2() {
    return e2;
  }

  TrustarClient full() {
    return client("full");
  }

  TrustarClient sub() {
    return client("sub");
  }

  TrustarClient view() {
    return client("view");
  }

  TrustarClient none() {
    return client("none");
  }

  private TrustarClient client(String name) {
    TrustarClient client = clients.get(name);
    if (client == null) throw new IllegalStateException("not started");
    return client;
  }

  /** A text that no other call answers. */
  static String unique(String text) {
    return text + UNIQUE.incrementAndGet();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The fields of a report, with more of them given as key, value, key, value… */
  static Map<String, Object> report(String enclave, Object... more) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("title", unique("A report "));
    report.put("reportBody", "Somebody clicked on something.");
    report.put("enclaveIds", List.of(enclave));
    for (int i = 0; i < more.length; i += 2) report.put((String) more[i], more[i + 1]);
    return report;
  }

  /** Submits a report; its id. */
  static String submit(TrustarClient who, String enclave, Object... more) {
    Reply reply = who.post("/reports", report(enclave, more));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.text();
  }

  /** A new report of FULL in E1. */
  String r1() {
    return submit(full(), e1);
  }

  static Reply alter(TrustarClient who, String report, List<?> added, List<?> removed) {
    return who.post(
        "/reports/" + report + "/alter-tags",
        Map.of("addedTags", objects(added), "removedTags", objects(removed)));
  }

  private static List<Object> objects(List<?> names) {
    return names.stream().<Object>map(name -> Map.of("name", name)).toList();
  }

  static void tag(TrustarClient who, String report, String... names) {
    Reply reply = alter(who, report, List.of(names), List.of());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  /** The names of a report's tags. */
  static List<String> tags(TrustarClient who, String report) {
    Reply reply = who.get("/reports/" + report + "/tags");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return texts(reply.json(), "name");
  }

  /** The values of a key in an array of objects. */
  static List<String> texts(JsonNode array, String key) {
    assertThat(array.isArray()).as(array.toString()).isTrue();
    return array.valueStream().map(node -> node.path(key).asString()).toList();
  }

  /** The values of a key in the items of a page. */
  static List<String> items(Reply reply, String key) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return texts(reply.json().path("items"), key);
  }

  static long updated(TrustarClient who, String report) {
    return who.get("/reports/" + report).json().path("updated").asLong();
  }

  /** Tags an indicator; the tag's id. */
  static String tagIndicator(TrustarClient who, String value, String name, String enclave) {
    Reply reply = postTag(who, value, name, enclave);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("guid").asString();
  }

  static Reply postTag(TrustarClient who, String value, String name, String enclave) {
    return who.post(
        "/indicators/tags",
        Map.of("value", value, "tag", Map.of("name", name, "enclaveId", enclave)));
  }

  /** What a caller learns of one indicator. */
  static JsonNode metadata(TrustarClient who, String value, String query) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("value", value);
    asked.put("indicatorType", null);
    Reply reply = who.post("/indicators/metadata" + query, List.of(asked));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  /** The tags of an indicator that a caller sees, as name and enclave. */
  static List<String> indicatorTags(TrustarClient who, String value, String query) {
    JsonNode found = metadata(who, value, query);
    if (found.isEmpty()) return List.of();
    return found
        .path(0)
        .path("tags")
        .valueStream()
        .map(tag -> tag.path("name").asString() + " " + tag.path("enclaveId").asString())
        .toList();
  }

  /** An error in the shape that clients read, with the id that they show. */
  static void assertFailure(Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("Trace-Id")).isNotEmpty();
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    JsonNode body = reply.json();
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("timestamp").isIntegralNumber()).isTrue();
    assertThat(body.path("error").asString()).isNotEmpty();
    assertThat(body.path("message").asString()).isNotEmpty();
    assertThat(body.path("path").asString()).startsWith("/");
  }
}
