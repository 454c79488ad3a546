package earmark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.alert.Deliveries.Attempt;
import earmark.alert.Deliveries.Delivery;
import earmark.alert.Deliveries.State;
import earmark.things.ThingSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of subscriptions, alerts and letters does. */
public interface AlertsContract {
  Webhook HOOK = new Webhook(new WebhookUrl("https://example.org/in"), "s".repeat(16), false);

  /** An empty one. */
  Alerts alerts();

  /** Beside it. */
  Deliveries deliveries();

  /** The same alerts, as another server has them. */
  default Alerts sameAlerts() {
    return alerts();
  }

  /** The same letters, as another server has them. */
  default Deliveries sameDeliveries() {
    return deliveries();
  }

  /** Makes an account. */
  void account(String login);

  static Instant at(int seconds) {
    return Instant.ofEpochSecond(seconds, 5_000);
  }

  /** A subscription that has no id yet. */
  static Subscription draft(String owner, String query, long seq, Optional<Webhook> webhook) {
    return new Subscription(
        0, owner, "name of " + query, query, true, false, true, at(7), 0, seq, webhook);
  }

  /** Leaves a subscription with an alert, a letter that waits and an attempt behind. */
  static void fill(Alerts alerts, Deliveries deliveries, String owner) {
    Subscription one = alerts.add(draft(owner, "q", 5, Optional.of(HOOK)), 100).orElseThrow();
    assertThat(alerts.add(draft(owner, "q", 5, Optional.empty()), 100)).isPresent();
    alerts.note(List.of(found(one, 6, ThingSet.range(0, 5000), ThingSet.of(1, 9000))), at(9));
    deliveries.noteTest(
        one.id(),
        new Attempt(Optional.empty(), "t", 1, at(1), 3, Optional.empty(), Optional.of("ž\t")));
  }

  private Subscription add(String owner, String query, Optional<Webhook> webhook) {
    return alerts().add(draft(owner, query, 5, webhook), 100).orElseThrow();
  }

  private static Found found(Subscription one, long seq, ThingSet entered, ThingSet left) {
    return new Found(
        one,
        seq,
        entered,
        left,
        one.livingWebhook().isPresent()
            ? Optional.of(
                new Found.LetterDraft(
                    "d" + one.id() + "-" + seq,
                    alert -> ("alert " + alert).getBytes(StandardCharsets.UTF_8)))
            : Optional.empty());
  }

  /** Notes that a sample entered, and reads the subscription as it is then. */
  private Subscription enter(Subscription one, long seq, int sample) {
    assertThat(alerts().note(List.of(found(one, seq, ThingSet.of(sample), ThingSet.none())), at(9)))
        .containsExactly(one.id());
    return alerts().subscription(one.id()).orElseThrow();
  }

  private static Attempt attempt(Delivery delivery, int status) {
    return new Attempt(
        Optional.of(delivery.alert()),
        delivery.id(),
        delivery.attempts(),
        at(60),
        12,
        Optional.of(status),
        Optional.empty());
  }

  private List<Long> ids(String owner, boolean unread, Optional<Long> one, long before, int max) {
    return alerts().list(new Alerts.Filter(owner, unread, one, before), max).stream()
        .map(Alert::id)
        .toList();
  }

  @Test
  default void a_subscription_is_kept_as_it_was_made_and_seen_by_its_owner() {
    account("ann");
    account("bob");
    Subscription a = add("ann", "tag:\"ž\"", Optional.of(HOOK));
    Subscription b = add("bob", "#b", Optional.empty());
    Subscription c = add("ann", "", Optional.empty());
    assertThat(a)
        .isEqualTo(
            new Subscription(
                a.id(),
                "ann",
                "name of tag:\"ž\"",
                "tag:\"ž\"",
                true,
                false,
                true,
                at(7),
                1,
                5,
                Optional.of(HOOK)));
    assertThat(alerts().subscription(a.id())).contains(a);
    assertThat(alerts().of("ann")).containsExactly(a, c);
    assertThat(alerts().active()).containsExactly(a, b, c);
    assertThat(alerts().subscription(99)).isEmpty();
  }

