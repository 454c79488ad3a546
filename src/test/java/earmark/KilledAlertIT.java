package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.alert.webhook.Receiver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real process is killed between an alert and its delivery, again and again: every alert is
 * delivered, in order, and one that comes twice comes with the same id and the same bytes.
 */
class KilledAlertIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
  private static final int UPLOADS_MAX = 150;
  private static final int WAITS_MAX = 3000;

  private static final String[] SETTINGS = {
    "--alert-look-ms",
    "20",
    "--webhook-private",
    "--webhook-seconds",
    "1",
    "--webhook-retry-seconds",
    "1"
  };

  @TempDir Path data;

  @Test
  void every_change_is_told_once_by_its_delivery_id() throws Exception {
    SplittableRandom random = new SplittableRandom();
    List<String> expected = new ArrayList<>();
    try (Receiver receiver = new Receiver()) {
      long subscription = 0;
      int next = 0;
      for (int round = 0; round <= ROUNDS; round++) {
        boolean last = round == ROUNDS;
        int from = receiver.received().size();
        int dieAt = 1 + random.nextInt(3);
        // every third is refused, and the one at which the server dies is never answered well
        receiver.answer((number, _) -> {
          if (!last && number - from >= dieAt) {
            Thread.sleep(60_000);
          }
          return number % 3 == 0 ? 503 : 204;
        });
        try (ServerProcess server = ServerProcess.start(data, SETTINGS)) {
          Client client = Client.admin(server.address());
          if (round == 0) {
            subscription =
                client
                    .post(
                        "/api/v1/subscriptions",
                        Map.of(
                            "query",
                            "tag-user:watched",
                            "webhook",
                            Map.of("url", receiver.address("/in").toString())))
                    .path("id")
                    .asLong();
          }
          if (last) {
            awaitDelivered(client, subscription);
            check(client, receiver.received(), expected);
            break;
          }
          for (int i = 0; i < UPLOADS_MAX && receiver.received().size() < from + dieAt; i++) {
            String name = "s" + next++;
            JsonNode uploaded = client.upload(name, "content " + name, "watched");
            expected.add(uploaded.path("sha256").asString());
            Thread.sleep(100); // so that they don't all become one alert
          }
          receiver.await(from + dieAt);
          server.kill();
        }
      }
    }
  }

  private static void check(Client client, List<Receiver.Received> received, List<String> expected)
      throws Exception {
    JsonMapper json = new JsonMapper();
    Map<String, byte[]> byDelivery = new LinkedHashMap<>();
    List<Long> alerts = new ArrayList<>();
    for (Receiver.Received one : received) {
      byte[] before = byDelivery.putIfAbsent(one.header("Earmark-Delivery"), one.body());
      if (before != null) assertThat(one.body()).as("the same bytes").isEqualTo(before);
      alerts.add(json.readTree(one.body()).path("alert").asLong());
    }
    assertThat(alerts).as("in order").isSorted();
    assertThat(received)
        .as("some came twice, as HTTP has it")
        .hasSizeGreaterThan(byDelivery.size());
    List<String> told = new ArrayList<>();
    long seq = 0;
    for (byte[] body : byDelivery.values()) {
      JsonNode letter = json.readTree(body);
      assertThat(letter.path("fromSeq").asLong()).isGreaterThanOrEqualTo(seq);
      seq = letter.path("seq").asLong();
      long alert = letter.path("alert").asLong();
      client
          .get("/api/v1/alerts/" + alert + "/samples?change=entered&limit=200")
          .path("samples")
          .forEach(sample -> told.add(sample.path("sha256").asString()));
    }
    assertThat(told)
        .as("each sample once: none lost, none doubled")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void awaitDelivered(Client client, long subscription) throws Exception {
    for (int i = 0; i < WAITS_MAX; i++) {
      long behind = client.get("/api/v1/alerts/unread").path("behind").asLong();
      JsonNode hook = client.get("/api/v1/subscriptions/" + subscription).path("webhook");
      if (behind == 0 && hook.path("waiting").asInt() == 0) return;
      Thread.sleep(25);
    }
    throw new IllegalStateException("letters still wait");
  }
}
