package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Tags API over real HTTP; the numbers are those of the test cases of its specification. */
class TagApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  /** Text for which the analysis gives the System Tag {@code antisandbox}. */
  private static final String ANTISANDBOX = "looks for VBoxTray and VBoxService";

  private String sample = "";

  @BeforeEach
  void takeInASample() {
    sample = SERVER.sample(ANTISANDBOX);
  }

  private Reply post(String... tags) {
    return SERVER.json("POST", "/api/tag/" + sample + "/", Map.of("tags", List.of(tags)));
  }

  private Reply delete(String... tags) {
    return SERVER.json("DELETE", "/api/tag/" + sample + "/", Map.of("tags", List.of(tags)));
  }

  private String tags() {
    return SERVER.get("/api/tag/" + sample + "/").text();
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

  @ParameterizedTest(name = "1-4: {0}")
  @ValueSource(strings = {"malware_1", "ClassifiedByYARA", "false-positive", "Better.Test/Tag"})
  void valid_tags_are_added(String tag) {
    assertAnswer(post(tag), 200, "[\"" + tag + "\"]");
    assertAnswer(SERVER.get("/api/tag/" + sample + "/"), 200, "[\"" + tag + "\"]");
  }

  @ParameterizedTest(name = "5-8, 12, 13, 15, 16: {0}")
  @ValueSource(
      strings = {
        "Ž++",
        "#hashtag",
        "*.exe",
        "a",
        "",
        "  ",
        "_x1",
        "-x1",
        ".x1",
        "/x1",
        "a\tb",
        "a,b",
        "a:b",
        "a+b",
        "Kelvin\u212A"
      })
  void invalid_tags_are_refused_and_named(String tag) {
    Reply reply = post(tag);
    assertRefused(reply, 400);
    assertThat(reply.json().path("message").asString()).contains("2 to 40 characters");
    assertThat(tags()).isEqualTo("[]");
  }

  @Test
  void cases_9_to_11_and_18_length_counts_characters() {
    String forty = "a".repeat(40);
    String withBlank = "a".repeat(38) + " b";
    assertAnswer(post("ab"), 200, "[\"ab\"]");
    assertAnswer(post(forty), 200, "[\"" + forty + "\"]");
    assertAnswer(post(withBlank), 200, "[\"" + withBlank + "\"]");
    assertRefused(post("a".repeat(41)), 400);
  }

  @Test
  void cases_14_and_17_blanks_inside_stay_and_those_around_go() {
    assertAnswer(post("a b"), 200, "[\"a b\"]");
    assertAnswer(post(" tag5"), 200, "[\"tag5\"]");
    assertThat(tags()).isEqualTo("[\"a b\",\"tag5\"]");
  }

  @Test
  void cases_19_to_22_identity() {
    post("Example", "example");
    assertThat(tags()).isEqualTo("[\"Example\",\"example\"]");
    post("test_tag", "test tag");
    assertThat(tags()).isEqualTo("[\"Example\",\"example\",\"test tag\",\"test_tag\"]");
    assertAnswer(post("example"), 200, "[\"example\"]");
    assertThat(tags()).isEqualTo("[\"Example\",\"example\",\"test tag\",\"test_tag\"]");
    assertAnswer(delete("example"), 200, "[\"example\"]");
    assertThat(tags()).isEqualTo("[\"Example\",\"test tag\",\"test_tag\"]");
  }

  @Test
  void case_23_a_tag_identical_to_a_system_tag_of_the_sample_is_ignored() {
    assertAnswer(post("antisandbox", "x1"), 200, "[\"x1\"]");
    assertThat(tags()).isEqualTo("[\"x1\"]");
    assertThat(SERVER.tags(sample).path("ticore").toString()).contains("\"antisandbox\"");
  }

  @Test
  void case_24_it_is_added_where_the_sample_does_not_have_it() {
    String plain = SERVER.sample("nothing special");
    Reply reply =
        SERVER.json("POST", "/api/tag/" + plain + "/", Map.of("tags", List.of("antisandbox")));
    assertAnswer(reply, 200, "[\"antisandbox\"]");
    assertThat(SERVER.tags(plain).path("user").toString()).isEqualTo("[\"antisandbox\"]");
    assertThat(SERVER.tags(plain).path("ticore").toString()).doesNotContain("antisandbox");
  }

  @Test
  void cases_25_to_27_other_names_and_kinds() {
    String plain = SERVER.sample("nothing special");
    assertThat(
            SERVER
                .json("POST", "/api/tag/" + plain + "/", Map.of("tags", List.of("indicators")))
                .text())
        .isEqualTo("[\"indicators\"]");
    assertAnswer(delete("antisandbox"), 200, "[]");
    assertThat(SERVER.tags(sample).path("ticore").toString()).contains("\"antisandbox\"");
    assertAnswer(post("Antisandbox"), 200, "[\"Antisandbox\"]");
  }

  @Test
  void case_28_reanalysis_renews_system_tags_and_leaves_user_tags_alone() {
    post("mine");
    Reply reply =
        SERVER.form(
            "POST", "/api/samples/v2/analyze_bulk/", "hash_value", sample, "analysis", "core,cape");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("results").path(0).path("detail").path("sha1").asString())
        .isEqualTo(sample);
    assertThat(reply.json().path("results").path(0).path("analysis").toString())
        .isEqualTo(
            "[{\"name\":\"core\",\"code\":201,\"message\":\"Sample is queued for core analysis.\"},"
                + "{\"name\":\"cape\",\"code\":405,\"message\":\"Integration is not configured.\"}]");
    assertThat(SERVER.tags(sample).path("user").toString()).isEqualTo("[\"mine\"]");
    SERVER.awaitProcessed(sample);
    assertThat(SERVER.tags(sample).path("ticore").toString()).contains("\"antisandbox\"");
    assertThat(SERVER.tags(sample).path("user").toString()).isEqualTo("[\"mine\"]");
    assertRefused(
        SERVER.form(
            "POST", "/api/samples/v2/analyze_bulk/", "hash_value", sample, "analysis", "nope"),
        400);
    assertRefused(
        SERVER.form(
            "POST",
            "/api/samples/v2/analyze_bulk/",
            "hash_value",
            "0".repeat(40),
            "analysis",
            "core"),
        404);
  }

  @Test
  void case_30_an_untagged_sample_has_an_empty_list() {
    assertAnswer(SERVER.get("/api/tag/" + sample + "/"), 200, "[]");
  }

  @Test
  void cases_31_32_and_35_hashes_of_three_kinds_in_any_case() {
    byte[] content = Instance.unique("hashes");
    SERVER.upload("/api/uploads/", "h", content, "tags", "here");
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
      String hash = Instance.hex(algorithm, content);
      assertAnswer(SERVER.get("/api/tag/" + hash + "/"), 200, "[\"here\"]");
      assertAnswer(
          SERVER.get("/api/tag/" + hash.toUpperCase(java.util.Locale.ROOT) + "/"),
          200,
          "[\"here\"]");
    }
    Reply reply = SERVER.get("/api/tag/" + Instance.hex("SHA-512", content) + "/");
    assertRefused(reply, 400);
    assertThat(reply.text()).contains("MD5, SHA1 and SHA256");
  }

  @ParameterizedTest(name = "33: {0}")
  @ValueSource(
      strings = {"d1aff4d205b59b1ae3edf152603fa2ae5a7c6cc", "zz", "%00", "..%2F..", "not-a-hash"})
  void what_is_no_hash_is_refused(String hash) {
    assertRefused(SERVER.get("/api/tag/" + hash + "/"), 400);
  }

  @Test
  void case_34_an_unknown_sample_is_not_found() {
    Reply reply = SERVER.get("/api/tag/" + "0".repeat(40) + "/");
    assertRefused(reply, 404);
    assertThat(reply.json().path("detail").asString()).isEqualTo("Not found.");
  }

  @ParameterizedTest(name = "36: {0}")
  @ValueSource(strings = {"//api/tag/%s/", "/api//tag/%s//", "/api/tag/%s"})
  void slashes_doubled_or_missing_make_no_difference(String path) {
    assertAnswer(SERVER.get(path.formatted(sample)), 200, "[]");
    assertAnswer(
        SERVER.json("POST", path.formatted(sample), Map.of("tags", List.of("x1"))),
        200,
        "[\"x1\"]");
  }

  @ParameterizedTest(name = "37: {0}")
  @CsvSource({
    "'Token  %s',200",
    "'token %s',200",
    "'Token\t%s',200",
    "'Bearer %s',401",
    "'Token wrong',401",
    "'Token',401",
    "'Token %s more',401"
  })
  void only_a_valid_token_is_accepted(String header, int status) {
    Reply reply =
        SERVER.send(
            "GET",
            "/api/tag/" + sample + "/",
            Map.of("Authorization", header.formatted(SERVER.adminToken())),
            new byte[0]);
    assertThat(reply.status()).isEqualTo(status);
    if (status == 401) assertRefused(reply, 401);
  }

  @Test
  void case_37_without_a_token_nobody_is_let_in() {
    Reply reply = SERVER.send("GET", "/api/tag/" + sample + "/", Map.of(), new byte[0]);
    assertRefused(reply, 401);
    assertThat(reply.json().path("detail").asString())
        .isEqualTo("Authentication credentials were not provided.");
  }

  @Test
  void case_38_other_methods_are_not_allowed() {
    Reply reply = SERVER.json("PUT", "/api/tag/" + sample + "/", Map.of("tags", List.of("x1")));
    assertRefused(reply, 405);
    assertThat(reply.json().path("detail").asString()).isEqualTo("Method \"PUT\" not allowed.");
    assertThat(reply.header("Allow")).isEqualTo("DELETE, GET, POST");
  }

  @ParameterizedTest(name = "39: {0}")
  @ValueSource(
      strings = {
        "{\"tags\":\"a,b\"}", "{}", "[]", "{\"tags\":[]}", "{\"tags\":[1]}", "{\"tags\":[null]}",
        "{\"tags\":{\"a\":1}}", "null", "\"ab\"", "{\"tags\":[\"ab\"]", "{\"tags\":[\"ab\"]} x", "",
        "not json", "{\"tags\":[[\"ab\"]]}"
      })
  void a_body_that_is_no_list_of_tags_is_refused(String body) {
    assertRefused(SERVER.raw("POST", "/api/tag/" + sample + "/", body), 400);
    assertRefused(SERVER.raw("DELETE", "/api/tag/" + sample + "/", body), 400);
    assertThat(tags()).isEqualTo("[]");
  }

  @Test
  void case_40_one_bad_tag_refuses_the_whole_request() {
    assertRefused(post("good_one", "#bad"), 400);
    assertThat(tags()).isEqualTo("[]");
  }

  @Test
  void case_41_the_answer_holds_what_this_request_added() {
    post("tag1", "tag2");
    assertAnswer(post("tag3", "tag4", "tag3"), 200, "[\"tag3\",\"tag4\"]");
    assertThat(tags()).isEqualTo("[\"tag1\",\"tag2\",\"tag3\",\"tag4\"]");
  }

  @Test
  void case_42_the_answer_holds_what_was_removed() {
    post("tag1", "tag2");
    assertAnswer(delete("tag1", "nope"), 200, "[\"tag1\"]");
    assertThat(tags()).isEqualTo("[\"tag2\"]");
  }

  @Test
  void case_43_answers_are_compact_json() {
    Reply reply = post("tag3", "tag4");
    assertThat(reply.text()).isEqualTo("[\"tag3\",\"tag4\"]");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void case_44_every_user_sees_and_removes_the_tags_of_others() {
    String bob = SERVER.newUser("bob" + sample.substring(0, 8));
    post("by_ann");
    Map<String, String> asBob =
        Map.of("Authorization", "Token " + bob, "Content-Type", "application/json");
    assertAnswer(
        SERVER.send("GET", "/api/tag/" + sample + "/", asBob, new byte[0]), 200, "[\"by_ann\"]");
    assertAnswer(
        SERVER.send(
            "DELETE",
            "/api/tag/" + sample + "/",
            asBob,
            "{\"tags\":[\"by_ann\"]}".getBytes(StandardCharsets.UTF_8)),
        200,
        "[\"by_ann\"]");
    assertThat(tags()).isEqualTo("[]");
  }

  @Test
  void forms_repeated_fields_and_query_parameters_are_tolerated() {
    String path = "/api/tag/" + sample + "/";
    assertAnswer(SERVER.form("POST", path, "tags", "f1", "tags", "f2"), 200, "[\"f1\",\"f2\"]");
    assertAnswer(SERVER.form("DELETE", path, "tags", "f1"), 200, "[\"f1\"]");
    Reply reply =
        SERVER.send(
            "DELETE",
            path + "?tags=f2,f3",
            Map.of("Authorization", "Token " + SERVER.adminToken()),
            new byte[0]);
    assertAnswer(reply, 200, "[\"f2\"]");
  }

  @Test
  void json_is_read_even_if_it_is_announced_as_a_form() {
    Reply reply =
        SERVER.send(
            "POST",
            "/api/tag/" + sample + "/",
            Map.of(
                "Authorization",
                "Token " + SERVER.adminToken(),
                "Content-Type",
                "application/x-www-form-urlencoded"),
            "{\"tags\":[\"curl_default\"]}".getBytes(StandardCharsets.UTF_8));
    assertAnswer(reply, 200, "[\"curl_default\"]");
  }

  @Test
  void unknown_keys_are_ignored() {
    Reply reply =
        SERVER.raw(
            "POST", "/api/tag/" + sample + "/", "{\"x\":{\"y\":[1]},\"tags\":[\"known_key\"]}");
    assertAnswer(reply, 200, "[\"known_key\"]");
  }

  @Test
  void a_sample_takes_a_thousand_tags_and_not_one_more() {
    List<String> thousand =
        java.util.stream.IntStream.range(0, 1000).mapToObj(i -> "t" + i + "x").toList();
    assertThat(SERVER.json("POST", "/api/tag/" + sample + "/", Map.of("tags", thousand)).status())
        .isEqualTo(200);
    Reply reply = post("one_more");
    assertRefused(reply, 400);
    assertThat(reply.text()).contains("1000 User Tags");
    assertThat(delete("t0x").status()).isEqualTo(200);
    assertThat(post("one_more").status()).isEqualTo(200);
  }
}