  @Test
  default void there_are_no_more_subscriptions_than_allowed_and_no_id_is_given_twice() {
    account("ann");
    Subscription a = add("ann", "a", Optional.empty());
    Subscription b = alerts().add(draft("ann", "b", 0, Optional.empty()), 2).orElseThrow();
    assertThat(alerts().add(draft("ann", "c", 0, Optional.empty()), 2)).isEmpty();
    alerts().remove(b.id());
    Subscription c = alerts().add(draft("ann", "c", 0, Optional.empty()), 2).orElseThrow();
    assertThat(c.id()).isGreaterThan(b.id());
    assertThat(alerts().of("ann")).containsExactly(a, c);
  }

  @Test
  default void a_change_counts_if_nobody_was_faster() {
    account("ann");
    Subscription a = add("ann", "a", Optional.empty());
    Subscription wish =
        new Subscription(
            a.id(), "ann", "new", "b", false, true, false, at(8), 1, 0, Optional.of(HOOK));
    assertThat(alerts().change(wish, Optional.empty())).isTrue();
    Subscription b = alerts().subscription(a.id()).orElseThrow();
    assertThat(b)
        .isEqualTo(
            new Subscription(
                a.id(), "ann", "new", "b", false, true, false, at(7), 2, 5, Optional.of(HOOK)));
    assertThat(alerts().change(wish, Optional.of(8L))).isFalse();
    assertThat(alerts().active()).isEmpty();
    assertThat(alerts().change(b, Optional.of(8L))).isTrue();
    assertThat(alerts().subscription(a.id())).map(Subscription::seq).contains(8L);
  }

  @Test
  default void a_look_is_noted_once_with_its_alert() {
    account("ann");
    Subscription a = add("ann", "a", Optional.empty());
    Subscription b = add("ann", "b", Optional.empty());
    ThingSet many = ThingSet.range(0, 3000);
    List<Found> look =
        List.of(
            found(a, 7, many, ThingSet.of(9000)), found(b, 7, ThingSet.none(), ThingSet.none()));
    assertThat(alerts().note(look, at(9))).isEqualTo(Set.of(a.id(), b.id()));
    assertThat(sameAlerts().note(look, at(9))).as("somebody was faster").isEmpty();
    long id = alerts().last();
    assertThat(alerts().alert(id))
        .contains(new Alert(id, a.id(), "ann", "name of a", "a", 5, 7, at(9), 3001, 1, true));
    assertThat(ids("ann", false, Optional.empty(), Long.MAX_VALUE, 9)).containsExactly(id);
    assertThat(alerts().samples(id, Alert.Way.ENTERED)).isEqualTo(many);
    assertThat(alerts().samples(id, Alert.Way.LEFT)).isEqualTo(ThingSet.of(9000));
    assertThat(alerts().samples(99, Alert.Way.LEFT)).isEqualTo(ThingSet.none());
    assertThat(alerts().of("ann")).extracting(Subscription::seq).containsExactly(7L, 7L);
  }

  @Test
  default void a_subscription_that_was_changed_removed_or_stopped_is_passed_over() {
    account("ann");
    Subscription a = add("ann", "a", Optional.empty());
    Subscription b = add("ann", "b", Optional.empty());
    Subscription c = add("ann", "c", Optional.empty());
    alerts().change(a, Optional.empty());
    alerts().remove(b.id());
    List<Found> look =
        List.of(
            found(a, 7, ThingSet.of(1), ThingSet.none()),
            found(b, 7, ThingSet.of(1), ThingSet.none()),
            found(c, 7, ThingSet.of(1), ThingSet.none()));
    assertThat(alerts().note(look, at(9))).containsExactly(c.id());
    assertThat(alerts().after("ann", 0, 9)).extracting(Alert::subscription).containsExactly(c.id());
  }

