package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.EncryptedZip;
import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Submitting files and reading them back, beyond the numbered cases. */
class UploadApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  @Test
  void what_is_no_upload_is_refused() {
    assertThat(SERVER.form("POST", "/api/uploads/", "tags", "a1").status()).isEqualTo(400);
    assertThat(SERVER.raw("POST", "/api/submit/file/", "{}").status()).isEqualTo(400);
    assertThat(SERVER.upload("/api/uploads/", "empty", new byte[0]).text()).contains("empty");
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

  @Test
  void of_an_archive_with_a_password_the_file_inside_alone_is_taken_in() throws Exception {
    byte[] content = Instance.unique("protected");
    byte[] aes = EncryptedZip.aes("dir/inside.txt", content, "open sesame");
    Reply wrong = SERVER.upload("/api/uploads/", "a.zip", aes, "archive_password", "infected");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("does not open");
    assertThat(isHere(content) || isHere(aes)).isFalse();

    Reply reply =
        SERVER.upload(
            "/api/submit/file/",
            "a.zip",
            aes,
            "archive_password",
            "open sesame",
            "tags",
            "one_tag");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    String sha1 = Instance.hex("SHA-1", content);
    assertThat(reply.json().path("detail").path("sha1").asString()).isEqualTo(sha1);
    assertThat(reply.json().path("detail").path("filename").asString()).isEqualTo("inside.txt");
    assertThat(SERVER.get("/api/tag/" + sha1 + "/").text()).isEqualTo("[\"one_tag\"]");
    assertThat(isHere(aes)).isFalse();

    byte[] other = Instance.unique("older");
    byte[] old = EncryptedZip.traditional("x", other, "p w");
    Reply named =
        SERVER.upload("/api/uploads/", "a.zip", old, "archive_password", "p w", "filename", "y");
    assertThat(named.json().path("detail").path("filename").asString()).isEqualTo("y");
    assertThat(isHere(other)).isTrue();
  }

  @Test
  void what_is_no_archive_with_one_file_is_refused_with_a_password() throws Exception {
    byte[] text = Instance.unique("no archive");
    assertThat(SERVER.upload("/api/uploads/", "x", text, "archive_password", "p").text())
        .contains("which this is not");
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(two)) {
      for (String name : List.of("a", "b")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text);
      }
    }
    Reply reply = SERVER.upload("/api/uploads/", "x", two.toByteArray(), "archive_password", "p");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("exactly one file");
    assertThat(isHere(text)).isFalse();
  }

  private static boolean isHere(byte[] content) {
    return SERVER.get("/api/tag/" + Instance.hex("SHA-1", content) + "/").status() == 200;
  }

  /** A file name with other letters is sent as it is by browsers, and encoded by older clients. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "filename=\"žir ☂.exe\"",
        "filename*=utf-8''%C5%BEir%20%E2%98%82.exe",
        "filename=\"_ir _.exe\"; filename*=UTF-8''%C5%BEir%20%E2%98%82.exe"
      })
  void a_file_name_is_read_in_every_form(String disposition) {
    byte[] content = Instance.unique(disposition);
    Reply reply =
        new ClientRequests(SERVER, "Token " + SERVER.adminToken(), "any")
            .upload("/api/uploads/", disposition, content);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.json().path("detail").path("filename").asString()).isEqualTo("žir ☂.exe");
  }

  @Test
  void what_belongs_to_sandboxes_and_the_cloud_is_ignored() {
    byte[] content = Instance.unique("ignored");
    Reply reply =
        SERVER.upload(
            "/api/submit/file/",
            "ignored",
            content,
            "archive_password",
            "",
            "analysis",
            "{\"cloud\":true}",
            "metadata",
            "{\"case\":7}",
            "rl_cloud_sandbox_platform",
            "windows10",
            "crawler",
            "local");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/uploads/", "/api/submit/url/"})
  void a_url_is_refused_in_every_form(String path) {
    for (Reply reply :
        List.of(
            SERVER.form("POST", path, "url", "http://example.com/", "crawler", "local"),
            SERVER.json("POST", path, Map.of("url", "http://example.com/")))) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(400);
      assertThat(reply.json().path("message").asString()).contains("URL is not supported here");
    }
    assertThat(SERVER.get("/api/uploads/v2/url-samples/429").status()).isEqualTo(404);
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
