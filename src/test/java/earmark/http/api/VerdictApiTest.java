package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class VerdictApiTest {
  private static final String CLASSIFY = "/api/v1/samples/classification";
  @RegisterExtension static final Instance SERVER = new Instance();

  private static String sample() {
    return SERVER.sample("to be judged");
  }

  private static JsonNode sample(String hash) {
    return SERVER.get("/api/v1/samples/" + hash).json();
  }

  @Test
  void samples_are_classified_found_and_the_history_tells_who_said_so() {
    String one = sample();
    String two = sample();
    Map<String, Object> body =
        Map.of(
            "samples",
            List.of(one, two),
            "classification",
            "malicious",
            "riskScore",
            9,
            "threatName",
            "Win32.Trojan.Delf",
            "reason",
            "seen on host 7");
    Reply reply = SERVER.json("POST", CLASSIFY, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("changed").asInt()).isEqualTo(2);
    JsonNode verdict = sample(one).path("verdict");
    assertThat(verdict.path("classification").asString()).isEqualTo("malicious");
    assertThat(verdict.path("riskScore").asInt()).isEqualTo(9);
    assertThat(verdict.path("threatName").asString()).isEqualTo("Win32.Trojan.Delf");
    assertThat(verdict.path("reason").asString()).isEqualTo("user");
    assertThat(verdict.path("origin").isNull()).isTrue();
    assertThat(
            SERVER
                .get("/api/v1/samples?q=classification:malicious%20threatname:*delf*")
                .json()
                .path("total")
                .asInt())
        .isEqualTo(2);
    long id = reply.json().path("operation").asLong();
    JsonNode operation = SERVER.get("/api/v1/operations/" + id).json();
    assertThat(operation.path("what").asString()).isEqualTo("classified");
    assertThat(operation.path("reason").asString()).isEqualTo("seen on host 7");
    assertThat(operation.path("verdicts").path(0).path("samples").asInt()).isEqualTo(2);
    assertThat(operation.path("verdicts").path(0).path("of")).hasSize(2);
    JsonNode ofSample =
        SERVER.get("/api/v1/samples/" + one + "/history").json().path("operations").path(0);
    assertThat(ofSample.path("id").asLong()).isEqualTo(id);
    assertThat(ofSample.path("verdicts").path(0).path("samples").asInt()).isEqualTo(1);
    JsonNode preview =
        SERVER.json("POST", "/api/v1/operations/" + id + "/undo", Map.of("preview", true)).json();
    assertThat(preview.path("verdicts").path("changed").asInt()).isEqualTo(2);
    SERVER.json("POST", "/api/v1/operations/" + id + "/undo", Map.of());
    assertThat(sample(one).path("verdict").isNull()).isTrue();
    assertThat(SERVER.get("/api/v1/operations/" + id).json().path("undoneBy").isNumber()).isTrue();
  }

  @Test
  void a_classification_is_previewed_and_withdrawn() {
    String one = sample();
    Map<String, Object> good = Map.of("samples", List.of(one), "classification", "goodware");
    Map<String, Object> preview =
        Map.of("samples", List.of(one), "classification", "goodware", "preview", true);
    assertThat(SERVER.json("POST", CLASSIFY, preview).json().path("changed").asInt()).isEqualTo(1);
    assertThat(sample(one).path("verdict").isNull()).isTrue();
    SERVER.json("POST", CLASSIFY, good);
    assertThat(sample(one).path("verdict").path("riskScore").asInt()).isZero();
    assertThat(SERVER.json("POST", CLASSIFY, good).json().path("operation").isNull()).isTrue();
    SERVER.json("POST", CLASSIFY, Map.of("samples", List.of(one), "classification", "unknown"));
    assertThat(sample(one).path("verdict").isNull()).isTrue();
  }

  @Test
  void what_makes_no_sense_is_refused() {
    String one = sample();
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("samples", List.of(one)),
            Map.of("classification", "malicious"),
            Map.of("samples", List.of(one), "classification", "evil"),
            Map.of("samples", List.of(one), "classification", "malicious", "riskScore", 2),
            Map.of("samples", List.of(one), "classification", "malicious", "riskScore", 6.5),
            Map.of("samples", List.of(one), "classification", "unknown", "riskScore", 1),
            Map.of(
                "samples",
                List.of(one),
                "classification",
                "goodware",
                "threatName",
                "Win32.Trojan.Delf"),
            Map.of("samples", List.of(one), "classification", "malicious", "threatName", "Delf"))) {
      assertThat(SERVER.json("POST", CLASSIFY, wrong).status()).as("%s", wrong).isEqualTo(400);
    }
    assertThat(sample(one).path("verdict").isNull()).isTrue();
    assertThat(
            SERVER
                .json(
                    "POST",
                    CLASSIFY,
                    Map.of("query", "sha1:" + one, "expected", 2, "classification", "malicious"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void samples_are_deleted_and_the_history_tells_which_they_were() {
    String one = sample();
    String sha256 = sample(one).path("sha256").asString();
    SERVER.json("POST", "/api/tag/" + one + "/", Map.of("tags", List.of("apt28")));
    Map<String, Object> body = Map.of("query", "sha1:" + one, "expected", 1, "reason", "too hot");
    Map<String, Object> preview = Map.of("samples", List.of(one), "preview", true);
    JsonNode would = SERVER.json("POST", "/api/v1/samples/delete", preview).json();
    assertThat(would.path("samples").asInt()).isEqualTo(1);
    assertThat(would.path("userTags").asInt()).isEqualTo(1);
    Reply reply = SERVER.json("POST", "/api/v1/samples/delete", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(SERVER.get("/api/v1/samples/" + one).status()).isEqualTo(404);
    long id = reply.json().path("operation").asLong();
    JsonNode operation = SERVER.get("/api/v1/operations/" + id).json();
    assertThat(operation.path("what").asString()).isEqualTo("gone");
    assertThat(operation.path("by").asString()).isEqualTo("admin");
    assertThat(operation.path("reason").asString()).isEqualTo("too hot");
    assertThat(operation.path("goneSamples").path(0).asString()).isEqualTo(sha256);
    assertThat(operation.path("verdicts")).isEmpty();
    assertThat(operation.path("tags").path(0).path("name").asString()).isNotEmpty();
    assertThat(
            SERVER
                .get("/api/v1/samples/" + one + "/history")
                .json()
                .path("operations")
                .path(0)
                .path("id")
                .asLong())
        .as("the history of what is gone can still be asked")
        .isEqualTo(id);
    Reply undo = SERVER.json("POST", "/api/v1/operations/" + id + "/undo", Map.of("preview", true));
    assertThat(undo.status()).isEqualTo(400);
    assertThat(undo.json().path("detail").asString()).contains("what they held is gone");
    assertThat(SERVER.json("POST", "/api/v1/operations/" + id + "/undo", Map.of()).status())
        .isEqualTo(400);
  }

  @Test
  void one_sample_is_deleted_by_its_address() {
    String one = sample();
    Reply reply = SERVER.delete("/api/v1/samples/" + one + "?reason=old");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("samples").asInt()).isEqualTo(1);
    assertThat(SERVER.delete("/api/v1/samples/" + one).status()).isEqualTo(404);
  }

  @Test
  void samples_are_analysed_again() {
    String one = sample();
    Reply reply = SERVER.json("POST", "/api/v1/samples/reanalyse", Map.of("samples", List.of(one)));
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.json().path("queued").asInt() + reply.json().path("waiting").asInt())
        .isEqualTo(1);
  }
}
