package earmark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.index.roaring.RoaringIndex;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UndoTest {
  private static final Tag APT = Tag.user(new UserTagName("apt28"));
  private static final Tag LOADER = Tag.user(new UserTagName("loader"));
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  /** A rule that lets everything be and tells what it was asked. */
  private record Free(Consumer<Entry> asked) implements Undo.Rule {
    @Override
    public Thing kind() {
      return Thing.SAMPLE;
    }

    @Override
    public void check(Entry operation) {
      asked.accept(operation);
    }

    @Override
    public List<Change.Tagged> decide(State state, List<Change.Tagged> wanted) {
      return wanted;
    }
  }

  private static final Undo.Rule FREE = new Free(_ -> {});

  private MemoryEntries entries = new MemoryEntries();
  private RoaringIndex index = new RoaringIndex();
  private Ledger ledger = open(16_384);

  private Ledger open(int recentMax) {
    return Ledger.open(entries, index, new History(entries, 7), recentMax, CLOCK);
  }

  private void startAgain(int recentMax) {
    ledger.close();
    entries = new MemoryEntries();
    index = new RoaringIndex();
    ledger = open(recentMax);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  /** Samples that are tagged for the first time arrive in the same operation. */
  private Outcome append(Decider decider) {
    return ledger.append(
        operation(state -> {
          List<Change> changes = new ArrayList<>(decider.decide(state));
          ThingSet unknown = ThingSet.none();
          for (Change change : changes) {
            if (change instanceof Change.Tagged tagged) unknown = unknown.or(tagged.added());
            if (change instanceof Change.Arrived arrived)
              unknown = unknown.andNot(arrived.things());
          }
          unknown = unknown.andNot(state.all());
          if (!unknown.isEmpty() && !(changes.getFirst() instanceof Change.Arrived)) {
            changes.addFirst(new Change.Arrived(Thing.SAMPLE, unknown));
          }
          return changes;
        }));
  }

  private static Operation operation(Decider decider) {
    return new Operation("ann", Via.API, Optional.empty(), Optional.empty(), decider);
  }

  private static Decider add(Tag tag, int... things) {
    return state -> List.of(RandomHistory.add(state, tag, ThingSet.of(things)));
  }

  private static Decider remove(Tag tag, int... things) {
    return state -> List.of(RandomHistory.remove(state, tag, ThingSet.of(things)));
  }

  private static Undo undo(long operation, Undo.Rule rule) {
    return new Undo(operation, "bob", Via.UI, Optional.of("oops"), Optional.empty(), rule);
  }

  private Outcome undo(long operation) {
    return ledger.undo(undo(operation, FREE));
  }

  private ThingSet things(Tag tag) {
    return index.draft().things(tag);
  }

  private List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    entries.since(0, all::add);
    return all;
  }

  @Test
  void what_an_operation_added_is_taken_back_and_what_it_took_is_put_back() {
    append(add(APT, 1, 2));
    append(state ->
        List.of(
            RandomHistory.remove(state, APT, ThingSet.of(2)),
            RandomHistory.add(state, LOADER, ThingSet.of(2, 3))));
    Outcome undone = undo(2);
    assertThat(undone.operation()).hasValue(3);
    assertThat(undone.changes())
        .containsExactly(
            new Change.Undid(2),
            new Change.Tagged(APT, ThingSet.of(2), ThingSet.none(), 0, 0),
            new Change.Tagged(LOADER, ThingSet.none(), ThingSet.of(2, 3), 0, 0));
    assertThat(things(APT)).isEqualTo(ThingSet.of(1, 2));
    assertThat(things(LOADER).isEmpty()).isTrue();
    assertThat(all().getLast().actor()).isEqualTo("bob");
    assertThat(all().getLast().reason()).contains("oops");
  }

  @Test
  void what_somebody_changed_later_is_left_alone_and_counted() {
    append(add(APT, 1, 2, 3));
    append(remove(APT, 2));
    append(add(APT, 2));
    Outcome undone = undo(1);
    assertThat(undone.changes().get(1))
        .isEqualTo(new Change.Tagged(APT, ThingSet.none(), ThingSet.of(1, 3), 1, 0));
    assertThat(things(APT)).isEqualTo(ThingSet.of(2));
  }

  @Test
  void an_undo_can_be_undone_and_that_again() {
    append(add(APT, 1, 2));
    undo(1);
    assertThat(things(APT).isEmpty()).isTrue();
    undo(2);
    assertThat(things(APT)).isEqualTo(ThingSet.of(1, 2));
    undo(3);
    assertThat(things(APT).isEmpty()).isTrue();
  }

  @Test
  void undoing_twice_changes_nothing_the_second_time() {
    append(add(APT, 1, 2));
    undo(1);
    Outcome again = undo(1);
    assertThat(again.operation()).isEmpty();
    assertThat(again.changes())
        .containsExactly(
            new Change.Undid(1), new Change.Tagged(APT, ThingSet.none(), ThingSet.none(), 2, 0));
  }

  @Test
  void a_tag_that_an_operation_took_and_gave_again_is_as_it_was_before() {
    append(add(APT, 1));
    append(_ ->
        List.of(
            new Change.Tagged(APT, ThingSet.none(), ThingSet.of(1), 0, 0),
            new Change.Tagged(APT, ThingSet.of(1, 2), ThingSet.none(), 0, 0)));
    undo(2);
    assertThat(things(APT)).isEqualTo(ThingSet.of(1));
  }

  @Test
  void what_can_not_be_undone_is_refused_with_the_reason() {
    append(_ -> List.of(new Change.Arrived(Thing.SAMPLE, ThingSet.of(1))));
    append(add(APT, 1));
    append(_ ->
        List.of(
            new Change.Tagged(APT, ThingSet.none(), ThingSet.of(1), 0, 0),
            new Change.Gone(Thing.SAMPLE, ThingSet.of(1))));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> undo(99))
        .withMessage("There is no operation 99.");
    assertThatExceptionOfType(Refusal.NotFound.class).isThrownBy(() -> undo(0));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> undo(1))
        .withMessage("Operation 1 changed no tags; there is nothing to undo.");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> undo(3))
        .withMessage(
            "Operation 3 removed samples; that can't be undone, since what they held is gone.");
    Undo.Rule never =
        new Free(entry -> {
          throw new Refusal.Forbidden("not " + entry.seq());
        });
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> ledger.undo(undo(2, never)))
        .withMessage("not 2");
    assertThat(entries.lastSeq()).isEqualTo(3);
  }

  @Test
  void a_sample_that_arrived_with_tags_stays_without_them() {
    append(_ ->
        List.of(
            new Change.Arrived(Thing.SAMPLE, ThingSet.of(1)),
            new Change.Tagged(APT, ThingSet.of(1), ThingSet.none(), 0, 0)));
    undo(1);
    assertThat(things(APT).isEmpty()).isTrue();
    assertThat(index.exists(1)).isTrue();
  }

  @Test
  void a_retry_under_the_same_key_undoes_once() {
    append(add(APT, 1));
    Undo asked =
        new Undo(
            1, "bob", Via.UI, Optional.empty(), Optional.of(new RequestKey("k", "undo 1")), FREE);
    Outcome first = ledger.undo(asked);
    append(add(APT, 1));
    assertThat(ledger.undo(asked)).isEqualTo(first);
    assertThat(things(APT)).isEqualTo(ThingSet.of(1));
  }

  @Test
  void what_was_changed_between_planning_and_deciding_is_left_alone_too() {
    append(add(APT, 1, 2, 3));
    Undo.Rule slow = new Free(_ -> append(remove(APT, 3)));
    ledger.undo(undo(1, slow));
    assertThat(all().getLast().changes().get(1))
        .isEqualTo(new Change.Tagged(APT, ThingSet.none(), ThingSet.of(1, 2), 1, 0));
  }

  @Test
  void an_undo_that_was_overtaken_is_planned_again_but_not_for_ever() {
    startAgain(3);
    append(add(APT, 1, 2));
    AtomicInteger planned = new AtomicInteger();
    Undo.Rule slowOnce =
        new Free(_ -> {
          if (planned.incrementAndGet() > 1) return;
          for (int i = 0; i < 10; i++) append(i % 2 == 0 ? remove(APT, 2) : add(APT, 2));
        });
    ledger.undo(undo(1, slowOnce));
    assertThat(planned).hasValue(2);
    assertThat(things(APT)).isEqualTo(ThingSet.of(2));
    Undo.Rule slowAlways =
        new Free(_ -> {
          for (int i = 0; i < 4; i++) append(i % 2 == 0 ? add(LOADER, 2) : remove(LOADER, 2));
        });
    long last = entries.lastSeq();
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> ledger.undo(undo(1, slowAlways)));
    assertThat(all().subList((int) last, all().size()))
        .noneMatch(entry -> entry.changes().getFirst() instanceof Change.Undid);
  }

  @Test
  void a_failed_write_leaves_no_trace_in_later_undos() {
    append(add(APT, 1, 2));
    entries.setFull(true);
    assertThatExceptionOfType(Refusal.Unavailable.class).isThrownBy(() -> append(remove(APT, 2)));
    assertThatExceptionOfType(Refusal.Unavailable.class).isThrownBy(() -> undo(1));
    entries.setFull(false);
    undo(1);
    assertThat(things(APT).isEmpty()).isTrue();
  }

  @Test
  void a_preview_says_what_would_be_and_changes_nothing() {
    append(add(APT, 1));
    Outcome would = ledger.preview(operation(add(APT, 1, 2)));
    assertThat(would)
        .isEqualTo(
            new Outcome(
                OptionalLong.empty(),
                List.of(new Change.Tagged(APT, ThingSet.of(2), ThingSet.none(), 1, 0))));
    Outcome undone = ledger.previewUndo(undo(1, FREE));
    assertThat(undone.operation()).isEmpty();
    assertThat(undone.changes()).isEqualTo(undo(1).changes());
    assertThat(entries.lastSeq()).isEqualTo(2);
  }

  @Test
  void the_preview_of_an_undo_knows_what_was_changed_while_it_was_planned() {
    append(add(APT, 1, 2, 3));
    Undo.Rule slow = new Free(_ -> append(remove(APT, 3)));
    assertThat(ledger.previewUndo(undo(1, slow)).changes().get(1))
        .isEqualTo(new Change.Tagged(APT, ThingSet.none(), ThingSet.of(1, 2), 1, 0));
  }

  @Test
  void after_an_undo_the_tags_are_those_of_all_other_operations() {
    AtomicInteger cases = new AtomicInteger();
    Property.holds(
        300,
        random -> {
          int number = cases.getAndIncrement();
          if (number % 20 == 0) startAgain(1 + random.nextInt(50));
          aRandomHistoryWithUndos(random, number % 20);
        });
  }

  /** Cases share a ledger, with tags of their own, since starting one takes long. */
  private void aRandomHistoryWithUndos(SplittableRandom random, int number) {
    List<Tag> tags =
        List.of(
            Tag.user(new UserTagName(number + "-a")),
            Tag.user(new UserTagName(number + "-b")),
            Tag.user(new UserTagName(number + "-c")));
    long first = entries.lastSeq();
    int steps = 10 + random.nextInt(30);
    for (int step = 0; step < steps; step++) {
      List<Entry> before = all().subList((int) first, (int) entries.lastSeq());
      if (random.nextInt(3) > 0 || before.isEmpty()) {
        append(RandomHistory.decider(random, tags, 0));
        continue;
      }
      int at =
          random.nextBoolean()
              ? random.nextInt(before.size())
              : before.size() - 1 - random.nextInt(Math.min(3, before.size()));
      List<Change> preview;
      try {
        preview = ledger.previewUndo(undo(before.get(at).seq(), FREE)).changes();
      } catch (Refusal.Invalid changedNothing) {
        continue;
      }
      Outcome outcome = undo(before.get(at).seq());
      assertThat(outcome.changes()).isEqualTo(preview);
      assertIsAllBut(before, at);
    }
  }

  private void assertIsAllBut(List<Entry> entriesBefore, int at) {
    List<Entry> others = new ArrayList<>(entriesBefore);
    others.remove(at);
    Map<Tag, TreeSet<Integer>> expected = RandomHistory.replay(others);
    List<Tag> tags =
        entriesBefore.stream()
            .flatMap(entry -> entry.changes().stream())
            .filter(Change.Tagged.class::isInstance)
            .map(change -> ((Change.Tagged) change).tag())
            .distinct()
            .toList();
    for (Tag tag : tags) {
      assertThat(things(tag)).as("%s", tag).isEqualTo(new MapState(expected).things(tag));
    }
  }

  private boolean isUndone(long operation) {
    try {
      undo(operation);
      return true;
    } catch (Refusal.NotFound | Refusal.Invalid nothingToUndo) {
      return false;
    }
  }

  @Test
  void undos_are_exact_while_many_write() throws Exception {
    startAgain(64);
    int writers = 8;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        SplittableRandom random = new SplittableRandom(w);
        all.add(
            threads.submit(() -> {
              int undone = 0;
              for (int i = 0; i < 60; i++) {
                if (random.nextInt(3) > 0) {
                  append(RandomHistory.decider(random, List.of(APT, LOADER), 0));
                } else if (isUndone(1 + random.nextLong(entries.lastSeq() + 1))) {
                  undone++;
                }
              }
              return undone;
            }));
      }
      int undone = 0;
      for (Future<Integer> one : all) undone += one.get();
      assertThat(undone).isPositive();
    }
    List<Entry> written = all();
    int judged = 0;
    for (int i = 0; i < written.size(); i++) {
      if (!(written.get(i).changes().getFirst() instanceof Change.Undid(long operation))) continue;
      List<Entry> others = new ArrayList<>(written.subList(0, i));
      others.remove((int) operation - 1);
      assertThat(RandomHistory.replay(written.subList(0, i + 1)))
          .as("entry %d undid %d", i + 1, operation)
          .isEqualTo(RandomHistory.replay(others));
      judged++;
    }
    assertThat(judged).isPositive();
  }
}
