package earmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.Config;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of bad request, at each door in its own shape; none of them changes anything. */
class BadRequestsTest {
  private static final int UPLOAD_MAX = 100_000;
  private static final int BODY_MAX = 20_000;

  @RegisterExtension
  static final Instance SERVER =
      new Instance(config ->
          new Config(
              config.data(),
              Config.Shared.NOTHING,
              config.host(),
              config.port(),
              Optional.empty(),
              config.adminPassword(),
              UPLOAD_MAX,
              BODY_MAX,
              1000,
              Duration.ofHours(1),
              config.passwordHashMib(),
              1,
              256,
              Duration.ofSeconds(30),
              config.trees(),
              Config.SnapshotPace.USUAL,
              Optional.empty(),
              Config.Alerting.USUAL,
              config.reports(),
              config.trustar()));

  private static String sample = "";
  private String before = "";

  @BeforeEach
  void rememberTheState() {
    if (sample.isEmpty()) sample = SERVER.sample("bad requests", "first");
    before = state();
  }

  @AfterEach
  void nothingChanged() {
    assertThat(state()).isEqualTo(before);
  }

  private static String state() {
    return SERVER.get("/api/v1/samples?limit=200").text()
        + SERVER.get("/api/v1/tags/suggest?limit=100").text();
  }

