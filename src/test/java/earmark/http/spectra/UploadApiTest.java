package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Submitting files and reading them back; the numbers are those of the specification's cases. */
class UploadApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static List<String> userTags(String hash) {
    return SERVER.tags(hash).path("user").valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void case_51_an_upload_with_three_tags() {
    byte[] content = Instance.unique("51");
    Reply reply =
        SERVER.upload("/api/uploads/", "a.bin", content, "tags", "dangerous,malware,tuesday");
    String sha1 = Instance.hex("SHA-1", content);
    assertThat(reply.status()).isEqualTo(201);
    JsonNode detail = reply.json().path("detail");
    assertThat(reply.json().path("code").asInt()).isEqualTo(201);
    assertThat(reply.json().path("message").asString()).isEqualTo("Done.");
    assertThat(detail.path("sha1").asString()).isEqualTo(sha1);
    assertThat(detail.path("user").asInt()).isEqualTo(1);
    assertThat(detail.path("id").asInt()).isPositive();
    assertThat(detail.path("filename").asString()).isEqualTo("a.bin");
    assertThat(detail.path("href").asString()).isEqualTo("/?q=" + sha1);
    assertThat(detail.path("created").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(userTags(sha1)).containsExactly("dangerous", "malware", "tuesday");
  }

  @Test
  void cases_52_53_56_and_57_tags_in_every_form() {
    byte[] one = Instance.unique("52");
    SERVER.upload("/api/submit/file/", "a", one, "tags", "one_tag");
    assertThat(userTags(Instance.hex("SHA-1", one))).containsExactly("one_tag");
    byte[] blanks = Instance.unique("53");
    SERVER.upload("/api/submit/file/", "a", blanks, "tags", "a1, b2 ,c3");
    assertThat(userTags(Instance.hex("SHA-1", blanks))).containsExactly("a1", "b2", "c3");
    byte[] repeated = Instance.unique("56");
    SERVER.upload("/api/submit/file/", "a", repeated, "tags", "x1", "tags", "y1,z1");
    assertThat(userTags(Instance.hex("SHA-1", repeated))).containsExactly("x1", "y1", "z1");
    byte[] none = Instance.unique("57");
    SERVER.upload("/api/submit/file/", "a", none);
    assertThat(userTags(Instance.hex("SHA-1", none))).isEmpty();
    byte[] data = Instance.unique("data");
    SERVER.upload(
        "/api/uploads/", "a", data, "data", "{\"filename\":\"b.exe\",\"tags\":\"t1,t2\"}");
    assertThat(userTags(Instance.hex("SHA-1", data))).containsExactly("t1", "t2");
  }

  @Test
  void case_54_an_invalid_tag_refuses_the_upload_and_nothing_is_stored() {
    byte[] content = Instance.unique("54");
    Reply reply = SERVER.upload("/api/submit/file/", "a", content, "tags", "good_one,#bad");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("message").asString()).contains("#bad");
    String sha1 = Instance.hex("SHA-1", content);
    assertThat(SERVER.get("/api/tag/" + sha1 + "/").status()).isEqualTo(404);
    assertThat(SERVER.get("/api/v1/samples/" + sha1).status()).isEqualTo(404);
  }

  @Test
  void case_55_the_same_bytes_again_add_their_tags() {
    byte[] content = Instance.unique("55");
    SERVER.upload("/api/submit/file/", "first", content, "tags", "a1,b2");
    Reply again = SERVER.upload("/api/submit/file/", "second", content, "tags", "b2,d4");
    assertThat(again.status()).isEqualTo(201);
    String sha1 = Instance.hex("SHA-1", content);
    assertThat(userTags(sha1)).containsExactly("a1", "b2", "d4");
    assertThat(SERVER.get("/api/v1/samples?q=" + sha1).json().path("samples").path(0).path("name"))
        .hasToString("\"first\"");
  }

