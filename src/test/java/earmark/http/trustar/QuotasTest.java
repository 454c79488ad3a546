package earmark.http.trustar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often somebody may call, with a clock that the tests turn. */
class QuotasTest {
  private static final Caller ALICE = new Caller(1, "alice", false);
  private static final Caller BOB = new Caller(2, "bob", false);

  private Instant now = Instant.parse("2026-03-01T23:58:30Z");

  private Quotas quotas(int perMinute, int perAddress, int perDay) {
    return new Quotas(Quotas.Most.of(perMinute, perAddress, perDay), () -> now);
  }

  private static void assertTooMany(Quotas quotas, Caller caller, String address, long waitMs) {
    assertThatExceptionOfType(Refusal.TooMany.class)
        .isThrownBy(() -> quotas.count(caller, address))
        .satisfies(refusal -> {
          assertThat(refusal.waitTime()).contains(Duration.ofMillis(waitMs));
          assertThat(refusal.reason())
              .isEqualTo(
                  "Request limit exceeded for the current time period.  Please wait "
                      + waitMs
                      + " milliseconds before making more requests.");
        });
  }

  @Test
  void without_limits_any_number_of_calls_is_answered() {
    Quotas quotas = quotas(0, 0, 0);
    for (int i = 0; i < 10_000; i++) quotas.count(ALICE, "1");
    assertThat(quotas.of(ALICE, "1")).isEmpty();
  }

  @Test
  void a_user_waits_for_the_next_minute_and_others_do_not() {
    Quotas quotas = quotas(2, 0, 0);
    quotas.count(ALICE, "1");
    quotas.count(ALICE, "1");
    assertTooMany(quotas, ALICE, "1", 30_000);
    quotas.count(BOB, "1");
    now = now.plusSeconds(30);
    quotas.count(ALICE, "1");
  }

  @Test
  void an_address_waits_for_the_next_five_minutes() {
    Quotas quotas = quotas(0, 1, 0);
    quotas.count(ALICE, "1");
    assertTooMany(quotas, BOB, "1", 90_000);
    quotas.count(BOB, "2");
  }

  @Test
  void all_wait_for_midnight_of_utc() {
    Quotas quotas = quotas(0, 0, 2);
    quotas.count(ALICE, "1");
    quotas.count(BOB, "2");
    assertTooMany(quotas, ALICE, "3", 90_000);
    now = Instant.parse("2026-03-02T00:00:00Z");
    quotas.count(ALICE, "3");
  }

  @Test
  void what_is_refused_does_not_count() {
    Quotas quotas = quotas(1, 2, 0);
    quotas.count(ALICE, "1");
    for (int i = 0; i < 5; i++) assertTooMany(quotas, ALICE, "1", 30_000);
    quotas.count(BOB, "1");
    assertTooMany(quotas, BOB, "1", 90_000);
  }

  @Test
  void a_caller_sees_the_limits_and_what_he_used() {
    Quotas quotas = quotas(60, 0, 3000);
    quotas.count(ALICE, "1");
    quotas.count(BOB, "1");
    long midnight = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    long day = Duration.ofDays(1).toMillis();
    assertThat(quotas.of(ALICE, "1"))
        .extracting(Quotas.Quota::maxRequests, Quotas.Quota::usedRequests)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(60, 1),
            org.assertj.core.groups.Tuple.tuple(3000, 2));
    assertThat(quotas.of(ALICE, "1").getLast())
        .satisfies(quota -> {
          assertThat(quota.timeWindow()).isEqualTo(day);
          assertThat(quota.lastResetTime()).isEqualTo(midnight - day);
          assertThat(quota.nextResetTime()).isEqualTo(midnight);
        });
  }
}
