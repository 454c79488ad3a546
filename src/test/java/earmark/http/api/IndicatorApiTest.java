package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Indicators and their tags over real HTTP. */
class IndicatorApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static JsonNode ok(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
    return reply.json();
  }

  /** An enclave in which somebody has these rights. */
  private static String enclave(String name, String login, String... rights) {
    String id =
        ok(SERVER.json("POST", "/api/v1/enclaves", Map.of("name", name))).path("id").asString();
    grant(id, login, rights);
    return id;
  }

  private static void grant(String id, String login, String... rights) {
    ok(
        SERVER.json(
            "PUT",
            "/api/v1/grants",
            Map.of("enclave", id, "user", login, "rights", List.of(rights))));
  }

  private static Reply get(String token, String path) {
    return SERVER.send("GET", path, Map.of("Authorization", "Token " + token), new byte[0]);
  }

  private static String one(String value) {
    return "/api/v1/indicators/one?value=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Reply alter(String enclave, String value, List<String> add, List<String> remove) {
    return SERVER.json(
        "POST",
        "/api/v1/indicators/tags",
        Map.of("value", value, "enclave", enclave, "add", add, "remove", remove, "reason", "why"));
  }

  @Test
  void indicators_are_submitted_found_and_shown() {
    String id = enclave("Submitting", "admin", "read", "create");
    String value = "http://evil.com/a?b=c&d=ü";
    Map<String, Object> row =
        Map.of("value", value, "firstSeen", "2024-05-01T00:00:00Z", "sightings", 3, "note", "n");
    Map<String, Object> body =
        Map.of(
            "enclaves",
            List.of(id),
            "indicators",
            List.of(row, Map.of("value", "evil[.]com")),
            "tags",
            List.of(Map.of("enclave", id, "name", "Loader")));
    JsonNode submitted = ok(SERVER.json("POST", "/api/v1/indicators", body));
    assertThat(submitted.path("operation").isNumber()).isTrue();
    JsonNode page = ok(SERVER.get("/api/v1/indicators?tag=LOADER&type=url&enclave=" + id));
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(page.path("hasNext").asBoolean()).isFalse();
    JsonNode shown = ok(SERVER.get(one(value))).path("indicators").path(0);
    assertThat(shown.path("value").asString()).isEqualTo(value);
    assertThat(shown.path("firstSeen").asString()).isEqualTo("2024-05-01T00:00:00Z");
    assertThat(shown.path("sightings").asInt()).isEqualTo(3);
    assertThat(shown.path("tags").path(0).path("name").asString()).isEqualTo("loader");
    assertThat(shown.path("notes").path(0).asString()).isEqualTo("n");
    assertThat(SERVER.get("/api/v1/indicators?page=x").status()).isEqualTo(400);
    assertThat(SERVER.get("/api/v1/indicators?type=planet").status()).isEqualTo(400);
    assertThat(alter(id, value, List.of("x"), List.of()).status()).isEqualTo(403);
  }

  @Test
  void tags_are_altered_counted_suggested_traced_and_taken_back() {
    String id = enclave("Tagging", "admin", "read", "update");
    JsonNode altered = ok(alter(id, "198.51.100.7", List.of("Apt", "loader"), List.of("apt2")));
    assertThat(altered.path("type").asString()).isEqualTo("IP");
    assertThat(altered.path("tags")).hasSize(2);
    ok(alter(id, "198.51.100.8", List.of("apt"), List.of()));
    JsonNode suggested =
        ok(SERVER.get("/api/v1/indicators/tags/suggest?text=AP&enclave=" + id)).path("tags");
    assertThat(suggested.toString()).isEqualTo("[{\"name\":\"apt\",\"count\":2}]");
    JsonNode listed = ok(SERVER.get("/api/v1/indicators/tags?enclave=" + id)).path("tags");
    assertThat(listed.path(0).path("count").asInt()).isEqualTo(2);
    long operation = altered.path("operation").asLong();
    JsonNode givers =
        ok(SERVER.get("/api/v1/indicators/tags/givers?value=198.51.100.7")).path("tags");
    assertThat(givers.path(0).path("given").path("operation").asLong()).isEqualTo(operation);
    assertThat(givers.path(0).path("given").path("reason").asString()).isEqualTo("why");
    JsonNode undone =
        ok(SERVER.json("POST", "/api/v1/indicators/operations/" + operation + "/undo", Map.of()));
    assertThat(undone.path("removed").asInt()).isEqualTo(2);
    JsonNode history = ok(SERVER.get("/api/v1/indicators/history?limit=1&value=198.51.100.7"));
    assertThat(history.path("operations").path(0).path("undoes").asLong()).isEqualTo(operation);
    String next = history.path("next").asString();
    JsonNode older =
        ok(SERVER.get("/api/v1/indicators/history?limit=1&value=198.51.100.7&cursor=" + next));
    assertThat(older.path("operations").path(0).path("undoneBy").isNumber()).isTrue();
    assertThat(older.path("next").isNull()).isTrue();
  }

  @Test
  void a_request_under_the_same_key_is_carried_out_once() {
    String id = enclave("Repeating", "admin", "read", "create");
    byte[] body =
        ("{\"enclaves\":[\"" + id + "\"],\"indicators\":[{\"value\":\"again.com\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of(
            "Authorization", "Token " + SERVER.adminToken(),
            "Content-Type", "application/json",
            "Idempotency-Key", "again-1");
    JsonNode first = ok(SERVER.send("POST", "/api/v1/indicators", headers, body));
    assertThat(ok(SERVER.send("POST", "/api/v1/indicators", headers, body))).isEqualTo(first);
    JsonNode shown = ok(SERVER.get(one("again.com"))).path("indicators").path(0);
    assertThat(shown.path("sightings").asInt()).isEqualTo(1);
  }

  @Test
  void whoever_may_not_read_an_enclave_learns_nothing_of_it() {
    String id = enclave("Hidden", "admin", "read", "create", "update");
    ok(alter(id, "hidden.com", List.of("secret"), List.of()));
    String token = SERVER.newUser("stranger");
    assertThat(get(token, one("hidden.com")).status()).isEqualTo(404);
    assertThat(ok(get(token, "/api/v1/indicators?tag=secret")).path("total").asInt()).isZero();
    assertThat(ok(get(token, "/api/v1/indicators/tags")).path("tags")).isEmpty();
    assertThat(ok(get(token, "/api/v1/indicators/tags/suggest?text=s")).path("tags")).isEmpty();
    assertThat(get(token, "/api/v1/indicators?enclave=" + id).status()).isEqualTo(403);
    assertThat(get(token, "/api/v1/indicators?enclave=unknown").status()).isEqualTo(403);
    grant(id, "stranger", "read");
    assertThat(get(token, one("hidden.com")).status()).isEqualTo(200);
  }
}
