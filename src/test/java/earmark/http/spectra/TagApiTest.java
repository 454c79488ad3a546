package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the Tags API tolerates and refuses beyond the numbered cases. */
class TagApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private String sample = "";

  @BeforeEach
  void takeInASample() {
    sample = SERVER.sample("tolerances");
  }

  private Reply post(String... tags) {
    return SERVER.json("POST", "/api/tag/" + sample + "/", Map.of("tags", List.of(tags)));
  }

  private Reply delete(String... tags) {
    return SERVER.json("DELETE", "/api/tag/" + sample + "/", Map.of("tags", List.of(tags)));
  }

  private static void assertAnswer(Reply reply, int status, String body) {
    assertThat(reply.text()).isEqualTo(body);
    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void reanalysis_is_refused_for_what_is_unknown() {
    String path = "/api/samples/v2/analyze_bulk/";
    assertThat(SERVER.form("POST", path, "hash_value", sample, "analysis", "nope").status())
        .isEqualTo(400);
    assertThat(SERVER.form("POST", path, "hash_value", "0".repeat(40), "analysis", "core").status())
        .isEqualTo(404);
  }

  @Test
  void head_answers_as_get_without_the_body_and_options_tells_the_methods() {
    Map<String, String> headers = Map.of("Authorization", "Token " + SERVER.adminToken());
    Reply head = SERVER.send("HEAD", "/api/tag/" + sample + "/", headers, new byte[0]);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo("2");
    Reply options = SERVER.send("OPTIONS", "/api/tag/" + sample + "/", Map.of(), new byte[0]);
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Allow")).isEqualTo("DELETE, GET, POST");
    assertThat(SERVER.send("OPTIONS", "/api/nothing/", Map.of(), new byte[0]).status())
        .isEqualTo(404);
  }

  @Test
  void forms_repeated_fields_and_query_parameters_are_tolerated() {
    String path = "/api/tag/" + sample + "/";
    assertAnswer(SERVER.form("POST", path, "tags", "f1", "tags", "f2"), 200, "[\"f1\",\"f2\"]");
    assertAnswer(SERVER.form("DELETE", path, "tags", "f1"), 200, "[\"f1\"]");
    Reply reply =
        SERVER.send(
            "DELETE",
            path + "?tags=f2,f3",
            Map.of("Authorization", "Token " + SERVER.adminToken()),
            new byte[0]);
    assertAnswer(reply, 200, "[\"f2\"]");
  }

  @Test
  void json_is_read_even_if_it_is_announced_as_a_form() {
    Reply reply =
        SERVER.send(
            "POST",
            "/api/tag/" + sample + "/",
            Map.of(
                "Authorization",
                "Token " + SERVER.adminToken(),
                "Content-Type",
                "application/x-www-form-urlencoded"),
            "{\"tags\":[\"curl_default\"]}".getBytes(StandardCharsets.UTF_8));
    assertAnswer(reply, 200, "[\"curl_default\"]");
  }

  @Test
  void unknown_keys_are_ignored() {
    Reply reply =
        SERVER.raw(
            "POST", "/api/tag/" + sample + "/", "{\"x\":{\"y\":[1]},\"tags\":[\"known_key\"]}");
    assertAnswer(reply, 200, "[\"known_key\"]");
  }

  @Test
  void a_sample_takes_a_thousand_tags_and_not_one_more() {
    List<String> thousand =
        java.util.stream.IntStream.range(0, 1000).mapToObj(i -> "t" + i + "x").toList();
    assertThat(SERVER.json("POST", "/api/tag/" + sample + "/", Map.of("tags", thousand)).status())
        .isEqualTo(200);
    Reply reply = post("one_more");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("1000 User Tags");
    assertThat(delete("t0x").status()).isEqualTo(200);
    assertThat(post("one_more").status()).isEqualTo(200);
  }
}
