package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.Answers;
import earmark.index.Index;
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
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Search;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a search as of a past moment answers is what was answered then. */
class PastSearchTest {
  private static final int OPERATIONS = 60;
  private static final int SAMPLES = 30;
  private static final Instant START = Instant.parse("2024-05-30T00:00:00Z");
  private static final List<String> ACTORS = List.of("ann", "bob", "eve");
  private static final List<Via> DOORS = List.of(Via.UI, Via.API, Via.SPECTRA, Via.ANALYSIS);
  private static final List<Tag> TAGS =
      List.of(
          new Tag(Tag.Kind.USER, "", "apt1"),
          new Tag(Tag.Kind.USER, "", "apt2"),
          new Tag(Tag.Kind.USER, "", "Loader"),
          new Tag(Tag.Kind.SYSTEM, "", "packed"),
          new Tag(Tag.Kind.SYSTEM, "", "apt2"));
  private static final List<String> TERMS =
      List.of(
          "tag-user:apt1",
          "tag-user:apt*",
          "tag-any:*a*",
          "tag:packed",
          "tag-by:ann",
          "tag-user:apt1 tag-by:bob",
          "tag-any:[apt1, apt2] tag-via:ui",
          "tag-via:[ui, api] tag-by:eve",
          "tag-op:%d",
          "tag-at:[2024-05-30T00:00:%02dZ TO *]",
          "tag-user:loader tag-at:[* TO 2024-05-30T00:00:%02dZ]",
          "NOT tag-user:apt2",
          "filename:a*",
          "size:[3 TO 60]",
          "md5:0000000000000000000000000000000%x",
          "*");

  /** All that an answer consists of. */
  private record Answered(
      long total, List<String> rows, Optional<Answers.Cursor> next, Finder.Facets facets) {

    static Answered by(Finder finder, Search search, Order order, int limit) {
      Finder.Page page = finder.search(search, order, Optional.empty(), limit);
      return new Answered(
          page.total(),
          page.samples().stream()
              .map(row -> row.sample().number() + " " + row.system() + " " + row.user())
              .toList(),
          page.next(),
          finder.facets(search, Tag.Kind.of(Thing.SAMPLE), 20));
    }
  }

  private record Then(Instant moment, String text, Order order, int limit, Answered answered) {}

  @Test
  void a_search_as_of_a_moment_answers_what_was_answered_then() {
    Property.holds(25, random -> new History(random).check());
  }

  /** One random history, and eight questions that were asked on the way. */
  private static final class History {
    private final SplittableRandom random;
    private final MemoryEntries entries = new MemoryEntries();
    private final RoaringIndex index = new RoaringIndex();
    private final MapIndex maps = new MapIndex();
    private final Samples samples = new NumberedSamples(SAMPLES);
    private final List<Then> asked = new ArrayList<>();
    private Instant now = START;

    History(SplittableRandom random) {
      this.random = random;
    }

    void check() {
      try (Ledger ledger = Ledger.open(entries, index, () -> now)) {
        Finder finder = new Finder(samples, index, ledger.history(), entries);
        for (int i = 0; i < OPERATIONS; i++) {
          now = now.plus(random.nextInt(2_000_000), ChronoUnit.MICROS);
          ledger.append(
              new Operation(
                  pick(ACTORS), pick(DOORS), Optional.empty(), Optional.empty(), this::changes));
          if (asked.size() < 8 && random.nextInt(5) == 0) ask(finder);
        }
        while (asked.size() < 8) ask(finder);
        entries.since(
            0,
            entry -> {
              Fold.Draft draft = maps.draft();
              draft.apply(entry);
              draft.publish();
            });
        Finder oracle = new Finder(samples, maps, ledger.history(), entries);
        for (Then then : asked) {
          Search past = new Search(Search.typed(then.text()).query(), Optional.of(then.moment()));
          assertThat(Answered.by(finder, past, then.order(), then.limit()))
              .as("%s", then)
              .isEqualTo(then.answered())
              .isEqualTo(Answered.by(oracle, past, then.order(), then.limit()));
        }
      }
    }

    private void ask(Finder finder) {
      String text = text();
      Order order = order();
      int limit = 1 + random.nextInt(SAMPLES);
      Answered answered = Answered.by(finder, Search.typed(text), order, limit);
      asked.add(new Then(now, text, order, limit, answered));
      now = now.plus(1, ChronoUnit.MICROS); // what follows is later
    }

