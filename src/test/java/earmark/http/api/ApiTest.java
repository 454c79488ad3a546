package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static JsonNode search(String text) {
    return SERVER
        .get("/api/v1/samples?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
        .json();
  }

  private static Reply edit(Object body) {
    return SERVER.json("POST", "/api/v1/samples/tags", body);
  }

  private static List<String> hashes(JsonNode page) {
    return page.path("samples").valueStream().map(s -> s.path("sha1").asString()).toList();
  }

  @Test
  void desktop_is_found_within_other_tags_newest_first_with_both_kinds_shown() {
    String a = SERVER.sample("VBoxTray a", "desktop1");
    String b = SERVER.sample("VBoxTray b", "desktop1_app");
    String c = SERVER.sample("VBoxTray c", "zDesktop1");
    SERVER.sample("VBoxTray d", "desk top1");
    JsonNode page = search("#DESKTOP1");
    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(hashes(page)).containsExactly(c, b, a);
    JsonNode newest = page.path("samples").path(0);
    assertThat(newest.path("tags").path("user").toString()).isEqualTo("[\"zDesktop1\"]");
    assertThat(newest.path("tags").path("system").toString()).contains("\"antisandbox\"");
    assertThat(newest.path("status").asString()).isEqualTo("processed");
    assertThat(newest.path("type").asString()).isNotEmpty();
    JsonNode exact = SERVER.get("/api/v1/samples?tag=desktop1&kind=user").json();
    assertThat(hashes(exact)).containsExactly(a);
    assertThat(SERVER.get("/api/v1/samples?tag=desktop1&kind=system").json().path("total").asInt())
        .isZero();
  }

  @Test
  void a_hash_finds_its_sample_and_a_bare_hash_sign_every_tagged_one() {
    String sha1 = SERVER.sample("by hash", "any_tag");
    assertThat(hashes(search(sha1.toUpperCase(java.util.Locale.ROOT)))).containsExactly(sha1);
    assertThat(search("0".repeat(32)).path("total").asInt()).isZero();
    assertThat(hashes(search("#"))).contains(sha1);
  }

  @Test
  void pages_are_followed_by_their_cursor_to_the_last_sample() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) all.addFirst(SERVER.sample("page " + i, "paged_tag"));
    List<String> read = new ArrayList<>();
    String next = "";
    int pages = 0;
    do {
      JsonNode page = SERVER.get("/api/v1/samples?q=%23paged_tag&limit=2" + next).json();
      assertThat(page.path("total").asInt()).isEqualTo(5);
      read.addAll(hashes(page));
      next = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
      pages++;
    } while (!next.isEmpty());
    assertThat(read).isEqualTo(all);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void many_samples_are_edited_at_once_and_the_answer_counts_what_happened() {
    String a = SERVER.sample("VBoxTray e1", "bulk_old", "bulk_half");
    String b = SERVER.sample("plain e2", "bulk_old");
    String c = SERVER.sample("plain e3");
    Reply reply =
        edit(
            Map.of(
                "samples",
                List.of(a, b, c),
                "add",
                List.of("bulk_half", "antisandbox"),
                "remove",
                List.of("bulk_old"),
                "reason",
                "campaign 7"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("operation").asLong()).isPositive();
    assertThat(reply.json().path("tags").toString())
        .isEqualTo(
            "[{\"name\":\"bulk_old\",\"action\":\"remove\",\"changed\":2,\"unchanged\":1,"
                + "\"skipped\":0},"
                + "{\"name\":\"bulk_half\",\"action\":\"add\",\"changed\":2,\"unchanged\":1,"
                + "\"skipped\":0},"
                + "{\"name\":\"antisandbox\",\"action\":\"add\",\"changed\":2,\"unchanged\":0,"
                + "\"skipped\":1}]");
    assertThat(SERVER.tags(a).path("user").toString()).isEqualTo("[\"bulk_half\"]");
    assertThat(SERVER.tags(b).path("user").toString()).isEqualTo("[\"antisandbox\",\"bulk_half\"]");
  }

  @Test
  void an_edit_that_changes_nothing_is_no_operation() {
    String a = SERVER.sample("nothing", "present");
    Reply reply = edit(Map.of("samples", List.of(a), "add", List.of("present")));
    assertThat(reply.text())
        .isEqualTo(
            "{\"operation\":null,\"preview\":false,\"samples\":1,\"tags\":[{\"name\":\"present\",\"action\":\"add\",\"changed\":0,"
                + "\"unchanged\":1,\"skipped\":0}]}");
  }

  @Test
  void a_retry_with_the_same_key_is_done_once() {
    String a = SERVER.sample("retry");
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "Authorization",
                "Token " + SERVER.adminToken(),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "retry-" + a));
    byte[] body =
        ("{\"samples\":[\"" + a + "\"],\"add\":[\"retried\"]}").getBytes(StandardCharsets.UTF_8);
    Reply first = SERVER.send("POST", "/api/v1/samples/tags", headers, body);
    edit(Map.of("samples", List.of(a), "remove", List.of("retried")));
    Reply retry = SERVER.send("POST", "/api/v1/samples/tags", headers, body);
    assertThat(retry.text()).isEqualTo(first.text()).contains("\"changed\":1");
    assertThat(SERVER.tags(a).path("user").toString()).isEqualTo("[]");
  }

  @Test
  void suggestions_put_prefixes_first_and_count_exactly() {
    String a = SERVER.sample("s1", "sug_one", "my_sug");
    String b = SERVER.sample("s2", "my_sug", "Sug_two");
    String c = SERVER.sample("s3", "my_sug", "sug_one");
    assertThat(List.of(a, b, c)).doesNotHaveDuplicates();
    assertThat(SERVER.get("/api/v1/tags/suggest?text=SUG&kind=user").text())
        .isEqualTo(
            "{\"tags\":[{\"kind\":\"user\",\"name\":\"sug_one\",\"count\":2},"
                + "{\"kind\":\"user\",\"name\":\"Sug_two\",\"count\":1},"
                + "{\"kind\":\"user\",\"name\":\"my_sug\",\"count\":3}]}");
    edit(Map.of("samples", List.of(b), "remove", List.of("Sug_two")));
    assertThat(SERVER.get("/api/v1/tags/suggest?text=sug_t").text()).isEqualTo("{\"tags\":[]}");
  }

  @Test
  void details_say_why_each_system_tag_is_there() {
    String a = SERVER.sample("runs VBoxService", "mine");
    JsonNode details = SERVER.get("/api/v1/samples/" + a).json();
    assertThat(details.path("sha1").asString()).isEqualTo(a);
    assertThat(details.path("sha512").asString()).hasSize(128);
    JsonNode analysis = details.path("analysis");
    assertThat(analysis.path("engine").asString()).isNotEmpty();
    assertThat(analysis.path("catalogue").asString()).isNotEmpty();
    assertThat(analysis.path("error").isNull()).isTrue();
    assertThat(analysis.path("facts").path("strings").isObject()).isTrue();
    JsonNode why =
        analysis
            .path("why")
            .valueStream()
            .filter(tag -> tag.path("tag").asString().equals("antisandbox"))
            .findFirst()
            .orElseThrow();
    assertThat(why.path("about").asString()).isNotEmpty();
    assertThat(why.path("when").asString()).isNotEmpty();
    assertThat(why.path("indicators").isEmpty()).isFalse();
    List<String> explained =
        analysis.path("why").valueStream().map(tag -> tag.path("tag").asString()).sorted().toList();
    List<String> shown =
        details.path("tags").path("system").valueStream().map(JsonNode::asString).toList();
    assertThat(explained).isEqualTo(shown);
  }

  @Test
  void known_files_are_told_from_unknown_ones() {
    byte[] content = Instance.unique("known");
    String sha256 = Instance.hex("SHA-256", content);
    assertThat(SERVER.upload("/api/v1/samples", "n", content, "tags", "up1, up2").status())
        .isEqualTo(201);
    assertThat(SERVER.upload("/api/v1/samples", "n", content).status()).isEqualTo(200);
    Reply known =
        SERVER.json(
            "POST", "/api/v1/samples/known", Map.of("sha256", List.of(sha256, "0".repeat(64))));
    assertThat(known.text()).isEqualTo("{\"known\":[\"" + sha256 + "\"]}");
    assertThat(SERVER.tags(sha256).path("user").toString()).isEqualTo("[\"up1\",\"up2\"]");
  }
}
