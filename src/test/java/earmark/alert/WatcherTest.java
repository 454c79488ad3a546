package earmark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Caller;
import earmark.index.MapIndex;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Fold;
import earmark.ledger.Ledger;
import earmark.ledger.MemoryEntries;
import earmark.ledger.Operation;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.sample.Finder;
import earmark.sample.NumberedSamples;
import earmark.sample.Samples;
import earmark.search.Search;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plain maps judge which samples entered and left, whoever looks and whatever dies on the way. */
class WatcherTest {
  private static final int SAMPLES = 30;
  private static final int STEPS = 120;
  private static final Caller ANN = new Caller(1, "ann", false);
  private static final List<Tag> TAGS =
      List.of(
          new Tag(Tag.Kind.USER, "", "apt1"),
          new Tag(Tag.Kind.USER, "", "apt2"),
          new Tag(Tag.Kind.SYSTEM, "", "packed"));
  private static final List<String> QUERIES =
      List.of(
          "",
          "#apt",
          "tag-user:apt1",
          "tag:packed tag-user:apt2",
          "NOT tag-user:apt2",
          "tag-user:apt1 tag-by:bob",
          "tag-any:[apt1, packed] tag-via:ui",
          "md5:00000000000000000000000000000005");

  /** A post that writes what it is told, and sends nothing. */
  private static final Post POST =
      new Post() {
        @Override
        public byte[] write(Letter letter) {
          return (letter.alert().orElseThrow()
                  + " "
                  + letter.entered().count()
                  + " "
                  + letter.left().count())
              .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Result send(Webhook webhook, String delivery, byte[] body) {
          throw new UnsupportedOperationException();
        }
      };

  /** What is to be in an alert. */
  private record Told(long subscription, long from, long to, Set<Integer> in, Set<Integer> out) {}

  @Test
  void every_change_of_an_answer_is_told_once_whoever_looks_and_whatever_dies() {
    Property.holds(60, random -> new Round(random).run());
  }

  private static final class Round {
    private final SplittableRandom random;
    private final MemoryEntries entries = new MemoryEntries();
    private final RoaringIndex index = new RoaringIndex();
    private final MapIndex maps = new MapIndex();
    private final Samples samples = new NumberedSamples(SAMPLES);
    private final MemoryAlerts memory = new MemoryAlerts();
    private final Failing alerts;
    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<Long, Set<Integer>> before = new HashMap<>();
    private final Map<Long, Long> lookedAt = new HashMap<>();
    private final List<Told> expected = new ArrayList<>();
    private Instant now = Instant.parse("2024-05-30T00:00:00Z");

    Round(SplittableRandom random) {
      this.random = random;
      this.alerts = new Failing(memory, random);
    }

    void run() {
      try (Ledger ledger = Ledger.open(entries, index, () -> now)) {
        Finder finder = new Finder(samples, index, ledger.history(), entries);
        Finder oracle = new Finder(samples, maps, ledger.history(), entries);
        Subscriptions rules = new Subscriptions(alerts, finder, 6, () -> now);
        for (int i = 0; i < 2; i++) watchers.add(watcher(finder));
        for (int i = 0; i < STEPS; i++) {
          now = now.plusSeconds(1);
          switch (random.nextInt(10)) {
            case 0 -> subscribe(rules, oracle);
            case 1 -> change(rules, oracle);
            case 2, 3, 4 -> look(finder, oracle);
            default -> write(ledger);
          }
        }
        look(finder, oracle);
      }
      assertThat(told()).isEqualTo(expected);
      for (Alert alert : memory.after("ann", 0, Integer.MAX_VALUE)) {
        assertThat(alert.entered()).isEqualTo(memory.samples(alert.id(), Alert.Way.ENTERED).size());
        assertThat(alert.left()).isEqualTo(memory.samples(alert.id(), Alert.Way.LEFT).size());
      }
    }

    private Watcher watcher(Finder finder) {
      long stale = random.nextLong(1, 41);
      return new Watcher(
          alerts, finder, _ -> List.of(), POST, () -> {}, Duration.ZERO, stale, () -> now);
    }

    /** Alerts as the plain maps would have them, of subscriptions that still are there. */
    private List<Told> told() {
      return memory.after("ann", 0, Integer.MAX_VALUE).stream()
          .map(alert ->
              new Told(
                  alert.subscription(),
                  0,
                  alert.seq(),
                  set(memory.samples(alert.id(), Alert.Way.ENTERED)),
                  set(memory.samples(alert.id(), Alert.Way.LEFT))))
          .toList();
    }

    private static Set<Integer> set(ThingSet things) {
      Set<Integer> set = new TreeSet<>();
      things.forEach(set::add);
      return set;
    }

    private void write(Ledger ledger) {
      ledger.append(
          new Operation(
              pick(List.of("ann", "bob")),
              pick(List.of(Via.UI, Via.API)),
              Optional.empty(),
              Optional.empty(),
              this::changes));
      entries.since(
          maps.seq(),
          entry -> {
            Fold.Draft draft = maps.draft();
            draft.apply(entry);
            draft.publish();
          });
    }

    private List<Change> changes(State state) {
      List<Change> changes = new ArrayList<>();
      int kind = random.nextInt(8);
      if (kind == 0) {
        changes.add(new Change.Arrived(Thing.SAMPLE, some(8).andNot(state.all())));
      } else if (kind == 1) {
        some(2)
            .and(state.all())
            .forEach(sample -> {
              ThingSet one = ThingSet.of(sample);
              for (Tag tag : state.tags(sample)) {
                changes.add(new Change.Tagged(tag, ThingSet.none(), one, 0, 0));
              }
              changes.add(new Change.Gone(Thing.SAMPLE, one));
            });
      } else {
        Tag tag = pick(TAGS);
        ThingSet touched = some(6).and(state.all());
        ThingSet carriers = state.things(tag);
        changes.add(
            random.nextInt(3) > 0
                ? new Change.Tagged(tag, touched.andNot(carriers), ThingSet.none(), 0, 0)
                : new Change.Tagged(tag, ThingSet.none(), touched.and(carriers), 0, 0));
      }
      return changes;
    }

    private ThingSet some(int count) {
      return ThingSet.of(
          IntStream.generate(() -> random.nextInt(SAMPLES))
              .limit(1 + random.nextInt(count))
              .toArray());
    }

    private Subscriptions.Wish wish() {
      boolean entering = random.nextBoolean();
      return new Subscriptions.Wish(
          "n",
          pick(QUERIES),
          entering,
          !entering || random.nextBoolean(),
          random.nextInt(5) > 0,
          random.nextBoolean()
              ? Optional.of(
                  new Subscriptions.Target(new WebhookUrl("https://example.org"), Optional.empty()))
              : Optional.empty());
    }

    private void subscribe(Subscriptions rules, Finder oracle) {
      if (memory.of("ann").size() == 6) return;
      Subscription added = rules.add(ANN, wish());
      start(added, oracle);
    }

    private void start(Subscription one, Finder oracle) {
      before.put(one.id(), found(one, oracle));
    }

    private void change(Subscriptions rules, Finder oracle) {
      List<Subscription> all = memory.of("ann");
      if (all.isEmpty()) return;
      Subscription old = pick(all);
      if (random.nextInt(4) == 0) {
        rules.remove(ANN, old.id());
        expected.removeIf(told -> told.subscription() == old.id());
        return;
      }
      Subscription changed = rules.change(ANN, old.id(), wish());
      boolean anew = !changed.query().equals(old.query()) || (changed.active() && !old.active());
      if (anew) start(changed, oracle);
    }

    private static Set<Integer> found(Subscription one, Finder oracle) {
      return set(oracle.at(oracle.seq()).apply(Search.typed(one.query()).query()));
    }

    /** One of the watchers looks; at times it dies on the way, and another takes its place. */
    private void look(Finder finder, Finder oracle) {
      int who = random.nextInt(watchers.size());
      boolean dies = random.nextInt(4) == 0;
      if (dies) {
        alerts.armed = true;
        try {
          watchers.get(who).look();
        } catch (Killed e) {
          assertThat(alerts.armed).isFalse();
        }
        alerts.armed = false;
        watchers.set(who, watcher(finder));
      }
      watchers.get(who).look();
      watchers.get(who).look(); // what another one had noted is seen by now
      long seq = oracle.seq();
      for (Subscription one : memory.active()) {
        Set<Integer> after = found(one, oracle);
        Set<Integer> in = new TreeSet<>(after);
        in.removeAll(before.getOrDefault(one.id(), Set.of()));
        Set<Integer> out = new TreeSet<>(before.getOrDefault(one.id(), Set.of()));
        out.removeAll(after);
        if (!one.entering()) in.clear();
        if (!one.leaving()) out.clear();
        before.put(one.id(), after);
        lookedAt.put(one.id(), seq);
        if (!in.isEmpty() || !out.isEmpty()) expected.add(new Told(one.id(), 0, seq, in, out));
      }
    }

    private <T> T pick(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }
  }

  /** The watcher's process dies. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Alerts that, when armed, die once before or after they note a look. */
  private static final class Failing extends ForwardedAlerts {
    private final SplittableRandom random;
    private boolean armed;

    Failing(Alerts alerts, SplittableRandom random) {
      super(alerts);
      this.random = random;
    }

    @Override
    public Set<Long> note(List<Found> found, Instant at) {
      if (!armed) return super.note(found, at);
      armed = false;
      if (random.nextBoolean()) super.note(found, at);
      throw new Killed();
    }
  }

  @Test
  void what_is_there_already_makes_no_alert_and_what_cancels_out_between_two_looks_neither() {
    MemoryEntries entries = new MemoryEntries();
    RoaringIndex index = new RoaringIndex();
    Instant now = Instant.EPOCH;
    MemoryAlerts memory = new MemoryAlerts();
    try (Ledger ledger = Ledger.open(entries, index, () -> now)) {
      Finder finder = new Finder(new NumberedSamples(SAMPLES), index, ledger.history(), entries);
      tag(ledger, ThingSet.of(1, 2), ThingSet.none());
      Subscriptions rules = new Subscriptions(memory, finder, 9, () -> now);
      rules.add(
          ANN, new Subscriptions.Wish("n", "tag-user:apt1", true, true, true, Optional.empty()));
      Watcher watcher =
          new Watcher(
              memory, finder, _ -> List.of(), POST, () -> {}, Duration.ofMillis(1), () -> now);
      watcher.look();
      tag(ledger, ThingSet.of(3), ThingSet.none());
      tag(ledger, ThingSet.none(), ThingSet.of(3));
      assertThat(watcher.behind()).isEqualTo(2);
      watcher.look();
      assertThat(watcher.behind()).isZero();
      assertThat(memory.last()).isZero();
      tag(ledger, ThingSet.of(4), ThingSet.of(1));
      watcher.look();
      Alert alert = memory.alert(1).orElseThrow();
      assertThat(alert.entered()).isEqualTo(1);
      assertThat(alert.left()).isEqualTo(1);
      assertThat(memory.samples(1, Alert.Way.ENTERED)).isEqualTo(ThingSet.of(4));
      assertThat(memory.samples(1, Alert.Way.LEFT)).isEqualTo(ThingSet.of(1));
    }
  }

  private static void tag(Ledger ledger, ThingSet on, ThingSet off) {
    ledger.append(
        new Operation(
            "ann",
            Via.API,
            Optional.empty(),
            Optional.empty(),
            state -> {
              List<Change> changes = new ArrayList<>();
              changes.add(new Change.Arrived(Thing.SAMPLE, on.andNot(state.all())));
              changes.add(new Change.Tagged(TAGS.getFirst(), on, off, 0, 0));
              return changes;
            }));
  }
}
