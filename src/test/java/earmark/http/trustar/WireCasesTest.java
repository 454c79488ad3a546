package earmark.http.trustar;

import static earmark.http.trustar.World.assertFailure;
import static earmark.http.trustar.World.submit;
import static earmark.http.trustar.World.tag;
import static earmark.http.trustar.World.tags;
import static earmark.http.trustar.World.unique;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cases of the specification on what exactly goes over the wire. */
class WireCasesTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  private static final int THREADS = 50;

  @Test
  @DisplayName("trustar case 89: submitting a report answers its bare id")
  void case89() {
    Reply reply = WORLD.full().post("/reports", World.report(WORLD.e1()));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.response().body()).hasSize(36);
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(UUID.fromString(reply.text())).hasToString(reply.text());
  }

  @Test
  @DisplayName("trustar case 90: DELETE and PUT answer 200 with nothing")
  void case90() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    String value = unique("evil") + ".com";
    String guid = World.tagIndicator(WORLD.full(), value, "a", WORLD.e1());
    for (Reply reply :
        List.of(
            WORLD.full().put("/reports/" + report, World.report(WORLD.e1())),
            WORLD.full().delete("/reports/" + report + "/tags/a"),
            WORLD.full().delete("/indicators/tags/" + guid + "?value=" + value),
            WORLD.full().delete("/reports/" + report))) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(reply.header("Content-Length")).isEqualTo("0");
      assertThat(reply.response().body()).isEmpty();
    }
  }

  @Test
  @DisplayName("trustar case 91: doubled slashes make no difference")
  void case91() {
    String report = WORLD.r1();
    Reply moved =
        WORLD
            .full()
            .send("POST", "/api/1.3//reports/move/" + report + "?destEnclaveId=" + WORLD.e2(), "");
    assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    assertThat(WORLD.full().send("GET", "//api//1.3/reports//" + report + "/tags", "").text())
        .isEqualTo("[]");
  }

  @Test
  @DisplayName("trustar case 92: keys that nobody reads are ignored")
  void case92() {
    String report = submit(WORLD.full(), WORLD.e1(), "id", "x", "nonsense", Map.of("a", 1));
    Reply altered =
        WORLD
            .full()
            .post(
                "/reports/" + report + "/alter-tags",
                "{\"addedTags\":[{\"name\":\"a\",\"guid\":\"g\",\"enclaveId\":5},\"b\"],\"x\":{}}");
    assertThat(altered.status()).as(altered.text()).isEqualTo(200);
    assertThat(tags(WORLD.full(), report)).containsExactly("a", "b");
  }

  @Test
  @DisplayName("trustar case 93: a flag is read in any case")
  void case93() {
    String report = WORLD.r1();
    String path =
        "/reports/copy/" + report + "?destEnclaveId=" + WORLD.e2() + "&copyFromProvidedSubmission=";
    for (String flag : List.of("False", "false", "FALSE", "0", "")) {
      assertThat(WORLD.full().post(path + flag, "null").status()).as(flag).isEqualTo(200);
    }
    Map<String, Object> other = World.report(WORLD.e1(), "tags", List.of());
    for (String flag : List.of("TRUE", "True", "true")) {
      assertThat(WORLD.full().post(path + flag, other).status()).as(flag).isEqualTo(200);
    }
    assertFailure(WORLD.full().post(path + "perhaps", "null"), 400);
  }

  @Test
  @DisplayName("trustar case 94: an external id may hold blanks and slashes")
  void case94() {
    String external = unique("EXT 1/");
    String report = submit(WORLD.full(), WORLD.e1(), "externalTrackingId", external);
    String path = "/reports/" + external.replace(" ", "%20");
    String type = "?idType=external";
    Reply altered =
        WORLD.full().post(path + "/alter-tags" + type, "{\"addedTags\":[\"a\",\"tags\"]}");
    assertThat(altered.text()).isEqualTo("{\"id\":\"" + report + "\"}");
    assertThat(World.texts(WORLD.full().get(path + "/tags" + type).json(), "name"))
        .containsExactly("a", "tags");
    assertThat(WORLD.full().delete(path + "/tags/tags" + type).status()).isEqualTo(200);
    assertThat(tags(WORLD.full(), report)).containsExactly("a");
    assertThat(WORLD.full().get(path + type).json().path("id").asString()).isEqualTo(report);
    assertThat(
            WORLD
                .full()
                .get(path.replace("/", "%2F").replace("%2Freports%2F", "/reports/") + type)
                .json()
                .path("externalTrackingId")
                .asString())
        .isEqualTo(external);
    assertThat(WORLD.full().get(path + "/status" + type).json().path("status").asString())
        .isEqualTo("SUBMISSION_SUCCESS");
    assertThat(WORLD.full().delete(path + type).status()).isEqualTo(200);
    assertFailure(WORLD.full().get("/reports/" + report), 404);
  }

  /** Does all of these at once; none may fail. */
  private static void atOnce(List<Callable<Reply>> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Reply> future : threads.invokeAll(calls)) {
        assertThat(future.get().status()).as(future.get().text()).isEqualTo(200);
      }
    }
  }

  private static List<String> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "t" + i).sorted().toList();
  }

  @Test
  @DisplayName("trustar case 96: fifty threads put fifty tags on a report, and none is lost")
  void case96() throws Exception {
    String report = WORLD.r1();
    WORLD.full().token();
    List<Callable<Reply>> calls = new ArrayList<>();
    for (String name : numbered(0, THREADS)) {
      calls.add(() -> World.alter(WORLD.full(), report, List.of(name), List.of()));
    }
    atOnce(calls);
    assertThat(tags(WORLD.full(), report)).isEqualTo(numbered(0, THREADS));
  }

  @Test
  void fifty_threads_alter_the_tags_of_one_report_and_one_indicator_at_once() throws Exception {
    String report = WORLD.r1();
    String value = unique("evil") + ".com";
    tag(WORLD.full(), report, numbered(0, THREADS).toArray(String[]::new));
    for (String name : numbered(0, THREADS)) {
      World.tagIndicator(WORLD.full(), value, name, WORLD.e1());
    }
    List<Callable<Reply>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String old = "t" + i;
      String fresh = "t" + (THREADS + i);
      calls.add(() -> World.alter(WORLD.full(), report, List.of(fresh, "same"), List.of(old)));
      calls.add(() -> World.postTag(WORLD.full(), value, fresh, WORLD.e1()));
      calls.add(() -> World.postTag(WORLD.full(), value, "same", WORLD.e1()));
      calls.add(() -> WORLD.full().delete("/indicators/tags/" + old + "?value=" + value));
    }
    atOnce(calls);
    List<String> expected = new ArrayList<>(List.of("same"));
    expected.addAll(numbered(THREADS, 2 * THREADS));
    assertThat(tags(WORLD.full(), report)).isEqualTo(expected);
    assertThat(World.indicatorTags(WORLD.full(), value, ""))
        .isEqualTo(expected.stream().map(name -> name + " " + WORLD.e1()).toList());
  }
}
