package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * The numbered cases that send what the vendor's SDK sends. Source: its tests,
 * reversinglabs-sdk-py3.
 */
class SdkCasesTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private String sample = "";
  private String other = "";

  @BeforeEach
  void takeIn() {
    sample = SERVER.sample("sdk a");
    other = SERVER.sample("sdk b");
  }

  private static ClientRequests sdk(String method) {
    return new ClientRequests(
        SERVER, "Token " + SERVER.adminToken(), "ReversingLabs SDK v2.12.0; A1000 " + method);
  }

  @Test
  @DisplayName("case 45: the SDK adds and removes tags")
  void tags() {
    Reply added =
        sdk("post_user_tags")
            .json("POST", "/api/tag/" + sample + "/", Map.of("tags", List.of("tag1", "tag2")));
    assertThat(added.text()).isEqualTo("[\"tag1\",\"tag2\"]");
    Reply removed =
        sdk("delete_user_tags")
            .json("DELETE", "/api/tag/" + sample + "/", Map.of("tags", List.of("tag1")));
    assertThat(removed.text()).isEqualTo("[\"tag1\"]");
    assertThat(sdk("get_user_tags").get("/api/tag/" + sample + "/").text()).isEqualTo("[\"tag2\"]");
  }

  @Test
  @DisplayName("case 46: the SDK asks how far analyses are")
  void status() {
    Reply reply =
        sdk("file_analysis_status")
            .form(
                "/api/samples/status/?status=processed",
                "hash_values",
                sample,
                "hash_values",
                other);
    assertThat(reply.text())
        .isEqualTo(
            "{\"hash_type\":\"sha1\",\"results\":["
                + "{\"hash_value\":\"%s\",\"status\":\"processed\"},".formatted(sample)
                + "{\"hash_value\":\"%s\",\"status\":\"processed\"}]}".formatted(other));
  }

  @Test
  @DisplayName("case 47: the SDK searches in the third version")
  void search() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("query", "av-count:5 available:TRUE");
    request.put("ticloud", false);
    request.put("page", 2);
    request.put("records_per_page", 5);
    request.put("sort", "sha1 desc");
    Reply reply = sdk("advanced_search_v3").json("POST", "/api/samples/v3/search/", request);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    JsonNode found = reply.json().path("rl").path("web_search_api");
    assertThat(found.path("entries").size()).as("there are no scanners").isZero();
    assertThat(found.path("more_pages").isBoolean()).isTrue();
    request.put("query", "available:TRUE");
    request.put("page", 1);
    found =
        sdk("advanced_search_v3")
            .json("POST", "/api/samples/v3/search/", request)
            .json()
            .path("rl")
            .path("web_search_api");
    assertThat(found.path("total_count").asInt()).isGreaterThanOrEqualTo(2);
  }

  @Test
  @DisplayName("case 48: the SDK names the fields of a static report with blanks between")
  void static_report() {
    String fields =
        "sha1,%20sha256,%20sha512,%20md5,%20imphash,%20info,%20application,%20protection,"
            + "%20security,%20behaviour,%20certificate,%20document,%20mobile,%20media,%20web,"
            + "%20email,%20strings,%20interesting_strings,%20classification,%20indicators,%20tags,"
            + "%20attack,%20story";
    Reply reply =
        sdk("get_titanium_core_report_v2")
            .get("/api/v2/samples/" + sample + "/ticore/?fields=" + fields);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().propertyNames()).containsExactly(fields.split(",%20", -1));
    assertThat(reply.json().path("tags").toString()).isEqualTo("{\"ticore\":[],\"user\":[]}");
    assertThat(reply.json().path("story").asString()).contains(sample);
  }

  @Test
  @DisplayName("case 50: the SDK tests its connection with a hash of zeros")
  void test_connection() {
    Reply reply =
        sdk("file_analysis_status")
            .form("/api/samples/status/?status=processed", "hash_values", "0".repeat(40));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"hash_type\":\"sha1\",\"results\":[]}");
  }
}
