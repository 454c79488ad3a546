package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Who did what, when and why, over the API. */
class OperationApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final TagEngine API = new TagEngine(SERVER);

  @Test
  void an_operation_says_who_when_how_why_and_to_which_samples() {
    String a = SERVER.sample("op a", "op_there");
    String b = SERVER.sample("op b");
    long id =
        TagEngine.operation(
            API.edit(
                Map.of(
                    "samples",
                    List.of(a, b),
                    "add",
                    List.of("op_there"),
                    "reason",
                    "seen in the wild")));
    JsonNode operation = API.get("operations/" + id);
    assertThat(operation.path("id").asLong()).isEqualTo(id);
    assertThat(operation.path("by").asString()).isEqualTo("admin");
    assertThat(operation.path("via").asString()).isEqualTo("api");
    assertThat(operation.path("reason").asString()).isEqualTo("seen in the wild");
    assertThat(operation.path("what").asString()).isEqualTo("tagged");
    assertThat(operation.path("at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    assertThat(operation.path("undoes").isNull()).isTrue();
    assertThat(operation.path("undoneBy").isNull()).isTrue();
    String sha256 = API.get("samples/" + b).path("sha256").asString();
    assertThat(operation.path("tags").toString())
        .isEqualTo(
            "[{\"kind\":\"user\",\"name\":\"op_there\",\"added\":1,\"removed\":0,\"unchanged\":1,"
                + "\"skipped\":0,\"addedTo\":[\""
                + sha256
                + "\"],\"removedFrom\":[]}]");
  }

  @Test
  void the_hashes_of_an_operation_are_the_first_so_many() {
    List<String> samples = new ArrayList<>();
    for (int i = 0; i < 5; i++) samples.add(SERVER.sample("hashes " + i));
    long id = API.add("five_of_them", samples.toArray(String[]::new));
    JsonNode tag = API.get("operations/" + id + "?limit=2").path("tags").path(0);
    assertThat(tag.path("added").asInt()).isEqualTo(5);
    assertThat(TagEngine.texts(tag.path("addedTo")))
        .containsExactly(
            API.get("samples/" + samples.get(0)).path("sha256").asString(),
            API.get("samples/" + samples.get(1)).path("sha256").asString());
  }

  @Test
  void operations_are_listed_newest_first_in_pages_that_fit_together() {
    String a = SERVER.sample("pages");
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) made.addFirst(API.add("page_" + i, a));
    List<Long> read = new ArrayList<>();
    String next = "";
    int pages = 0;
    do {
      JsonNode page = API.get("operations?by=admin&via=api&limit=3&sample=" + a + next);
      read.addAll(TagEngine.ids(page));
      next = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
      pages++;
      API.add("while_" + pages, a); // newer than the pages that follow
    } while (!next.isEmpty());
    assertThat(read).isEqualTo(made);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void operations_are_found_by_actor_door_time_tag_and_sample() {
    String a = SERVER.sample("VBoxTray filters", "flt_up");
    long id = API.add("flt_tag", a);
    String at = API.get("operations/" + id).path("at").asString();
    assertThat(TagEngine.ids(API.get("operations?tag=flt_tag&kind=user"))).containsExactly(id);
    assertThat(TagEngine.ids(API.get("operations?tag=flt_tag&kind=system"))).isEmpty();
    assertThat(TagEngine.ids(API.get("operations?from=" + at + "&to=" + at + "&sample=" + a)))
        .containsExactly(id);
    assertThat(TagEngine.ids(API.get("operations?to=2001-01-01"))).isEmpty();
    assertThat(TagEngine.ids(API.get("operations?from=2999-01-01"))).isEmpty();
    assertThat(TagEngine.ids(API.get("operations?by=nobody"))).isEmpty();
    JsonNode uploads = API.get("operations?via=spectra&sample=" + a).path("operations");
    assertThat(uploads.path(0).path("what").asString()).isEqualTo("arrived");
    assertThat(uploads.path(0).path("arrived").asInt()).isEqualTo(1);
    JsonNode analyses = API.get("operations?by=earmark&sample=" + a).path("operations");
    assertThat(analyses.path(0).path("via").asString()).isEqualTo("analysis");
  }

  @Test
  void each_tag_of_a_sample_says_who_put_it_there() {
    String a = SERVER.sample("VBoxTray givers", "giv_b");
    long id =
        TagEngine.operation(
            API.edit(Map.of("samples", List.of(a), "add", List.of("giv_a"), "reason", "because")));
    JsonNode tags = API.get("samples/" + a + "/tags").path("tags");
    List<String> shown = new ArrayList<>();
    for (JsonNode tag : tags) {
      shown.add(
          tag.path("kind").asString()
              + " "
              + tag.path("name").asString()
              + " "
              + tag.path("by").asString()
              + " "
              + tag.path("via").asString());
    }
    assertThat(shown)
        .contains("system antisandbox earmark analysis")
        .endsWith("user giv_a admin api", "user giv_b admin spectra");
    JsonNode mine = tags.path(tags.size() - 2);
    assertThat(mine.path("operation").asLong()).isEqualTo(id);
    assertThat(mine.path("reason").asString()).isEqualTo("because");
    assertThat(mine.path("at").asString()).endsWith("Z");
  }

  @Test
  void the_history_of_a_sample_tells_only_what_was_done_to_it() {
    String a = SERVER.sample("story a");
    String b = SERVER.sample("story b", "story_old");
    API.edit(
        Map.of(
            "samples", List.of(a, b), "add", List.of("story_new"), "remove", List.of("story_old")));
    JsonNode newest =
        API.get("samples/" + a + "/history?limit=1").path("operations").path(0).path("tags");
    assertThat(newest.toString())
        .isEqualTo(
            "[{\"kind\":\"user\",\"name\":\"story_new\",\"added\":1,\"removed\":0,"
                + "\"unchanged\":0,\"skipped\":0}]");
    JsonNode all = API.get("samples/" + a + "/history");
    assertThat(all.path("next").isNull()).isTrue();
    int count = all.path("operations").size();
    JsonNode first = all.path("operations").path(count - 1);
    assertThat(first.path("what").asString()).isEqualTo("arrived");
    assertThat(API.get("samples/" + a + "/history?limit=1").path("next").isNull()).isFalse();
  }

  @Test
  void the_history_of_a_tag_has_its_renaming_too() {
    String a = SERVER.sample("tag story");
    long added = API.add("ts_one", a);
    long renamed =
        TagEngine.operation(API.change("rename", Map.of("from", "ts_one", "to", "ts_two")));
    assertThat(TagEngine.ids(API.get("tags/history?kind=user&tag=ts_one")))
        .containsExactly(renamed, added);
    assertThat(TagEngine.ids(API.get("tags/history?kind=user&tag=ts_two")))
        .containsExactly(renamed);
    assertThat(TagEngine.ids(API.get("tags/history?kind=user&tag=ts_none"))).isEmpty();
  }

  @Test
  void a_checkpoint_is_for_admins() {
    long id = API.add("checked", SERVER.sample("checkpoint"));
    Reply reply = SERVER.get("/api/v1/ledger/checkpoint");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(reply.text())
        .matches(
            "earmark checkpoint 1\nseq \\d+\ntime \\S+Z\nhash [0-9a-f]{64}\n(signature .*\n)?");
    long seq = Long.parseLong(reply.text().lines().toList().get(1).substring(4));
    assertThat(seq).isGreaterThanOrEqualTo(id);
    Map<String, String> bob = Map.of("Authorization", "Token " + SERVER.newUser("no.admin"));
    assertThat(SERVER.send("GET", "/api/v1/ledger/checkpoint", bob, new byte[0]).status())
        .isEqualTo(403);
  }
}
