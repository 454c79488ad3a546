package earmark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Judged by plain loops over all entries. */
class HistoryTest {
  /** A history of these entries, in small blocks. */
  private static History history(List<Entry> entries, int blockSize) {
    MemoryEntries stored = new MemoryEntries();
    EntriesContract.append(stored, entries);
    History history = new History(stored, blockSize);
    entries.forEach(history::add);
    history.publish();
    return history;
  }

  private static History history(SplittableRandom random, List<Entry> entries) {
    return history(entries, 1 + random.nextInt(8));
  }

  private static List<Long> numbers(List<Entry> entries) {
    return entries.stream().map(Entry::seq).toList();
  }

  private static boolean changed(Entry entry, Tag tag, int thing) {
    return entry.changes().stream()
        .anyMatch(change ->
            change instanceof Change.Tagged tagged
                && tagged.tag().equals(tag)
                && (tagged.added().contains(thing) || tagged.removed().contains(thing)));
  }

  /** For each carried tag of each thing, the entry that gave it last. */
  private static Map<Tag, Map<Integer, Entry>> givers(List<Entry> entries) {
    Map<Tag, Map<Integer, Entry>> givers = new HashMap<>();
    for (Entry entry : entries) {
      for (Change change : entry.changes()) {
        if (!(change instanceof Change.Tagged tagged)) continue;
        Map<Integer, Entry> ofTag = givers.computeIfAbsent(tagged.tag(), _ -> new HashMap<>());
        tagged.removed().forEach(ofTag::remove);
        tagged.added().forEach(thing -> ofTag.put(thing, entry));
      }
    }
    return givers;
  }

  @Test
  void who_gave_a_tag_is_who_gave_it_last() {
    Property.holds(
        150,
        random -> {
          List<Entry> entries = RandomHistory.entries(random, 5 + random.nextInt(60));
          History history = history(random, entries);
          Map<Tag, Map<Integer, Entry>> expected = givers(entries);
          for (int thing = 0; thing < RandomHistory.THINGS; thing++) {
            Map<Tag, Long> ofThing = new HashMap<>();
            for (Map.Entry<Tag, Map<Integer, Entry>> tag : expected.entrySet()) {
              Entry giver = tag.getValue().get(thing);
              if (giver != null) ofThing.put(tag.getKey(), giver.seq());
            }
            Map<Tag, Long> found = new HashMap<>();
            history.givers(thing, RandomHistory.TAGS).forEach((tag, e) -> found.put(tag, e.seq()));
            assertThat(found).isEqualTo(ofThing);
          }
        });
  }

  @Test
  void things_are_found_by_who_gave_their_tag_when_and_through_which_door() {
    Property.holds(
        200,
        random -> {
          List<Entry> entries = RandomHistory.entries(random, 5 + random.nextInt(60));
          History history = history(random, entries);
          Map<Tag, Map<Integer, Entry>> givers = givers(entries);
          for (int i = 0; i < 8; i++) {
            Query.Given how = how(random, entries);
            TreeSet<Integer> expected = new TreeSet<>();
            givers.forEach((tag, byThing) ->
                byThing.forEach((thing, giver) -> {
                  if (fits(how, tag, giver)) expected.add(thing);
                }));
            assertThat(history.given(how).toArray()).as("%s", how).containsExactly(array(expected));
          }
        });
  }

