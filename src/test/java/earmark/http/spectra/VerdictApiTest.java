package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class VerdictApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static String sample() {
    return SERVER.sample("to be judged");
  }

  private static Reply set(String sha1, String form) {
    return SERVER.rawForm("/api/samples/" + sha1 + "/setclassification/local/", form);
  }

  private static JsonNode classification(String hash) {
    return SERVER.get("/api/samples/v3/" + hash + "/classification/?localonly=1").json();
  }

  private static JsonNode summary(String sha1) {
    return SERVER
        .json("POST", "/api/samples/v2/list/", Map.of("hash_values", List.of(sha1)))
        .json()
        .path("results")
        .path(0);
  }

  @Test
  void a_classification_is_set_read_and_withdrawn() {
    String sha1 = sample();
    JsonNode before = classification(sha1);
    assertThat(before.path("classification").asString()).isEqualTo("unknown");
    assertThat(before.path("riskscore").isNull()).isTrue();
    assertThat(before.path("data_source").asString()).isEqualTo("LOCAL");
    assertThat(before.path("first_seen").asString()).matches("....-..-..T..:..:..Z");
    Reply set =
        set(
            sha1,
            "classification=malicious&risk_score=8&threat_platform=Win32&threat_type=Trojan"
                + "&threat_name=Delf&analysis=cloud");
    assertThat(set.status()).isEqualTo(200);
    JsonNode after = classification(sha1);
    assertThat(after).isEqualTo(set.json());
    assertThat(after.path("classification").asString()).isEqualTo("malicious");
    assertThat(after.path("riskscore").asInt()).isEqualTo(8);
    assertThat(after.path("classification_result").asString()).isEqualTo("Win32.Trojan.Delf");
    assertThat(after.path("classification_reason").asString()).isEqualTo("user");
    assertThat(after.path("classification_origin").isNull()).isTrue();
    assertThat(after.path("cloud_last_lookup").isNull()).isTrue();
    assertThat(after.path("sha1").asString()).isEqualTo(sha1);
    assertThat(after.has("av_scanners")).isFalse();
    JsonNode summary = summary(sha1);
    assertThat(summary.path("classification").asString()).isEqualTo("malicious");
    assertThat(summary.path("riskscore").asInt()).isEqualTo(8);
    assertThat(summary.path("classification_result").asString()).isEqualTo("Win32.Trojan.Delf");
    assertThat(summary.path("classification_source").isNull()).isTrue();
    Reply withdrawn = SERVER.delete("/api/samples/" + sha1 + "/setclassification/local/");
    assertThat(withdrawn.status()).isEqualTo(200);
    assertThat(withdrawn.json().path("classification").asString()).isEqualTo("unknown");
    assertThat(classification(sha1)).isEqualTo(before);
  }

  @Test
  void what_is_not_given_is_as_the_vendors_client_says() {
    String sha1 = sample();
    JsonNode malicious = set(sha1, "classification=malicious").json();
    assertThat(malicious.path("riskscore").asInt()).isEqualTo(10);
    assertThat(malicious.path("classification_result").asString())
        .isEqualTo("Win32.Malware.Generic");
    assertThat(set(sha1, "classification=suspicious").json().path("riskscore").asInt())
        .isEqualTo(6);
    JsonNode goodware = set(sha1, "classification=GOODWARE&threat_name=Delf").json();
    assertThat(goodware.path("riskscore").asInt()).isZero();
    assertThat(goodware.path("classification_result").isNull()).isTrue();
  }

  @Test
  void wrong_classifications_are_refused_and_change_nothing() {
    String sha1 = sample();
    for (String form :
        List.of(
            "classification=evil",
            "risk_score=3",
            "classification=malicious&risk_score=3",
            "classification=goodware&risk_score=9",
            "classification=malicious&risk_score=x",
            "classification=malicious&threat_name=two%20words",
            "classification=malicious&threat_type=a.b")) {
      assertThat(set(sha1, form).status()).as(form).isEqualTo(400);
    }
    assertThat(classification(sha1).path("classification").asString()).isEqualTo("unknown");
    assertThat(set("0".repeat(40), "classification=malicious").status()).isEqualTo(404);
    assertThat(set("123", "classification=malicious").status()).isEqualTo(400);
    String cloud = "/api/samples/" + sha1 + "/setclassification/ticloud/";
    Reply refused = SERVER.rawForm(cloud, "classification=malicious");
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.json().path("message").asString()).contains("set in local only");
    assertThat(SERVER.delete(cloud).status()).isEqualTo(405);
    assertThat(
            SERVER
                .rawForm(
                    "/api/samples/" + sha1 + "/setclassification/else/", "classification=malicious")
                .status())
        .isEqualTo(400);
  }

  @Test
  void the_endpoint_takes_what_clients_send_along() {
    String sha1 = sample();
    assertThat(
            SERVER
                .get("/api/samples/v3/" + sha1 + "/classification/?localonly=0&av_scanners=1")
                .json()
                .path("av_scanners")
                .isArray())
        .isTrue();
    assertThat(SERVER.get("/api/v2/samples/" + sha1 + "/classification/?localonly=1").status())
        .isEqualTo(200);
    assertThat(SERVER.get("/api/samples/v3/" + sha1 + "/classification/?localonly=2").status())
        .isEqualTo(400);
    assertThat(SERVER.get("/api/samples/v3/" + "0".repeat(64) + "/classification/").status())
        .isEqualTo(404);
  }
}
