package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Ledgers over one database, each with a fold of its own, as several servers have them. */
class FollowingTest {
  private static final int THINGS = 30;
  private static final int STEPS = 60;

  private record Node(PostgresStore store, RoaringIndex index, Ledger ledger)
      implements AutoCloseable {
    static Node open(PostgresUrl url) {
      PostgresStore store = PostgresStore.open(url, 3);
      RoaringIndex index = new RoaringIndex();
      return new Node(store, index, Ledger.open(store.entries(), index, InstantSource.system()));
    }

    @Override
    public void close() {
      ledger.close();
      store.close();
    }
  }

  private static Tag tag(int n) {
    return Tag.user(new UserTagName("tag" + n));
  }

  /** Turns a tag of a thing on or off, whatever it is at that moment. */
  private static Operation toggle(int n, int thing) {
    ThingSet one = ThingSet.of(thing);
    return new Operation(
        "ann",
        Via.API,
        Optional.empty(),
        Optional.empty(),
        state ->
            List.of(
                state.things(tag(n)).contains(thing)
                    ? new Change.Tagged(tag(n), ThingSet.none(), one, 0, 0)
                    : new Change.Tagged(tag(n), one, ThingSet.none(), 0, 0)));
  }

  @Test
  void all_end_with_the_same_state_and_nobody_misses_an_entry_or_goes_back() {
    Property.holds(
        2,
        random -> {
          PostgresUrl url = TestPostgres.database();
          try (Node a = Node.open(url);
              Node b = Node.open(url);
              Node onlyReads = Node.open(url);
              ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writers = new ArrayList<>();
            for (Node node : List.of(a, b, a, b)) {
              SplittableRandom own = new SplittableRandom(random.nextLong());
              writers.add(threads.submit(() -> write(node, own)));
            }
            Future<Boolean> forward = threads.submit(() -> seesNumbersGrow(onlyReads, writers));
            long sum = 0;
            for (Future<Integer> writer : writers) sum += writer.get();
            assertThat(forward.get()).as("numbers only grow").isTrue();
            long last = a.store().entries().lastSeq();
            assertThat(last).isEqualTo(4L * STEPS).isEqualTo(sum);
            for (Node node : List.of(a, b, onlyReads)) {
              for (int i = 0; i < 1200 && node.index().seq() < last; i++) Thread.sleep(25);
              assertThat(node.index().seq()).isEqualTo(last);
              for (int thing = 0; thing < THINGS; thing++) {
                assertThat(node.index().tags(thing))
                    .containsExactlyInAnyOrderElementsOf(a.index().tags(thing));
              }
            }
          }
        });
  }

  private static int write(Node node, SplittableRandom random) {
    for (int i = 0; i < STEPS; i++) {
      Outcome outcome = node.ledger().append(toggle(random.nextInt(3), random.nextInt(THINGS)));
      long seq = outcome.operation().orElseThrow();
      assertThat(node.index().seq()).as("an answered write is visible").isGreaterThanOrEqualTo(seq);
    }
    return STEPS;
  }

  private static boolean seesNumbersGrow(Node node, List<Future<Integer>> writers)
      throws InterruptedException {
    long before = 0;
    while (!writers.stream().allMatch(Future::isDone)) {
      long now = node.index().seq();
      if (now < before) return false;
      before = now;
      Thread.sleep(1);
    }
    return true;
  }
}
