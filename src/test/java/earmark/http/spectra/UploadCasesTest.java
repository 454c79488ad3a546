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

/** The numbered cases about uploads with tags and about reports, over real HTTP. */
class UploadCasesTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static List<String> userTags(byte[] content) {
    return SERVER
        .tags(Instance.hex("SHA-1", content))
        .path("user")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static void submit(byte[] content, String... fields) {
    Reply reply = SERVER.upload("/api/submit/file/", "a", content, fields);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }

  @Test
  @DisplayName("case 51: an upload by the older path with three tags")
  void older_path() {
    byte[] content = Instance.unique("51");
    Reply reply =
        SERVER.upload("/api/uploads/", "a.bin", content, "tags", "dangerous,malware,tuesday");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(userTags(content)).containsExactly("dangerous", "malware", "tuesday");
  }

  @Test
  @DisplayName("case 52: an upload by the newer path with one tag")
  void newer_path() {
    byte[] content = Instance.unique("52");
    submit(content, "tags", "one_tag");
    assertThat(userTags(content)).containsExactly("one_tag");
  }

  @Test
  @DisplayName("case 53: blanks around tags are dropped")
  void blanks() {
    byte[] content = Instance.unique("53");
    submit(content, "tags", "a1, b2 ,c3");
    assertThat(userTags(content)).containsExactly("a1", "b2", "c3");
  }

  @Test
  @DisplayName("case 54: an invalid tag refuses the upload, and nothing is stored")
  void invalid_tag() {
    byte[] content = Instance.unique("54");
    Reply reply = SERVER.upload("/api/submit/file/", "a", content, "tags", "good_one,#bad");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("message").asString()).contains("#bad");
    String sha1 = Instance.hex("SHA-1", content);
    assertThat(SERVER.get("/api/tag/" + sha1 + "/").status()).isEqualTo(404);
    assertThat(SERVER.get("/api/v1/samples/" + sha1).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("case 55: the same bytes again add their tags")
  void again() {
    byte[] content = Instance.unique("55");
    submit(content, "tags", "a1,b2");
    submit(content, "tags", "b2,d4");
    assertThat(userTags(content)).containsExactly("a1", "b2", "d4");
  }

  @Test
  @DisplayName("case 56: tags may come as several parts")
  void several_parts() {
    byte[] content = Instance.unique("56");
    submit(content, "tags", "x1", "tags", "y1,z1");
    assertThat(userTags(content)).containsExactly("x1", "y1", "z1");
  }

  @Test
  @DisplayName("case 57: no tags at all")
  void no_tags() {
    byte[] content = Instance.unique("57");
    submit(content);
    assertThat(userTags(content)).isEmpty();
  }

  private static JsonNode result(String path, Map<String, Object> body) {
    JsonNode page = SERVER.json("POST", path, body).json();
    assertThat(page.path("count").asInt()).as(page.toString()).isEqualTo(1);
    return page.path("results").path(0);
  }

  @Test
  @DisplayName("case 58: a summary has tags by default, and not what was read off the file")
  void summary_by_default() {
    String sha1 = SERVER.sample("58", "seen");
    JsonNode result = result("/api/samples/v2/list/", Map.of("hash_values", List.of(sha1)));
    assertThat(result.path("tags").path("user").toString()).isEqualTo("[\"seen\"]");
    assertThat(result.path("tags").path("ticore").isArray()).isTrue();
    assertThat(result.propertyNames())
        .contains("sha1", "classification")
        .doesNotContain("ticore", "ticloud", "summary", "aliases");
  }

  @Test
  @DisplayName("case 59: tags alone, on request")
  void tags_alone() {
    String sha1 = SERVER.sample("59", "seen");
    JsonNode result =
        result(
            "/api/samples/v2/list/",
            Map.of("hash_values", List.of(sha1), "fields", List.of("tags")));
    assertThat(result.toString()).isEqualTo("{\"tags\":{\"ticore\":[],\"user\":[\"seen\"]}}");
  }

  @Test
  @DisplayName("case 60: a key that nobody reads leaves the full report whole")
  void unknown_key() {
    String sha1 = SERVER.sample("60");
    String path = "/api/samples/v2/list/details/";
    JsonNode without = result(path, Map.of("hash_values", List.of(sha1)));
    JsonNode with =
        result(path, Map.of("hash_values", List.of(sha1), "report_fields", List.of("id", "sha1")));
    assertThat(with).isEqualTo(without);
    assertThat(with.propertyNames())
        .containsExactly(
            "rl_auxiliary_analysis",
            "av_scanners",
            "av_scanners_summary",
            "cape",
            "cisco_secure_malware_analytics",
            "cuckoo",
            "discussion",
            "joe",
            "fireeye",
            "rl_cloud_sandbox",
            "sources",
            "sample_summary",
            "ticore",
            "tags",
            "ticloud",
            "vmray_tcbase");
  }
}
