package earmark.http.trustar;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import earmark.tag.TagCharacters;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Quotas over HTTP, with windows so short that a test can wait for the next. */
class QuotaCasesTest {
  private static final int CALLS = 3;

  @RegisterExtension
  static final Instance SERVER =
      new Instance(config ->
          config.withTrustar(
              new TrustarRules(
                  TagCharacters.STRICT,
                  new Quotas.Most(
                      new Quotas.Limit(CALLS, Duration.ofSeconds(3)),
                      new Quotas.Limit(0, Duration.ofMinutes(5)),
                      new Quotas.Limit(1_000_000, Duration.ofDays(1))),
                  1 << 20)));

  private static TrustarClient client = new TrustarClient(SERVER, "", "");

  @BeforeAll
  static void addUser() {
    client = World.newClient(SERVER, "hasty");
  }

  /** Calls until it is one call too many. */
  private static Reply tooMany() {
    for (int i = 0; i < 1000; i++) {
      Reply reply = client.get("/ping");
      if (reply.status() != 200) return reply;
    }
    throw new IllegalStateException("never one call too many");
  }

  @Test
  @DisplayName("trustar case 10: 429 says how long to wait in ms, and then the call succeeds")
  void case10() throws InterruptedException {
    Reply reply = tooMany();
    World.assertFailure(reply, 429);
    JsonNode wait = reply.json().path("waitTime");
    assertThat(wait.isIntegralNumber()).isTrue();
    assertThat(wait.asLong()).isBetween(1L, 3000L);
    assertThat(reply.json().path("message").asString())
        .isEqualTo(
            "Request limit exceeded for the current time period.  Please wait "
                + wait.asLong()
                + " milliseconds before making more requests.");
    Thread.sleep(wait.asLong());
    assertThat(client.get("/ping").status()).isEqualTo(200);
  }

  @Test
  void submissions_and_the_question_for_quotas_do_not_count() {
    tooMany();
    for (int i = 0; i < 3 * CALLS; i++) {
      assertThat(client.post("/reports", "{}").status()).isEqualTo(400);
      assertThat(client.post("/indicators", "{}").status()).isEqualTo(400);
    }
    JsonNode quotas = client.get("/request-quotas").json();
    assertThat(quotas.size()).isEqualTo(2);
    assertThat(quotas.path(0).propertyNames())
        .containsExactly(
            "guid", "maxRequests", "usedRequests", "timeWindow", "lastResetTime", "nextResetTime");
    assertThat(quotas.path(0).path("maxRequests").asInt()).isEqualTo(CALLS);
  }
}
