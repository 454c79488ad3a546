package earmark.http.trustar;

import static earmark.http.trustar.World.alter;
import static earmark.http.trustar.World.assertFailure;
import static earmark.http.trustar.World.encoded;
import static earmark.http.trustar.World.submit;
import static earmark.http.trustar.World.tag;
import static earmark.http.trustar.World.tags;
import static earmark.http.trustar.World.unique;
import static earmark.http.trustar.World.updated;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cases of the specification on tags of reports. */
class ReportTagCasesTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  private static void assertId(Reply reply, String id) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"id\":\"" + id + "\"}");
  }

  private static List<String> enclavesOfTags(TrustarClient who, String report) {
    return World.texts(who.get("/reports/" + report + "/tags").json(), "enclaveId");
  }

  /** Name and enclave of all tags of reports. */
  private static List<String> all(TrustarClient who, String query) {
    Reply reply = who.get("/reports/tags" + query);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply
        .json()
        .valueStream()
        .map(tag -> tag.path("name").asString() + " " + tag.path("enclaveId").asString())
        .toList();
  }

  @Test
  @DisplayName("trustar case 27: a report without tags has an empty list of them")
  void case27() {
    Reply reply = WORLD.full().get("/reports/" + WORLD.r1() + "/tags");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("[]");
  }

  @Test
  @DisplayName("trustar case 28: tags that are added are listed by name with the report's enclave")
  void case28() {
    String report = WORLD.r1();
    assertId(alter(WORLD.full(), report, List.of("b", "a"), List.of()), report);
    assertThat(tags(WORLD.full(), report)).containsExactly("a", "b");
    assertThat(enclavesOfTags(WORLD.full(), report)).containsOnly(WORLD.e1());
  }

  @Test
  @DisplayName("trustar case 29: adding again changes nothing, and the report is not updated")
  void case29() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    long before = updated(WORLD.full(), report);
    assertId(alter(WORLD.full(), report, List.of("a"), List.of()), report);
    assertThat(tags(WORLD.full(), report)).containsExactly("a");
    assertThat(updated(WORLD.full(), report)).isEqualTo(before);
    tag(WORLD.full(), report, "b");
    assertThat(updated(WORLD.full(), report)).isGreaterThan(before);
  }

  @Test
  @DisplayName("trustar case 30: taking off what is not there is ignored")
  void case30() {
    String report = WORLD.r1();
    assertId(alter(WORLD.full(), report, List.of(), List.of("zzz")), report);
  }

  @Test
  @DisplayName("trustar case 31: a name in other case is no other tag")
  void case31() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    tag(WORLD.full(), report, "A");
    assertThat(tags(WORLD.full(), report)).containsExactly("a");
  }

  @Test
  @DisplayName("trustar case 32: a name in both lists is there afterwards")
  void case32() {
    String report = WORLD.r1();
    alter(WORLD.full(), report, List.of("x"), List.of("x"));
    assertThat(tags(WORLD.full(), report)).containsExactly("x");
    alter(WORLD.full(), report, List.of("x"), List.of("X"));
    assertThat(tags(WORLD.full(), report)).containsExactly("x");
  }

  @Test
  @DisplayName("trustar case 33: what is taken off is found in any case")
  void case33() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    alter(WORLD.full(), report, List.of(), List.of("A"));
    assertThat(tags(WORLD.full(), report)).isEmpty();
  }

  @Test
  @DisplayName("trustar case 34: an empty object does nothing")
  void case34() {
    String report = WORLD.r1();
    String path = "/reports/" + report + "/alter-tags";
    assertId(WORLD.full().post(path, "{}"), report);
    assertId(WORLD.full().post(path, "{\"addedTags\":null,\"removedTags\":[]}"), report);
  }

  @Test
  @DisplayName("trustar case 35: what is no object is refused")
  void case35() {
    String path = "/reports/" + WORLD.r1() + "/alter-tags";
    for (String body : List.of("[]", "{", "", "null", "5", "\"a\"", "{\"addedTags\":\"a\"}")) {
      assertFailure(WORLD.full().post(path, body), 400);
    }
  }

  @Test
  @DisplayName("trustar case 36: by an external id too, and the answer has the internal one")
  void case36() {
    String external = unique("EXT-");
    String report = submit(WORLD.full(), WORLD.e1(), "externalTrackingId", external);
    assertId(
        WORLD
            .full()
            .post(
                "/reports/" + external + "/alter-tags?idType=external",
                "{\"addedTags\":[{\"name\":\"a\"}]}"),
        report);
    assertThat(WORLD.full().get("/reports/" + external + "/tags?idType=external").json().size())
        .isEqualTo(1);
    assertFailure(WORLD.full().get("/reports/" + external + "/tags"), 404);
  }

  @Test
  @DisplayName("trustar case 37: the type of the id in any case, and no other")
  void case37() {
    String external = unique("EXT-");
    submit(WORLD.full(), WORLD.e1(), "externalTrackingId", external);
    String path = "/reports/" + external + "/tags?idType=";
    assertThat(WORLD.full().get(path + "EXTERNAL").status()).isEqualTo(200);
    assertThat(WORLD.full().get(path + "External").status()).isEqualTo(200);
    assertFailure(WORLD.full().get(path + "foo"), 400);
  }

  @Test
  @DisplayName("trustar case 38: an unknown report is 404")
  void case38() {
    for (String id : List.of(UUID.randomUUID().toString(), "unknown", "%C3%A9")) {
      assertFailure(WORLD.full().get("/reports/" + id + "/tags"), 404);
      assertFailure(WORLD.full().post("/reports/" + id + "/alter-tags", "{}"), 404);
      assertFailure(WORLD.full().get("/reports/" + id + "/tags?idType=external"), 404);
    }
  }

  @Test
  @DisplayName("trustar case 39: who may only read sees all tags and changes none")
  void case39() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a", "b");
    assertThat(tags(WORLD.view(), report)).containsExactly("a", "b");
    assertFailure(alter(WORLD.view(), report, List.of("c"), List.of()), 403);
    assertFailure(WORLD.view().post("/reports/" + report + "/tags?name=c", ""), 403);
    assertFailure(WORLD.view().delete("/reports/" + report + "/tags/a"), 403);
    assertThat(tags(WORLD.view(), report)).containsExactly("a", "b");
  }

  @Test
  @DisplayName("trustar case 40: who may only submit can't tag what he submitted")
  void case40() {
    String report = submit(WORLD.sub(), WORLD.e1());
    assertFailure(alter(WORLD.sub(), report, List.of("a"), List.of()), 403);
  }

  @Test
  @DisplayName("trustar case 41: to who may do nothing, the report is not there")
  void case41() {
    String report = WORLD.r1();
    String there = WORLD.none().get("/reports/" + report + "/tags").text();
    String nowhere = WORLD.none().get("/reports/" + UUID.randomUUID() + "/tags").text();
    assertFailure(WORLD.none().get("/reports/" + report + "/tags"), 404);
    assertFailure(alter(WORLD.none(), report, List.of("a"), List.of()), 404);
    String idAndTime = "[0-9a-f-]{36}|\"timestamp\":[0-9]+";
    assertThat(there.replaceAll(idAndTime, "")).isEqualTo(nowhere.replaceAll(idAndTime, ""));
  }

  @Test
  @DisplayName("trustar case 42: the old way to add a tag, whatever enclave is named")
  void case42() {
    String report = WORLD.r1();
    Reply reply = WORLD.full().post("/reports/" + report + "/tags?name=Foo&enclaveId=garbage", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(reply.text()).isEqualTo("foo");
    assertThat(tags(WORLD.full(), report)).containsExactly("foo");
    assertFailure(WORLD.full().post("/reports/" + report + "/tags", ""), 400);
  }

  @Test
  @DisplayName("trustar case 43: once for each enclave, as some clients do, is one tag")
  void case43() {
    String report = WORLD.r1();
    for (String enclave : List.of(WORLD.e1(), WORLD.e2(), UUID.randomUUID().toString())) {
      Reply reply =
          WORLD.full().post("/reports/" + report + "/tags?name=foo&enclaveId=" + enclave, "");
      assertThat(reply.status()).isEqualTo(200);
    }
    assertThat(tags(WORLD.full(), report)).containsExactly("foo");
    assertThat(enclavesOfTags(WORLD.full(), report)).containsExactly(WORLD.e1());
  }

  @Test
  @DisplayName("trustar case 44: the old way to take a tag off, also if it is not there")
  void case44() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "foo", "日本");
    for (String name : List.of("foo", "foo", encoded("日本"), "bad%21")) {
      Reply reply = WORLD.full().delete("/reports/" + report + "/tags/" + name);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).isEmpty();
    }
    assertThat(tags(WORLD.full(), report)).isEmpty();
  }

  @Test
  @DisplayName("trustar case 45: all tags, each with each enclave that the caller reads")
  void case45() {
    tag(WORLD.full(), submit(WORLD.full(), WORLD.e1()), "b", "a");
    tag(WORLD.full(), submit(WORLD.full(), WORLD.e1()), "a");
    tag(WORLD.full(), submit(WORLD.full(), WORLD.e2()), "a");
    assertThat(all(WORLD.full(), ""))
        .containsExactlyInAnyOrder("a " + WORLD.e1(), "a " + WORLD.e2(), "b " + WORLD.e1());
    assertThat(all(WORLD.full(), "").getLast()).isEqualTo("b " + WORLD.e1());
    assertThat(all(WORLD.view(), "")).containsExactly("a " + WORLD.e1(), "b " + WORLD.e1());
    assertThat(all(WORLD.none(), "")).isEmpty();
    assertFailure(WORLD.view().get("/reports/tags?enclaveIds=" + WORLD.e2()), 403);
    assertFailure(WORLD.view().get("/reports/tags?enclaveIds=garbage"), 403);
  }

  @Test
  @DisplayName("trustar case 46: enclaves with commas or as repeated keys are the same")
  void case46() {
    tag(WORLD.full(), submit(WORLD.full(), WORLD.e1()), "a");
    tag(WORLD.full(), submit(WORLD.full(), WORLD.e2()), "b");
    String e1 = WORLD.e1();
    String e2 = WORLD.e2();
    for (String query :
        List.of(
            "?enclaveIds=" + e1 + "&enclaveIds=" + e2,
            "?enclaveIds=" + e1 + "," + e2,
            "?enclaveIds=" + e1 + "%2C" + e2,
            "?enclaveIds=" + e1 + ",%20" + e2,
            "?enclaveIds=" + e1.toUpperCase(java.util.Locale.ROOT) + "," + e2 + "," + e1,
            "?enclaveIds=")) {
      assertThat(all(WORLD.full(), query)).as(query).containsExactly("a " + e1, "b " + e2);
    }
    assertThat(all(WORLD.full(), "?enclaveIds=" + e2)).containsExactly("b " + e2);
  }

  @Test
  @DisplayName("trustar case 47: a tag that is on no report any more is not listed")
  void case47() {
    String report = WORLD.r1();
    String other = WORLD.r1();
    tag(WORLD.full(), report, "a");
    tag(WORLD.full(), other, "b");
    alter(WORLD.full(), report, List.of(), List.of("a"));
    assertThat(all(WORLD.full(), "")).containsExactly("b " + WORLD.e1());
    WORLD.full().delete("/reports/" + other);
    assertThat(all(WORLD.full(), "")).isEmpty();
  }

  @Test
  @DisplayName("trustar case 48: an update of the report leaves its tags alone")
  void case48() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    Reply without = WORLD.full().put("/reports/" + report, World.report(WORLD.e1()));
    assertThat(without.status()).as(without.text()).isEqualTo(200);
    assertThat(tags(WORLD.full(), report)).containsExactly("a");
    WORLD.full().put("/reports/" + report, World.report(WORLD.e1(), "tags", List.of("b")));
    assertThat(tags(WORLD.full(), report)).containsExactly("a");
  }

  @Test
  @DisplayName("trustar case 49: a report is submitted without tags, whatever it brings")
  void case49() {
    String report = submit(WORLD.full(), WORLD.e1(), "tags", List.of("a", "bad!"));
    assertThat(tags(WORLD.full(), report)).isEmpty();
  }

  private static String copied(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("id").asString();
  }

  private static String copyPath(String report, String enclave, String provided) {
    return "/reports/copy/"
        + report
        + "?destEnclaveId="
        + enclave
        + "&copyFromProvidedSubmission="
        + provided;
  }

  @Test
  @DisplayName("trustar case 50: a copy has the same tags, in its own enclave")
  void case50() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a", "b");
    for (String body : List.of("null", "")) {
      String copy = copied(WORLD.full().post(copyPath(report, WORLD.e2(), "False"), body));
      assertThat(copy).isNotEqualTo(report);
      assertThat(tags(WORLD.full(), copy)).containsExactly("a", "b");
      assertThat(enclavesOfTags(WORLD.full(), copy)).containsOnly(WORLD.e2());
    }
    assertThat(tags(WORLD.full(), report)).containsExactly("a", "b");
    assertThat(enclavesOfTags(WORLD.full(), report)).containsOnly(WORLD.e1());
  }

  @Test
  @DisplayName("trustar case 51: a copy that says something else has the tags that it brings")
  void case51() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    Map<String, Object> other =
        World.report(WORLD.e1(), "tags", List.of("Changed_Tag"), "title", "Redacted");
    String copy = copied(WORLD.full().post(copyPath(report, WORLD.e2(), "True"), other));
    assertThat(tags(WORLD.full(), copy)).containsExactly("changed_tag");
    assertThat(enclavesOfTags(WORLD.full(), copy)).containsOnly(WORLD.e2());
    assertThat(WORLD.full().get("/reports/" + copy).json().path("title").asString())
        .isEqualTo("Redacted");
    assertFailure(
        WORLD
            .full()
            .post(
                copyPath(report, WORLD.e2(), "True"),
                World.report(WORLD.e1(), "tags", List.of("bad!"))),
        400);
  }

  @Test
  @DisplayName("trustar case 52: such a copy without tags is refused")
  void case52() {
    assertFailure(
        WORLD.full().post(copyPath(WORLD.r1(), WORLD.e2(), "True"), World.report(WORLD.e1())), 400);
  }

  @Test
  @DisplayName("trustar case 53: nothing is copied to where the caller may only read")
  void case53() {
    String e3 = WORLD.enclave("E3");
    WORLD.grant(e3, "full", "read");
    String report = WORLD.r1();
    assertFailure(WORLD.full().post(copyPath(report, e3, "False"), "null"), 403);
    assertFailure(WORLD.full().post(copyPath(report, WORLD.enclave("E4"), "False"), ""), 404);
    assertFailure(
        WORLD.full().post("/reports/copy/" + report + "?copyFromProvidedSubmission=False", ""),
        400);
  }

  private static String movePath(String report, String enclave) {
    return "/reports/move/" + report + "?destEnclaveId=" + enclave;
  }

  @Test
  @DisplayName("trustar case 54: a moved report keeps its id, and takes its tags along")
  void case54() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a", "b");
    assertId(WORLD.full().post(movePath(report, WORLD.e2()), ""), report);
    assertThat(tags(WORLD.full(), report)).containsExactly("a", "b");
    assertThat(enclavesOfTags(WORLD.full(), report)).containsOnly(WORLD.e2());
  }

  @Test
  @DisplayName("trustar case 55: a deleted report has no tags any more")
  void case55() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    assertThat(WORLD.full().delete("/reports/" + report).status()).isEqualTo(200);
    assertFailure(WORLD.full().get("/reports/" + report + "/tags"), 404);
    assertFailure(WORLD.full().delete("/reports/" + report), 404);
  }

  @Test
  @DisplayName("trustar case 56: who reads only the old enclave loses sight of a moved report")
  void case56() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "a");
    assertThat(tags(WORLD.view(), report)).containsExactly("a");
    WORLD.full().post(movePath(report, WORLD.e2()), "");
    assertFailure(WORLD.view().get("/reports/" + report + "/tags"), 404);
    assertFailure(WORLD.view().get("/reports/" + report), 404);
  }
}
