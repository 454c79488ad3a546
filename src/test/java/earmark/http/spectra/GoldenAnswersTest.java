package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import earmark.http.Golden;
import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answer of each endpoint of this API, kept as a file. */
class GoldenAnswersTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static final byte[] TEXT =
      "VBoxTray at http://example.com/a, https://example.onion/b and 192.0.2.7"
          .getBytes(StandardCharsets.UTF_8);

  private static final String NOT_HERE = "0".repeat(40);

  private static String text = "";
  private static String library = "";

  @BeforeAll
  static void takeIn() throws IOException {
    Golden.check(
        GoldenAnswersTest.class,
        "upload",
        SERVER.upload("/api/submit/file/", "letter.txt", TEXT, "tags", "apt28,Test tag"),
        201);
    text = Instance.hex("SHA-1", TEXT);
    try (InputStream in = Native.class.getResourceAsStream("win32-x86-64/jnidispatch.dll")) {
      if (in == null) throw new IllegalStateException("JNA has no library for Windows");
      byte[] bytes = in.readAllBytes();
      SERVER.upload("/api/uploads/", "jnidispatch.dll", bytes);
      library = Instance.hex("SHA-1", bytes);
    }
    SERVER.awaitProcessed(text);
    SERVER.awaitProcessed(library);
  }

  private static void check(String name, Reply reply) {
    Golden.check(GoldenAnswersTest.class, name, reply, 200);
  }

  private static Reply post(String path, Object... keysAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      body.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return SERVER.json("POST", path, body);
  }

  @Test
  void tags() {
    String path = "/api/tag/" + library + "/";
    check("tags-none", SERVER.get(path));
    check("tags-added", post(path, "tags", List.of("b1", "a1")));
    check("tags", SERVER.get(path));
    check("tags-removed", SERVER.json("DELETE", path, Map.of("tags", List.of("b1", "a1"))));
  }

  @Test
  void status() {
    check("status", post("/api/samples/status/", "hash_values", List.of(text, NOT_HERE)));
  }

  @Test
  void summary_reports() {
    check("summary", post("/api/samples/v2/list/", "hash_values", List.of(text, NOT_HERE)));
    check(
        "summary-on-request",
        post(
            "/api/samples/v2/list/",
            "hash_values",
            text,
            "fields",
            "ticore, ticloud, summary, aliases"));
  }

  @Test
  void full_reports() {
    check("full", post("/api/samples/v2/list/details/", "hash_values", List.of(library)));
  }

  @Test
  void static_reports() {
    check("static", SERVER.get("/api/v2/samples/" + text + "/ticore/"));
    check(
        "static-of-a-program",
        SERVER.get(
            "/api/v2/samples/"
                + library
                + "/ticore/?fields=imphash,info,application,security,indicators,tags,story"));
    check("static-v1", SERVER.get("/api/samples/" + text + "/ticore/"));
  }

  @Test
  void reports_of_the_first_version() {
    check("report-v1", SERVER.get("/api/samples/" + text + "/"));
    check(
        "list-v1",
        post(
            "/api/samples/list/",
            "hash_values",
            List.of(text),
            "fields",
            List.of("sha1", "threat_status", "threat_level", "threat_name", "trust_factor")));
  }

  @Test
  void searches() {
    String query = "tag-user:apt28 OR sampletype:PE*";
    check("search", post("/api/samples/v3/search/", "query", query, "sort", "size asc"));
    check(
        "search-first-of-two",
        post("/api/samples/v2/search/", "query", query, "sort", "size asc", "records_per_page", 1));
    check("search-v1", post("/api/samples/search/", "query", query, "sort", "size asc"));
    String user = "tag-user:apt28";
    check("search-cloud", post("/api/samples/v2/search/", "query", user, "ticloud", true));
    Reply refused = post("/api/samples/v2/search/", "query", query, "ticloud", true);
    Golden.check(GoldenAnswersTest.class, "refused-cloud", refused, 503);
  }

  @Test
  void reanalysis() {
    byte[] content = "again".getBytes(StandardCharsets.UTF_8);
    SERVER.upload("/api/uploads/", "again.txt", content);
    SERVER.awaitProcessed(Instance.hex("SHA-1", content));
    check(
        "reanalysis",
        post(
            "/api/samples/v2/analyze_bulk/",
            "hash_value",
            List.of(Instance.hex("SHA-1", content)),
            "analysis",
            "core,cloud"));
  }

  @Test
  void refusals() {
    Class<?> test = GoldenAnswersTest.class;
    Golden.check(test, "refused-search", post("/api/samples/v3/search/", "query", "tag:("), 400);
    Golden.check(
        test, "refused-url", SERVER.form("POST", "/api/submit/url/", "url", "http://x"), 400);
    Golden.check(
        test, "refused-token", SERVER.send("GET", "/api/tag/x/", Map.of(), new byte[0]), 401);
    Golden.check(test, "refused-unknown", SERVER.get("/api/samples/" + NOT_HERE + "/"), 404);
    Golden.check(test, "refused-url-report", SERVER.get("/api/uploads/v2/url-samples/7"), 404);
    Golden.check(test, "refused-method", SERVER.get("/api/samples/v3/search/"), 405);
    Golden.check(
        test,
        "refused-login",
        post("/api-token-auth/", "username", "nobody", "password", "wrong"),
        400);
    assertThat(post("/api-token-auth/", "username", "admin", "password", Instance.PASSWORD).text())
        .isEqualTo("{\"token\":\"" + SERVER.adminToken() + "\"}");
  }
}
