package earmark.http.trustar;

import static earmark.http.trustar.World.assertFailure;
import static earmark.http.trustar.World.items;
import static earmark.http.trustar.World.submit;
import static earmark.http.trustar.World.tag;
import static earmark.http.trustar.World.updated;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The cases of the specification on finding reports by tags, by time and by text. */
class ReportSearchCasesTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** The ids of what a search and the list of the latest find, which are the same. */
  private static List<String> found(TrustarClient who, String query) {
    List<String> searched =
        items(who.post("/reports/search?" + query, "{\"searchTerm\":null}"), "id");
    assertThat(items(who.get("/reports?" + query), "id")).as(query).isEqualTo(searched);
    return searched;
  }

  private static String tagged(String enclave, String... names) {
    String report = submit(WORLD.full(), enclave);
    if (names.length > 0) tag(WORLD.full(), report, names);
    return report;
  }

  @Test
  @DisplayName("trustar case 57: all tags that are asked for have to be there")
  void case57() {
    tagged(WORLD.e1(), "a");
    tagged(WORLD.e1(), "b");
    String both = tagged(WORLD.e1(), "a", "b", "c");
    assertThat(found(WORLD.full(), "tags=a&tags=b")).containsExactly(both);
    assertThat(found(WORLD.full(), "tag=a&tags=b")).containsExactly(both);
  }

  @Test
  @DisplayName("trustar case 58: with commas it is the same")
  void case58() {
    tagged(WORLD.e1(), "a");
    String both = tagged(WORLD.e1(), "a", "b");
    assertThat(found(WORLD.full(), "tags=a,b")).containsExactly(both);
    assertThat(found(WORLD.full(), "tags=a%2Cb&tags=a")).containsExactly(both);
  }

  @Test
  @DisplayName("trustar case 59: none of the excluded tags may be there")
  void case59() {
    String a = tagged(WORLD.e1(), "a");
    String none = tagged(WORLD.e1());
    tagged(WORLD.e1(), "a", "c");
    assertThat(found(WORLD.full(), "excludedTags=c")).containsExactly(none, a);
    assertThat(found(WORLD.full(), "tags=a&excludedTags=c")).containsExactly(a);
    assertThat(found(WORLD.full(), "excludedTags=c,a")).containsExactly(none);
  }

  @Test
  @DisplayName("trustar case 60: a tag is found in any case")
  void case60() {
    String report = tagged(WORLD.e1(), "malicious", "日本");
    assertThat(found(WORLD.full(), "tags=MALICIOUS")).containsExactly(report);
    assertThat(found(WORLD.full(), "tags=" + World.encoded("日本"))).containsExactly(report);
  }

  @Test
  @DisplayName("trustar case 61: an unknown tag finds nothing, and is no error")
  void case61() {
    tagged(WORLD.e1(), "a");
    for (String query : List.of("tags=nobodys", "tags=bad%21", "tags=a&tags=some+gibberish")) {
      Reply reply = WORLD.full().get("/reports?" + query);
      assertThat(items(reply, "id")).isEmpty();
      assertThat(reply.json().path("hasNext").isBoolean()).isTrue();
      assertThat(reply.json().path("hasNext").asBoolean()).isFalse();
    }
  }

  @Test
  @DisplayName("trustar case 62: the type of distribution makes no difference")
  void case62() {
    String report = tagged(WORLD.e1(), "a");
    String query = "enclaveIds=" + WORLD.e1() + "&tags=a&distributionType=";
    assertThat(found(WORLD.full(), query + "COMMUNITY")).containsExactly(report);
    assertThat(found(WORLD.full(), query + "ENCLAVE")).containsExactly(report);
  }

  @Test
  @DisplayName("trustar case 63: the same tag in two enclaves is found in both")
  void case63() {
    String one = tagged(WORLD.e1(), "a");
    String two = tagged(WORLD.e2(), "a");
    assertThat(found(WORLD.full(), "tags=a&enclaveIds=" + WORLD.e1() + "&enclaveIds=" + WORLD.e2()))
        .containsExactly(two, one);
    assertThat(found(WORLD.full(), "tags=a&enclaveIds=" + WORLD.e2())).containsExactly(two);
  }

  @Test
  @DisplayName("trustar case 64: a window of more than a day is cut at its beginning")
  void case64() {
    String report = tagged(WORLD.e1(), "a");
    long updated = updated(WORLD.full(), report);
    assertThat(items(WORLD.full().get("/reports?from=0&to=" + (updated + DAY)), "id"))
        .containsExactly(report);
    assertThat(items(WORLD.full().get("/reports?from=0&to=" + (updated + DAY + 1)), "id"))
        .isEmpty();
    assertThat(items(WORLD.full().get("/reports?from=0&to=" + (updated - 1)), "id")).isEmpty();
    assertFailure(WORLD.full().get("/reports?from=yesterday"), 400);
  }

  @Test
  @DisplayName("trustar case 65: the client that moves the window finds all, each once")
  void case65() {
    List<String> submitted = new ArrayList<>();
    for (int i = 0; i < 26; i++) submitted.add(submit(WORLD.full(), WORLD.e1()));
    long from = updated(WORLD.full(), submitted.getFirst());
    long to = updated(WORLD.full(), submitted.getLast());
    List<String> seen = new ArrayList<>();
    while (to >= from) {
      JsonNode items = WORLD.full().get("/reports?from=" + from + "&to=" + to).json().path("items");
      for (JsonNode item : items) {
        seen.add(item.path("id").asString());
        assertThat(item.path("updated").isIntegralNumber()).isTrue();
        assertThat(item.path("reportBody").asString()).isNotEmpty();
      }
      to = items.isEmpty() ? to - DAY : items.path(items.size() - 1).path("updated").asLong() - 1;
    }
    Collections.reverse(seen);
    assertThat(seen).isEqualTo(submitted);
  }

  @Test
  @DisplayName("trustar case 66: no term is any, and too short a one is refused for reports alone")
  void case66() {
    String report =
        submit(WORLD.full(), WORLD.e1(), "reportBody", "The dropper calls 192.0.2.77 at night.");
    TrustarClient full = WORLD.full();
    for (String body :
        List.of("{\"searchTerm\":null}", "{}", "null", "", "{\"searchTerm\":\"\"}")) {
      assertThat(items(full.post("/reports/search", body), "id")).containsExactly(report);
    }
    assertThat(items(full.post("/reports/search", "{\"searchTerm\":\"dropper\"}"), "id"))
        .containsExactly(report);
    assertThat(items(full.get("/reports/search?searchTerm=dropper"), "id")).containsExactly(report);
    assertThat(items(full.get("/reports/search?searchTerm=nobody"), "id")).isEmpty();
    assertFailure(full.get("/reports/search?searchTerm=ab"), 400);
    assertFailure(full.post("/reports/search", "{\"searchTerm\":\"ab\"}"), 400);
    assertThat(items(full.get("/indicators/search?searchTerm=zz"), "value"))
        .containsExactly("192.0.2.77");
    assertThat(items(full.post("/indicators/search", "{\"searchTerm\":\"zz\"}"), "value"))
        .containsExactly("192.0.2.77");
  }

  @Test
  @DisplayName("trustar case 67: a search leaves the bodies out")
  void case67() {
    WORLD.r1();
    JsonNode item = WORLD.full().post("/reports/search", "null").json().path("items").path(0);
    assertThat(item.has("reportBody")).isTrue();
    assertThat(item.path("reportBody").isNull()).isTrue();
    assertThat(item.path("title").asString()).isNotEmpty();
  }

  @Test
  @DisplayName("trustar case 68: too large a page is made smaller")
  void case68() {
    WORLD.r1();
    JsonNode page = WORLD.full().post("/reports/search?pageSize=101", "null").json();
    assertThat(page.path("pageSize").asInt()).isEqualTo(100);
    assertThat(page.path("totalElements").asInt()).isEqualTo(1);
    assertThat(page.path("pageNumber").asInt()).isEqualTo(0);
    for (String query : List.of("pageSize=0", "pageSize=x", "pageNumber=-1", "pageNumber=1.5")) {
      assertFailure(WORLD.full().post("/reports/search?" + query, "null"), 400);
    }
    WORLD.r1();
    JsonNode second = WORLD.full().post("/reports/search?pageSize=1&pageNumber=1", "null").json();
    assertThat(second.path("items").size()).isEqualTo(1);
    assertThat(second.path("totalElements").asInt()).isEqualTo(2);
    assertThat(second.path("hasNext").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("trustar case 69: nobody finds what he can't read")
  void case69() {
    String seen = tagged(WORLD.e1(), "a");
    tagged(WORLD.e2(), "a");
    assertThat(found(WORLD.view(), "tags=a")).containsExactly(seen);
    assertThat(WORLD.view().get("/reports").json().path("totalElements").asInt()).isEqualTo(1);
    assertThat(items(WORLD.none().get("/reports"), "id")).isEmpty();
    assertFailure(WORLD.view().get("/reports?enclaveIds=" + WORLD.e2()), 403);
    assertFailure(
        WORLD.view().post("/reports/search?enclaveIds=" + WORLD.e1() + "," + WORLD.e2(), "{}"),
        403);
  }
}
