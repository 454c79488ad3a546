package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class DeletionApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static String sample() {
    return SERVER.sample("to be deleted");
  }

  private static Reply delete(String hash) {
    return SERVER.delete("/api/samples/" + hash + "/");
  }

  private static boolean isHere(String sha1) {
    return SERVER.get("/api/tag/" + sha1 + "/").status() == 200;
  }

  @Test
  void a_sample_is_deleted_and_its_hashes_are_answered() {
    String sha1 = sample();
    Reply reply = delete(sha1.toUpperCase(java.util.Locale.ROOT));
    assertThat(reply.status()).isEqualTo(200);
    JsonNode results = reply.json().path("results");
    assertThat(results.path("code").asInt()).isEqualTo(200);
    assertThat(results.path("message").asString()).isEqualTo("Sample deleted successfully.");
    assertThat(results.path("detail").path("sha1").asString()).isEqualTo(sha1);
    assertThat(results.path("detail").path("sha512").asString()).hasSize(128);
    assertThat(isHere(sha1)).isFalse();
    assertThat(delete(sha1).status()).isEqualTo(404);
    assertThat(delete("12").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("case 49: many samples are deleted by hash_values as form fields")
  void many_are_deleted_at_once_and_the_task_is_done_when_it_is_answered() {
    String one = sample();
    String two = sample();
    String unknown = "0".repeat(40);
    Reply reply =
        SERVER.rawForm(
            "/api/samples/v2/delete_bulk/",
            "hash_values=" + one + "&hash_values=" + two + "&hash_values=" + unknown);
    assertThat(reply.status()).isEqualTo(200);
    String id = reply.json().path("id").asString();
    assertThat(reply.json().path("results"))
        .extracting(result -> result.path("code").asInt())
        .containsExactly(200, 200, 404);
    assertThat(isHere(one) || isHere(two)).isFalse();
    JsonNode status = SERVER.get("/api/samples/v2/delete_bulk/status/?id=" + id).json();
    assertThat(status.path("status").asString()).isEqualTo("SUCCESS");
    assertThat(status.path("deleted"))
        .extracting(sample -> sample.path("sha1").asString())
        .containsExactlyInAnyOrder(one, two);
    assertThat(SERVER.get("/api/samples/v2/delete_bulk/status/?id=99999").status()).isEqualTo(404);
    assertThat(SERVER.get("/api/samples/v2/delete_bulk/status/?id=x").status()).isEqualTo(400);
    assertThat(SERVER.get("/api/samples/v2/delete_bulk/status/?id=1").status())
        .as("an upload is no deletion")
        .isEqualTo(404);
  }

  @Test
  void the_older_endpoint_takes_its_own_field() {
    String one = sample();
    assertThat(
            SERVER
                .json("POST", "/api/samples/delete_bulk/", Map.of("hash_value", List.of(one)))
                .status())
        .isEqualTo(200);
    assertThat(isHere(one)).isFalse();
    assertThat(SERVER.rawForm("/api/samples/delete_bulk/", "hash_value=" + one).status())
        .isEqualTo(404);
    assertThat(SERVER.rawForm("/api/samples/delete_bulk/", "").status()).isEqualTo(400);
  }

  @Test
  void a_sample_is_analysed_again_by_each_version_of_the_endpoint() {
    String sha1 = sample();
    Reply one = SERVER.rawForm("/api/samples/" + sha1 + "/analyze/", "analysis=cloud,core");
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.json().path("detail").path("sha1").asString()).isEqualTo(sha1);
    assertThat(one.json().path("analysis"))
        .extracting(analysis -> analysis.path("name").asString())
        .containsExactly("cloud", "core");
    Reply many =
        SERVER.rawForm("/api/samples/analyze_bulk/", "hash_value=" + sha1 + "&analysis=core");
    assertThat(many.status()).isEqualTo(200);
    assertThat(many.json().path("results").path(0).path("detail").path("sha1").asString())
        .isEqualTo(sha1);
    assertThat(SERVER.rawForm("/api/samples/" + sha1 + "/analyze/", "").status()).isEqualTo(400);
    assertThat(
            SERVER
                .rawForm("/api/samples/" + "0".repeat(40) + "/analyze/", "analysis=core")
                .status())
        .isEqualTo(404);
  }
}
