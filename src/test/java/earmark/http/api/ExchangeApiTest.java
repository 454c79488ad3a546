package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import earmark.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Exports and imports of tags over the API. */
class ExchangeApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static Reply take(String query, String body, String... keyIfAny) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Token " + SERVER.adminToken());
    headers.put("Content-Type", "application/octet-stream");
    if (keyIfAny.length > 0) headers.put("Idempotency-Key", keyIfAny[0]);
    return SERVER.send(
        "POST", "/api/v1/import?" + query, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> user(String hash) {
    JsonNode tags = SERVER.get("/api/v1/samples/" + hash).json().path("tags").path("user");
    return tags.valueStream().map(JsonNode::asString).toList();
  }

  private static String sha256(String sha1) {
    return SERVER.get("/api/v1/samples/" + sha1).json().path("sha256").asString();
  }

  @Test
  void a_csv_is_looked_at_and_then_put_on_samples_by_one_operation() {
    String a = sha256(SERVER.sample("a", "csv_one"));
    String b = sha256(SERVER.sample("VBoxTray b"));
    String none = "f".repeat(64);
    String file =
        "hash,tag,note\r\n%1$s,csv_one,\r\n%2$s,csv_one,x\r\n%2$s,antisandbox,\r\n%3$s,csv_one,\r\nzz,csv_one,\r\n%1$s,no;tag,\r\n"
            .formatted(a, b, none);
    Reply preview = take("format=csv&preview=true", file);
    assertThat(preview.status()).as(preview.text()).isEqualTo(200);
    assertThat(preview.json().path("operation").isNull()).isTrue();
    assertThat(preview.json().path("tags").path(0))
        .hasToString(
            "{\"name\":\"csv_one\",\"action\":\"add\",\"changed\":1,\"unchanged\":1,\"skipped\":0}");
    assertThat(preview.json().path("tags").path(1).path("skipped").asInt()).isEqualTo(1);
    assertThat(preview.json().path("unknown"))
        .hasToString("[{\"line\":5,\"what\":\"" + none + "\"}]");
    assertThat(preview.json().path("refused").path(0).path("line").asInt()).isEqualTo(6);
    assertThat(preview.json().path("refused").path(1).path("line").asInt()).isEqualTo(7);
    assertThat(preview.json().path("refusedCount").asInt()).isEqualTo(2);
    assertThat(preview.json().path("samples").asInt()).isEqualTo(2);
    assertThat(user(b)).isEmpty();

    Reply done = take("format=csv&reason=from+a+list", file, "key-1");
    long operation = done.json().path("operation").asLong();
    assertThat(operation).isPositive();
    assertThat(done.json().path("tags")).isEqualTo(preview.json().path("tags"));
    assertThat(user(b)).containsExactly("csv_one");
    JsonNode told = SERVER.get("/api/v1/operations/" + operation).json();
    assertThat(told.path("reason").asString()).isEqualTo("from a list");
    assertThat(told.path("tags")).hasSize(2);
    assertThat(
            take("format=csv&reason=from+a+list", file, "key-1").json().path("operation").asLong())
        .as("under the same key it is done once")
        .isEqualTo(operation);
    assertThat(take("format=csv", file + "\r\n", "key-1").status()).isEqualTo(409);
  }

  @Test
  void labels_of_stix_come_in_and_originals_of_a_vocabulary_go_both_ways() {
    SERVER.raw(
        "POST",
        "/api/v1/vocabularies",
        "{\"namespace\":\"tlpz\",\"predicates\":[{\"value\":\"amber+strict\",\"colour\":\"#FFC000\"}]}");
    String a = sha256(SERVER.sample("stix"));
    String bundle =
        """
        {"type": "bundle", "id": "bundle--x", "objects": [
          {"type": "file", "id": "file--1", "hashes": {"SHA-256": "%s"}},
          {"type": "observed-data", "id": "o", "labels": ["tlpz:amber+strict", "stix_in", "un:known"],
           "object_refs": ["file--1"]}]}
        """
            .formatted(a);
    Reply done = take("format=stix", bundle);
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(user(a)).containsExactly("stix_in", "tlpz//amber/_plus_strict");
    assertThat(done.json().path("refusedCount").asInt()).isEqualTo(1);

    JsonNode stix = SERVER.get("/api/v1/export?format=stix&q=" + a).json();
    assertThat(stix.path("objects").path(1).path("labels").toString())
        .contains("\"stix_in\"", "\"tlpz:amber+strict\"");
    JsonNode misp = SERVER.get("/api/v1/export?format=misp&kind=user&q=" + a).json();
    JsonNode tag = misp.path("Event").path("Attribute").path(0).path("Tag").path(1);
    assertThat(tag.path("name").asString()).isEqualTo("tlpz:amber+strict");
    assertThat(tag.path("colour").asString()).isEqualTo("#FFC000");
    Reply csv = SERVER.get("/api/v1/export?format=csv&kind=user&q=" + a);
    assertThat(csv.header("Content-Disposition")).contains("earmark-tags-csv.csv");
    assertThat(csv.text())
        .isEqualTo(
            "type,value,tag,kind,original,name,enclave\r\n"
                + "sample,%1$s,stix_in,user,stix_in,sample.txt,\r\n".formatted(a)
                + "sample,%1$s,tlpz//amber/_plus_strict,user,\"tlpz:amber+strict\",sample.txt,\r\n"
                    .formatted(a));

    String b = sha256(SERVER.sample("stix b"));
    assertThat(take("format=csv", csv.text().replace(a, b)).json().path("refusedCount").asInt())
        .isZero();
    assertThat(user(b)).isEqualTo(user(a));
  }

  @Test
  void an_export_is_of_what_the_query_finds_and_of_more_than_a_page() {
    for (int i = 0; i < 3; i++) SERVER.sample("e" + i, "exported");
    SERVER.sample("e-other", "not_exported");
    String text = SERVER.get("/api/v1/export?format=csv&q=tag-user:exported").text();
    assertThat(text.lines().filter(line -> line.contains(",exported,"))).hasSize(3);
    assertThat(text).doesNotContain("not_exported");
    assertThat(SERVER.get("/api/v1/export?format=csv&q=tag-user:nothing").text().lines())
        .hasSize(1);
  }

  @Test
  void indicators_leave_with_the_tags_of_enclaves_that_the_caller_reads() {
    String seen = enclave("Exported and seen");
    String hidden = enclave("Exported and hidden");
    String carol = SERVER.newUser("carol");
    grant(seen, "carol");
    for (String id : List.of(seen, hidden)) {
      SERVER.json(
          "POST",
          "/api/v1/indicators/tags",
          Map.of(
              "value",
              "203.0.113.77",
              "enclave",
              id,
              "add",
              List.of("phish-ing", id.equals(seen) ? "of_seen" : "of_hidden")));
    }
    String path = "/api/v1/export?things=indicators&text=203.0.113.77&format=";
    Map<String, String> headers = Map.of("Authorization", "Token " + carol);
    String csv = SERVER.send("GET", path + "csv", headers, new byte[0]).text();
    assertThat(csv.lines().skip(1))
        .containsExactly(
            "indicator,203.0.113.77,of_seen,indicator,of_seen,IP," + seen,
            "indicator,203.0.113.77,phish-ing,indicator,phish-ing,IP," + seen);
    JsonNode stix = SERVER.send("GET", path + "stix", headers, new byte[0]).json();
    assertThat(stix.path("objects")).hasSize(1);
    assertThat(stix.path("objects").path(0).path("pattern").asString())
        .isEqualTo("[ipv4-addr:value = '203.0.113.77']");
    assertThat(SERVER.get(path + "stix").json().path("objects")).hasSize(2);
    assertThat(SERVER.send("GET", path + "csv&enclave=" + hidden, headers, new byte[0]).status())
        .isEqualTo(403);

    Map<String, Object> edit =
        Map.of("value", "a.test", "enclave", seen, "add", List.of("phishing", "ofhidden"));
    byte[] body = Json.write(edit);
    JsonNode altered = SERVER.send("POST", "/api/v1/indicators/tags", headers, body).json();
    assertThat(altered.path("nearDuplicates"))
        .as("of the hidden enclave nothing is told")
        .hasToString(
            "[{\"name\":\"phishing\",\"of\":\"phish-ing\",\"why\":\"separator\",\"count\":1}]");
  }

  @Test
  void reports_leave_with_their_tags_from_enclaves_that_the_caller_reads() {
    String seen = enclave("Reports seen");
    String hidden = enclave("Reports hidden");
    String dave = SERVER.newUser("dave");
    grant(seen, "dave");
    for (String id : List.of(seen, hidden)) {
      String name = id.equals(seen) ? "seen" : "hidden";
      JsonNode report =
          SERVER
              .json(
                  "POST",
                  "/api/v1/reports",
                  Map.of("enclave", id, "title", "=Exported " + name, "body", "words"))
              .json();
      JsonNode altered =
          SERVER
              .json(
                  "POST",
                  "/api/v1/reports/" + report.path("id").asString() + "/tags",
                  Map.of("add", List.of("exported-" + name)))
              .json();
      assertThat(altered.path("tags")).hasSize(1);
    }
    Map<String, String> headers = Map.of("Authorization", "Token " + dave);
    String path = "/api/v1/export?things=reports&q=exported&format=";
    String csv = SERVER.send("GET", path + "csv", headers, new byte[0]).text();
    assertThat(csv).contains(",exported-seen,report,exported-seen,\"'=Exported seen\"," + seen);
    assertThat(csv).doesNotContain("hidden");
    JsonNode stix = SERVER.send("GET", path + "stix", headers, new byte[0]).json();
    assertThat(stix.path("objects")).hasSize(2);
    assertThat(stix.path("objects").path(1).path("name").asString()).isEqualTo("=Exported seen");
    JsonNode misp = SERVER.get(path + "misp").json();
    assertThat(misp.path("Event").path("EventReport")).hasSize(2);

    JsonNode report =
        SERVER
            .json("POST", "/api/v1/reports", Map.of("enclave", seen, "title", "t", "body", "b"))
            .json();
    JsonNode near =
        SERVER
            .send(
                "POST",
                "/api/v1/reports/" + report.path("id").asString() + "/tags",
                headers,
                Json.write(Map.of("add", List.of("exported_seen", "exported_hidden"))))
            .json()
            .path("nearDuplicates");
    assertThat(near).hasSize(1);
    assertThat(near.path(0).path("of").asString()).isEqualTo("exported-seen");
  }

  private static String enclave(String name) {
    String id =
        SERVER.json("POST", "/api/v1/enclaves", Map.of("name", name)).json().path("id").asString();
    grant(id, "admin");
    return id;
  }

  private static void grant(String enclave, String login) {
    List<String> rights = List.of("read", "create", "update");
    SERVER.json(
        "PUT", "/api/v1/grants", Map.of("enclave", enclave, "user", login, "rights", rights));
  }

  @Test
  void what_can_not_be_exported_or_imported_is_refused() {
    assertThat(SERVER.get("/api/v1/export?format=pdf").status()).isEqualTo(400);
    assertThat(SERVER.get("/api/v1/export?format=csv&q=tag:(").status()).isEqualTo(400);
    assertThat(take("format=misp", "{}").text()).contains("one of csv, stix");
    assertThat(take("format=csv", "").status()).isEqualTo(200);
    assertThat(take("format=csv", "a,b\n").status()).isEqualTo(400);
    assertThat(take("format=stix", "{").status()).isEqualTo(400);
    assertThat(take("format=csv&preview=yes", "").status()).isEqualTo(400);
  }
}