  @Test
  default void of_two_servers_that_look_at_the_same_time_each_change_is_noted_by_one()
      throws Exception {
    account("ann");
    for (int i = 0; i < 20; i++) add("ann", "q" + i, Optional.empty());
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 1; round <= 10; round++) {
        long seq = 5L + round;
        List<Found> look =
            alerts().active().stream()
                .map(one -> found(one, seq, ThingSet.of((int) seq), ThingSet.none()))
                .toList();
        Future<Set<Long>> here = threads.submit(() -> alerts().note(look, at(9)));
        Future<Set<Long>> there = threads.submit(() -> sameAlerts().note(look, at(9)));
        List<Long> all = new ArrayList<>(here.get());
        all.addAll(there.get());
        assertThat(all).hasSize(20).doesNotHaveDuplicates();
      }
    }
    assertThat(alerts().unread("ann")).isEqualTo(200);
  }

  @Test
  default void alerts_are_listed_by_page_marked_and_counted_for_their_owner_alone() {
    account("ann");
    account("bob");
    Subscription a = add("ann", "a", Optional.empty());
    Subscription b = add("ann", "b", Optional.empty());
    Subscription c = add("bob", "c", Optional.empty());
    a = enter(a, 6, 1);
    b = enter(b, 7, 1);
    c = enter(c, 8, 1);
    a = enter(a, 9, 2);
    List<Long> all = alerts().after("ann", 0, 9).stream().map(Alert::id).toList();
    assertThat(all).hasSize(3).isSorted();
    assertThat(alerts().after("ann", all.getFirst(), 1))
        .extracting(Alert::id)
        .containsExactly(all.get(1));
    assertThat(ids("ann", false, Optional.empty(), Long.MAX_VALUE, 2))
        .containsExactly(all.get(2), all.get(1));
    assertThat(ids("ann", false, Optional.empty(), all.get(1), 2)).containsExactly(all.get(0));
    assertThat(ids("ann", false, Optional.of(b.id()), Long.MAX_VALUE, 9))
        .containsExactly(all.get(1));
    alerts().mark("bob", all, false);
    assertThat(alerts().unread("ann")).isEqualTo(3);
    alerts().mark("ann", List.of(all.get(1)), false);
    assertThat(ids("ann", true, Optional.empty(), Long.MAX_VALUE, 9))
        .containsExactly(all.get(2), all.get(0));
    alerts().markRead("ann", all.get(0));
    assertThat(alerts().unread("ann")).isEqualTo(1);
    alerts().mark("ann", all, true);
    assertThat(alerts().unread("ann")).isEqualTo(3);
    assertThat(alerts().unread("bob")).isEqualTo(1);
    long last = alerts().last();
    alerts().remove(a.id());
    assertThat(ids("ann", false, Optional.empty(), Long.MAX_VALUE, 9)).containsExactly(all.get(1));
    enter(c, 12, 1);
    assertThat(alerts().last()).as("no id is given twice").isGreaterThan(last);
  }

  @Test
  default void of_each_subscription_the_oldest_letter_goes_first_and_holds_back_the_others() {
    account("ann");
    Subscription a = add("ann", "a", Optional.of(HOOK));
    Subscription b = add("ann", "b", Optional.of(HOOK));
    a = enter(a, 6, 1);
    a = enter(a, 7, 2);
    b = enter(b, 7, 2);
    assertThat(deliveries().claim(at(8), at(20), 9)).as("not due").isEmpty();
    List<Delivery> first = deliveries().claim(at(10), at(20), 9);
    assertThat(first).extracting(Delivery::subscription).containsExactly(a.id(), b.id());
    assertThat(first)
        .extracting(Delivery::id)
        .containsExactly("d" + a.id() + "-6", "d" + b.id() + "-7");
    assertThat(first).extracting(Delivery::attempts).containsExactly(1, 1);
    Delivery ofA = first.getFirst();
    assertThat(new String(ofA.body(), StandardCharsets.UTF_8)).isEqualTo("alert " + ofA.alert());
    assertThat(ofA.webhook()).isEqualTo(HOOK);
    assertThat(sameDeliveries().claim(at(10), at(20), 9)).as("they are claimed").isEmpty();
    assertThat(deliveries().waiting(a.id())).isEqualTo(2);
    assertThat(deliveries().finish(ofA, attempt(ofA, 500), State.WAITING, at(15))).isTrue();
    assertThat(deliveries().claim(at(14), at(20), 9)).isEmpty();
    Delivery again = deliveries().claim(at(15), at(30), 9).getFirst();
    assertThat(again.id()).isEqualTo(ofA.id());
    assertThat(again.body()).isEqualTo(ofA.body());
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(deliveries().finish(ofA, attempt(ofA, 200), State.DELIVERED, at(15)))
        .as("the first attempt has no say any more")
        .isFalse();
    assertThat(deliveries().finish(again, attempt(again, 200), State.DELIVERED, at(15))).isTrue();
    assertThat(deliveries().claim(at(16), at(30), 9))
        .extracting(Delivery::id)
        .containsExactly("d" + a.id() + "-7");
    assertThat(deliveries().attempts(a.id(), 9))
        .extracting(Attempt::status)
        .containsExactly(Optional.of(200), Optional.of(200), Optional.of(500));
    assertThat(deliveries().attempts(a.id(), 1).getFirst()).isEqualTo(attempt(again, 200));
  }

  @Test
  default void a_letter_whose_bearer_died_goes_out_again_the_same() {
    account("ann");
    Subscription a = enter(add("ann", "a", Optional.of(HOOK)), 6, 1);
    Delivery lost = deliveries().claim(at(10), at(20), 9).getFirst();
    assertThat(deliveries().claim(at(19), at(40), 9)).isEmpty();
    Delivery again = sameDeliveries().claim(at(20), at(40), 9).getFirst();
    assertThat(again.id()).isEqualTo(lost.id());
    assertThat(again.body()).isEqualTo(lost.body());
    assertThat(deliveries().waiting(a.id())).isEqualTo(1);
  }

  @Test
  default void a_webhook_that_is_gone_or_taken_away_gets_nothing_more() {
    account("ann");
    Subscription a = enter(add("ann", "a", Optional.of(HOOK)), 6, 1);
    deliveries().gone(a.id());
    a = alerts().subscription(a.id()).orElseThrow();
    assertThat(a.webhook()).map(Webhook::gone).contains(true);
    assertThat(deliveries().waiting(a.id())).isZero();
    Subscription b = enter(add("ann", "b", Optional.of(HOOK)), 6, 1);
    Subscription without =
        new Subscription(
            b.id(), "ann", "b", "b", true, true, true, at(7), b.revision(), 0, Optional.empty());
    assertThat(alerts().change(without, Optional.empty())).isTrue();
    assertThat(deliveries().waiting(b.id())).isZero();
    assertThat(deliveries().claim(at(99), at(100), 9)).isEmpty();
  }

  @Test
  default void the_last_attempts_are_kept_and_a_test_is_one_of_them() {
    account("ann");
    Subscription a = add("ann", "a", Optional.of(HOOK));
    for (int i = 1; i <= 203; i++) {
      deliveries()
          .noteTest(
              a.id(),
              new Attempt(
                  Optional.empty(),
                  "t" + i,
                  1,
                  at(i),
                  3,
                  Optional.empty(),
                  Optional.of("no such host ž")));
    }
    assertThat(deliveries().attempts(a.id(), 1000)).hasSize(200);
    assertThat(deliveries().attempts(a.id(), 1).getFirst())
        .isEqualTo(
            new Attempt(
                Optional.empty(),
                "t203",
                1,
                at(203),
                3,
                Optional.empty(),
                Optional.of("no such host ž")));
    deliveries()
        .noteTest(
            999,
            new Attempt(Optional.empty(), "t", 1, at(1), 3, Optional.of(200), Optional.empty()));
    assertThat(deliveries().attempts(999, 9)).isEmpty();
  }
}
