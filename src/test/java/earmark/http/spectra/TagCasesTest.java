package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbered cases about the Tags API, over real HTTP. */
class TagCasesTest {
  @RegisterExtension static final Instance SERVER = Instance.prepared(TagCasesTest::prepare);

  /** Text for which the analysis gives the System Tag {@code antisandbox}. */
  private static final String ANTISANDBOX = "looks for VBoxTray and VBoxService";

  private static String ofOldEngine = "";
  private String sample = "";

  private static void prepare(Path folder) throws IOException {
    try (PreparedSamples samples = new PreparedSamples(folder)) {
      ofOldEngine = samples.addOfOldEngine("3.7.1", "an old one, with VBoxTray");
    }
  }

  @BeforeEach
  void takeInASample() {
    sample = SERVER.sample(ANTISANDBOX);
  }

  private static String path(String hash) {
    return "/api/tag/" + hash + "/";
  }

  private Reply post(String... tags) {
    return SERVER.json("POST", path(sample), Map.of("tags", List.of(tags)));
  }

  private Reply delete(String... tags) {
    return SERVER.json("DELETE", path(sample), Map.of("tags", List.of(tags)));
  }

  private String tags() {
    return SERVER.get(path(sample)).text();
  }

  private static List<String> systemTags(String hash) {
    return SERVER.tags(hash).path("ticore").valueStream().map(tag -> tag.asString()).toList();
  }

  private static void assertAnswer(Reply reply, int status, String body) {
    assertThat(reply.text()).isEqualTo(body);
    assertThat(reply.status()).isEqualTo(status);
  }