  private static void assertSpectra(Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.json().path("code").asInt()).isEqualTo(status);
    assertThat(reply.json().path("message").asString()).isNotEmpty();
    assertThat(reply.json().path("detail").asString()).isNotEmpty();
  }

  private static void assertProblem(Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("status").asInt()).isEqualTo(status);
    assertThat(reply.json().path("title").asString()).isNotEmpty();
    assertThat(reply.json().path("detail").asString()).isNotEmpty();
  }

  private static Reply edit(String body) {
    return SERVER.raw("POST", "/api/v1/samples/tags", body);
  }

  @Test
  void a_wrong_hash() {
    assertSpectra(SERVER.get("/api/tag/123/"), 400);
    assertProblem(SERVER.get("/api/v1/samples/123"), 400);
    assertProblem(edit("{\"samples\":[\"123\"],\"add\":[\"ab\"]}"), 400);
    assertProblem(SERVER.get("/api/v1/samples/" + "0".repeat(64)), 404);
    assertProblem(edit("{\"samples\":[\"" + "0".repeat(64) + "\"],\"add\":[\"ab\"]}"), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"samples\":[\"%s\"],\"add\":[\"ok_tag\",\"#bad\"]}",
        "{\"samples\":[\"%s\"],\"remove\":[\"#bad\"],\"add\":[\"ok_tag\"]}",
        "{\"samples\":[\"%s\"],\"add\":[\"ab\"],\"remove\":[\"ab\"]}",
        "{\"samples\":[\"%s\"],\"add\":[null]}",
        "{\"samples\":[\"%s\"],\"add\":\"ab\"}",
        "{\"samples\":[],\"add\":[\"ab\"]}",
        "{\"samples\":\"%s\",\"add\":[\"ab\"]}",
        "{\"add\":[\"ab\"]}",
        "{\"samples\":[\"%s\"],\"add\":[\"ab\"]",
        "[]",
        "null",
        "",
        "{\"samples\":[\"%s\"],\"samples\":[\"%s\"],\"add\":[\"ab\"]}",
        "{\"samples\":[\"%s\"],\"query\":\"\",\"add\":[\"ab\"]}",
        "{\"samples\":[\"%s\"]}",
        "{\"query\":\"\",\"add\":[],\"preview\":true}",
        "{\"query\":\"nokey:1\",\"add\":[\"ab\"]}",
        "{\"query\":[],\"add\":[\"ab\"]}",
        "{\"query\":\"\",\"add\":[\"ab\"],\"expected\":-1}",
        "{\"query\":\"\",\"add\":[\"ab\"],\"expected\":\"many\"}",
        "{\"query\":\"\",\"add\":[\"ab\"],\"expected\":1.5}",
        "{\"query\":\"\",\"add\":[\"ab\"],\"expected\":99999999999}",
        "{\"query\":\"\",\"add\":[\"ab\"],\"preview\":\"maybe\"}"
      })
  void a_bad_edit(String body) {
    assertProblem(edit(body.replace("%s", sample)), 400);
  }

  @Test
  void a_body_that_is_too_large() {
    String large = "x".repeat(BODY_MAX + 1);
    assertSpectra(
        SERVER.json("POST", "/api/tag/" + sample + "/", Map.of("tags", List.of(large))), 413);
    assertProblem(edit("{\"reason\":\"" + large + "\"}"), 413);
    assertProblem(login("admin", large), 413);
  }

  @Test
  void a_file_that_is_too_large_is_not_kept() {
    byte[] large = new byte[UPLOAD_MAX + 1];
    assertSpectra(SERVER.upload("/api/uploads/", "large", large, "tags", "big"), 413);
    assertSpectra(SERVER.upload("/api/submit/file/", "large", large), 413);
    assertProblem(SERVER.upload("/api/v1/samples", "large", large), 413);
    assertThat(SERVER.upload("/api/v1/samples", "f", new byte[0]).status()).isEqualTo(400);
  }

  @Test
  void fields_of_an_upload_that_are_too_large() {
    assertSpectra(
        SERVER.upload("/api/uploads/", "x", new byte[3], "comment", "x".repeat(BODY_MAX + 1)), 413);
  }

  @Test
  void an_unknown_user() {
    Map<String, String> nobody = Map.of("Authorization", "Token " + "0".repeat(40));
    assertSpectra(SERVER.send("GET", "/api/tag/" + sample + "/", nobody, new byte[0]), 401);
    assertProblem(SERVER.send("GET", "/api/v1/samples", nobody, new byte[0]), 401);
    assertProblem(SERVER.send("GET", "/api/v1/samples", Map.of(), new byte[0]), 401);
    assertProblem(
        SERVER.send("GET", "/api/v1/me", Map.of("Cookie", "earmark_session=guess"), new byte[0]),
        401);
  }

  @Test
  void a_wrong_method() {
    assertSpectra(SERVER.json("PATCH", "/api/tag/" + sample + "/", Map.of()), 405);
    assertSpectra(SERVER.get("/api/uploads/"), 405);
    assertProblem(SERVER.json("DELETE", "/api/v1/samples", Map.of()), 405);
    assertThat(SERVER.json("DELETE", "/api/v1/samples", Map.of()).header("Allow"))
        .isEqualTo("GET, POST");
    assertThat(SERVER.json("POST", "/", Map.of()).status()).isEqualTo(405);
    assertThat(SERVER.json("POST", "/health/live", Map.of()).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/nothing/,404,spectra",
    "/api/tag/,404,spectra",
    "/api/v1,404,own",
    "/api/v1/nothing,404,own",
    "/nothing,404,page",
    "/assets/../index.html,404,page",
    "/assets/%2e%2e%2findex.html,404,page",
    "/health/nothing,404,health"
  })
  void an_unknown_path(String path, int status, String door) {
    Reply reply = SERVER.get(path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    switch (door) {
      case "spectra" -> assertSpectra(reply, status);
      case "own" -> assertProblem(reply, status);
      default -> assertThat(reply.text()).doesNotContain("Exception", "jetty");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=201",
        "limit=x",
        "limit=-1",
        "cursor=x",
        "cursor=-1",
        "q=nokey:1",
        "q=tag:(",
        "q=word%20and",
        "q=%23a&tag=b&kind=user",
        "tag=b",
        "tag=b&kind=other",
        "cursor=99999999999",
        "cursor=OTk5OTk5OTk5OTo", // 9999999999:
        "sort=size",
        "sort=size%20down",
        "sort=SIZE%20desc",
        "sort=nothing%20asc",
        "sort=size%20desc%20",
        "sort=size%20desc&cursor=MTp4", // 1:x
        "q=as-of:never"
      })
  void a_bad_list(String query) {
    assertProblem(SERVER.get("/api/v1/samples?" + query), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "samples/facets?q=tag:(",
        "samples/facets?kind=other",
        "samples/facets?limit=0",
        "samples/diff",
        "samples/diff?from=yesterday",
        "samples/diff?from=2024-02-30",
        "samples/diff?from=2024-05-30T10:20:30",
        "samples/diff?from=%2B999999999-01-01T00:00:00Z",
        "samples/diff?from=2024-05-31&to=2024-05-30",
        "samples/diff?from=2024-05-30&q=as-of:2024-05-29",
        "samples/123/tags",
        "samples/123/history",
        "tags/related",
        "tags/related?tag=first",
        "tags/related?tag=first&kind=other",
        "tags/history",
        "tags/history?kind=user",
        "tags/history?tag=first",
        "operations?cursor=x",
        "operations?cursor=-1",
        "operations?limit=201",
        "operations?via=door",
        "operations?tag=first",
        "operations?kind=user",
        "operations?sample=123",
        "operations?from=x",
        "operations?to=2024-13-01",
        "operations/x",
        "operations/-1",
        "operations/1?limit=0",
        "search/complete?caret=-1",
        "search/complete?caret=x",
        "search/complete?limit=101"
      })
  void a_bad_question(String path) {
    assertProblem(SERVER.get("/api/v1/" + path), 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tags/rename; {}",
        "tags/rename; {\"from\":\"first\"}",
        "tags/rename; {\"from\":\"first\",\"to\":\"first\"}",
        "tags/rename; {\"from\":\"first\",\"to\":\"#bad\"}",
        "tags/rename; {\"from\":[\"first\"],\"to\":\"second\"}",
        "tags/merge; {\"from\":[],\"to\":\"second\"}",
        "tags/merge; {\"to\":\"second\"}",
        "tags/merge; {\"from\":[\"first\"]}",
        "tags/merge; {\"from\":[\"first\"],\"to\":\"first\"}",
        "tags/merge; {\"from\":[null],\"to\":\"second\"}",
        "tags/delete; {}",
        "tags/delete; {\"tags\":[]}",
        "tags/delete; {\"tags\":\"first\"}",
        "tags/delete; []",
        "operations/1/undo; {\"preview\":\"maybe\"}",
        "operations/1/undo; []",
        "operations/x/undo; {}"
      })
  void a_bad_change(String path, String body) {
    assertProblem(SERVER.raw("POST", "/api/v1/" + path, body), 400);
  }

  @Test
  void what_is_not_there() {
    String nobody = "0".repeat(64);
    for (String path :
        List.of(
            "samples/" + nobody + "/tags",
            "samples/" + nobody + "/history",
            "operations?sample=" + nobody,
            "operations/999999999999999999",
            "operations/0")) {
      assertProblem(SERVER.get("/api/v1/" + path), 404);
    }
    assertProblem(SERVER.raw("POST", "/api/v1/operations/999999/undo", "{}"), 404);
    assertProblem(
        SERVER.raw("POST", "/api/v1/tags/rename", "{\"from\":\"nobodys\",\"to\":\"second\"}"), 404);
    assertProblem(SERVER.raw("POST", "/api/v1/tags/delete", "{\"tags\":[\"nobodys\"]}"), 404);
  }

  @Test
  void searches_that_are_too_long_or_full_of_wildcards() {
    assertProblem(SERVER.get("/api/v1/samples?q=%23" + "x".repeat(1100)), 400);
    for (String text : List.of("%25", "_", "*", "?", "'%20or%201=1--", "%00", "%F0%9F%98%80")) {
      Reply reply = SERVER.get("/api/v1/samples?q=%23" + text);
      assertThat(reply.status()).as(text).isEqualTo(200);
      assertThat(reply.json().path("total").asInt()).as(text).isZero();
    }
  }

  @Test
  void an_idempotency_key_that_is_malformed_or_used_twice() {
    String body = "{\"samples\":[\"" + sample + "\"],\"remove\":[\"never_there\"]}";
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "Authorization",
                "Token " + SERVER.adminToken(),
                "Content-Type",
                "application/json"));
    headers.put("Idempotency-Key", "x".repeat(129));
    assertProblem(send(headers, body), 400);
    headers.put("Idempotency-Key", "key-1");
    assertThat(send(headers, body).status()).isEqualTo(200);
    assertThat(send(headers, body).status()).isEqualTo(200);
    assertProblem(send(headers, body.replace("never_there", "other_tag")), 409);
  }

  private static Reply send(Map<String, String> headers, String body) {
    return SERVER.send(
        "POST", "/api/v1/samples/tags", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void too_many_failed_logins_lock_the_user_out_for_a_while() {
    for (int i = 0; i < 10; i++) {
      Reply reply = login("mallory", "guess number " + i);
      assertProblem(reply, 401);
    }
    assertProblem(login("mallory", "guess"), 429);
    assertThat(login("admin", Instance.PASSWORD).status()).isEqualTo(200);
  }

  private static Reply login(String login, String password) {
    return SERVER.send(
        "POST",
        "/api/v1/login",
        Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"),
        ("{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}")
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void only_an_admin_manages_users() {
    String bob = SERVER.newUser("plain.user");
    Map<String, String> asBob =
        Map.of("Authorization", "Token " + bob, "Content-Type", "application/json");
    assertProblem(SERVER.send("GET", "/api/v1/users", asBob, new byte[0]), 403);
    assertProblem(
        SERVER.send(
            "POST",
            "/api/v1/users",
            asBob,
            "{\"login\":\"eve\",\"password\":\"long enough\"}".getBytes(StandardCharsets.UTF_8)),
        403);
    for (String body :
        List.of(
            "{\"login\":\"earmark\",\"password\":\"long enough\"}",
            "{\"login\":\"a b\",\"password\":\"long enough\"}",
            "{\"login\":\"eve\",\"password\":\"short\"}",
            "{\"login\":\"eve\"}")) {
      assertProblem(SERVER.raw("POST", "/api/v1/users", body), 400);
    }
    assertProblem(
        SERVER.raw("POST", "/api/v1/users", "{\"login\":\"admin\",\"password\":\"long enough\"}"),
        409);
  }
}