  @Test
  void what_is_no_upload_is_refused() {
    assertThat(SERVER.form("POST", "/api/uploads/", "tags", "a1").status()).isEqualTo(400);
    assertThat(SERVER.raw("POST", "/api/submit/file/", "{}").status()).isEqualTo(400);
    assertThat(SERVER.upload("/api/uploads/", "empty", new byte[0]).text()).contains("empty");
    assertThat(SERVER.upload("/api/uploads/", "x", new byte[1], "archive_password", "p").text())
        .contains("archive_password");
    Reply cutOff =
        SERVER.send(
            "POST",
            "/api/uploads/",
            Map.of(
                "Authorization",
                "Token " + SERVER.adminToken(),
                "Content-Type",
                "multipart/form-data; boundary=b"),
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nhalf"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(cutOff.status()).as(cutOff.text()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "C:\\\\a\\\\evil.exe", "/abs/evil", "evil\u202eexe"})
  void a_file_name_from_outside_is_only_a_name(String name) {
    byte[] content = Instance.unique(name);
    assertThat(SERVER.upload("/api/uploads/", name, content).status()).isEqualTo(201);
    String shown =
        SERVER
            .get("/api/v1/samples/" + Instance.hex("SHA-256", content))
            .json()
            .path("name")
            .asString();
    assertThat(shown).doesNotContain("/", "\\", "\u202e").isNotEmpty();
  }

  @Test
  void status_tells_processed_from_unknown_and_echoes_the_hashes() {
    String known = SERVER.sample("status");
    String unknown = "0".repeat(40);
    Reply both =
        SERVER.form("POST", "/api/samples/status/", "hash_values", known, "hash_values", unknown);
    assertThat(both.text())
        .isEqualTo(
            "{\"hash_type\":\"sha1\",\"results\":[{\"hash_value\":\""
                + known
                + "\",\"status\":\"processed\"},{\"hash_value\":\""
                + unknown
                + "\",\"status\":\"not_found\"}]}");
  }

  @Test
  void the_connection_test_of_the_sdk_gets_an_empty_list() {
    Reply reply =
        SERVER.form("POST", "/api/samples/status/?status=processed", "hash_values", "0".repeat(40));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"hash_type\":\"sha1\",\"results\":[]}");
  }

  @Test
  void cases_58_and_59_tags_are_in_the_summary_by_default_and_alone_on_request() {
    String sha1 = SERVER.sample("58", "seen");
    JsonNode page =
        SERVER.json("POST", "/api/samples/v2/list/", Map.of("hash_values", List.of(sha1))).json();
    assertThat(page.path("count").asInt()).isEqualTo(1);
    assertThat(page.path("next").isNull()).isTrue();
    assertThat(page.path("previous").isNull()).isTrue();
    JsonNode result = page.path("results").path(0);
    assertThat(result.path("tags").path("user").toString()).isEqualTo("[\"seen\"]");
    assertThat(result.path("tags").path("ticore").isArray()).isTrue();
    assertThat(result.has("ticore")).isFalse();
    assertThat(result.path("sha1").asString()).isEqualTo(sha1);
    JsonNode only =
        SERVER
            .form("POST", "/api/samples/v2/list/", "hash_values", sha1, "fields", "tags, sha1")
            .json()
            .path("results")
            .path(0);
    assertThat(only.propertyNames()).containsExactly("tags", "sha1");
  }

  @Test
  void hashes_of_different_kinds_or_none_are_refused() {
    assertThat(
            SERVER
                .json(
                    "POST",
                    "/api/samples/v2/list/",
                    Map.of("hash_values", List.of("0".repeat(40), "0".repeat(64))))
                .text())
        .contains("one type");
    assertThat(SERVER.json("POST", "/api/samples/status/", Map.of()).text())
        .contains("hash_values");
    assertThat(
            SERVER
                .json(
                    "POST",
                    "/api/samples/v2/list/",
                    Map.of("hash_values", List.of(SERVER.sample("f")), "fields", List.of("nope")))
                .text())
        .contains("nope");
  }

  @Test
  void a_login_by_form_or_json_gives_the_same_token_each_time() {
    byte[] form =
        ("username=admin&password=" + Instance.PASSWORD.replace(" ", "+"))
            .getBytes(StandardCharsets.UTF_8);
    Reply reply =
        SERVER.send(
            "POST",
            "/api-token-auth/",
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            form);
    assertThat(reply.text()).isEqualTo("{\"token\":\"" + SERVER.adminToken() + "\"}");
    assertThat(SERVER.adminToken()).matches("[0-9a-f]{40}");
  }

  @Test
  void a_wrong_login_is_a_bad_request_that_says_so() {
    Reply wrong =
        SERVER.json(
            "POST", "/api-token-auth/", Map.of("username", "nobody", "password", "wrong password"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text())
        .isEqualTo("{\"non_field_errors\":[\"Unable to log in with provided credentials.\"]}");
    Reply missing = SERVER.json("POST", "/api-token-auth/", Map.of("password", "x"));
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.text()).isEqualTo("{\"username\":[\"This field is required.\"]}");
  }
}