  private static int[] array(Set<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Query.Given how(SplittableRandom random, List<Entry> entries) {
    long some = RandomHistory.pick(random, entries).atMicros();
    return new Query.Given(
        random.nextBoolean() ? Tag.Kind.of(Thing.SAMPLE) : Set.of(Tag.Kind.USER),
        Wildcard.parse(RandomHistory.pick(random, List.of("*", "apt*", "apt1", "*er", "none"))),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(RandomHistory.pick(random, RandomHistory.ACTORS)),
        random.nextBoolean() ? Long.MIN_VALUE : some,
        random.nextBoolean() ? Long.MAX_VALUE : some + random.nextInt(20),
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of("ui"),
        random.nextInt(4) > 0
            ? Optional.empty()
            : Optional.of((long) random.nextInt(entries.size() + 2)));
  }

  private static boolean fits(Query.Given how, Tag tag, Entry giver) {
    return how.kinds().contains(tag.kind())
        && how.name().matches(Query.fold(tag.name()))
        && (how.by().isEmpty() || how.by().get().equals(giver.actor()))
        && giver.atMicros() >= how.fromMicros()
        && giver.atMicros() <= how.toMicros()
        && (how.via().isEmpty()
            || how.via().get().equals(giver.via().name().toLowerCase(Locale.ROOT)))
        && (how.operation().isEmpty() || how.operation().get() == giver.seq());
  }

  @Test
  void how_tags_were_given_can_be_asked_as_of_any_entry() {
    Property.holds(
        100,
        random -> {
          List<Entry> entries = RandomHistory.entries(random, 5 + random.nextInt(60));
          History history = history(random, entries);
          for (int i = 0; i < 8; i++) {
            Query.Given how = how(random, entries);
            int upTo = random.nextInt(entries.size() + 1);
            History then = history(random, entries.subList(0, upTo));
            assertThat(history.given(how, upTo)).as("%s", how).isEqualTo(then.given(how));
          }
        });
  }

  @Test
  void an_operation_is_undone_by_the_last_undo_that_stands() {
    ThingSet one = ThingSet.of(1);
    Tag tag = RandomHistory.TAGS.getFirst();
    Change on = new Change.Tagged(tag, one, ThingSet.none(), 0, 0);
    Change off = new Change.Tagged(tag, ThingSet.none(), one, 0, 0);
    Change nothing = new Change.Tagged(tag, ThingSet.none(), ThingSet.none(), 1, 0);
    List<List<Change>> each =
        List.of(
            List.of(on),
            List.of(new Change.Undid(1), off),
            List.of(new Change.Undid(2), on),
            List.of(new Change.Undid(1), nothing),
            List.of(new Change.Undid(3), off),
            List.of(new Change.Undid(2), on),
            List.of(new Change.Undid(1), off));
    List<Entry> entries = new ArrayList<>();
    List<Optional<Long>> ofFirst = new ArrayList<>();
    Chain end = Chain.START;
    for (List<Change> changes : each) {
      Operation operation =
          new Operation("ann", Via.API, Optional.empty(), Optional.empty(), _ -> changes);
      entries.add(end.next(operation, changes, entries.size()));
      end = Chain.at(entries.getLast());
      ofFirst.add(history(entries, 2).undoneBy(1));
    }
    assertThat(ofFirst)
        .containsExactly(
            Optional.empty(),
            Optional.of(2L),
            Optional.empty(),
            Optional.empty(),
            Optional.of(2L),
            Optional.empty(),
            Optional.of(7L));
    MemoryEntries stored = new MemoryEntries();
    History again = new History(stored, history(entries, 2).saved());
    assertThat(again.undoneBy(1)).isEqualTo(Optional.of(7L));
    assertThat(again.undoneBy(3)).isEqualTo(Optional.of(5L));
    assertThat(again.undoneBy(99)).isEmpty();
  }

  @Test
  void timelines_have_every_operation_that_touched_a_tag_or_a_thing_newest_first_in_pages() {
    Property.holds(
        150,
        random -> {
          List<Entry> entries = RandomHistory.entries(random, 5 + random.nextInt(60));
          History history = history(random, entries);
          Tag tag = RandomHistory.pick(random, RandomHistory.TAGS);
          int thing = random.nextInt(RandomHistory.THINGS);
          List<Long> ofTag = new ArrayList<>();
          List<Long> ofThing = new ArrayList<>();
          List<Long> ofBoth = new ArrayList<>();
          for (Entry entry : entries.reversed()) {
            boolean tagTouched = false;
            boolean thingTouched = false;
            for (Change change : entry.changes()) {
              switch (change) {
                case Change.Arrived a -> thingTouched |= a.things().contains(thing);
                case Change.Gone g -> thingTouched |= g.things().contains(thing);
                case Change.Described d -> thingTouched |= d.thing() == thing;
                case Change.Renamed r ->
                    tagTouched |= r.from().contains(tag) || r.to().contains(tag);
                case Change.Undid _ -> {}
                case Change.Tagged t -> {
                  tagTouched |= t.tag().equals(tag) && !t.changesNothing();
                  thingTouched |= t.added().contains(thing) || t.removed().contains(thing);
                }
              }
            }
            if (tagTouched) ofTag.add(entry.seq());
            if (thingTouched) ofThing.add(entry.seq());
            if (changed(entry, tag, thing)) ofBoth.add(entry.seq());
          }
          int limit = 1 + random.nextInt(5);
          assertThat(pages(limit, (before, n) -> history.ofTag(tag, before, n))).isEqualTo(ofTag);
          assertThat(pages(limit, (before, n) -> history.ofThing(Thing.SAMPLE, thing, before, n)))
              .isEqualTo(ofThing);
          History.Filter both = History.Filter.all().byTag(tag).byThing(Thing.SAMPLE, thing);
          assertThat(pages(limit, (before, n) -> history.operations(both, before, n)))
              .isEqualTo(ofBoth);
        });
  }

  @FunctionalInterface
  private interface Pages {
    List<Entry> page(long before, int limit);
  }

  private static List<Long> pages(int limit, Pages pages) {
    List<Long> all = new ArrayList<>();
    long before = Long.MAX_VALUE;
    while (true) {
      List<Long> page = numbers(pages.page(before, limit));
      all.addAll(page);
      if (page.size() < limit) return all;
      before = page.getLast();
    }
  }

  @Test
  void operations_are_found_by_actor_door_and_time() {
    Property.holds(
        150,
        random -> {
          List<Entry> entries = RandomHistory.entries(random, 5 + random.nextInt(60));
          History history = history(random, entries);
          long from = RandomHistory.pick(random, entries).atMicros();
          long to = from + random.nextInt(15);
          Optional<String> actor = random.nextBoolean() ? Optional.empty() : Optional.of("bob");
          Optional<Via> via = random.nextBoolean() ? Optional.empty() : Optional.of(Via.UI);
          History.Filter filter =
              new History.Filter(
                  actor, via, from, to, Optional.empty(), Optional.empty(), Optional.empty());
          List<Long> expected =
              entries.reversed().stream()
                  .filter(entry -> entry.atMicros() >= from && entry.atMicros() <= to)
                  .filter(entry -> actor.isEmpty() || actor.get().equals(entry.actor()))
                  .filter(entry -> via.isEmpty() || via.get() == entry.via())
                  .map(Entry::seq)
                  .toList();
          assertThat(numbers(history.operations(filter, Long.MAX_VALUE, 1000))).isEqualTo(expected);
          long seq = random.nextInt(entries.size() + 2);
          assertThat(history.operation(seq).map(Entry::seq))
              .isEqualTo(seq >= 1 && seq <= entries.size() ? Optional.of(seq) : Optional.empty());
        });
  }

  @Test
  void the_last_operation_at_a_moment_is_found() {
    Property.holds(
        100,
        random -> {
          List<Entry> entries = RandomHistory.entries(random, 1 + random.nextInt(60));
          History history = history(random, entries);
          for (long micros = 990; micros < 1130; micros++) {
            long moment = micros;
            long expected = entries.stream().filter(entry -> entry.atMicros() <= moment).count();
            Instant at = Instant.ofEpochSecond(0, micros * 1000 + random.nextInt(1000));
            assertThat(history.lastSeqAt(at)).isEqualTo(expected);
          }
          assertThat(history.lastSeqAt(Instant.MIN)).isZero();
          assertThat(history.lastSeqAt(Instant.MAX)).isEqualTo(entries.size());
        });
  }

  @Test
  void blocks_that_can_not_matter_are_not_read() {
    List<Entry> chain = EntriesContract.chain(1000);
    AtomicBoolean mayRead = new AtomicBoolean(true);
    List<Long> read = new ArrayList<>();
    MemoryEntries stored =
        new MemoryEntries() {
          @Override
          public synchronized List<Entry> between(long from, long to) {
            assertThat(mayRead).isTrue();
            for (long seq = from; seq <= to; seq++) read.add(seq);
            return super.between(from, to);
          }
        };
    EntriesContract.append(stored, chain);
    History history = new History(stored, 10);
    chain.forEach(history::add);
    history.publish();
    Tag tag = ((Change.Tagged) chain.get(444).changes().getFirst()).tag();
    assertThat(numbers(history.ofTag(tag, Long.MAX_VALUE, 10))).containsExactly(445L);
    assertThat(numbers(history.ofThing(Thing.SAMPLE, 444, Long.MAX_VALUE, 10)))
        .containsExactly(445L);
    assertThat(history.givers(444, List.of(tag))).containsKey(tag);
    assertThat(new TreeSet<>(read)).allMatch(seq -> seq >= 441 && seq <= 450);
    mayRead.set(false);
    assertThat(history.ofThing(Thing.SAMPLE, 5000, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(history.lastSeqAt(Instant.EPOCH.minusMillis(1))).isZero();
  }

  @Test
  void a_history_goes_on_from_what_was_saved() {
    Property.holds(
        50,
        random -> {
          List<Entry> entries = RandomHistory.entries(random, 40);
          MemoryEntries stored = new MemoryEntries();
          EntriesContract.append(stored, entries);
          History first = new History(stored, 1 + random.nextInt(8));
          entries.forEach(first::add);
          first.publish();
          History second = new History(stored, first.saved());
          assertThat(second.seq()).isBetween(33L, 40L);
          entries.forEach(second::add);
          second.publish();
          assertThat(second.seq()).isEqualTo(40);
          for (int thing = 0; thing < RandomHistory.THINGS; thing++) {
            assertThat(numbers(second.ofThing(Thing.SAMPLE, thing, Long.MAX_VALUE, 100)))
                .isEqualTo(numbers(first.ofThing(Thing.SAMPLE, thing, Long.MAX_VALUE, 100)));
          }
          Query.Given how = how(random, entries);
          assertThat(second.given(how)).isEqualTo(first.given(how));
        });
  }

  @Test
  void what_was_added_is_seen_once_it_is_published() {
    List<Entry> chain = EntriesContract.chain(25);
    MemoryEntries stored = new MemoryEntries();
    EntriesContract.append(stored, chain);
    History history = new History(stored, 10);
    chain.subList(0, 5).forEach(history::add);
    history.publish();
    chain.subList(5, 25).forEach(history::add);
    assertThat(history.seq()).isEqualTo(5);
    assertThat(history.operations(History.Filter.all(), Long.MAX_VALUE, 100)).hasSize(5);
    assertThat(history.operation(6)).isEmpty();
    history.publish();
    assertThat(history.seq()).isEqualTo(25);
    assertThat(
            history.given(
                new Query.Given(
                    Set.of(Tag.Kind.USER),
                    Wildcard.parse("*"),
                    Optional.of("ann"),
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    Optional.empty(),
                    Optional.empty())))
        .isEqualTo(ThingSet.range(0, 24));
  }
}
