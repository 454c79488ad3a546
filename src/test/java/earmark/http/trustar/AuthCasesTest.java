package earmark.http.trustar;

import static earmark.http.trustar.World.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cases of the specification on tokens. */
class AuthCasesTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  private static Reply ask(String query, String authorization, String body) {
    return SERVER.send(
        "POST",
        "/oauth/token" + query,
        Map.of("Authorization", authorization, "Content-Type", "application/x-www-form-urlencoded"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertToken(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().propertyNames())
        .containsExactly("access_token", "token_type", "expires_in", "scope");
    assertThat(UUID.fromString(reply.json().path("access_token").asString())).isNotNull();
    assertThat(reply.json().path("token_type").asString()).isEqualTo("bearer");
    assertThat(reply.json().path("expires_in").asInt()).isBetween(1, 599);
  }

  private static Reply ping(String authorization) {
    return SERVER.send("GET", "/api/1.3/ping", Map.of("Authorization", authorization), new byte[0]);
  }

  @Test
  @DisplayName("trustar case 1: a key and its secret, with the grant in a form, get a token")
  void case1() {
    assertToken(ask("", WORLD.full().basic(), "grant_type=client_credentials"));
  }

  @Test
  @DisplayName("trustar case 2: the grant may stand in the query, with an empty body")
  void case2() {
    assertToken(ask("?grant_type=client_credentials", WORLD.full().basic(), ""));
  }

  @Test
  @DisplayName("trustar case 3: asking again gets the same token")
  void case3() {
    String first = WORLD.full().askForToken().json().path("access_token").asString();
    assertThat(WORLD.full().askForToken().json().path("access_token").asString()).isEqualTo(first);
  }

  @Test
  @DisplayName("trustar case 4: a wrong secret is 401")
  void case4() {
    String right = WORLD.full().basic();
    TrustarClient wrong = new TrustarClient(SERVER, UUID.randomUUID().toString(), "secret");
    String swapped = right.substring(0, right.length() - 4) + "AAAA";
    for (String authorization : List.of(wrong.basic(), swapped, "Basic !", "Basic", "Bearer x")) {
      Reply reply = ask("", authorization, "grant_type=client_credentials");
      assertThat(reply.status()).as(authorization).isEqualTo(401);
      assertThat(reply.json().path("error").asString()).isEqualTo("unauthorized");
      assertThat(reply.json().path("error_description").asString()).isEqualTo("Bad credentials");
    }
  }

  @Test
  @DisplayName("trustar case 5: without a grant it is 400")
  void case5() {
    assertThat(ask("", WORLD.full().basic(), "").status()).isEqualTo(400);
    assertThat(ask("", WORLD.full().basic(), "grant_type=").status()).isEqualTo(400);
    Reply other = ask("", WORLD.full().basic(), "grant_type=password");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.json().path("error").asString()).isEqualTo("unsupported_grant_type");
  }

  @Test
  @DisplayName("trustar case 6: a call without a token is 401")
  void case6() {
    assertFailure(SERVER.send("GET", "/api/1.3/ping", Map.of(), new byte[0]), 401);
    assertFailure(ping("Token " + SERVER.adminToken()), 401);
    assertFailure(ping(WORLD.full().basic()), 401);
  }

  @Test
  @DisplayName("trustar case 7: an expired token is 400 in words that make clients refresh it")
  void case7() {
    String old = WORLD.full().token();
    SERVER.expireAccessTokens();
    Reply expired = ping("Bearer " + old);
    assertThat(expired.status()).isEqualTo(400);
    assertThat(expired.text())
        .isEqualTo(
            "{\"error\":\"invalid_request\","
                + "\"error_description\":\"Expired oauth2 access token\"}");
    WORLD.full().refresh(); // as the client does, once
    assertThat(WORLD.full().token()).isNotEqualTo(old);
    assertThat(WORLD.full().get("/ping").status()).isEqualTo(200);
    WORLD.sub().refresh();
    WORLD.view().refresh();
    WORLD.none().refresh();
  }

  @Test
  @DisplayName("trustar case 8: a token that nobody has is 400 in its own words")
  void case8() {
    for (String token : List.of(UUID.randomUUID().toString(), "x", "", "a b", "é")) {
      Reply reply = ping("Bearer " + token);
      assertThat(reply.status()).as(token).isEqualTo(400);
      assertThat(reply.text())
          .isEqualTo(
              "{\"error\":\"invalid_request\","
                  + "\"error_description\":\"Invalid oauth2 access token\"}");
    }
  }

  @Test
  @DisplayName("trustar case 9: every answer has a Trace-Id")
  void case9() {
    TrustarClient full = WORLD.full();
    String report = WORLD.r1();
    List<Reply> replies =
        List.of(
            full.askForToken(),
            ask("", "Basic x", ""),
            SERVER.send("GET", "/oauth/token", Map.of(), new byte[0]),
            SERVER.send("GET", "/api/1.3/ping", Map.of(), new byte[0]),
            ping("Bearer x"),
            full.get("/ping"),
            full.get("/version"),
            full.get("/enclaves"),
            full.get("/reports/" + report),
            full.get("/reports/" + UUID.randomUUID()),
            full.get("/nothing/here"),
            full.send("PATCH", "/api/1.3/reports/" + report, ""),
            full.send("OPTIONS", "/api/1.3/reports", ""),
            full.post("/reports", "{"),
            full.send("GET", "/api/1.2/nothing", ""),
            full.send("GET", "/api/2.0/nothing", ""),
            full.send("GET", "/api/version", ""),
            SERVER.send("GET", "/api/1.3/reports/%ff/tags", Map.of(), new byte[0]),
            SERVER.send("GET", "/api/1.3/ping?" + "x".repeat(100_000), Map.of(), new byte[0]),
            full.delete("/reports/" + report));
    assertThat(replies)
        .allSatisfy(reply -> assertThat(reply.header("Trace-Id")).as(reply.text()).isNotEmpty());
    assertThat(replies.stream().map(reply -> reply.header("Trace-Id"))).doesNotHaveDuplicates();
  }
}
