package earmark.http.trustar;

import static earmark.http.trustar.World.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody sends who means well. Each gets an answer in the shape of this API. */
class HostileRequestsTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "nul",
        "\"",
        "{\"a\":1}{",
        "{\"a\":1,\"a\":2}",
        "\u0000",
        "<xml/>",
        "{'a':1}",
        "{\"addedTags\":{}}",
        "{\"addedTags\":[[]]}",
        "{\"addedTags\":[1e400]}",
        "{\"removedTags\":\"a\"}",
        "{\"removedTags\":[{\"name\":[]}]}",
        "{\"addedTags\":true}"
      })
  void json_of_the_wrong_shape_is_refused(String body) {
    assertFailure(WORLD.full().post("/reports/" + WORLD.r1() + "/alter-tags", body), 400);
  }

  @Test
  void deep_json_is_refused() {
    String deep = "[".repeat(100_000);
    for (String path : List.of("/reports", "/indicators", "/indicators/metadata", "/whitelist")) {
      assertFailure(WORLD.full().post(path, deep), 400);
      assertFailure(WORLD.full().post(path, "{\"a\":".repeat(50_000)), 400);
    }
  }

  @Test
  void a_body_larger_than_the_limit_is_413() {
    String large = "{\"title\":\"" + "x".repeat(17 << 20) + "\"}";
    assertFailure(WORLD.full().post("/reports", large), 413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\":\"a\",\"reportBody\":\"b\"}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":[]}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\",\"%2$s\"]}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":[5]}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":{}}",
        "{\"title\":\"a\",\"enclaveIds\":[\"%1$s\"]}",
        "{\"title\":\"\",\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\"]}",
        "{\"title\":5,\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\"]}",
        "{\"title\":\"a\",\"reportBody\":null,\"enclaveIds\":[\"%1$s\"]}",
        "{\"title\":\"a\\u0000\",\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\"]}",
        "{\"title\":\"a\",\"reportBody\":\"b\\ud800\",\"enclaveIds\":[\"%1$s\"]}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\"],\"timeBegan\":\"soon\"}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\"],\"timeBegan\":-1}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\"],\"timeBegan\":1e3}",
        "{\"title\":\"a\",\"reportBody\":\"b\",\"enclaveIds\":[\"%1$s\"],\"timeBegan\":999999999999999999999}"
      })
  void a_report_without_what_it_needs_is_refused(String body) {
    assertFailure(WORLD.full().post("/reports", body.formatted(WORLD.e1(), WORLD.e2())), 400);
    assertThat(WORLD.full().get("/reports").json().path("totalElements").asInt()).isZero();
  }

  @Test
  void times_are_read_in_all_their_forms() {
    for (Object time :
        List.of(
            1_772_362_800_000L,
            "1772362800000",
            "2026-03-01T12:00:00+01:00",
            "2026-03-01T11:00:00Z",
            "2026-03-01T11:00:00.000",
            "2026-03-01T06:00:00-0500")) {
      String id = World.submit(WORLD.full(), WORLD.e1(), "timeBegan", time);
      assertThat(WORLD.full().get("/reports/" + id).json().path("timeBegan").asLong())
          .as("%s", time)
          .isEqualTo(1_772_362_800_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reports?from=x",
        "/reports?to=99999999999999999999",
        "/reports?from=-1",
        "/reports/search?pageNumber=99999999999",
        "/reports/correlated",
        "/reports/correlate?indicators=",
        "/indicators?pageSize=-1",
        "/indicators/related",
        "/reports?tags=%ff",
        "/reports/a/tags?idType=",
        "/reports/%ff",
        "/indicators/x%c3/tags/a"
      })
  void a_query_or_path_that_cannot_be_read_is_refused(String path) {
    Reply reply = WORLD.full().get(path);
    assertThat(reply.status()).as(reply.text()).isIn(400, 404, 405);
    assertThat(reply.header("Trace-Id")).isNotEmpty();
  }

  @Test
  void a_page_behind_all_pages_is_empty() {
    WORLD.r1();
    for (String path :
        List.of("/reports/search?", "/indicators?", "/indicators/search?", "/whitelist?")) {
      Reply reply = WORLD.full().get(path + "pageNumber=2147483647&pageSize=100");
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(reply.json().path("items")).isEmpty();
      assertThat(reply.json().path("hasNext").asBoolean()).isFalse();
    }
  }

  @Test
  void hundreds_of_enclaves_and_values_fit_into_a_query() {
    String enclaves = ("&enclaveIds=" + WORLD.e1()).repeat(800);
    String values = "&indicators=203.0.113.1".repeat(400);
    assertThat(WORLD.full().get("/reports?" + enclaves.substring(1)).status()).isEqualTo(200);
    assertThat(WORLD.full().get("/reports/correlated?" + values.substring(1)).status())
        .isEqualTo(200);
  }

  @Test
  void too_many_tags_are_refused_at_once() {
    String report = WORLD.r1();
    List<Object> names = new ArrayList<>();
    for (int i = 0; i < 1001; i++) names.add("tag" + i);
    assertFailure(World.alter(WORLD.full(), report, names, List.of()), 413);
    assertThat(World.tags(WORLD.full(), report)).isEmpty();
  }

  @Test
  void ids_of_any_characters_name_no_report() {
    for (String id :
        List.of("%00", "%0A", "%27%20or%201%3D1--", "..%2F..", "%F0%9F%98%80", "a;b")) {
      for (String type : List.of("internal", "external")) {
        assertNotThere(WORLD.full().get("/reports/" + id + "/tags?idType=" + type));
      }
      assertNotThere(WORLD.full().delete("/indicators/tags/" + id + "?value=x" + id));
      assertNotThere(
          WORLD.full().send("POST", "/api/2.0/indicators/" + id + "/alter-tags", untagging()));
    }
  }

  private static String untagging() {
    return "{\"removedTags\":[\"a\"],\"enclaveGuid\":\"" + WORLD.e1() + "\"}";
  }

  /** 404; or 400 if the web server takes the path for an attack. */
  private static void assertNotThere(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isIn(400, 404);
    assertThat(reply.header("Trace-Id")).isNotEmpty();
    assertThat(reply.json().path("message").asString()).isNotEmpty();
  }

  @Test
  void an_id_with_a_semicolon_is_not_cut() {
    String external = World.unique("a");
    String report = World.submit(WORLD.full(), WORLD.e1(), "externalTrackingId", external);
    assertFailure(WORLD.full().delete("/reports/" + external + ";b?idType=external"), 404);
    assertThat(WORLD.full().get("/reports/" + report).status()).isEqualTo(200);
    String other = World.submit(WORLD.full(), WORLD.e1(), "externalTrackingId", external + ";b");
    assertThat(
            WORLD
                .full()
                .get("/reports/" + external + ";b?idType=external")
                .json()
                .path("id")
                .asString())
        .isEqualTo(other);
  }

  @Test
  void a_token_of_another_door_is_none_here() {
    Reply reply =
        SERVER.send(
            "GET",
            "/api/1.3/enclaves",
            Map.of("Authorization", "Bearer " + SERVER.adminToken()),
            new byte[0]);
    assertThat(reply.status()).isEqualTo(400);
  }
}