  private static void assertRefused(Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().path("message").asString()).isNotEmpty();
    assertThat(reply.json().path("detail").asString()).isNotEmpty();
    assertThat(reply.json().path("code").asInt()).isEqualTo(status);
  }

  private void assertAdded(String tag) {
    assertAnswer(post(tag), 200, "[\"" + tag + "\"]");
    assertThat(tags()).isEqualTo("[\"" + tag + "\"]");
  }

  private void assertInvalid(String... tags) {
    for (String tag : tags) {
      Reply reply = post(tag);
      assertRefused(reply, 400);
      assertThat(reply.json().path("message").asString()).contains("2 to 40 characters");
    }
    assertThat(tags()).isEqualTo("[]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "case 1: an underscore and a digit, malware_1",
    "case 2: capitals, ClassifiedByYARA",
    "case 3: a hyphen, false-positive",
    "case 4: a dot and a slash, Better.Test/Tag",
    "case 9: two characters, ab",
    "case 14: a blank inside, a b"
  })
  void a_valid_tag_is_added(String about, String tag) {
    assertThat(about).startsWith("case ");
    assertAdded(tag);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "case 5: letters that are not ASCII, Ž++",
    "case 6: a hash sign, #hashtag",
    "case 7: a star, *.exe",
    "case 8: one character, a",
    "case 16: the Kelvin sign, Kelvin\u212A"
  })
  void an_invalid_tag_is_refused_and_named(String about, String tag) {
    assertThat(about).startsWith("case ");
    assertInvalid(tag);
  }

  @Test
  @DisplayName("case 10: forty characters")
  void forty() {
    assertAdded("a".repeat(40));
  }

  @Test
  @DisplayName("case 11: forty-one characters")
  void forty_one() {
    assertInvalid("a".repeat(41));
  }

  @Test
  @DisplayName("case 12: nothing, and blanks alone")
  void nothing() {
    assertInvalid("", "  ");
  }

  @Test
  @DisplayName("case 13: signs at the beginning")
  void signs_first() {
    assertInvalid("_x1", "-x1", ".x1", "/x1");
  }

  @Test
  @DisplayName("case 15: tabs, commas, colons and plus signs inside")
  void signs_inside() {
    assertInvalid("a\tb", "a,b", "a:b", "a+b");
  }

  @Test
  @DisplayName("case 17: blanks around a tag are dropped")
  void blanks_around() {
    assertAnswer(post(" tag5"), 200, "[\"tag5\"]");
    assertThat(tags()).isEqualTo("[\"tag5\"]");
  }

  @Test
  @DisplayName("case 18: a blank inside counts as a character")
  void forty_with_a_blank() {
    assertAdded("a".repeat(38) + " b");
  }

  @Test
  @DisplayName("case 19: capitals make another tag")
  void capitals() {
    post("Example", "example");
    assertThat(tags()).isEqualTo("[\"Example\",\"example\"]");
  }

  @Test
  @DisplayName("case 20: a blank and an underscore make two tags")
  void blank_and_underscore() {
    post("test_tag", "test tag");
    assertThat(tags()).isEqualTo("[\"test tag\",\"test_tag\"]");
  }

  @Test
  @DisplayName("case 21: the same tag twice is one tag")
  void twice() {
    post("example");
    assertAnswer(post("example"), 200, "[\"example\"]");
    assertThat(tags()).isEqualTo("[\"example\"]");
  }

  @Test
  @DisplayName("case 22: removing one leaves the other with capitals")
  void removing_regards_case() {
    post("Example", "example");
    assertAnswer(delete("example"), 200, "[\"example\"]");
    assertThat(tags()).isEqualTo("[\"Example\"]");
  }

  @Test
  @DisplayName("case 23: a tag identical to a System Tag of the sample is ignored")
  void identical_to_a_system_tag() {
    assertAnswer(post("antisandbox", "x1"), 200, "[\"x1\"]");
    assertThat(tags()).isEqualTo("[\"x1\"]");
    assertThat(systemTags(sample)).contains("antisandbox");
  }

  @Test
  @DisplayName("case 24: it is added where the sample does not have it")
  void not_on_this_sample() {
    sample = SERVER.sample("nothing special");
    assertAdded("antisandbox");
    assertThat(SERVER.tags(sample).path("user").toString()).isEqualTo("[\"antisandbox\"]");
    assertThat(systemTags(sample)).doesNotContain("antisandbox");
  }

  @Test
  @DisplayName("case 25: a User Tag may be called as some System Tag is")
  void called_as_a_system_tag() {
    sample = SERVER.sample("nothing special");
    assertAdded("indicators");
  }

  @Test
  @DisplayName("case 26: a System Tag can't be removed")
  void system_tags_stay() {
    assertAnswer(delete("antisandbox"), 200, "[]");
    assertThat(systemTags(sample)).contains("antisandbox");
  }

  @Test
  @DisplayName("case 27: identical means letter by letter")
  void identical_regards_case() {
    assertAdded("Antisandbox");
  }

  @Test
  @DisplayName("case 28: reanalysis renews System Tags and leaves User Tags alone")
  void reanalysis() {
    post("mine");
    Reply reply =
        SERVER.form(
            "POST", "/api/samples/v2/analyze_bulk/", "hash_value", sample, "analysis", "core,cape");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("results").path(0).path("analysis").toString())
        .isEqualTo(
            "[{\"name\":\"core\",\"code\":201,\"message\":\"Sample is queued for core analysis.\"},"
                + "{\"name\":\"cape\",\"code\":405,\"message\":\"Integration is not configured.\"}]");
    assertThat(SERVER.tags(sample).path("user").toString()).isEqualTo("[\"mine\"]");
    SERVER.awaitProcessed(sample);
    assertThat(systemTags(sample)).contains("antisandbox");
    assertThat(SERVER.tags(sample).path("user").toString()).isEqualTo("[\"mine\"]");
  }

  @Test
  @DisplayName("case 29: a sample of an engine without tags has none until it is analysed again")
  void old_engine() {
    assertThat(SERVER.tags(ofOldEngine).toString()).isEqualTo("{\"ticore\":[],\"user\":[]}");
    SERVER.form(
        "POST", "/api/samples/v2/analyze_bulk/", "hash_value", ofOldEngine, "analysis", "core");
    SERVER.awaitProcessed(ofOldEngine);
    assertThat(systemTags(ofOldEngine)).contains("antisandbox");
  }

  @Test
  @DisplayName("case 30: an untagged sample has an empty list")
  void untagged() {
    assertAnswer(SERVER.get(path(sample)), 200, "[]");
  }

  @Test
  @DisplayName("case 31: MD5, SHA1 and SHA256 lead to the same sample")
  void three_hashes() {
    byte[] content = Instance.unique("hashes");
    SERVER.upload("/api/uploads/", "h", content, "tags", "here");
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
      assertAnswer(SERVER.get(path(Instance.hex(algorithm, content))), 200, "[\"here\"]");
    }
  }

  @Test
  @DisplayName("case 32: SHA512 is not taken here")
  void sha512() {
    Reply reply = SERVER.get(path("0".repeat(128)));
    assertRefused(reply, 400);
    assertThat(reply.text()).contains("MD5, SHA1 and SHA256");
  }

  @ParameterizedTest
  @DisplayName("case 33: what is no hash is refused")
  @ValueSource(
      strings = {"d1aff4d205b59b1ae3edf152603fa2ae5a7c6cc", "zz", "%00", "..%2F..", "not-a-hash"})
  void no_hash(String hash) {
    assertRefused(SERVER.get(path(hash)), 400);
  }

  @Test
  @DisplayName("case 34: an unknown sample is not found")
  void unknown() {
    Reply reply = SERVER.get(path("0".repeat(40)));
    assertRefused(reply, 404);
    assertThat(reply.json().path("detail").asString()).isEqualTo("Not found.");
  }

  @Test
  @DisplayName("case 35: a hash may be written in capitals")
  void capital_hash() {
    assertAnswer(SERVER.get(path(sample.toUpperCase(Locale.ROOT))), 200, "[]");
  }

  @ParameterizedTest
  @DisplayName("case 36: doubled and missing slashes make no difference")
  @ValueSource(strings = {"//api/tag/%s/", "/api//tag/%s//", "/api/tag/%s"})
  void slashes(String path) {
    assertAnswer(SERVER.get(path.formatted(sample)), 200, "[]");
    assertAnswer(
        SERVER.json("POST", path.formatted(sample), Map.of("tags", List.of("x1"))),
        200,
        "[\"x1\"]");
    assertAnswer(
        SERVER.json("DELETE", path.formatted(sample), Map.of("tags", List.of("x1"))),
        200,
        "[\"x1\"]");
  }

  @ParameterizedTest
  @DisplayName("case 37: only a valid token is accepted, with any blanks")
  @CsvSource({
    "'Token  %s',200",
    "'token %s',200",
    "'Token\t%s',200",
    "'Bearer %s',401",
    "'Token wrong',401",
    "'Token',401",
    "'Token %s more',401",
    "'',401"
  })
  void tokens(String header, int status) {
    Map<String, String> headers =
        header.isEmpty()
            ? Map.of()
            : Map.of("Authorization", header.formatted(SERVER.adminToken()));
    Reply reply = SERVER.send("GET", path(sample), headers, new byte[0]);
    assertThat(reply.status()).isEqualTo(status);
    if (status == 401) assertRefused(reply, 401);
    if (header.isEmpty()) {
      assertThat(reply.json().path("detail").asString())
          .isEqualTo("Authentication credentials were not provided.");
    }
  }

  @Test
  @DisplayName("case 38: other methods are not allowed")
  void other_methods() {
    Reply reply = SERVER.json("PUT", path(sample), Map.of("tags", List.of("x1")));
    assertRefused(reply, 405);
    assertThat(reply.json().path("detail").asString()).isEqualTo("Method \"PUT\" not allowed.");
    assertThat(reply.header("Allow")).isEqualTo("DELETE, GET, POST");
  }

  @ParameterizedTest
  @DisplayName("case 39: a body that is no list of tags is refused")
  @ValueSource(
      strings = {
        "{\"tags\":\"a,b\"}", "{}", "[]", "{\"tags\":[]}", "{\"tags\":[1]}", "{\"tags\":[null]}",
        "{\"tags\":{\"a\":1}}", "null", "\"ab\"", "{\"tags\":[\"ab\"]", "{\"tags\":[\"ab\"]} x", "",
        "not json", "{\"tags\":[[\"ab\"]]}"
      })
  void no_list(String body) {
    assertRefused(SERVER.raw("POST", path(sample), body), 400);
    assertRefused(SERVER.raw("DELETE", path(sample), body), 400);
    assertThat(tags()).isEqualTo("[]");
  }

  @Test
  @DisplayName("case 40: one bad tag refuses the whole request")
  void one_bad_tag() {
    Reply reply = post("good_one", "#bad");
    assertRefused(reply, 400);
    assertThat(reply.text()).contains("#bad");
    assertThat(tags()).isEqualTo("[]");
  }

  @Test
  @DisplayName("case 41: the answer holds what this request added")
  void what_was_added() {
    post("tag1", "tag2");
    assertAnswer(post("tag3", "tag4", "tag3"), 200, "[\"tag3\",\"tag4\"]");
    assertThat(tags()).isEqualTo("[\"tag1\",\"tag2\",\"tag3\",\"tag4\"]");
  }

  @Test
  @DisplayName("case 42: the answer holds what was removed")
  void what_was_removed() {
    post("tag1", "tag2");
    assertAnswer(delete("tag1", "nope"), 200, "[\"tag1\"]");
    assertThat(tags()).isEqualTo("[\"tag2\"]");
  }

  @Test
  @DisplayName("case 43: answers are compact JSON")
  void compact() {
    Reply reply = post("tag3", "tag4");
    assertThat(reply.text()).isEqualTo("[\"tag3\",\"tag4\"]");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  @DisplayName("case 44: every user sees and removes the tags of others")
  void shared() {
    String bob = SERVER.newUser("bob" + sample.substring(0, 8));
    post("by_ann");
    Map<String, String> asBob =
        Map.of("Authorization", "Token " + bob, "Content-Type", "application/json");
    assertAnswer(SERVER.send("GET", path(sample), asBob, new byte[0]), 200, "[\"by_ann\"]");
    byte[] body = "{\"tags\":[\"by_ann\"]}".getBytes(StandardCharsets.UTF_8);
    assertAnswer(SERVER.send("DELETE", path(sample), asBob, body), 200, "[\"by_ann\"]");
    assertThat(tags()).isEqualTo("[]");
  }
}
