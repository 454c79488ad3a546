package earmark.http.trustar;

import static earmark.http.trustar.World.assertFailure;
import static earmark.http.trustar.World.encoded;
import static earmark.http.trustar.World.indicatorTags;
import static earmark.http.trustar.World.items;
import static earmark.http.trustar.World.metadata;
import static earmark.http.trustar.World.postTag;
import static earmark.http.trustar.World.submit;
import static earmark.http.trustar.World.tag;
import static earmark.http.trustar.World.tagIndicator;
import static earmark.http.trustar.World.tags;
import static earmark.http.trustar.World.unique;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cases of the specification on tags of indicators. */
class IndicatorTagCasesTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  private static String domain() {
    return unique("evil") + ".com";
  }

  private static Reply remove(TrustarClient who, String value, String tag, String query) {
    return who.delete("/indicators/tags/" + tag + "?value=" + encoded(value) + query);
  }

  private static void assertOk(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).isEmpty();
  }

  private static List<String> all(TrustarClient who, String query) {
    Reply reply = who.get("/indicators/tags" + query);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply
        .json()
        .valueStream()
        .map(tag -> tag.path("name").asString() + " " + tag.path("enclaveId").asString())
        .toList();
  }

  @Test
  @DisplayName("trustar case 70: a tag on an indicator has an id of its own")
  void case70() {
    Reply reply = postTag(WORLD.full(), domain(), "Malicious", WORLD.e1());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().propertyNames()).containsExactly("guid", "name", "enclaveId");
    assertThat(UUID.fromString(reply.json().path("guid").asString())).isNotNull();
    assertThat(reply.json().path("name").asString()).isEqualTo("malicious");
    assertThat(reply.json().path("enclaveId").asString()).isEqualTo(WORLD.e1());
  }

  @Test
  @DisplayName("trustar case 71: putting it on again answers the same")
  void case71() {
    String value = domain();
    String first = postTag(WORLD.full(), value, "a", WORLD.e1()).text();
    assertThat(postTag(WORLD.full(), value, "A", WORLD.e1()).text()).isEqualTo(first);
    assertThat(indicatorTags(WORLD.full(), value, "")).containsExactly("a " + WORLD.e1());
  }

  @Test
  @DisplayName("trustar case 72: the id stands for the name in its enclave")
  void case72() {
    String first = tagIndicator(WORLD.full(), domain(), "a", WORLD.e1());
    assertThat(tagIndicator(WORLD.full(), domain(), "a", WORLD.e1())).isEqualTo(first);
    assertThat(tagIndicator(WORLD.full(), domain(), "a", WORLD.e2())).isNotEqualTo(first);
  }

  @Test
  @DisplayName("trustar case 73: the enclave has to be named, known, and one to edit in")
  void case73() {
    TrustarClient full = WORLD.full();
    String e1 = WORLD.e1();
    for (String body :
        List.of(
            "{\"value\":\"evil.com\",\"tag\":{\"name\":\"a\"}}",
            "{\"value\":\"evil.com\",\"tag\":{\"name\":\"a\",\"enclaveId\":null}}",
            "{\"value\":\"evil.com\",\"tag\":{\"enclaveId\":\"" + e1 + "\"}}",
            "{\"value\":\"evil.com\",\"tag\":\"a\"}",
            "{\"value\":\"evil.com\"}",
            "{\"value\":\"\",\"tag\":{\"name\":\"a\",\"enclaveId\":\"" + e1 + "\"}}",
            "{\"tag\":{\"name\":\"a\",\"enclaveId\":\"" + e1 + "\"}}",
            "[]",
            "")) {
      assertFailure(full.post("/indicators/tags", body), 400);
    }
    assertFailure(postTag(full, "evil.com", "bad!", e1), 400);
    assertFailure(postTag(full, "evil.com", "a", UUID.randomUUID().toString()), 404);
    assertFailure(postTag(WORLD.none(), "evil.com", "a", e1), 404);
    assertFailure(postTag(WORLD.view(), "evil.com", "a", e1), 403);
    assertFailure(postTag(WORLD.sub(), "evil.com", "a", e1), 403);
  }

  @Test
  @DisplayName("trustar case 74: a value of any characters is tagged, found and untagged")
  void case74() {
    String value = "http://" + unique("evil") + ".com/a?b=c&d=ü";
    String guid = tagIndicator(WORLD.full(), value, "a", WORLD.e1());
    assertThat(metadata(WORLD.full(), value, "").path(0).path("value").asString()).isEqualTo(value);
    assertThat(indicatorTags(WORLD.full(), value, "")).containsExactly("a " + WORLD.e1());
    assertOk(remove(WORLD.full(), value, guid, ""));
    assertThat(indicatorTags(WORLD.full(), value, "")).isEmpty();
  }

  @Test
  @DisplayName("trustar case 75: who looks sees the tags of the enclaves that he reads")
  void case75() {
    String value = domain();
    tagIndicator(WORLD.full(), value, "a", WORLD.e1());
    tagIndicator(WORLD.full(), value, "b", WORLD.e2());
    assertThat(indicatorTags(WORLD.full(), value, ""))
        .containsExactly("a " + WORLD.e1(), "b " + WORLD.e2());
    assertThat(indicatorTags(WORLD.view(), value, "")).containsExactly("a " + WORLD.e1());
    assertThat(indicatorTags(WORLD.full(), value, "?enclaveIds=" + WORLD.e2()))
        .containsExactly("b " + WORLD.e2());
    assertThat(indicatorTags(WORLD.none(), value, "")).isEmpty();
  }

  @Test
  @DisplayName("trustar case 76: by its id a tag goes from one indicator alone")
  void case76() {
    String value = domain();
    String other = domain();
    String guid = tagIndicator(WORLD.full(), value, "a", WORLD.e1());
    tagIndicator(WORLD.full(), other, "a", WORLD.e1());
    assertOk(remove(WORLD.full(), value, guid, ""));
    assertThat(indicatorTags(WORLD.full(), value, "")).isEmpty();
    assertThat(indicatorTags(WORLD.full(), other, "")).containsExactly("a " + WORLD.e1());
    assertFailure(remove(WORLD.full(), value, guid, ""), 404);
  }

  @Test
  @DisplayName("trustar case 77: by its name too, in any case and any script")
  void case77() {
    String value = domain();
    for (String name : List.of("malicious", "MALICIOUS", "日本")) {
      tagIndicator(WORLD.full(), value, name, WORLD.e1());
      assertOk(remove(WORLD.full(), value, encoded(name), ""));
      assertThat(indicatorTags(WORLD.full(), value, "")).isEmpty();
    }
  }

  @Test
  @DisplayName("trustar case 78: a name in two enclaves needs one of them, or the id")
  void case78() {
    String value = domain();
    tagIndicator(WORLD.full(), value, "a", WORLD.e1());
    tagIndicator(WORLD.full(), value, "a", WORLD.e2());
    assertFailure(remove(WORLD.full(), value, "a", ""), 409);
    assertOk(remove(WORLD.full(), value, "a", "&enclaveId=" + WORLD.e1()));
    assertThat(indicatorTags(WORLD.full(), value, "")).containsExactly("a " + WORLD.e2());
    assertOk(remove(WORLD.full(), value, "a", ""));
  }

  @Test
  @DisplayName("trustar case 79: a tag is taken off a known value by who may")
  void case79() {
    String value = domain();
    String guid = tagIndicator(WORLD.full(), value, "a", WORLD.e1());
    assertFailure(WORLD.full().delete("/indicators/tags/" + guid), 400);
    assertFailure(WORLD.full().delete("/indicators/tags/" + guid + "?value="), 400);
    assertFailure(remove(WORLD.full(), domain(), guid, ""), 404);
    assertFailure(remove(WORLD.full(), value, "b", ""), 404);
    assertFailure(remove(WORLD.full(), value, UUID.randomUUID().toString(), ""), 404);
    for (String tag : List.of(guid, "a")) {
      assertFailure(remove(WORLD.view(), value, tag, ""), 403);
      assertFailure(remove(WORLD.none(), value, tag, ""), 404);
    }
    assertThat(indicatorTags(WORLD.full(), value, "")).containsExactly("a " + WORLD.e1());
  }

  @Test
  @DisplayName("trustar case 80: all tags of indicators in the enclaves that the caller reads")
  void case80() {
    tagIndicator(WORLD.full(), domain(), "b", WORLD.e1());
    tagIndicator(WORLD.full(), domain(), "a", WORLD.e2());
    String e1 = WORLD.e1();
    String e2 = WORLD.e2();
    List<String> both = List.of("a " + e2, "b " + e1);
    assertThat(all(WORLD.full(), "?enclaveIds=" + e1 + "&enclaveIds=" + e2)).isEqualTo(both);
    assertThat(all(WORLD.full(), "?enclaveIds=" + e1 + "," + e2)).isEqualTo(both);
    assertThat(all(WORLD.full(), "")).isEqualTo(both);
    assertThat(all(WORLD.view(), "")).containsExactly("b " + e1);
    assertThat(all(WORLD.none(), "")).isEmpty();
    assertFailure(WORLD.view().get("/indicators/tags?enclaveIds=" + e2), 403);
  }

  private static Map<String, Object> row(String value, @Nullable Object tags) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (String key :
        List.of("indicatorType", "priorityLevel", "firstSeen", "lastSeen", "source", "notes")) {
      row.put(key, null);
    }
    row.put("value", value);
    row.put("tags", tags);
    return row;
  }

  private static Map<String, Object> nullGuid(String name, String enclave) {
    Map<String, Object> tag = new LinkedHashMap<>();
    tag.put("name", name);
    tag.put("guid", null);
    tag.put("enclaveId", enclave);
    return tag;
  }

  private static Reply submitIndicators(TrustarClient who, List<?> rows, @Nullable Object tags) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("enclaveIds", List.of(WORLD.e1()));
    body.put("content", rows);
    body.put("tags", tags);
    return who.post("/indicators", body);
  }

  @Test
  @DisplayName("trustar case 81: a submitted row has its own tags, or those of all")
  void case81() {
    String own = domain();
    String inherits = domain();
    String none = domain();
    assertOk(
        submitIndicators(
            WORLD.full(),
            List.of(
                row(own, List.of(nullGuid("Own", WORLD.e1()))),
                row(inherits, null),
                row(none, List.of())),
            List.of(nullGuid("tag_1", WORLD.e1()))));
    assertThat(indicatorTags(WORLD.full(), own, "")).containsExactly("own " + WORLD.e1());
    assertThat(indicatorTags(WORLD.full(), inherits, "")).containsExactly("tag_1 " + WORLD.e1());
    assertThat(indicatorTags(WORLD.full(), none, "")).isEmpty();
    assertThat(metadata(WORLD.full(), none, "").size()).isEqualTo(1);
    assertFailure(submitIndicators(WORLD.view(), List.of(row(domain(), null)), null), 403);
    assertFailure(submitIndicators(WORLD.none(), List.of(row(domain(), null)), null), 404);
  }

  @Test
  @DisplayName("trustar case 82: a tag is submitted without its id")
  void case82() {
    Map<String, Object> tag = nullGuid("a", WORLD.e1());
    assertOk(submitIndicators(WORLD.full(), List.of(row(domain(), List.of(tag))), null));
    tag.put("guid", UUID.randomUUID().toString());
    String value = domain();
    assertFailure(submitIndicators(WORLD.full(), List.of(row(value, List.of(tag))), null), 400);
    assertFailure(submitIndicators(WORLD.full(), List.of(row(value, null)), List.of(tag)), 400);
    assertThat(metadata(WORLD.full(), value, "")).isEmpty();
  }

  @Test
  @DisplayName("trustar case 83: and with its enclave")
  void case83() {
    for (Map<String, Object> tag :
        List.<Map<String, Object>>of(
            Map.of("name", "a"), Map.of("enclaveId", WORLD.e1()), Map.of("name", 5))) {
      String value = domain();
      assertFailure(submitIndicators(WORLD.full(), List.of(row(value, List.of(tag))), null), 400);
      assertFailure(submitIndicators(WORLD.full(), List.of(row(value, null)), List.of(tag)), 400);
      assertThat(metadata(WORLD.full(), value, "")).isEmpty();
    }
  }

  @Test
  @DisplayName("trustar case 84: more than 10,000 rows are too many")
  void case84() {
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < 10_001; i++) rows.add(row("host" + i + ".example", null));
    assertFailure(submitIndicators(WORLD.full(), rows, null), 413);
    assertThat(metadata(WORLD.full(), "host1.example", "")).isEmpty();
    assertFailure(submitIndicators(WORLD.full(), List.of(), null), 400);
  }

  @Test
  @DisplayName("trustar case 85: the list of indicators filters by ids of tags: all, and none")
  void case85() {
    String a = domain();
    String both = domain();
    String third = domain();
    String g1 = tagIndicator(WORLD.full(), a, "a", WORLD.e1());
    tagIndicator(WORLD.full(), both, "a", WORLD.e1());
    String g2 = tagIndicator(WORLD.full(), both, "b", WORLD.e1());
    String g3 = tagIndicator(WORLD.full(), third, "c", WORLD.e1());
    TrustarClient full = WORLD.full();
    assertThat(items(full.get("/indicators?tagIds=" + g1 + "&excludedTagIds=" + g2), "value"))
        .containsExactly(a);
    assertThat(items(full.get("/indicators?tagIds=" + g1 + "&tagIds=" + g2), "value"))
        .containsExactly(both);
    assertThat(items(full.get("/indicators?tagIds=" + g1 + "," + g3), "value")).isEmpty();
    assertThat(items(full.get("/indicators?excludedTagIds=" + g2 + "," + g3), "value"))
        .containsExactly(a);
    assertThat(items(full.get("/indicators?tagIds=A"), "value"))
        .as("names too")
        .containsExactlyInAnyOrder(a, both);
    assertThat(full.get("/indicators?tagIds=" + g3).json().path("items").path(0).propertyNames())
        .containsExactlyInAnyOrder("value", "indicatorType");
  }

  @Test
  @DisplayName("trustar case 86: excluded tags in one text with commas are several")
  void case86() {
    String a = domain();
    tagIndicator(WORLD.full(), a, "a", WORLD.e1());
    for (String other : List.of("b", "c")) {
      String value = domain();
      tagIndicator(WORLD.full(), value, "a", WORLD.e1());
      tagIndicator(WORLD.full(), value, other, WORLD.e2());
    }
    assertThat(
            items(
                WORLD
                    .full()
                    .post("/indicators/search?tags=A&excludedTags=b,c", "{\"searchTerm\":null}"),
                "value"))
        .containsExactly(a);
  }

  @Test
  @DisplayName("trustar case 87: what is unknown, or of another type, is absent")
  void case87() {
    assertThat(metadata(WORLD.full(), domain(), "")).isEmpty();
    tagIndicator(WORLD.full(), "192.0.2.5", "a", WORLD.e1());
    for (String type : List.of("URL", "NONSENSE")) {
      assertThat(
              WORLD
                  .full()
                  .post(
                      "/indicators/metadata",
                      List.of(Map.of("value", "192.0.2.5", "indicatorType", type)))
                  .text())
          .isEqualTo("[]");
    }
    assertThat(
            WORLD
                .full()
                .post(
                    "/indicators/metadata",
                    List.of(Map.of("value", "192.0.2.5", "indicatorType", "IP")))
                .json()
                .size())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("trustar case 88: tags of reports and of indicators are two worlds")
  void case88() {
    String value = domain();
    String report = submit(WORLD.full(), WORLD.e1(), "reportBody", "It calls " + value + ".");
    tag(WORLD.full(), report, "x");
    assertThat(metadata(WORLD.full(), value, "").size()).isEqualTo(1);
    assertThat(indicatorTags(WORLD.full(), value, "")).isEmpty();
    assertThat(all(WORLD.full(), "")).isEmpty();
    tagIndicator(WORLD.full(), value, "y", WORLD.e1());
    assertThat(tags(WORLD.full(), report)).containsExactly("x");
    assertThat(World.texts(WORLD.full().get("/reports/tags").json(), "name")).containsExactly("x");
  }
}