    private String text() {
      String first = term();
      return switch (random.nextInt(4)) {
        case 0 -> "(" + first + ") AND (" + term() + ")";
        case 1 -> "(" + first + ") OR (" + term() + ")";
        case 2 -> "NOT (" + first + ")";
        default -> first;
      };
    }

    private String term() {
      return pick(TERMS).formatted(random.nextInt(16));
    }

    private Order order() {
      return switch (random.nextInt(4)) {
        case 0 -> new Order(new Order.By.Value(Column.SIZE_BYTES), random.nextBoolean());
        case 1 -> new Order(new Order.By.Value(Column.FILE_NAME), random.nextBoolean());
        default -> new Order(new Order.By.Arrival(), random.nextBoolean());
      };
    }

    private <T> T pick(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }

    private ThingSet some(int count) {
      return ThingSet.of(
          IntStream.generate(() -> random.nextInt(SAMPLES))
              .limit(1 + random.nextInt(count))
              .toArray());
    }

    private List<Change> changes(State state) {
      List<Change> changes = new ArrayList<>();
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          ThingSet arrived = some(10).andNot(state.all());
          changes.add(new Change.Arrived(Thing.SAMPLE, arrived));
          arrived.forEach(sample -> changes.add(described(state, sample)));
        }
        case 2 -> some(2).and(state.all()).forEach(sample -> gone(state, sample, changes));
        case 3 -> some(3).and(state.all()).forEach(sample -> changes.add(described(state, sample)));
        default -> {
          Tag tag = pick(TAGS);
          ThingSet touched = some(12).and(state.all());
          ThingSet carriers = state.things(tag);
          changes.add(
              random.nextInt(3) > 0
                  ? new Change.Tagged(tag, touched.andNot(carriers), ThingSet.none(), 0, 0)
                  : new Change.Tagged(tag, ThingSet.none(), touched.and(carriers), 0, 0));
        }
      }
      return changes;
    }

    private Change described(State state, int sample) {
      Map<String, List<String>> before = state.fields(sample);
      Map<String, Change.Values> fields = new TreeMap<>();
      fields.put(
          Column.FILE_NAME.field(),
          new Change.Values(
              before.getOrDefault(Column.FILE_NAME.field(), List.of()),
              List.of(pick(List.of("a.exe", "b.txt", "Abc")))));
      fields.put(
          Column.SIZE_BYTES.field(),
          new Change.Values(
              before.getOrDefault(Column.SIZE_BYTES.field(), List.of()),
              List.of(String.valueOf(random.nextInt(100)))));
      return new Change.Described(Thing.SAMPLE, sample, fields);
    }

    private static void gone(State state, int sample, List<Change> changes) {
      ThingSet one = ThingSet.of(sample);
      for (Tag tag : state.tags(sample)) {
        changes.add(new Change.Tagged(tag, ThingSet.none(), one, 0, 0));
      }
      Map<String, Change.Values> fields = new HashMap<>();
      state
          .fields(sample)
          .forEach((field, values) -> fields.put(field, new Change.Values(values, List.of())));
      if (!fields.isEmpty()) changes.add(new Change.Described(Thing.SAMPLE, sample, fields));
      changes.add(new Change.Gone(Thing.SAMPLE, one));
    }
  }

  @Test
  void a_moment_that_has_not_come_is_now_and_one_before_the_first_entry_is_empty() {
    SplittableRandom random = new SplittableRandom(7);
    History history = new History(random);
    history.check();
    try (Ledger ledger = Ledger.open(history.entries, new RoaringIndex(), () -> START)) {
      Index index = history.index;
      Finder finder = new Finder(history.samples, index, ledger.history(), history.entries);
      Search all = Search.typed("");
      Answered now = Answered.by(finder, all, Order.NEWEST_FIRST, SAMPLES);
      assertThat(now.total()).isPositive();
      for (Instant later : List.of(Instant.parse("9999-12-31T23:59:59Z"), Instant.MAX)) {
        Search then = new Search(all.query(), Optional.of(later));
        assertThat(Answered.by(finder, then, Order.NEWEST_FIRST, SAMPLES)).isEqualTo(now);
      }
      Search before = new Search(all.query(), Optional.of(START.minusSeconds(1)));
      assertThat(Answered.by(finder, before, Order.NEWEST_FIRST, SAMPLES).total()).isZero();
    }
  }
}
