package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static final Map<String, String> FROM_PAGE =
      Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "same-origin");

  private static Reply login(Map<String, String> headers) {
    return SERVER.send(
        "POST",
        "/api/v1/login",
        headers,
        ("{\"login\":\"admin\",\"password\":\"" + Instance.PASSWORD + "\"}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String cookie(Reply reply) {
    String full = reply.header("Set-Cookie");
    return full.substring(0, full.indexOf(';'));
  }

  private static Map<String, String> with(String cookie, String... more) {
    Map<String, String> headers = new HashMap<>(Map.of("Cookie", cookie));
    for (int i = 0; i < more.length; i += 2) headers.put(more[i], more[i + 1]);
    return headers;
  }

  @Test
  void a_login_starts_a_session_in_a_cookie_that_scripts_and_other_sites_can_not_use() {
    Reply reply = login(FROM_PAGE);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("login").asString()).isEqualTo("admin");
    assertThat(reply.json().path("admin").asBoolean()).isTrue();
    assertThat(reply.json().path("uploadMaxBytes").asLong()).isPositive();
    assertThat(reply.header("Set-Cookie"))
        .matches("earmark_session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
    Reply me = SERVER.send("GET", "/api/v1/me", with(cookie(reply)), new byte[0]);
    assertThat(me.text()).isEqualTo(reply.text());
  }

  @Test
  void a_logout_ends_the_session() {
    String cookie = cookie(login(FROM_PAGE));
    Reply reply =
        SERVER.send(
            "POST", "/api/v1/logout", with(cookie, "Sec-Fetch-Site", "same-origin"), new byte[0]);
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(SERVER.send("GET", "/api/v1/me", with(cookie), new byte[0]).status()).isEqualTo(401);
  }

  @Test
  void a_change_with_the_cookie_must_come_from_the_page_itself() {
    String cookie = cookie(login(FROM_PAGE));
    String origin = SERVER.address().toString();
    assertThat(change(with(cookie, "Sec-Fetch-Site", "cross-site"))).isEqualTo(403);
    assertThat(change(with(cookie, "Sec-Fetch-Site", "same-site"))).isEqualTo(403);
    assertThat(change(with(cookie, "Origin", "http://evil.example"))).isEqualTo(403);
    assertThat(change(with(cookie, "Origin", "null"))).isEqualTo(403);
    assertThat(change(with(cookie))).isEqualTo(403);
    assertThat(change(with(cookie, "Origin", origin))).isEqualTo(400);
    assertThat(change(with(cookie, "Sec-Fetch-Site", "same-origin"))).isEqualTo(400);
  }

  private static int change(Map<String, String> headers) {
    return SERVER
        .send("POST", "/api/v1/samples/tags", headers, "{}".getBytes(StandardCharsets.UTF_8))
        .status();
  }

  @Test
  void nobody_can_be_logged_in_by_another_site() {
    assertThat(login(Map.of("Content-Type", "application/json")).status()).isEqualTo(403);
    assertThat(login(Map.of("Sec-Fetch-Site", "cross-site")).status()).isEqualTo(403);
  }

  @Test
  void a_session_is_of_no_use_at_the_other_door() {
    String cookie = cookie(login(FROM_PAGE));
    Reply reply = SERVER.send("GET", "/api/tag/" + "0".repeat(40) + "/", with(cookie), new byte[0]);
    assertThat(reply.status()).isEqualTo(401);
  }
}
