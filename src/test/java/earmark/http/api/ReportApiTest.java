package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final JsonMapper JSON = new JsonMapper();

  private static String e1 = "";
  private static String e2 = "";
  private static String viewer = "";

  @BeforeAll
  static void prepare() {
    viewer = SERVER.newUser("viewer");
    e1 = enclave("first");
    e2 = enclave("second");
    grant(e1, "admin", "read", "create", "update");
    grant(e2, "admin", "read", "create", "update");
    grant(e1, "viewer", "read");
  }

  private static String enclave(String name) {
    return SERVER
        .json("POST", "/api/v1/enclaves", Map.of("name", name))
        .json()
        .path("id")
        .asString();
  }

  private static void grant(String enclave, String user, String... rights) {
    Reply reply =
        SERVER.json(
            "PUT",
            "/api/v1/grants",
            Map.of("enclave", enclave, "user", user, "rights", List.of(rights)));
    assertThat(reply.status()).as(reply.text()).isLessThan(300);
  }

  private static Reply asViewer(String method, String path, Object body) {
    return SERVER.send(
        method,
        path,
        Map.of("Content-Type", "application/json", "Authorization", "Token " + viewer),
        method.equals("GET") ? new byte[0] : JSON.writeValueAsBytes(body));
  }

  private static String submit(String enclave, String title, String body) {
    Reply reply =
        SERVER.json(
            "POST", "/api/v1/reports", Map.of("enclave", enclave, "title", title, "body", body));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("id").asString();
  }

  private static String path(String id) {
    return "/api/v1/reports/" + id;
  }

  private static List<String> texts(JsonNode array, String... field) {
    List<String> texts = new ArrayList<>();
    array.forEach(
        one -> texts.add(field.length == 0 ? one.asString() : one.path(field[0]).asString()));
    return texts;
  }

  @Test
  void a_report_lives_over_the_api() {
    Map<String, String> said =
        new HashMap<>(
            Map.of(
                "enclave",
                e1,
                "title",
                "Life",
                "body",
                "Begins",
                "externalId",
                "L 1/2",
                "externalUrl",
                "https://x/y",
                "timeBegan",
                "2020-01-02T03:04:05+01:00"));
    Reply made = SERVER.json("POST", "/api/v1/reports", said);
    String id = made.json().path("id").asString();
    assertThat(SERVER.get(path("L%201%2F2") + "?idType=external").text()).isEqualTo(made.text());
    assertThat(SERVER.get(path(id)).text()).isEqualTo(made.text());
    assertThat(made.json().path("timeBegan").asString()).isEqualTo("2020-01-02T02:04:05Z");
    assertThat(SERVER.json("POST", "/api/v1/reports", said).status()).isEqualTo(409);
    Reply changed = SERVER.json("PUT", path(id), Map.of("title", "Life 2", "body", "Goes on"));
    assertThat(changed.json().path("title").asString()).isEqualTo("Life 2");
    assertThat(changed.json().path("externalId").asString()).isEqualTo("L 1/2");
    assertThat(changed.json().path("externalUrl").isNull()).isTrue();
    Reply copy = SERVER.json("POST", path(id) + "/copy", Map.of("enclave", e2));
    assertThat(copy.json().path("enclave").asString()).isEqualTo(e2);
    assertThat(SERVER.json("POST", path(id) + "/move", Map.of("enclave", e2)).status())
        .as("the copy has the external id there")
        .isEqualTo(409);
    String copied = copy.json().path("id").asString();
    assertThat(SERVER.delete(path(copied)).status()).isEqualTo(204);
    assertThat(SERVER.get(path(copied)).status()).isEqualTo(404);
    Reply moved = SERVER.json("POST", path(id) + "/move", Map.of("enclave", e2));
    assertThat(moved.json().path("enclave").asString()).isEqualTo(e2);
    assertThat(SERVER.delete(path(id)).status()).isEqualTo(204);
  }

  @Test
  void who_may_not_is_told_404_of_the_unseen_and_403_of_the_seen() {
    String seen = submit(e1, "seen", "b");
    String unseen = submit(e2, "unseen", "b");
    Map<String, String> said = Map.of("enclave", e1, "title", "t", "body", "b");
    assertThat(asViewer("GET", path(seen), "").status()).isEqualTo(200);
    assertThat(asViewer("PUT", path(seen), said).status()).isEqualTo(403);
    assertThat(asViewer("POST", "/api/v1/reports", said).status()).isEqualTo(403);
    assertThat(asViewer("POST", path(seen) + "/tags", Map.of("add", List.of("a"))).status())
        .isEqualTo(403);
    for (String missing : List.of(unseen, "nonsense")) {
      assertThat(asViewer("GET", path(missing), "").text())
          .isEqualTo(asViewer("GET", path("another"), "").text());
      assertThat(asViewer("PUT", path(missing), said).status()).isEqualTo(404);
      assertThat(asViewer("GET", path(missing) + "/tags", "").status()).isEqualTo(404);
      assertThat(asViewer("GET", path(missing) + "/history", "").status()).isEqualTo(404);
      assertThat(asViewer("GET", "/api/v1/reports?enclave=" + missing, "").status()).isEqualTo(403);
    }
    assertThat(asViewer("GET", "/api/v1/reports?enclave=" + e2, "").status()).isEqualTo(403);
  }

  @Test
  void tags_are_changed_once_for_a_key_with_a_reason_and_can_be_taken_back() {
    String id = submit(e1, "tagged", "b");
    byte[] body =
        "{\"add\":[\"Alpha\",\"beta\"],\"remove\":[\"x y\"],\"reason\":\"seen it\"}"
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of(
            "Content-Type", "application/json",
            "Authorization", "Token " + SERVER.adminToken(),
            "Idempotency-Key", "k-" + id);
    Reply first = SERVER.send("POST", path(id) + "/tags", headers, body);
    Reply again = SERVER.send("POST", path(id) + "/tags", headers, body);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(texts(first.json().path("tags"))).containsExactly("alpha", "beta");
    String operation = first.json().path("operation").asString();
    JsonNode history = SERVER.get(path(id) + "/history").json();
    assertThat(texts(history.path("operations"), "what")).containsExactly("tagged", "submitted");
    JsonNode step = history.path("operations").path(0);
    assertThat(step.path("reason").asString()).isEqualTo("seen it");
    assertThat(step.path("by").asString()).isEqualTo("admin");
    assertThat(step.path("via").asString()).isEqualTo("api");
    JsonNode page = SERVER.get(path(id) + "/history?limit=1").json();
    assertThat(page.path("next").asString()).isEqualTo(operation);
    assertThat(
            texts(
                SERVER
                    .get(path(id) + "/history?limit=1&cursor=" + operation)
                    .json()
                    .path("operations"),
                "what"))
        .containsExactly("submitted");
    Reply undone =
        SERVER.json("POST", path(id) + "/history/" + operation + "/undo", Map.of("reason", "no"));
    assertThat(texts(undone.json().path("removed"))).containsExactly("alpha", "beta");
    assertThat(texts(SERVER.get(path(id) + "/tags").json().path("tags"))).isEmpty();
    assertThat(
            texts(
                SERVER.get("/api/v1/reports/tags/history?tag=ALPHA").json().path("operations"),
                "what"))
        .containsExactly("undid", "tagged");
    assertThat(SERVER.json("POST", path(id) + "/tags", Map.of("add", List.of("a b"))).status())
        .isEqualTo(400);
  }

  @Test
  void reports_are_listed_by_words_tags_and_relevance() {
    String one = submit(e1, "Zeppelin", "a loader at evil.example");
    String two = submit(e2, "other", "zeppelin zeppelin");
    for (String id : List.of(one, two)) {
      SERVER.json("POST", path(id) + "/tags", Map.of("add", List.of("airship", "t-" + id)));
    }
    JsonNode best = SERVER.get("/api/v1/reports?q=zeppelin&sort=relevance").json();
    assertThat(texts(best.path("reports"), "id")).containsExactly(one, two);
    assertThat(best.path("total").asInt()).isEqualTo(2);
    assertThat(best.path("reports").path(0).path("body").isNull()).isTrue();
    assertThat(texts(SERVER.get("/api/v1/reports?tag=AIRSHIP").json().path("reports"), "id"))
        .containsExactly(two, one);
    assertThat(
            texts(
                SERVER.get("/api/v1/reports?tag=airship&without=t-" + two).json().path("reports"),
                "id"))
        .containsExactly(one);
    assertThat(
            texts(asViewer("GET", "/api/v1/reports?q=zeppelin", "").json().path("reports"), "id"))
        .containsExactly(one);
    assertThat(SERVER.get("/api/v1/reports/facets?q=zeppelin&limit=1").text())
        .isEqualTo("{\"tags\":[{\"name\":\"airship\",\"count\":2}]}");
    assertThat(asViewer("GET", "/api/v1/reports/facets?tag=airship&limit=1", "").text())
        .isEqualTo("{\"tags\":[{\"name\":\"airship\",\"count\":1}]}");
    assertThat(asViewer("GET", "/api/v1/reports/tags/suggest?text=IRSH", "").text())
        .isEqualTo("{\"tags\":[{\"name\":\"airship\",\"count\":1}]}");
    assertThat(texts(asViewer("GET", "/api/v1/reports/tags", "").json().path("tags"), "enclave"))
        .doesNotContain(e2);
    assertThat(SERVER.get("/api/v1/reports?sort=age").status()).isEqualTo(400);
    assertThat(SERVER.get("/api/v1/reports?page=0").status()).isEqualTo(400);
  }

  @Test
  void nobody_learns_of_reports_where_samples_are_shown() {
    String id = submit(e2, "hidden", "b");
    SERVER.json("POST", path(id) + "/tags", Map.of("add", List.of("secret-codename")));
    for (String shown :
        List.of(
            "/api/v1/tags/suggest?text=secret-codename",
            "/api/v1/operations",
            "/api/v1/samples?q=%23secret-codename",
            "/api/v1/samples/facets")) {
      assertThat(asViewer("GET", shown, "").text()).doesNotContain("secret-codename");
    }
    String operation = "{\"reason\":\"x\"}";
    for (int number = 1; number < 200; number++) {
      Reply undo =
          asViewer("POST", "/api/v1/operations/" + number + "/undo", Map.of("reason", operation));
      if (undo.status() == 404) continue;
      assertThat(undo.text()).doesNotContain("secret-codename");
    }
    assertThat(texts(SERVER.get(path(id) + "/tags").json().path("tags")))
        .containsExactly("secret-codename");
  }
}
