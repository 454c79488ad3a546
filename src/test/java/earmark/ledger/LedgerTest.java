package earmark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.index.roaring.RoaringIndex;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Tag APT = Tag.user(new UserTagName("apt28"));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.123456Z"));

  private final MemoryEntries entries = new MemoryEntries();
  private final RoaringIndex index = new RoaringIndex();
  private final Ledger ledger = Ledger.open(entries, index, CLOCK);

  @AfterEach
  void close() {
    ledger.close();
  }

  /** Adds a tag to whatever of the things lacks it; those that are new arrive with it. */
  private static Operation add(Tag tag, ThingSet things, Optional<RequestKey> key) {
    return new Operation(
        "ann",
        Via.API,
        Optional.empty(),
        key,
        state -> {
          ThingSet arrived = things.andNot(state.all());
          ThingSet added = things.andNot(state.things(tag));
          Change tagged =
              new Change.Tagged(tag, added, ThingSet.none(), things.size() - added.size(), 0);
          return arrived.isEmpty()
              ? List.of(tagged)
              : List.of(new Change.Arrived(Thing.SAMPLE, arrived), tagged);
        });
  }

  private static Operation add(int thing) {
    return add(APT, ThingSet.of(thing), Optional.empty());
  }

  @Test
  void an_answered_operation_is_stored_and_visible() {
    Outcome outcome = ledger.append(add(7));
    assertThat(outcome.operation()).hasValue(1);
    assertThat(index.tags(7)).containsExactly(APT);
    List<Entry> stored = new ArrayList<>();
    entries.since(0, stored::add);
    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().actor()).isEqualTo("ann");
    assertThat(stored.getFirst().atMicros()).isEqualTo(1_795_341_600_123_456L);
  }

  @Test
  void an_operation_that_changes_nothing_leaves_no_entry() {
    ledger.append(add(7));
    Outcome again = ledger.append(add(7));
    assertThat(again.operation()).isEmpty();
    assertThat(again.changes())
        .containsExactly(new Change.Tagged(APT, ThingSet.none(), ThingSet.none(), 1, 0));
    assertThat(entries.lastSeq()).isEqualTo(1);
  }

  @Test
  void a_refusal_reaches_the_caller_and_changes_nothing() {
    Operation refused =
        new Operation(
            "ann",
            Via.API,
            Optional.empty(),
            Optional.empty(),
            _ -> {
              throw new Refusal.Invalid("not today");
            });
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> ledger.append(refused))
        .withMessage("not today");
    assertThat(entries.lastSeq()).isZero();
    assertThat(ledger.append(add(1)).operation()).hasValue(1);
  }

  @Test
  void a_fault_in_one_operation_does_not_hurt_the_next() {
    Operation faulty =
        new Operation(
            "ann",
            Via.API,
            Optional.empty(),
            Optional.empty(),
            _ -> {
              throw new ArithmeticException("bug");
            });
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> ledger.append(faulty))
        .withCauseInstanceOf(ArithmeticException.class);
    assertThat(ledger.append(add(1)).operation()).hasValue(1);
  }

  @Test
  void a_retry_under_the_same_key_answers_the_first_outcome_and_changes_nothing() {
    Optional<RequestKey> key = Optional.of(new RequestKey("k1", "request"));
    ledger.append(add(2));
    Outcome first = ledger.append(add(APT, ThingSet.of(1, 2), key));
    Outcome retry = ledger.append(add(APT, ThingSet.of(1, 2), key));
    assertThat(retry).isEqualTo(first);
    assertThat(first.changes())
        .containsExactly(
            new Change.Arrived(Thing.SAMPLE, ThingSet.of(1)),
            new Change.Tagged(APT, ThingSet.of(1), ThingSet.none(), 1, 0));
    assertThat(entries.lastSeq()).isEqualTo(2);
  }

  @Test
  void a_request_with_a_key_is_remembered_even_if_it_changed_nothing() {
    ledger.append(add(1));
    Optional<RequestKey> key = Optional.of(new RequestKey("k1", "request"));
    Outcome first = ledger.append(add(APT, ThingSet.of(1), key));
    Tag other = Tag.user(new UserTagName("other"));
    assertThat(ledger.append(add(other, ThingSet.of(1), key))).isEqualTo(first);
    assertThat(index.tags(1)).containsExactly(APT);
  }

  @Test
  void a_key_can_not_be_used_for_another_request() {
    ledger.append(add(APT, ThingSet.of(1), Optional.of(new RequestKey("k1", "one"))));
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() ->
            ledger.append(add(APT, ThingSet.of(2), Optional.of(new RequestKey("k1", "two")))));
    assertThat(index.tags(2)).isEmpty();
  }

  @Test
  void a_full_disk_refuses_writes_keeps_reading_and_recovers() {
    ledger.append(add(1));
    entries.setFull(true);
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> ledger.append(add(2)))
        .withMessageContaining("nothing was changed");
    assertThat(index.tags(1)).containsExactly(APT);
    assertThat(index.tags(2)).isEmpty();
    entries.setFull(false);
    assertThat(ledger.append(add(2)).operation()).hasValue(2);
    assertThat(index.tags(2)).containsExactly(APT);
  }

  @Test
  void many_writers_at_once_lose_nothing_and_double_nothing() throws Exception {
    int writers = 16;
    int each = 200;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        all.add(
            threads.submit(() -> {
              int won = 0;
              for (int i = 0; i < each; i++) {
                if (ledger.append(add(i)).operation().isPresent()) won++;
              }
              return won;
            }));
      }
      int won = 0;
      for (Future<Integer> one : all) won += one.get();
      assertThat(won).as("each thing was tagged by exactly one writer").isEqualTo(each);
    }
    assertThat(entries.lastSeq()).isEqualTo(each);
  }

  @Test
  void a_new_fold_of_the_same_entries_shows_the_same() {
    for (int i = 0; i < 50; i++) ledger.append(add(i));
    RoaringIndex second = new RoaringIndex();
    try (Ledger reopened = Ledger.open(entries, second, CLOCK)) {
      assertThat(second.seq()).isEqualTo(50);
      assertThat(second.tags(49)).containsExactly(APT);
      assertThat(reopened.append(add(50)).operation()).hasValue(51);
    }
  }

  @Test
  void after_closing_nothing_is_accepted() {
    ledger.close();
    assertThatExceptionOfType(Refusal.Unavailable.class).isThrownBy(() -> ledger.append(add(1)));
  }

  /** What another server appended is read in part, and then the connection is lost; once. */
  private static final class LostOnce implements Entries {
    private final Entries all;
    private boolean lost;

    LostOnce(Entries all) {
      this.all = all;
    }

    @Override
    public long lastSeq() {
      return all.lastSeq();
    }

    @Override
    public void between(long from, long to, Consumer<Entry> action) {
      all.between(from, to, action);
    }

    @Override
    public Optional<Entry> find(String actor, String key) {
      return all.find(actor, key);
    }

    @Override
    public Pen pen() {
      Pen pen = all.pen();
      return new Pen() {
        @Override
        public void since(long seq, Consumer<Entry> action) {
          pen.since(
              seq,
              entry -> {
                action.accept(entry);
                if (lost) return;
                lost = true;
                throw new AppendFailed("lost", new IllegalStateException());
              });
        }

        @Override
        public void append(List<Entry> entries) {
          pen.append(entries);
        }

        @Override
        public void close() {
          pen.close();
        }
      };
    }
  }

  @Test
  void entries_of_others_that_were_read_only_in_part_are_read_again() {
    RoaringIndex second = new RoaringIndex();
    try (Ledger follower = Ledger.open(new LostOnce(entries), second, CLOCK)) {
      ledger.append(add(1));
      ledger.append(add(2));
      assertThatExceptionOfType(Refusal.Unavailable.class)
          .isThrownBy(() -> follower.append(add(3)));
      assertThat(second.tags(1)).isEmpty();
      assertThat(follower.append(add(3)).operation()).hasValue(3);
      assertThat(second.draft().things(APT)).isEqualTo(ThingSet.of(1, 2, 3));
    }
  }

  @Test
  void who_is_told_of_news_folds_what_others_appended_without_writing() throws Exception {
    RoaringIndex second = new RoaringIndex();
    try (Ledger follower = Ledger.open(entries, second, CLOCK)) {
      ledger.append(add(1));
      follower.catchUp();
      for (int i = 0; i < 600 && second.seq() < 1; i++) Thread.sleep(10);
      assertThat(second.tags(1)).containsExactly(APT);
    }
  }

  @Test
  void a_write_whose_outcome_is_unknown_is_not_said_to_have_changed_nothing() {
    entries.setLost(true);
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> ledger.append(add(1)))
        .withMessageContaining("Look whether it was made");
    assertThat(index.tags(1)).isEmpty();
    entries.setLost(false);
    assertThat(ledger.append(add(2)).operation()).as("it had been written").hasValue(2);
    assertThat(index.tags(1)).containsExactly(APT);
  }
}
