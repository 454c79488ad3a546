package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Caller;
import earmark.alert.Alert;
import earmark.alert.Post;
import earmark.alert.Subscription;
import earmark.alert.Subscriptions;
import earmark.alert.Watcher;
import earmark.alert.Webhook;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.sample.Finder;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two servers over one database that both watch while both write. */
class WatchersTest {
  private static final int THINGS = 20;
  private static final int STEPS = 60;
  private static final Caller ANN = new Caller(1, "ann", false);

  private record Node(PostgresStore store, Ledger ledger, Finder finder, Watcher watcher)
      implements AutoCloseable {
    static Node open(PostgresUrl url) {
      InstantSource clock = InstantSource.system();
      PostgresStore store = PostgresStore.open(url, 3);
      RoaringIndex index = new RoaringIndex();
      Ledger ledger = Ledger.open(store.entries(), index, clock);
      Finder finder = new Finder(store.samples(), index, ledger.history(), store.entries());
      return new Node(
          store,
          ledger,
          finder,
          new Watcher(
              store.alerts(),
              finder,
              store.deletions()::get,
              NOTHING,
              () -> {},
              Duration.ofMillis(5),
              clock));
    }

    @Override
    public void close() {
      watcher.close();
      ledger.close();
      store.close();
    }
  }

  private static final Post NOTHING =
      new Post() {
        @Override
        public byte[] write(Letter letter) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Result send(Webhook webhook, String delivery, byte[] body) {
          throw new UnsupportedOperationException();
        }
      };

  private static Tag tag(int n) {
    return Tag.user(new UserTagName("tag" + n));
  }

  private static long write(Node node, SplittableRandom random) {
    for (int i = 0; i < STEPS; i++) {
      Tag tag = tag(random.nextInt(2));
      ThingSet one = ThingSet.of(random.nextInt(THINGS));
      node.ledger()
          .append(
              new Operation(
                  "ann",
                  Via.API,
                  Optional.empty(),
                  Optional.empty(),
                  state ->
                      List.of(
                          new Change.Arrived(Thing.SAMPLE, one.andNot(state.all())),
                          state.things(tag).and(one).isEmpty()
                              ? new Change.Tagged(tag, one, ThingSet.none(), 0, 0)
                              : new Change.Tagged(tag, ThingSet.none(), one, 0, 0))));
    }
    return STEPS;
  }

  @Test
  void the_alerts_of_a_subscription_add_up_to_what_it_finds_each_change_told_once() {
    Property.holds(
        2,
        random -> {
          PostgresUrl url = TestPostgres.database();
          try (Node a = Node.open(url);
              Node b = Node.open(url);
              ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            a.store().accounts().add("ann", "h", false, new byte[] {1});
            Subscriptions rules =
                new Subscriptions(a.store().alerts(), a.finder(), 9, InstantSource.system());
            for (String query : List.of("tag-user:tag0", "tag-user:tag1 NOT tag-user:tag0", "")) {
              rules.add(
                  ANN, new Subscriptions.Wish("n", query, true, true, true, Optional.empty()));
            }
            a.watcher().start();
            b.watcher().start();
            SplittableRandom here = random.split();
            SplittableRandom there = random.split();
            Future<Long> first = threads.submit(() -> write(a, here));
            Future<Long> second = threads.submit(() -> write(b, there));
            long last = first.get() + second.get();
            awaitLooks(List.of(a, b), last);
            for (Subscription one : a.store().alerts().of("ann")) check(a, one);
          }
        });
  }

  private static void awaitLooks(List<Node> nodes, long last) throws InterruptedException {
    for (Node node : nodes) {
      for (int i = 0; i < 1200; i++) {
        if (node.finder().seq() == last && node.watcher().behind() == 0) break;
        Thread.sleep(25);
      }
      assertThat(node.watcher().behind()).isZero();
    }
  }

  /** Every alert begins where the one before ended, and tells of true changes alone. */
  private static void check(Node node, Subscription one) {
    ThingSet found = ThingSet.none();
    long seq = 0;
    for (Alert alert : node.store().alerts().after("ann", 0, 10_000)) {
      if (alert.subscription() != one.id()) continue;
      assertThat(alert.fromSeq()).isGreaterThanOrEqualTo(seq);
      seq = alert.seq();
      ThingSet entered = node.store().alerts().samples(alert.id(), Alert.Way.ENTERED);
      ThingSet left = node.store().alerts().samples(alert.id(), Alert.Way.LEFT);
      assertThat(found.andSize(entered)).as("nothing enters twice").isZero();
      assertThat(left.andNot(found).isEmpty()).as("only what was there leaves").isTrue();
      found = found.or(entered).andNot(left);
    }
    assertThat(found).isEqualTo(node.finder().at(node.finder().seq()).apply(one.search().query()));
  }
}
