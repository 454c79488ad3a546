package earmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Fold;
import earmark.ledger.MemoryEntries;
import earmark.ledger.State;
import earmark.property.Property;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoaringIndexTest implements IndexContract, ColumnContract {
  @Override
  public Index index() {
    return new RoaringIndex();
  }

  @Test
  void a_plain_map_gives_the_same_answers_on_random_series() {
    Property.holds(
        30,
        random -> {
          RandomSeries series = new RandomSeries(random, random.nextBoolean() ? 300 : 1_500);
          Index model = new MapIndex();
          Index real = new RoaringIndex();
          for (int step = 0; step < 60; step++) {
            Change[] changes = series.changes(model.draft()).toArray(Change[]::new);
            IndexContract.apply(model, changes);
            IndexContract.apply(real, changes);
            compare(random, series, model.of(series.kind), real.of(series.kind), "step " + step);
            compareStates(random, series, model.draft(), real.draft(), "step " + step);
          }
        });
  }

  /** A draft is also read while entries are applied to it, and then goes on. */
  @Test
  void a_draft_is_what_the_entries_in_it_add_up_to() {
    Property.holds(
        40,
        random -> {
          RandomSeries series = new RandomSeries(random, 300);
          Index real = new RoaringIndex();
          Fold.Draft model = new MapIndex().draft();
          Fold.Draft draft = real.draft();
          for (long seq = 1; seq < 60; seq++) {
            Entry entry = IndexContract.entry(seq, series.changes(model));
            model.apply(entry);
            draft.apply(entry);
            compareStates(random, series, model, draft, "entry " + seq);
            if (random.nextInt(10) == 0) draft.publish();
            if (random.nextInt(10) == 0 && real.seq() == seq) draft = real.draft();
          }
        });
  }

  @Test
  void the_past_is_what_it_was() {
    Property.holds(
        25,
        random -> {
          RandomSeries series = new RandomSeries(random, 300);
          MemoryEntries entries = new MemoryEntries();
          Index model = new MapIndex();
          Index real = new RoaringIndex();
          for (int step = 0; step < random.nextInt(5, 400); step++) {
            Entry entry = IndexContract.entry(step + 1, series.changes(model.draft()));
            IndexContract.append(entries, entry);
            for (Index index : List.of(model, real)) {
              Fold.Draft draft = index.draft();
              draft.apply(entry);
              draft.publish();
            }
            if (random.nextInt(20) > 0) continue;
            long seq = random.nextLong(real.seq() + 1);
            Answers then = real.at(seq, entries, series.kind);
            assertThat(then.seq()).isEqualTo(seq);
            compare(
                random,
                series,
                model.at(seq, entries, series.kind),
                then,
                seq + " at step " + step);
          }
        });
  }

  /** Large sets cross the borders between rare and common tags in both directions. */
  @Test
  void tags_that_become_common_and_rare_again_stay_true() {
    Property.holds(
        4,
        random -> {
          Index model = new MapIndex();
          Index real = new RoaringIndex();
          RandomSeries series = new RandomSeries(random, 24_000, Thing.SAMPLE);
          List<Tag> tags = series.tags.subList(0, 3);
          IndexContract.apply(model, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 24_000)));
          IndexContract.apply(real, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 24_000)));
          for (int step = 0; step < 12; step++) {
            Tag tag = tags.get(random.nextInt(tags.size()));
            int from = random.nextInt(3_000);
            ThingSet range = ThingSet.range(from, from + random.nextInt(21_000));
            ThingSet carriers = model.draft().things(tag);
            Change change =
                random.nextInt(3) > 0
                    ? new Change.Tagged(tag, range.andNot(carriers), ThingSet.none(), 0, 0)
                    : new Change.Tagged(tag, ThingSet.none(), range.and(carriers), 0, 0);
            IndexContract.apply(model, change);
            IndexContract.apply(real, change);
            Query query = new Query.Or(List.of(new Query.HasTag(tags.get(0)), series.query(1)));
            assertThat(real.things(query)).isEqualTo(model.things(query));
            compareRoom(random, model.draft(), real.draft(), "step " + step);
            assertThat(real.facets(new Query.Everything(), BOTH, 3))
                .isEqualTo(model.facets(new Query.Everything(), BOTH, 3));
            Answers.Found expected = model.find(query, NEWEST, FIRST, 5);
            assertThat(sets(real.find(query, NEWEST, FIRST, 5))).isEqualTo(sets(expected));
          }
        });
  }

  /** What is common is a share of all samples, so more of them make some tags rare again. */
  @Test
  void a_tag_that_is_rare_among_many_more_samples_stays_true() {
    Index index = new RoaringIndex();
    Tag tag = IndexContract.user("once common");
    ThingSet none = ThingSet.none();
    IndexContract.apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 20_000)));
    IndexContract.apply(index, new Change.Tagged(tag, ThingSet.range(0, 20_000), none, 0, 0));
    IndexContract.apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.range(20_001, 8_000_000)));
    ThingSet last = ThingSet.of(8_000_000);
    IndexContract.apply(index, new Change.Tagged(IndexContract.user("far"), last, none, 0, 0));
    IndexContract.apply(index, new Change.Tagged(tag, last, none, 0, 0));
    assertThat(index.tags(0)).containsExactly(tag);
    assertThat(index.tags(8_000_000)).contains(tag);
    assertThat(index.facets(new Query.Everything(), BOTH, 1))
        .containsExactly(new Answers.Counted(tag, 20_002));
    assertThat(index.facets(new Query.These(ThingSet.range(5, 20_000)), BOTH, 1))
        .containsExactly(new Answers.Counted(tag, 19_996));
  }

  /** Of so many, the newest rule out most of the others before these are looked at. */
  @Test
  void many_samples_are_sorted_by_number_too() {
    Property.holds(
        2,
        random -> {
          int count = 150_000;
          Index index = new RoaringIndex();
          int[] sizes = random.ints(count, 0, random.nextBoolean() ? 50 : 1_000_000).toArray();
          List<Change> changes = new ArrayList<>();
          changes.add(new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, count - 1)));
          Tag tag = IndexContract.user("half");
          ThingSet half =
              ThingSet.of(IntStream.range(0, count).filter(_ -> random.nextBoolean()).toArray());
          changes.add(new Change.Tagged(tag, half, ThingSet.none(), 0, 0));
          for (int sample = 0; sample < count; sample++) {
            List<String> size = List.of(String.valueOf(sizes[sample]));
            changes.add(
                new Change.Described(
                    Thing.SAMPLE,
                    sample,
                    Map.of(Column.SIZE_BYTES.field(), new Change.Values(List.of(), size))));
          }
          IndexContract.apply(index, changes.toArray(Change[]::new));
          for (boolean descending : List.of(true, false)) {
            Order order = new Order(new Order.By.Value(Column.SIZE_BYTES), descending);
            Comparator<Integer> bySize = Comparator.comparingInt(sample -> sizes[sample]);
            List<Integer> expected =
                IntStream.of(half.toArray())
                    .boxed()
                    .sorted(
                        (descending ? bySize.reversed() : bySize)
                            .thenComparing(Comparator.reverseOrder()))
                    .toList();
            int middle = 1 + random.nextInt(expected.size() - 61);
            int before = expected.get(middle - 1);
            Answers.Cursor deep = new Answers.Cursor(String.valueOf(sizes[before]), before);
            for (int from : new int[] {0, middle}) {
              List<Integer> actual = new ArrayList<>();
              Optional<Answers.Cursor> after = from == 0 ? FIRST : Optional.of(deep);
              while (actual.size() < 60) {
                Answers.Found page = index.find(new Query.HasTag(tag), order, after, 20);
                page.rows().forEach(row -> actual.add(row.thing()));
                after = page.next();
              }
              assertThat(actual)
                  .as("%s from %d", order, from)
                  .isEqualTo(expected.subList(from, from + 60));
            }
          }
        });
  }

  @Test
  void readers_see_a_change_of_many_samples_whole_or_not_at_all() throws Exception {
    Index index = new RoaringIndex();
    Tag a = IndexContract.user("first");
    Tag b = IndexContract.user("second");
    ThingSet all = ThingSet.range(0, 50_000);
    IndexContract.apply(index, new Change.Arrived(Thing.SAMPLE, all));
    AtomicBoolean stop = new AtomicBoolean();
    List<Long> torn = new ArrayList<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!stop.get()) {
                Answers.Found found = index.find(new Query.Everything(), NEWEST, FIRST, 3);
                for (Answers.Row row : found.rows()) {
                  if (row.tags().contains(a) != row.tags().contains(b)) torn.add(index.seq());
                }
                long count = index.find(new Query.HasTag(a), NEWEST, FIRST, 1).total();
                if (count != 0 && count != all.size()) torn.add(count);
              }
            });
    for (int i = 0; i < 200; i++) {
      ThingSet none = ThingSet.none();
      IndexContract.apply(
          index, new Change.Tagged(a, all, none, 0, 0), new Change.Tagged(b, all, none, 0, 0));
      IndexContract.apply(
          index, new Change.Tagged(a, none, all, 0, 0), new Change.Tagged(b, none, all, 0, 0));
    }
    stop.set(true);
    reader.join();
    assertThat(torn).isEmpty();
  }

  static void compare(
      SplittableRandom random, RandomSeries series, Answers model, Answers real, String when) {
    Query query = series.query(3);
    Order order = series.order();
    Optional<Answers.Cursor> after =
        random.nextBoolean() ? FIRST : Optional.of(series.cursor(order));
    int limit = random.nextInt(1, 30);
    String what = when + ": " + query + " by " + order + " after " + after;
    Answers.Found expected = model.find(query, order, after, limit);
    Answers.Found actual = real.find(query, order, after, limit);
    assertThat(real.things(query)).as(what).isEqualTo(model.things(query));
    assertThat(sets(actual)).as(what).isEqualTo(sets(expected));
    assertThat(actual.total()).as(what).isEqualTo(expected.total());
    assertThat(actual.next()).as(what).isEqualTo(expected.next());
    int skipped = random.nextInt(40);
    Answers.Found placed = real.find(query, order, skipped, limit);
    Answers.Found expectedThere = model.find(query, order, skipped, limit);
    assertThat(sets(placed)).as("%s at %d", what, skipped).isEqualTo(sets(expectedThere));
    assertThat(placed.total()).as(what).isEqualTo(expectedThere.total());
    assertThat(placed.next()).as("%s at %d", what, skipped).isEqualTo(expectedThere.next());
    String part = series.text();
    Set<Tag.Kind> kinds = series.kinds();
    assertThat(real.suggest(part, kinds, limit))
        .as("%s suggest %s", when, part)
        .isEqualTo(model.suggest(part, kinds, limit));
    assertThat(real.facets(query, kinds, limit))
        .as("%s facets of %s", when, query)
        .isEqualTo(model.facets(query, kinds, limit));
    Tag.Kind one = series.tag().kind();
    Set<String> scopes = series.scopes();
    assertThat(real.suggest(part, one, scopes, query, limit))
        .as("%s suggest %s in %s of %s", when, part, scopes, query)
        .isEqualTo(model.suggest(part, one, scopes, query, limit));
    assertThat(real.inUse(one, scopes))
        .containsExactlyInAnyOrderElementsOf(model.inUse(one, scopes));
    List<Tag> known = real.known(0);
    assertThat(known)
        .doesNotHaveDuplicates()
        .containsAll(real.inUse(one, scopes).stream().map(Answers.Counted::tag).toList());
    int some = random.nextInt(known.size() + 1);
    assertThat(real.known(some)).isEqualTo(known.subList(some, known.size()));
    int sample = random.nextInt(310);
    assertThat(real.exists(sample)).isEqualTo(model.exists(sample));
    for (Column column : Column.of(series.kind)) {
      assertThat(real.values(sample, column))
          .as("%s %s of %s", when, column, sample)
          .isEqualTo(model.values(sample, column));
    }
  }

  static void compareStates(
      SplittableRandom random, RandomSeries series, State models, State reals, String when) {
    State model = models.of(series.kind);
    State real = reals.of(series.kind);
    Query query = series.query(2);
    Tag tag = series.tag();
    assertThat(reals.things(tag)).as("%s %s", when, tag).isEqualTo(models.things(tag));
    int sample = random.nextInt(310);
    assertThat(real.seq()).isEqualTo(model.seq());
    assertThat(real.find(query)).as("%s %s", when, query).isEqualTo(model.find(query));
    assertThat(real.things(tag)).as("%s %s", when, tag).isEqualTo(model.things(tag));
    assertThat(real.all()).as(when).isEqualTo(model.all());
    assertThat(real.tags(sample))
        .as("%s %s", when, sample)
        .containsExactlyInAnyOrderElementsOf(model.tags(sample));
    assertThat(real.fields(sample)).as("%s %s", when, sample).isEqualTo(model.fields(sample));
    assertThat(real.hasRoom(sample, tag.kind(), 1, 3))
        .isEqualTo(model.hasRoom(sample, tag.kind(), 1, 3));
    compareRoom(random, model, real, when);
  }

  private static void compareRoom(SplittableRandom random, State model, State real, String when) {
    ThingSet some = model.all().filter(_ -> random.nextInt(4) > 0);
    Tag.Kind kind = random.nextBoolean() ? Tag.Kind.USER : Tag.Kind.SYSTEM;
    int more = random.nextInt(3);
    int max = random.nextInt(8);
    assertThat(real.withoutRoom(some, kind, more, max))
        .as("%s, %d and %d more %s", when, max, more, kind)
        .isEqualTo(model.withoutRoom(some, kind, more, max));
  }

  /** Rows in their order; the tags of a row have none. */
  private static List<Object> sets(Answers.Found found) {
    List<Object> rows = new ArrayList<>();
    for (Answers.Row row : found.rows()) {
      assertThat(row.tags()).doesNotHaveDuplicates();
      rows.add(row.thing());
      rows.add(new HashSet<>(row.tags()));
    }
    return rows;
  }
}
