package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import earmark.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Imports of the tags of indicators over the API. */
class IndicatorImportApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final String PATH = "/api/v1/import?things=indicators&";

  private static Reply takeAs(String token, String query, String body, String... keyIfAny) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Token " + token);
    headers.put("Content-Type", "application/octet-stream");
    if (keyIfAny.length > 0) headers.put("Idempotency-Key", keyIfAny[0]);
    return SERVER.send("POST", PATH + query, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply take(String query, String body, String... keyIfAny) {
    return takeAs(SERVER.adminToken(), query, body, keyIfAny);
  }

  private static String enclave(String name) {
    String id =
        SERVER.json("POST", "/api/v1/enclaves", Map.of("name", name)).json().path("id").asString();
    grant(id, "admin", "read", "create", "update");
    return id;
  }

  private static void grant(String enclave, String login, String... rights) {
    SERVER.json(
        "PUT",
        "/api/v1/grants",
        Map.of("enclave", enclave, "user", login, "rights", List.of(rights)));
  }

  private static String export(String format, String enclave) {
    return SERVER
        .get("/api/v1/export?things=indicators&format=" + format + "&enclave=" + enclave)
        .text();
  }

  /** What tags are on what in an enclave, without its id. */
  private static TreeSet<String> tagged(String enclave) {
    TreeSet<String> lines = new TreeSet<>();
    for (String line : export("csv", enclave).split("\r\n", -1)) {
      lines.add(line.replace("," + enclave, ","));
    }
    return lines;
  }

  @Test
  void a_csv_is_looked_at_and_then_put_on_indicators_of_one_enclave_by_one_operation() {
    String enclave = enclave("Import");
    SERVER.json(
        "POST",
        "/api/v1/indicators/tags",
        Map.of("value", "evil.com", "enclave", enclave, "add", List.of("phish-ing")));
    String file =
        "type,value,tag,name\r\nindicator,evil.com,phish-ing,\r\n,evil.com,phishing,URL\r\n"
            + ",192.0.2.9,phishing,\r\n,Emotet,phishing,MALWARE\r\nsample,x,y,\r\n,Emotet,no tag,\r\n"
            + ",nonsense,phishing,IP\r\n";
    String query = "format=csv&enclave=" + enclave.toUpperCase(java.util.Locale.ROOT);
    Reply preview = take(query + "&preview=true", file);
    assertThat(preview.status()).as(preview.text()).isEqualTo(200);
    assertThat(preview.json().path("operation").isNull()).isTrue();
    assertThat(preview.json().path("wishes").asInt()).isEqualTo(6);
    assertThat(preview.json().path("indicators").asInt()).isEqualTo(3);
    assertThat(preview.json().path("newInEnclave").asInt()).isEqualTo(2);
    assertThat(preview.json().path("tags"))
        .hasToString(
            "[{\"name\":\"phish-ing\",\"action\":\"add\",\"changed\":0,\"unchanged\":1,\"skipped\":0},"
                + "{\"name\":\"phishing\",\"action\":\"add\",\"changed\":3,\"unchanged\":0,\"skipped\":0}]");
    assertThat(preview.json().path("refusedCount").asInt()).isEqualTo(3);
    assertThat(preview.json().path("refused").valueStream().map(one -> one.path("line").asInt()))
        .containsExactly(6, 7, 8);
    assertThat(preview.json().path("nearDuplicates"))
        .hasToString(
            "[{\"name\":\"phishing\",\"of\":\"phish-ing\",\"why\":\"separator\",\"count\":1}]");
    assertThat(tagged(enclave)).hasSize(3);
    assertThat(SERVER.get("/api/v1/indicators?text=emotet").json().path("total").asInt()).isZero();

    Reply done = take(query + "&reason=from+a+list", file, "i-1");
    long operation = done.json().path("operation").asLong();
    assertThat(operation).as(done.text()).isPositive();
    assertThat(done.json().path("tags")).isEqualTo(preview.json().path("tags"));
    assertThat(tagged(enclave)).hasSize(6);
    JsonNode last =
        SERVER.get("/api/v1/indicators/history?value=192.0.2.9").json().path("operations").path(0);
    assertThat(last.path("reason").asString()).isEqualTo("from a list");
    assertThat(take(query, file, "i-1").json().path("operation").asLong())
        .as("under the same key it is done once")
        .isEqualTo(operation);
    String other = enclave("Import elsewhere");
    assertThat(take("format=csv&enclave=" + other, file, "i-1").status())
        .as("for another enclave it is another request")
        .isEqualTo(409);

    Reply undone =
        SERVER.json("POST", "/api/v1/indicators/operations/" + operation + "/undo", Map.of());
    assertThat(undone.json().path("removed").asInt()).as(undone.text()).isEqualTo(3);
    assertThat(tagged(enclave)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "stix"})
  void what_is_exported_comes_back_the_same_in_another_enclave(String format) {
    SERVER.raw(
        "POST",
        "/api/v1/vocabularies",
        "{\"namespace\":\"tlpz\",\"predicates\":[{\"value\":\"amber+strict\"},{\"value\":\"Red\"}]}");
    String from = enclave("From " + format);
    String to = enclave("To " + format);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String value :
        List.of(
            "192.0.2.77",
            "2001:db8::77",
            "192.0.2.0/24",
            "2001:db8::/32",
            "http://x.test/it's?a=\"1\",2\\n",
            "evil.com",
            "evil.com/path",
            "mail@evil.com",
            "=mail@evil.com",
            "d41d8cd98f00b204e9800998ecf8427e",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "HKLM\\Software\\It's\\Run",
            "CVE-2024-12345",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "it's a \\ name.exe",
            "'quoted' \"name\"")) {
      rows.add(row(from, value, "URL"));
    }
    rows.add(row(from, "evil.com", "MALWARE"));
    rows.add(row(from, "=1+1\\', \"x\"", "SOFTWARE"));
    Reply submitted =
        SERVER.json(
            "POST", "/api/v1/indicators", Map.of("enclaves", List.of(from), "indicators", rows));
    assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
    TreeSet<String> before = tagged(from);
    assertThat(before).hasSize(2 + 2 * rows.size());

    String file = export(format, from);
    Reply preview = take("format=" + format + "&preview=true&enclave=" + to, file);
    Reply done = take("format=" + format + "&enclave=" + to, file);
    assertThat(done.json().path("refused")).as(done.text()).isEmpty();
    assertThat(done.json().path("newInEnclave").asInt()).isEqualTo(rows.size());
    assertThat(preview.json().path("tags")).isEqualTo(done.json().path("tags"));
    assertThat(tagged(to)).isEqualTo(before);
  }

  private static Map<String, Object> row(String enclave, String value, String type) {
    return Map.of(
        "value",
        value,
        "type",
        type,
        "tags",
        List.of(
            Map.of("enclave", enclave, "name", "plain"),
            Map.of("enclave", enclave, "name", "tlpz__amber_-plus-strict")));
  }

  @Test
  void originals_of_a_vocabulary_and_capitals_come_to_their_names() {
    SERVER.raw(
        "POST",
        "/api/v1/vocabularies",
        "{\"namespace\":\"oz\",\"predicates\":[{\"value\":\"Red\"}]}");
    String enclave = enclave("Originals");
    Reply done = take("format=csv&enclave=" + enclave, "evil.com,oz:Red,APT28,oz:unknown\n");
    assertThat(done.json().path("tags").valueStream().map(tag -> tag.path("name").asString()))
        .containsExactly("oz__red_--2-1", "apt28");
    assertThat(done.json().path("refusedCount").asInt()).isEqualTo(1);
  }

  @Test
  void who_may_not_see_the_enclave_is_told_nothing_and_who_may_only_read_it_is_refused() {
    String hidden = enclave("Hidden import");
    String own = enclave("Own import");
    String eve = SERVER.newUser("eve");
    grant(own, "eve", "read", "create", "update");
    assertThat(take("format=csv&enclave=" + hidden, "hidden.com,se_cret\n").status())
        .isEqualTo(200);
    String missing = "00000000-0000-4000-8000-000000000000";
    for (String preview : List.of("", "&preview=true")) {
      for (String file : List.of("hidden.com,se_cret\n", "\"broken", "\u0000")) {
        Reply unseen = takeAs(eve, "format=csv&enclave=" + hidden + preview, file);
        assertThat(unseen.status()).isEqualTo(404);
        String none = takeAs(eve, "format=csv&enclave=" + missing + preview, file).text();
        assertThat(unseen.text()).isEqualTo(none);
      }
    }
    Reply preview =
        takeAs(eve, "format=csv&preview=true&enclave=" + own, "hidden.com,se_cret,secret\n");
    assertThat(preview.json().path("newInEnclave").asInt()).isEqualTo(1);
    assertThat(preview.json().path("nearDuplicates")).isEmpty();
    assertThat(preview.json().path("tags").valueStream().map(tag -> tag.path("unchanged").asInt()))
        .containsExactly(0, 0);

    grant(hidden, "eve", "read", "create");
    assertThat(takeAs(eve, "format=csv&preview=true&enclave=" + hidden, "\"broken").status())
        .as("before the file is read")
        .isEqualTo(403);
    assertThat(takeAs(eve, "format=csv&enclave=" + hidden, "a.com,b\n").status()).isEqualTo(403);
  }

  @Test
  void what_can_not_be_imported_is_refused() {
    String enclave = enclave("Refused");
    assertThat(take("format=csv", "a.com,b\n").text()).contains("\\\"enclave\\\" is required");
    assertThat(take("format=misp&enclave=" + enclave, "{}").text()).contains("one of csv, stix");
    assertThat(take("format=stix&enclave=" + enclave, "{\"type\":").status()).isEqualTo(400);
    assertThat(take("format=csv&enclave=" + enclave, "value,tag\n\"a.com").status()).isEqualTo(400);
    assertThat(take("format=csv&enclave=" + enclave, "").json().path("indicators").asInt())
        .isZero();
    Map<String, String> admin = Map.of("Authorization", "Token " + SERVER.adminToken());
    for (String query : List.of("things=reports", "things=samples&enclave=" + enclave)) {
      Reply reply =
          SERVER.send("POST", "/api/v1/import?format=csv&" + query, admin, Json.write(""));
      assertThat(reply.status()).as(query).isEqualTo(400);
    }
  }
}
