package earmark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.things.ThingSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CourierTest {
  private static final Courier.Pace PACE =
      new Courier.Pace(
          4,
          Duration.ofMillis(4),
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          Duration.ofMillis(5));

  private final MemoryAlerts memory = new MemoryAlerts();

  /** Keeps what it is given to send, and answers as the test says. */
  private abstract static class Letters implements Post {
    final List<String> sent = new ArrayList<>();

    @Override
    public byte[] write(Letter letter) {
      return "test".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Result send(Webhook webhook, String delivery, byte[] body) {
      synchronized (sent) {
        sent.add(delivery + " " + new String(body, StandardCharsets.UTF_8));
        sent.notifyAll();
      }
      return answer(webhook, delivery);
    }

    abstract Result answer(Webhook webhook, String delivery);

    List<String> await(int count) throws InterruptedException {
      synchronized (sent) {
        for (int i = 0; i < 6000 && sent.size() < count; i++) sent.wait(10);
        return List.copyOf(sent);
      }
    }
  }

  private Subscription subscription(String url) {
    Webhook hook = new Webhook(new WebhookUrl(url), "s".repeat(16), false);
    return memory.add(AlertsContract.draft("ann", "q", 0, Optional.of(hook)), 1000).orElseThrow();
  }

  private void letter(long id) {
    Subscription one = memory.subscription(id).orElseThrow();
    long seq = one.seq() + 1;
    memory.note(
        List.of(
            new Found(
                one,
                seq,
                ThingSet.of(1),
                ThingSet.none(),
                Optional.of(
                    new Found.LetterDraft(
                        id + "-" + seq,
                        alert -> ("alert " + alert).getBytes(StandardCharsets.UTF_8))))),
        Instant.now());
  }

  private void awaitNothingWaits(long id) throws InterruptedException {
    for (int i = 0; i < 6000 && memory.waiting(id) > 0; i++) Thread.sleep(10);
    assertThat(memory.waiting(id)).isZero();
  }

  @Test
  void letters_of_a_subscription_come_in_order_each_until_it_is_taken_or_given_up() {
    Property.holds(
        10,
        random -> {
          CourierTest test = new CourierTest();
          MemoryAlerts fresh = test.memory;
          Map<String, Integer> failures = new HashMap<>();
          Map<Long, List<String>> expected = new HashMap<>();
          int alert = 0;
          for (int s = 1; s <= 3; s++) {
            Subscription one = test.subscription("https://example.org/" + s);
            for (int seq = 1; seq <= 5; seq++) {
              test.letter(one.id());
              alert++;
              String id = one.id() + "-" + seq;
              failures.put(id, random.nextInt(6));
              for (int i = 0; i <= Math.min(failures.get(id), 3); i++) {
                expected
                    .computeIfAbsent(one.id(), _ -> new ArrayList<>())
                    .add(id + " alert " + alert);
              }
            }
          }
          Letters letters =
              new Letters() {
                @Override
                Result answer(Webhook webhook, String delivery) {
                  synchronized (failures) {
                    int left = failures.merge(delivery, -1, Integer::sum);
                    if (left < 0) return new Result.Answered(200);
                    return left % 2 == 0 ? new Result.Answered(500) : new Result.Failed("dead");
                  }
                }
              };
          // two servers over one store
          try (Courier here = new Courier(fresh, letters, PACE, InstantSource.system());
              Courier there = new Courier(fresh, letters, PACE, InstantSource.system())) {
            here.start();
            there.start();
            for (long id : expected.keySet()) test.awaitNothingWaits(id);
          }
          expected.forEach((id, all) -> {
            assertThat(letters.sent.stream().filter(sent -> sent.startsWith(id + "-")))
                .containsExactlyElementsOf(all);
            assertThat(fresh.attempts(id, 100)).hasSameSizeAs(all);
          });
        });
  }

  @Test
  void a_dead_webhook_holds_up_nobody_else() throws Exception {
    Subscription dead = subscription("https://example.org/dead");
    Subscription alive = subscription("https://example.org/alive");
    letter(dead.id());
    letter(alive.id());
    letter(alive.id());
    CountDownLatch over = new CountDownLatch(1);
    Letters letters =
        new Letters() {
          @Override
          Result answer(Webhook webhook, String delivery) {
            try {
              if (webhook.url().text().endsWith("dead")) over.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return new Result.Answered(204);
          }
        };
    try (Courier courier = new Courier(memory, letters, PACE, InstantSource.system())) {
      courier.start();
      awaitNothingWaits(alive.id());
      assertThat(memory.waiting(dead.id())).isEqualTo(1);
      over.countDown();
      awaitNothingWaits(dead.id());
    }
  }

  @Test
  void who_says_that_it_is_gone_gets_nothing_more() throws Exception {
    Subscription one = subscription("https://example.org/gone");
    letter(one.id());
    letter(one.id());
    Letters letters =
        new Letters() {
          @Override
          Result answer(Webhook webhook, String delivery) {
            return new Result.Answered(410);
          }
        };
    try (Courier courier = new Courier(memory, letters, PACE, InstantSource.system())) {
      courier.start();
      letters.await(1);
      awaitNothingWaits(one.id());
    }
    assertThat(letters.sent).containsExactly(one.id() + "-1 alert 1");
    assertThat(memory.subscription(one.id()).orElseThrow().livingWebhook()).isEmpty();
  }
}
