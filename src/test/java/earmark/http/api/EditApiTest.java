package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changing tags over the API: by query, everywhere, only looking, and taking back. */
class EditApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final TagEngine API = new TagEngine(SERVER);

  private static String withoutNumber(Reply reply) {
    return reply
        .text()
        .replaceFirst("\"operation\":(null|\\d+)", "")
        .replaceFirst("\"preview\":(true|false)", "");
  }

  @Test
  void all_that_a_query_finds_is_edited_and_the_preview_says_it_beforehand() {
    String a = SERVER.sample("q1", "byquery", "byquery_new");
    String b = SERVER.sample("q2", "byquery");
    String other = SERVER.sample("q3");
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "query",
                "tag-user:byquery",
                "add",
                List.of("byquery_new"),
                "remove",
                List.of("never_there"),
                "expected",
                2,
                "preview",
                true));
    Reply preview = API.edit(body);
    assertThat(preview.status()).as(preview.text()).isEqualTo(200);
    assertThat(preview.text())
        .isEqualTo(
            "{\"operation\":null,\"preview\":true,\"samples\":2,\"tags\":["
                + "{\"name\":\"never_there\",\"action\":\"remove\",\"changed\":0,\"unchanged\":2,"
                + "\"skipped\":0},"
                + "{\"name\":\"byquery_new\",\"action\":\"add\",\"changed\":1,\"unchanged\":1,"
                + "\"skipped\":0}]}");
    assertThat(API.user(b)).containsExactly("byquery");
    body.put("preview", false);
    Reply done = API.edit(body);
    assertThat(withoutNumber(done)).isEqualTo(withoutNumber(preview));
    assertThat(done.json().path("operation").asLong()).isPositive();
    assertThat(API.user(a)).containsExactly("byquery", "byquery_new");
    assertThat(API.user(b)).containsExactly("byquery", "byquery_new");
    assertThat(API.user(other)).isEmpty();
  }

  @Test
  void another_number_than_expected_is_a_conflict_and_changes_nothing() {
    String a = SERVER.sample("expected", "expected_tag");
    for (boolean preview : List.of(true, false)) {
      Reply byQuery =
          API.edit(
              Map.of(
                  "query",
                  "tag-user:expected_tag",
                  "add",
                  List.of("unwanted"),
                  "expected",
                  2,
                  "preview",
                  preview));
      assertThat(byQuery.status()).isEqualTo(409);
      assertThat(byQuery.json().path("detail").asString()).contains("1 samples now, not 2");
      Reply byHash =
          API.edit(
              Map.of(
                  "samples",
                  List.of(a, a),
                  "add",
                  List.of("unwanted"),
                  "expected",
                  2,
                  "preview",
                  preview));
      assertThat(byHash.status()).as("twice the same is one").isEqualTo(409);
    }
    assertThat(API.user(a)).containsExactly("expected_tag");
  }

  @Test
  void a_query_as_of_the_past_edits_what_it_found_then() throws InterruptedException {
    String a = SERVER.sample("then a", "then_tag");
    String b = SERVER.sample("then b", "then_tag");
    String moment = java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + "";
    Thread.sleep(1100); // as-of covers its whole second
    API.remove("then_tag", a);
    Reply reply =
        API.edit(
            Map.of("query", "tag-user:then_tag as-of:" + moment, "add", List.of("had_it_then")));
    assertThat(reply.json().path("samples").asInt()).isEqualTo(2);
    assertThat(API.user(a)).containsExactly("had_it_then");
    assertThat(API.user(b)).containsExactly("had_it_then", "then_tag");
  }

  @Test
  void a_tag_is_renamed_on_all_samples_as_one_operation() {
    String a = SERVER.sample("rename a", "ren_old", "ren_new");
    String b = SERVER.sample("rename b", "ren_old");
    Map<String, Object> body = new HashMap<>(Map.of("from", "ren_old", "to", "ren_new"));
    body.put("preview", true);
    Reply preview = API.change("rename", body);
    assertThat(API.user(b)).containsExactly("ren_old");
    body.put("preview", false);
    body.put("reason", "one spelling");
    Reply done = API.change("rename", body);
    assertThat(withoutNumber(done)).isEqualTo(withoutNumber(preview));
    assertThat(done.json().path("samples").asInt()).isEqualTo(2);
    assertThat(done.json().path("tags").toString())
        .isEqualTo(
            "[{\"name\":\"ren_old\",\"action\":\"remove\",\"changed\":2,\"unchanged\":0,"
                + "\"skipped\":0},{\"name\":\"ren_new\",\"action\":\"add\",\"changed\":1,"
                + "\"unchanged\":1,\"skipped\":0}]");
    assertThat(API.user(a)).containsExactly("ren_new");
    assertThat(API.user(b)).containsExactly("ren_new");
    assertThat(API.get("operations/" + TagEngine.operation(done)).path("what").asString())
        .isEqualTo("renamed");
  }

  @Test
  void several_tags_become_one_and_are_deleted_everywhere() {
    String a = SERVER.sample("merge a", "mg_1");
    String b = SERVER.sample("merge b", "mg_2");
    String c = SERVER.sample("merge c", "mg_3", "mg_all");
    Reply merged =
        API.change("merge", Map.of("from", List.of("mg_1", "mg_2", "mg_3"), "to", "mg_all"));
    assertThat(merged.json().path("samples").asInt()).isEqualTo(3);
    for (String each : List.of(a, b, c)) assertThat(API.user(each)).containsExactly("mg_all");
    Reply looked = API.change("delete", Map.of("tags", List.of("mg_all"), "preview", true));
    Reply deleted = API.change("delete", Map.of("tags", List.of("mg_all")));
    assertThat(withoutNumber(deleted)).isEqualTo(withoutNumber(looked));
    for (String each : List.of(a, b, c)) assertThat(API.user(each)).isEmpty();
    assertThat(API.get("operations/" + TagEngine.operation(merged)).path("what").asString())
        .isEqualTo("merged");
    assertThat(API.get("operations/" + TagEngine.operation(deleted)).path("what").asString())
        .isEqualTo("deleted");
  }

  @Test
  void an_undo_restores_and_can_be_undone_itself() {
    String a = SERVER.sample("undo a", "un_there");
    String b = SERVER.sample("undo b");
    String c = SERVER.sample("undo c");
    long tagged = API.add("un_there", a, b, c);
    API.remove("un_there", c);
    Reply preview = API.undo(tagged, Map.of("preview", true));
    Reply undone = API.undo(tagged, Map.of("reason", "too many"));
    assertThat(withoutNumber(undone)).isEqualTo(withoutNumber(preview));
    assertThat(undone.json().path("undoes").asLong()).isEqualTo(tagged);
    assertThat(undone.json().path("samples").asInt()).isEqualTo(1);
    assertThat(undone.json().path("tags").toString())
        .isEqualTo(
            "[{\"name\":\"un_there\",\"action\":\"remove\",\"changed\":1,\"unchanged\":1,"
                + "\"skipped\":0}]");
    assertThat(API.user(a)).containsExactly("un_there");
    assertThat(API.user(b)).isEmpty();
    long undo = TagEngine.operation(undone);
    assertThat(API.get("operations/" + tagged).path("undoneBy").asLong()).isEqualTo(undo);
    assertThat(API.get("operations/" + undo).path("undoes").asLong()).isEqualTo(tagged);
    assertThat(API.get("operations/" + undo).path("what").asString()).isEqualTo("undid");
    Reply redone = API.undo(undo, Map.of());
    assertThat(redone.json().path("tags").path(0).path("action").asString()).isEqualTo("add");
    assertThat(API.user(b)).containsExactly("un_there");
    assertThat(API.user(c)).isEmpty();
    assertThat(API.get("operations/" + tagged).path("undoneBy").isNull()).isTrue();
  }

  @Test
  void what_the_analysis_did_is_not_for_users_to_undo() {
    String a = SERVER.sample("VBoxTray forbidden");
    long analysis =
        API.get("operations?via=analysis&sample=" + a)
            .path("operations")
            .path(0)
            .path("id")
            .asLong();
    assertThat(API.undo(analysis, Map.of()).status()).isEqualTo(403);
    assertThat(API.undo(analysis, Map.of("preview", true)).status()).isEqualTo(403);
    assertThat(SERVER.raw("POST", "/api/v1/operations/" + analysis + "/undo", "").status())
        .as("a body may be missing")
        .isEqualTo(403);
  }

  @Test
  void every_change_is_made_once_under_its_key() {
    String a = SERVER.sample("keyed a", "k_old", "k_2", "k_3", "k_4");
    List<List<String>> changes =
        List.of(
            List.of("/api/v1/samples/tags", "{\"query\":\"tag-user:k_old\",\"add\":[\"k_more\"]}"),
            List.of("/api/v1/tags/rename", "{\"from\":\"k_old\",\"to\":\"k_new\"}"),
            List.of("/api/v1/tags/merge", "{\"from\":[\"k_2\",\"k_3\"],\"to\":\"k_new\"}"),
            List.of("/api/v1/tags/delete", "{\"tags\":[\"k_4\"]}"));
    for (List<String> change : changes) {
      String key = "once-" + change.getFirst();
      Reply first = API.keyed(key, change.getFirst(), change.getLast());
      assertThat(first.status()).as(first.text()).isEqualTo(200);
      assertThat(first.json().path("operation").asLong()).isPositive();
      List<String> after = API.user(a);
      Reply retry = API.keyed(key, change.getFirst(), change.getLast());
      assertThat(retry.text()).isEqualTo(first.text());
      assertThat(API.user(a)).isEqualTo(after);
      String undo = "/api/v1/operations/" + first.json().path("operation").asLong() + "/undo";
      Reply undone = API.keyed("undo-" + key, undo, "{}");
      assertThat(undone.status()).as(undone.text()).isEqualTo(200);
      assertThat(API.keyed("undo-" + key, undo, "{}").text()).isEqualTo(undone.text());
      assertThat(API.user(a)).containsExactly("k_2", "k_3", "k_4", "k_old");
    }
  }

  @Test
  void the_same_body_at_another_address_is_another_request() {
    String a = SERVER.sample("addresses");
    long first = API.add("addr_1", a);
    long second = API.add("addr_2", a);
    assertThat(API.keyed("addr", "/api/v1/operations/" + first + "/undo", "{}").status())
        .isEqualTo(200);
    assertThat(API.keyed("addr", "/api/v1/operations/" + second + "/undo", "{}").status())
        .isEqualTo(409);
    assertThat(API.user(a)).containsExactly("addr_2");
  }

  @Test
  void a_plain_user_may_do_all_of_it() {
    String a = SERVER.sample("plain user", "pu_tag");
    String token = SERVER.newUser("plain.tagger");
    Map<String, String> headers =
        Map.of("Authorization", "Token " + token, "Content-Type", "application/json");
    Reply renamed =
        SERVER.send(
            "POST",
            "/api/v1/tags/rename",
            headers,
            "{\"from\":\"pu_tag\",\"to\":\"pu_new\"}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
    String undo = "/api/v1/operations/" + TagEngine.operation(renamed) + "/undo";
    assertThat(SERVER.send("POST", undo, headers, new byte[0]).status()).isEqualTo(200);
    assertThat(API.user(a)).containsExactly("pu_tag");
  }
}
