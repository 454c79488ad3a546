package earmark.http.trustar;

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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Walks of published clients: each test sends what one of them sends, and reads what it reads,
 * without the care that it does not take.
 */
class ClientWalksTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  private static Reply ok(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply;
  }

  /** What stands under a key, which has to be there. */
  private static JsonNode at(JsonNode object, String key) {
    assertThat(object.has(key)).as("%s in %s", key, object).isTrue();
    return object.get(key);
  }

  /** A report as the Python client sends it: with all keys, whether there is anything or not. */
  private static Map<String, Object> pythonReport(String body) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", null);
    report.put("title", unique("By the SDK "));
    report.put("reportBody", body);
    report.put("timeBegan", "2026-03-01T12:00:00.123456+00:00");
    report.put("externalUrl", null);
    report.put("created", null);
    report.put("updated", null);
    report.put("distributionType", "ENCLAVE");
    report.put("enclaveIds", List.of(WORLD.e1()));
    report.put("externalTrackingId", null);
    return report;
  }

  /** trustar-python-sdk 1, every method of its acceptance list, in one life of a report. */
  @Test
  void the_first_python_sdk_lives_with_a_report() {
    TrustarClient sdk = WORLD.full();
    assertThat(ok(sdk.get("/ping")).text().replace("\n", "")).isEqualTo("pong");
    assertThat(ok(sdk.get("/version")).text().replace("\n", "")).isEqualTo("1.3");
    JsonNode enclaves = ok(sdk.get("/enclaves")).json();
    for (String key : List.of("id", "name", "type", "read", "create", "update")) {
      at(enclaves.path(0), key);
    }
    assertThat(ok(sdk.get("/request-quotas")).json().isArray()).isTrue();

    String domain = unique("evil") + ".com";
    Map<String, Object> report = pythonReport("It calls " + domain + " and 192.0.2.99.");
    String id = ok(sdk.post("/reports", report)).text();
    assertThat(at(ok(sdk.get("/reports/" + id + "/status")).json(), "status").asString())
        .isEqualTo("SUBMISSION_SUCCESS");
    report.put("id", id);
    report.put("title", "Changed");
    ok(sdk.put("/reports/" + id + "?idType=internal", report));
    JsonNode details = ok(sdk.get("/reports/" + id)).json();
    assertThat(at(details, "title").asString()).isEqualTo("Changed");
    assertThat(at(details, "timeBegan").asLong()).isEqualTo(1772366400123L);
    assertThat(at(details, "enclaveIds").size()).isEqualTo(1);

    at(ok(World.alter(sdk, id, List.of("Triage"), List.of())).json(), "id");
    assertThat(tags(sdk, id)).containsExactly("triage");
    assertThat(World.texts(ok(sdk.get("/reports/tags?enclaveIds=" + WORLD.e1())).json(), "guid"))
        .containsExactly("triage");
    ok(World.alter(sdk, id, List.of(), List.of("Triage")));

    assertThat(World.items(sdk.get("/reports/" + id + "/indicators?pageNumber=0"), "value"))
        .containsExactly("192.0.2.99", domain);
    assertThat(World.items(sdk.get("/indicators/related?indicators=" + domain), "value"))
        .containsExactly("192.0.2.99");
    assertThat(
            World.items(
                sdk.get("/reports/correlated?indicators=" + domain + "&distributionType=ENCLAVE"),
                "id"))
        .containsExactly(id);
    assertThat(ok(sdk.get("/reports/correlate?indicators=" + domain)).json().path(0).asString())
        .isEqualTo(id);

    String copy =
        at(
                ok(sdk.post(
                        "/reports/copy/"
                            + id
                            + "?destEnclaveId="
                            + WORLD.e2()
                            + "&copyFromProvidedSubmission=False",
                        "null"))
                    .json(),
                "id")
            .asString();
    at(ok(sdk.post("/reports/move/" + copy + "?destEnclaveId=" + WORLD.e1(), "")).json(), "id");
    ok(sdk.delete("/reports/" + copy));
    ok(sdk.delete("/reports/" + id + "?idType=internal"));
  }

  /** The same client with indicators: submit, list, search, metadata, untag, export, whitelist. */
  @Test
  void the_first_python_sdk_lives_with_indicators() {
    TrustarClient sdk = WORLD.full();
    String domain = unique("evil") + ".com";
    Map<String, Object> tag = new LinkedHashMap<>();
    tag.put("name", "campaign");
    tag.put("guid", null);
    tag.put("enclaveId", WORLD.e1());
    Map<String, Object> row = new LinkedHashMap<>();
    for (String key :
        List.of(
            "indicatorType",
            "priorityLevel",
            "correlationCount",
            "whitelisted",
            "weight",
            "reason",
            "firstSeen",
            "lastSeen",
            "source",
            "sightings",
            "notes",
            "tags",
            "enclaveIds")) {
      row.put(key, null);
    }
    row.put("value", domain);
    ok(
        sdk.post(
            "/indicators",
            Map.of(
                "enclaveIds", List.of(WORLD.e1()), "content", List.of(row), "tags", List.of(tag))));

    JsonNode known = World.metadata(sdk, domain, "").path(0);
    String guid = at(at(known, "tags").path(0), "guid").asString();
    assertThat(World.items(sdk.get("/indicators?tagIds=" + guid + "&pageNumber=0"), "value"))
        .containsExactly(domain);
    assertThat(
            World.items(
                sdk.post(
                    "/indicators/search?tags=campaign&entityTypes=URL&pageNumber=0",
                    "{\"searchTerm\":null}"),
                "value"))
        .containsExactly(domain);
    assertThat(
            World.items(
                sdk.post(
                    "/indicators/search?tags=campaign&entityTypes=MD5", "{\"searchTerm\":null}"),
                "value"))
        .isEmpty();
    JsonNode detail = ok(sdk.get("/indicators/details?indicatorValues=" + domain)).json().path(0);
    assertThat(at(detail, "indicatorType").asString()).isEqualTo("URL");
    at(detail, "tags");

    String export =
        at(
                ok(sdk.post("/indicators/metadata/bulk-export?tags=campaign&excludedTags=b", ""))
                    .json(),
                "guid")
            .asString();
    String path = "/indicators/metadata/bulk-export/" + export;
    for (int i = 0; i < 600; i++) {
      if (at(ok(sdk.get(path + "/status")).json(), "status").asString().equals("COMPLETE")) break;
      Instance.pause();
    }
    Reply csv = ok(sdk.get(path + "/data.csv"));
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.text()).contains(domain).contains("campaign");
    assertThat(WORLD.view().get(path + "/status").status()).isEqualTo(404);

    ok(sdk.delete("/indicators/tags/" + guid + "?value=" + domain));
    assertThat(World.indicatorTags(sdk, domain, "")).isEmpty();

    JsonNode listed = ok(sdk.post("/whitelist", List.of(domain))).json();
    assertThat(at(listed.path(0), "value").asString()).isEqualTo(domain);
    assertThat(World.items(sdk.get("/whitelist?pageSize=1000"), "value")).contains(domain);
    ok(sdk.delete("/whitelist?value=" + domain + "&indicatorType=URL&tags=name&tags=guid"));
    assertThat(World.items(sdk.get("/whitelist"), "value")).doesNotContain(domain);
  }

  /** trustar-python-sdk 0.3.22 to 0.3.32: one slash too many before copy and move. */
  @Test
  void the_old_python_sdk_doubles_a_slash() {
    String report = submit(WORLD.full(), WORLD.e1());
    String base = "/api/1.3//reports/";
    String destination = "?destEnclaveId=" + WORLD.e2();
    at(ok(WORLD.full().send("POST", base + "move/" + report + destination, "")).json(), "id");
    at(
        ok(WORLD
                .full()
                .send(
                    "POST",
                    base + "copy/" + report + destination + "&copyFromProvidedSubmission=False",
                    "null"))
            .json(),
        "id");
  }

  /** trustar-sdk2: alters tags of submissions, observables and indicators; only 200 is success. */
  @Test
  void the_second_python_sdk_alters_tags() {
    String external = unique("EXT-");
    String report = submit(WORLD.full(), WORLD.e1(), "externalTrackingId", external);
    tag(WORLD.full(), report, "old");
    ok(
        WORLD
            .full()
            .send(
                "POST",
                "/api/2.0/submissions/" + external + "/alter-tags",
                "{\"addedTags\":[\"New\"],\"removedTags\":[\"old\"],\"idType\":\"EXTERNAL\","
                    + "\"enclaveId\":\""
                    + WORLD.e1()
                    + "\"}"));
    assertThat(tags(WORLD.full(), report)).containsExactly("new");

    String domain = unique("evil") + ".com";
    String enclave = "\"enclaveGuid\":\"" + WORLD.e1() + "\"";
    String guid =
        at(
                ok(WORLD
                        .full()
                        .send(
                            "POST",
                            "/api/2.0/observables/alter-tags",
                            "{\"observableValue\":\""
                                + domain
                                + "\",\"addedTags\":[\"A\",\"b\"],"
                                + enclave
                                + "}"))
                    .json(),
                "id")
            .asString();
    ok(
        WORLD
            .full()
            .send(
                "POST",
                "/api/2.0/indicators/" + guid + "/alter-tags",
                "{\"removedTags\":[\"A\"]," + enclave + "}"));
    assertThat(World.indicatorTags(WORLD.full(), domain, "")).containsExactly("b " + WORLD.e1());
    World.assertFailure(
        WORLD
            .none()
            .send(
                "POST",
                "/api/2.0/indicators/" + guid + "/alter-tags",
                "{\"removedTags\":[\"A\"]," + enclave + "}"),
        404);
    World.assertFailure(
        WORLD
            .full()
            .send("POST", "/api/2.0/submissions/" + report + "/alter-tags", "{\"addedTags\":[]}"),
        400);
  }

  /** The TypeScript client: the grant in the query, and a token that ran out, read as JSON. */
  @Test
  void the_typescript_client_refreshes_its_token() {
    Reply token =
        SERVER.send(
            "POST",
            "/oauth/token?grant_type=client_credentials",
            Map.of("Authorization", WORLD.full().basic()),
            new byte[0]);
    at(ok(token).json(), "access_token");
    Reply stale =
        SERVER.send(
            "GET",
            "/api/1.3/enclaves",
            Map.of("Authorization", "Bearer stale", "Client-Type", "JS_SDK"),
            new byte[0]);
    assertThat(stale.status()).isEqualTo(400);
    assertThat(at(stale.json(), "error_description").asString())
        .isEqualTo("Invalid oauth2 access token");
  }

  /** Splunk SOAR: exactly 200; empty bodies, bare text or an object with an id, as it goes. */
  @Test
  void soar_takes_nothing_but_200() {
    TrustarClient soar = WORLD.full();
    String report = ok(soar.post("/reports", pythonReport("A phish."))).text();
    assertThat(ok(soar.put("/reports/" + report, pythonReport("A new phish."))).text()).isEmpty();
    at(ok(soar.post("/reports/copy/" + report + "?destEnclaveId=" + WORLD.e2(), "")).json(), "id");
    String enclaves = WORLD.e1() + "," + WORLD.e2();
    at(ok(soar.get("/reports?enclaveIds=" + enclaves)).json(), "items");
    at(ok(soar.get("/indicators/search?searchTerm=abc&enclaveIds=" + enclaves)).json(), "items");
    assertThat(ok(soar.delete("/reports/" + report)).text()).isEmpty();
  }

  /** trustar-golang: metadata with notes as a list of texts; searches by GET; no version. */
  @Test
  void the_go_client_reads_metadata() {
    TrustarClient go = WORLD.full();
    String domain = unique("evil") + ".com";
    tagIndicator(go, domain, "a", WORLD.e1());
    JsonNode metadata = World.metadata(go, domain, "").path(0);
    assertThat(at(metadata, "notes").isArray()).isTrue();
    JsonNode tag = at(metadata, "tags").path(0);
    for (String key : List.of("guid", "name", "enclaveId")) at(tag, key);
    assertThat(at(metadata, "firstSeen").isIntegralNumber()).isTrue();
    assertThat(World.items(go.get("/indicators/search?searchTerm=" + domain), "value"))
        .containsExactly(domain);
    assertThat(ok(go.send("GET", "/api/version", "")).text()).isEqualTo("1.3\n");
    assertThat(ok(go.send("GET", "/api/1.3-beta/ping", "")).text()).isEqualTo("pong\n");
  }

  /** IBM Resilient: for each of its enclaves it adds each tag once, in the old way. */
  @Test
  void resilient_loops_over_enclaves() {
    String report = submit(WORLD.full(), WORLD.e1());
    List<String> answers = new ArrayList<>();
    for (String enclave : List.of(WORLD.e1(), WORLD.e2())) {
      for (String name : List.of("Incident-7", "phishing")) {
        answers.add(
            ok(WORLD
                    .full()
                    .post(
                        "/reports/" + report + "/tags?name=" + name + "&enclaveId=" + enclave, ""))
                .text());
      }
    }
    assertThat(answers).containsExactly("incident-7", "phishing", "incident-7", "phishing");
    assertThat(tags(WORLD.full(), report)).containsExactly("incident-7", "phishing");
  }

  /** MISP: metadata and the first summary of a value, with an empty list of enclaves. */
  @Test
  void misp_enriches_an_attribute() {
    String domain = unique("evil") + ".com";
    tagIndicator(WORLD.full(), domain, "apt28", WORLD.e1());
    JsonNode metadata = World.metadata(WORLD.full(), domain, "?enclaveIds=").path(0);
    assertThat(at(at(metadata, "tags").path(0), "name").asString()).isEqualTo("apt28");
    JsonNode page =
        ok(WORLD.full().post("/indicators/summaries?enclaveIds=&pageSize=100", List.of(domain)))
            .json();
    JsonNode summary = at(page, "items").path(0);
    assertThat(at(summary, "type").asString()).isEqualTo("URL");
    at(at(summary, "source"), "key");
    assertThat(at(summary, "attributes").isArray()).isTrue();
  }

  /** The GuardDuty integration: looks by an external id, and puts back what it pulled. */
  @Test
  void what_was_pulled_can_be_put_back() {
    String external = unique("finding/");
    String report = submit(WORLD.full(), WORLD.e1(), "externalTrackingId", external);
    tag(WORLD.full(), report, "a");
    String path = "/reports/" + external + "?idType=external";
    Reply pulled = ok(WORLD.full().get(path));
    ok(WORLD.full().put(path, pulled.text()));
    JsonNode again = ok(WORLD.full().get("/reports/" + report)).json();
    for (String key : List.of("title", "reportBody", "timeBegan", "externalId", "enclaveIds")) {
      assertThat(at(again, key)).isEqualTo(at(pulled.json(), key));
    }
    assertThat(tags(WORLD.full(), report)).containsExactly("a");
  }

  /** API 1.2: tags in enclaves that count, seconds in the list, one report by its old path. */
  @Test
  void an_old_client_tags_by_enclave() {
    String report = submit(WORLD.full(), WORLD.e1());
    TrustarClient old = WORLD.full();
    for (String base : List.of("/api/1.2", "/api", "/api/1.2-beta")) {
      Reply added =
          ok(
              old.send(
                  "POST",
                  base + "/reports/" + report + "/enclave-tags?name=X&enclaveId=" + WORLD.e2(),
                  ""));
      assertThat(added.text())
          .isEqualTo(
              "{\"guid\":\"x\",\"name\":\"x\",\"count\":1,\"enclaveId\":\"" + WORLD.e1() + "\"}");
      assertThat(ok(old.send("GET", base + "/enclave-tags?enclaveIds=" + WORLD.e1(), "")).text())
          .contains("\"x\"");
      assertThat(ok(old.send("GET", base + "/report/" + report, "")).json().has("title")).isTrue();
      long seconds = World.updated(old, report) / 1000;
      String window = "?tag=x&from=" + seconds + "&to=" + (seconds + 1);
      assertThat(World.items(old.send("GET", base + "/reports" + window, ""), "id"))
          .containsExactly(report);
      ok(old.send("DELETE", base + "/reports/" + report + "/enclave-tags?name=x", ""));
      assertThat(tags(old, report)).isEmpty();
    }
  }
}
