package earmark.http.trustar;

import static earmark.http.trustar.World.submit;
import static earmark.http.trustar.World.tagIndicator;

import earmark.http.Golden;
import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answer of each endpoint of this API, kept as a file. */
class GoldenAnswersTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  private static final String IP = "198.51.100.7";

  private static void check(String name, Reply reply) {
    check(name, reply, 200);
  }

  private static void check(String name, Reply reply, int status) {
    Golden.checkLasting(GoldenAnswersTest.class, name, reply, status, GoldenAnswersTest::lasting);
  }

  /** Ids, moments and what tests number differ each time. */
  private static String lasting(String text) {
    return text.replace(WORLD.e1(), "(E1)")
        .replace(WORLD.e2(), "(E2)")
        .replaceAll("E([12]) \\d+", "E$1")
        .replaceAll("A report \\d+", "A report")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(guid)")
        .replaceAll("EXT-\\d+", "EXT")
        .replaceAll("\\b1[0-9]{12}\\b", "\"(ms)\"")
        .replaceAll("\"expires_in\" : \\d+", "\"expires_in\" : \"(seconds)\"");
  }

  private static String submitted() {
    return submit(
        WORLD.full(),
        WORLD.e1(),
        "reportBody",
        "It calls " + IP + " and hxxp://evil[.]example/a.",
        "externalTrackingId",
        World.unique("EXT-"),
        "externalUrl",
        "https://tracker.example/1",
        "timeBegan",
        "2026-03-01T12:00:00+01:00");
  }

  @Test
  void token() {
    check("token", WORLD.full().askForToken());
    check("token-refused", new TrustarClient(SERVER, "a", "b").askForToken(), 401);
  }

  @Test
  void enclaves() {
    check("enclaves", WORLD.full().get("/enclaves"));
    check("enclaves-view", WORLD.view().get("/enclaves"));
    check("request-quotas", WORLD.full().get("/request-quotas"));
  }

  @Test
  void reports() {
    String report = submitted();
    check("report-status", WORLD.full().get("/reports/" + report + "/status"));
    check("report-indicators", WORLD.full().get("/reports/" + report + "/indicators"));
    check("reports", WORLD.full().get("/reports"));
    check("reports-searched", WORLD.full().post("/reports/search", "{\"searchTerm\":\"calls\"}"));
    check("reports-correlated", WORLD.full().get("/reports/correlated?indicators=" + IP));
    check("reports-correlate", WORLD.full().get("/reports/correlate?indicators=" + IP));
    check(
        "report-copied",
        WORLD.full().post("/reports/copy/" + report + "?destEnclaveId=" + WORLD.e2(), "null"));
    check(
        "report-moved",
        WORLD.full().post("/reports/move/" + WORLD.r1() + "?destEnclaveId=" + WORLD.e2(), ""));
  }

  @Test
  void report() {
    String report = submitted();
    check("report", WORLD.full().get("/reports/" + report));
  }

  @Test
  void report_tags() {
    String report = submitted();
    String path = "/reports/" + report;
    check(
        "report-tags-altered",
        WORLD.full().post(path + "/alter-tags", Map.of("addedTags", List.of("b", "A"))));
    check("report-tags", WORLD.full().get(path + "/tags"));
    check("report-tags-all", WORLD.full().get("/reports/tags"));
    String old = "/api/1.2/reports/" + report + "/enclave-tags";
    check("old-tag-added", WORLD.full().send("POST", old + "?name=C&enclaveId=" + WORLD.e1(), ""));
    check("old-tags", WORLD.full().send("GET", old, ""));
    check("old-tag-removed", WORLD.full().send("DELETE", old + "?name=c", ""));
    check("old-tags-all", WORLD.full().send("GET", "/api/1.2/enclave-tags", ""));
    check(
        "submission-tags-altered",
        WORLD
            .full()
            .send(
                "POST",
                "/api/2.0/submissions/" + report + "/alter-tags",
                "{\"addedTags\":[\"d\"],\"removedTags\":[\"b\"],\"enclaveId\":\""
                    + WORLD.e1()
                    + "\"}"));
  }

  @Test
  void indicators() {
    submitted();
    tagIndicator(WORLD.full(), IP, "b", WORLD.e1());
    tagIndicator(WORLD.full(), IP, "a", WORLD.e2());
    WORLD
        .full()
        .post(
            "/indicators",
            Map.of(
                "enclaveIds",
                List.of(WORLD.e1()),
                "content",
                List.of(
                    Map.of(
                        "value",
                        IP,
                        "firstSeen",
                        1_700_000_000_000L,
                        "sightings",
                        3,
                        "source",
                        "a feed",
                        "notes",
                        "seen at night"))));
    check("indicator-tags", WORLD.full().get("/indicators/tags"));
    check("indicator-tag-added", World.postTag(WORLD.full(), IP, "C", WORLD.e1()));
    check("indicators", WORLD.full().get("/indicators"));
    check("indicators-searched", WORLD.full().post("/indicators/search?tags=b", "null"));
    check("indicators-related", WORLD.full().get("/indicators/related?indicators=" + IP));
    check(
        "indicator-metadata",
        WORLD.full().post("/indicators/metadata", "[{\"value\":\"" + IP + "\"}]"));
    check("indicator-details", WORLD.full().get("/indicators/details?indicatorValues=" + IP));
    check("indicator-summaries", WORLD.full().post("/indicators/summaries", "[\"" + IP + "\"]"));
  }

  @Test
  void whitelist() {
    check("whitelist-added", WORLD.full().post("/whitelist", "[\"Good.example\",\"192.0.2.1\"]"));
    check("whitelist", WORLD.full().get("/whitelist"));
    WORLD.full().delete("/whitelist?value=good.example");
    WORLD.full().delete("/whitelist?value=192.0.2.1");
  }

  @Test
  void errors() {
    String unknown = "/reports/" + UUID.randomUUID();
    check("error-400", WORLD.full().post("/reports", "{"), 400);
    check("error-401", SERVER.send("GET", "/api/1.3/ping", Map.of(), new byte[0]), 401);
    String report = submitted();
    check("error-403", WORLD.view().post("/reports/" + report + "/tags?name=a", ""), 403);
    check("error-404", WORLD.full().get(unknown), 404);
    check("error-404-path", WORLD.full().get("/nothing"), 404);
    check("error-405", WORLD.full().send("PATCH", "/api/1.3/enclaves", ""), 405);
  }
}
