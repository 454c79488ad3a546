package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Users, groups, enclaves, rights and keys over real HTTP. */
class AccessApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final AtomicInteger ROUND = new AtomicInteger();

  private final String mark = "r" + ROUND.incrementAndGet();

  private static Reply as(String token, String method, String path, String body) {
    return SERVER.send(
        method,
        path,
        Map.of("Authorization", "Token " + token, "Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode ok(Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    return status == 204 ? SERVER.get("/api/v1/me").json() : reply.json();
  }

  private static void refused(Reply reply, int status, String why) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().path("detail").asString()).contains(why);
  }

  private String enclave(String name) {
    Reply reply = SERVER.json("POST", "/api/v1/enclaves", Map.of("name", mark + name));
    return ok(reply, 201).path("id").asString();
  }

  private static List<String> own(String token) {
    List<String> lines = new ArrayList<>();
    for (JsonNode one : ok(as(token, "GET", "/api/v1/me/enclaves", ""), 200).path("enclaves")) {
      lines.add(one.path("name").asString() + " " + one.path("rights"));
    }
    return lines;
  }

  @Test
  void rights_are_given_to_users_and_groups_and_taken_from_them() {
    String login = mark + "ann";
    String token = SERVER.newUser(login);
    String id = enclave("Ours");
    assertThat(own(token)).isEmpty();
    Map<String, Object> wish = Map.of("enclave", id, "user", login, "rights", List.of("read"));
    JsonNode given = ok(SERVER.json("PUT", "/api/v1/grants", wish), 200);
    assertThat(given.path("user").asString()).isEqualTo(login);
    assertThat(given.path("group").isNull()).isTrue();
    assertThat(own(token)).containsExactly(mark + "Ours [\"read\"]");
    JsonNode group = ok(SERVER.json("POST", "/api/v1/groups", Map.of("name", mark + " g")), 201);
    String member = "/api/v1/groups/" + group.path("id").asLong() + "/members/" + login;
    ok(SERVER.json("PUT", member, Map.of()), 204);
    wish = Map.of("enclave", id, "group", mark + " g", "rights", List.of("read", "update"));
    ok(SERVER.json("PUT", "/api/v1/grants", wish), 200);
    assertThat(own(token)).containsExactly(mark + "Ours [\"read\",\"update\"]");
    JsonNode grants = ok(SERVER.get("/api/v1/grants?enclave=" + id), 200).path("grants");
    assertThat(grants).hasSize(2);
    assertThat(grants.path(1).path("group").asString()).isEqualTo(mark + " g");
    ok(SERVER.delete("/api/v1/grants?enclave=" + id + "&user=" + login), 204);
    refused(SERVER.delete("/api/v1/grants?enclave=" + id + "&user=" + login), 404, "Nothing");
    ok(SERVER.delete(member), 204);
    refused(SERVER.delete(member), 404, "No user of this login");
    assertThat(own(token)).isEmpty();
    ok(SERVER.delete("/api/v1/groups/" + group.path("id").asLong()), 204);
    assertThat(ok(SERVER.get("/api/v1/grants?enclave=" + id), 200).path("grants")).isEmpty();
  }

  @Test
  void an_enclave_is_added_changed_and_listed() {
    Map<String, Object> wish = Map.of("name", " " + mark + "a ", "type", "closed");
    JsonNode made = ok(SERVER.json("POST", "/api/v1/enclaves", wish), 201);
    assertThat(made.path("name").asString()).isEqualTo(mark + "a");
    assertThat(made.path("type").asString()).isEqualTo("CLOSED");
    assertThat(made.path("templateName").asString()).isEqualTo("Private Enclave");
    String path = "/api/v1/enclaves/" + made.path("id").asString();
    JsonNode changed = ok(SERVER.json("PUT", path, Map.of("templateName", "Other")), 200);
    assertThat(changed.path("templateName").asString()).isEqualTo("Other");
    assertThat(changed.path("name").asString()).isEqualTo(mark + "a");
    assertThat(ok(SERVER.get("/api/v1/enclaves"), 200).path("enclaves").toString())
        .contains(changed.toString());
    refused(SERVER.json("POST", "/api/v1/enclaves", wish), 409, "already");
    String missing = "/api/v1/enclaves/" + UUID.randomUUID();
    refused(SERVER.json("PUT", missing, Map.of("name", "x")), 404, "no enclave");
    refused(SERVER.json("PUT", "/api/v1/enclaves/x", Map.of("name", "x")), 404, "no enclave");
  }

  @Test
  void what_can_not_be_done_is_refused_in_words() {
    String id = enclave("Words");
    refused(
        SERVER.json(
            "PUT",
            "/api/v1/grants",
            Map.of("enclave", id, "user", "admin", "rights", List.of("create"))),
        400,
        "may also read");
    refused(
        SERVER.raw(
            "PUT", "/api/v1/grants", "{\"enclave\":\"%s\",\"rights\":[\"read\"]}".formatted(id)),
        400,
        "Name either a \"user\" or a \"group\".");
    refused(
        SERVER.json(
            "PUT",
            "/api/v1/grants",
            Map.of("enclave", id, "user", mark + "nobody", "rights", List.of("read"))),
        404,
        "There is no user");
    refused(
        SERVER.json(
            "PUT",
            "/api/v1/grants",
            Map.of("enclave", "x", "user", "admin", "rights", List.of("read"))),
        404,
        "no enclave");
    refused(SERVER.json("POST", "/api/v1/enclaves", Map.of("name", "a\tb")), 400, "control");
    refused(SERVER.json("POST", "/api/v1/enclaves", Map.of("name", "a".repeat(101))), 400, "100");
    refused(
        SERVER.json("POST", "/api/v1/enclaves", Map.of("name", "a", "type", "SECRET")),
        400,
        "INTERNAL, OPEN");
    refused(SERVER.json("POST", "/api/v1/groups", Map.of("name", "")), 400, "required");
    refused(SERVER.delete("/api/v1/groups/999999"), 404, "no group");
    refused(SERVER.json("PUT", "/api/v1/users/admin", Map.of("active", false)), 409, "last admin");
    refused(SERVER.json("PUT", "/api/v1/users/" + mark, Map.of("active", false)), 404, "no such");
    refused(SERVER.raw("PUT", "/api/v1/users/admin", "{}"), 400, "Say either");
    refused(SERVER.delete("/api/v1/keys/x"), 404, "no such key");
    refused(SERVER.get("/api/v1/keys?all=maybe"), 400, "true or false");
  }

  @Test
  void a_user_who_is_no_admin_is_told_the_same_of_what_is_there_and_of_what_is_not() {
    String eve = SERVER.newUser(mark + "eve");
    String there = enclave("Hidden");
    String missing = UUID.randomUUID().toString();
    long group =
        ok(SERVER.json("POST", "/api/v1/groups", Map.of("name", mark + "h")), 201)
            .path("id")
            .asLong();
    List<List<String>> pairs =
        List.of(
            List.of("GET /api/v1/grants?enclave=" + there, "GET /api/v1/grants?enclave=" + missing),
            List.of("PUT /api/v1/enclaves/" + there, "PUT /api/v1/enclaves/" + missing),
            List.of("DELETE /api/v1/groups/" + group, "DELETE /api/v1/groups/x"),
            List.of(
                "DELETE /api/v1/grants?enclave=" + there + "&user=admin",
                "DELETE /api/v1/grants?enclave=" + missing + "&group=none"),
            List.of(
                "PUT /api/v1/groups/" + group + "/members/admin",
                "PUT /api/v1/groups/0/members/nobody"),
            List.of("PUT /api/v1/users/admin", "PUT /api/v1/users/nobody"),
            List.of("PUT /api/v1/users/admin/password", "PUT /api/v1/users/nobody/password"),
            List.of("GET /api/v1/keys?user=admin", "GET /api/v1/keys?user=nobody"),
            List.of("GET /api/v1/enclaves", "POST /api/v1/enclaves"),
            List.of("GET /api/v1/groups", "POST /api/v1/groups"),
            List.of("GET /api/v1/users", "POST /api/v1/users"));
    for (List<String> pair : pairs) {
      for (String one : pair) {
        String[] words = one.split(" ", -1);
        Reply reply = as(eve, words[0], words[1], words[0].equals("GET") ? "" : "{}");
        refused(reply, 403, "Only an admin may");
        assertThat(reply.text()).doesNotContain(there, missing, "nobody");
      }
    }
    assertThat(as(eve, "PUT", "/api/v1/users/admin", "{}").text())
        .isEqualTo(as(eve, "PUT", "/api/v1/users/nobody", "{}").text());
    assertThat(as(eve, "GET", "/api/v1/keys?user=admin", "").text())
        .isEqualTo(as(eve, "GET", "/api/v1/keys?user=nobody", "").text());
  }

  @Test
  void a_key_is_made_with_a_secret_shown_once_and_revoked_by_its_owner() {
    String login = mark + "kim";
    String token = SERVER.newUser(login);
    JsonNode made = ok(as(token, "POST", "/api/v1/keys", "{\"name\":\"feeds\"}"), 201);
    assertThat(made.path("secret").asString()).matches("[0-9a-f]{64}");
    assertThat(made.path("user").asString()).isEqualTo(login);
    String list = as(token, "GET", "/api/v1/keys", "").text();
    assertThat(list)
        .contains(made.path("key").asString(), "feeds", "\"lastUsed\":null")
        .doesNotContain("secret");
    assertThat(SERVER.get("/api/v1/keys").text()).doesNotContain(made.path("key").asString());
    assertThat(SERVER.get("/api/v1/keys?all=true").text()).contains(made.path("key").asString());
    assertThat(SERVER.get("/api/v1/keys?user=" + login).text()).isEqualTo(list);
    String path = "/api/v1/keys/" + made.path("key").asString();
    String eve = SERVER.newUser(mark + "eve2");
    Reply hers = as(eve, "DELETE", path, "");
    refused(hers, 404, "There is no such key.");
    assertThat(hers.text())
        .isEqualTo(as(eve, "DELETE", "/api/v1/keys/" + UUID.randomUUID(), "").text());
    ok(as(token, "DELETE", path, ""), 204);
    refused(as(token, "DELETE", path, ""), 404, "no such key");
    JsonNode other = ok(SERVER.json("POST", "/api/v1/keys", Map.of("user", login)), 201);
    assertThat(other.path("name").asString()).isEqualTo("API key");
    ok(SERVER.delete("/api/v1/keys/" + other.path("key").asString()), 204);
  }

  @Test
  void a_disabled_user_is_out_at_both_doors_and_what_he_did_stays() {
    String login = mark + "dan";
    String token = SERVER.newUser(login);
    String sha1 = SERVER.sample("of " + login);
    assertThat(as(token, "POST", "/api/tag/" + sha1 + "/", "{\"tags\":[\"dans\"]}").status())
        .isLessThan(300);
    JsonNode off = ok(SERVER.json("PUT", "/api/v1/users/" + login, Map.of("active", false)), 200);
    assertThat(off.path("active").asBoolean()).isFalse();
    assertThat(as(token, "GET", "/api/v1/me", "").status()).isEqualTo(401);
    assertThat(as(token, "GET", "/api/tag/" + sha1 + "/", "").status()).isEqualTo(401);
    assertThat(SERVER.token(login, Instance.PASSWORD)).isEmpty();
    assertThat(SERVER.get("/api/v1/operations?by=" + login).json().path("operations")).hasSize(1);
    assertThat(SERVER.get("/api/v1/users").text()).contains(login);
    ok(SERVER.json("PUT", "/api/v1/users/" + login, Map.of("active", true)), 200);
    assertThat(as(token, "GET", "/api/v1/me", "").status()).isEqualTo(200);
  }

  @Test
  void a_user_becomes_an_admin_and_none_again_and_passwords_are_changed() {
    String login = mark + "pat";
    String token = SERVER.newUser(login);
    refused(as(token, "GET", "/api/v1/users", ""), 403, "Only an admin");
    ok(SERVER.json("PUT", "/api/v1/users/" + login, Map.of("admin", true)), 200);
    ok(as(token, "GET", "/api/v1/users", ""), 200);
    ok(SERVER.json("PUT", "/api/v1/users/" + login, Map.of("admin", false)), 200);
    refused(
        as(
            token,
            "PUT",
            "/api/v1/me/password",
            "{\"current\":\"wrong\",\"password\":\"another horse\"}"),
        400,
        "current password is wrong");
    Reply changed =
        as(
            token,
            "PUT",
            "/api/v1/me/password",
            "{\"current\":\"%s\",\"password\":\"another horse\"}".formatted(Instance.PASSWORD));
    assertThat(changed.status()).isEqualTo(204);
    assertThat(changed.header("Set-Cookie")).isEmpty();
    assertThat(SERVER.token(login, "another horse")).isEqualTo(token);
    ok(
        SERVER.json(
            "PUT", "/api/v1/users/" + login + "/password", Map.of("password", "a third one")),
        204);
    assertThat(SERVER.token(login, "a third one")).isEqualTo(token);
  }
}
