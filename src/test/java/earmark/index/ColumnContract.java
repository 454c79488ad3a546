package earmark.index;

import static earmark.index.IndexContract.BOTH;
import static earmark.index.IndexContract.FIRST;
import static earmark.index.IndexContract.NEWEST;
import static earmark.index.IndexContract.added;
import static earmark.index.IndexContract.append;
import static earmark.index.IndexContract.apply;
import static earmark.index.IndexContract.entry;
import static earmark.index.IndexContract.removed;
import static earmark.index.IndexContract.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Fold;
import earmark.ledger.MemoryEntries;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every index knows of columns, of order, of counts and of the past. */
interface ColumnContract {

  /** An empty one. */
  Index index();

  private Index withSamples() {
    Index index = index();
    apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 9)));
    return index;
  }

  static Change described(int sample, Column column, String... values) {
    return new Change.Described(
        Thing.SAMPLE,
        sample,
        Map.of(column.field(), new Change.Values(List.of(), List.of(values))));
  }

  private static Query matches(Column column, String pattern) {
    return new Query.Matches(column, Wildcard.parse(pattern));
  }

  private static Order by(Column column, boolean descending) {
    return new Order(new Order.By.Value(column), descending);
  }

  private static List<Integer> sorted(Answers answers, Order order) {
    return answers.find(new Query.Everything(), order, FIRST, 100).rows().stream()
        .map(Answers.Row::thing)
        .toList();
  }

  private static void assertFinds(Answers answers, Query query, int... samples) {
    assertThat(answers.things(query)).as("%s", query).isEqualTo(ThingSet.of(samples));
  }

  @Test
  default void words_and_texts_are_found_in_any_case_and_by_wildcards() {
    Index index = withSamples();
    apply(
        index,
        described(1, Column.SAMPLE_TYPE, "PE/Exe"),
        described(2, Column.SAMPLE_TYPE, "PE+/Dll", "Text"),
        described(1, Column.FILE_NAME, "Rechnung Ü.EXE"),
        described(2, Column.FILE_NAME, "readme.txt"));
    assertFinds(index, matches(Column.SAMPLE_TYPE, "pe*"), 1, 2);
    assertFinds(index, matches(Column.SAMPLE_TYPE, "PE/EXE"), 1);
    assertFinds(index, matches(Column.SAMPLE_TYPE, "text"), 2);
    assertFinds(index, matches(Column.FILE_NAME, "*ü.exe"), 1);
    assertFinds(index, matches(Column.FILE_NAME, "README.???"), 2);
    assertFinds(index, matches(Column.FILE_NAME, "*"), 1, 2);
    assertThat(index.values(2, Column.SAMPLE_TYPE)).containsExactly("PE+/Dll", "Text");
    assertThat(index.values(3, Column.FILE_NAME)).isEmpty();
  }

  @Test
  default void each_of_many_words_is_found_by_each_of_its_parts() {
    Index index = index();
    apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 2999)));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String host = (i % 7 == 0 ? "münchen" : "host") + i + ".example";
      changes.add(described(i, Column.URI, "http://" + host + "/A", "http://all.example/" + i / 2));
    }
    apply(index, changes.toArray(Change[]::new));
    assertFinds(index, matches(Column.URI, "http://host2999.example/a"), 2999);
    assertFinds(index, matches(Column.URI, "*HOST2999*"), 2999);
    assertFinds(index, matches(Column.URI, "*//Münch?n2996.*"), 2996);
    assertFinds(index, matches(Column.URI, "*/1023"), 2046, 2047);
    assertFinds(index, matches(Column.URI, "http://all.example/1024"), 2048, 2049);
    assertFinds(index, matches(Column.URI, "http://host2999.example/"));
    assertFinds(index, matches(Column.URI, "host2999*"));
    assertFinds(index, matches(Column.URI, "*host2999*host2999*"));
    assertThat(index.things(matches(Column.URI, "*"))).isEqualTo(ThingSet.range(0, 2999));
    assertThat(index.things(matches(Column.URI, "*ü*")).size()).isEqualTo(429);
    assertThat(index.things(matches(Column.URI, "*a")).size()).isEqualTo(3000);
    apply(index, described(2999, Column.URI));
    assertFinds(index, matches(Column.URI, "*host2999*"));
    assertThat(index.things(matches(Column.URI, "*"))).isEqualTo(ThingSet.range(0, 2998));
  }

  @Test
  default void numbers_are_found_by_ranges_with_both_ends() {
    Index index = withSamples();
    apply(
        index,
        described(1, Column.SIZE_BYTES, "0"),
        described(2, Column.SIZE_BYTES, "300"),
        described(3, Column.SIZE_BYTES, "70000"),
        described(4, Column.SIZE_BYTES, Long.toString(Long.MAX_VALUE)));
    assertFinds(index, new Query.InRange(Column.SIZE_BYTES, 0, 300), 1, 2);
    assertFinds(index, new Query.InRange(Column.SIZE_BYTES, 300, 70_000), 2, 3);
    assertFinds(index, new Query.InRange(Column.SIZE_BYTES, 70_001, Long.MAX_VALUE), 4);
    assertFinds(index, new Query.InRange(Column.SIZE_BYTES, 5, 4));
    assertThat(index.values(4, Column.SIZE_BYTES)).containsExactly("9223372036854775807");
  }

  @Test
  default void a_described_sample_has_the_new_values_alone() {
    Index index = withSamples();
    apply(index, described(1, Column.CLASSIFICATION, "unknown"));
    apply(index, described(1, Column.CLASSIFICATION, "malicious"), described(1, Column.SIZE_BYTES));
    assertFinds(index, matches(Column.CLASSIFICATION, "unknown"));
    assertFinds(index, matches(Column.CLASSIFICATION, "malicious"), 1);
    apply(index, described(1, Column.CLASSIFICATION));
    assertFinds(index, matches(Column.CLASSIFICATION, "*"));
  }

  @Test
  default void a_column_of_a_newer_version_is_passed_over() {
    Index index = withSamples();
    Change.Values values = new Change.Values(List.of(), List.of("x"));
    apply(index, new Change.Described(Thing.SAMPLE, 1, Map.of("of-tomorrow", values)));
    assertThat(index.draft().fields(1)).isEmpty();
  }

  @Test
  default void parts_are_combined_and_what_is_not_found_is_relative_to_all_samples() {
    Index index = withSamples();
    apply(index, added(user("a1"), 1, 2, 3), added(user("a2"), 3, 4), added(user("b1"), 2));
    Query a = Query.HasTagLike.containing("a");
    Query b = new Query.HasTag(user("b1"));
    assertFinds(index, new Query.And(List.of(a, new Query.Not(b))), 1, 3, 4);
    assertFinds(index, new Query.Not(a), 0, 5, 6, 7, 8, 9);
    assertFinds(index, new Query.Or(List.of(b, new Query.HasTag(user("a2")))), 2, 3, 4);
    assertFinds(index, new Query.And(List.of()), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertFinds(index, new Query.Or(List.of()));
    assertFinds(index, new Query.These(ThingSet.of(9, 10)), 9);
    assertFinds(
        index, new Query.HasTagLike(Set.of(Tag.Kind.USER), Wildcard.parse("*")), 1, 2, 3, 4);
    assertFinds(index, new Query.HasTagLike(Set.of(Tag.Kind.SYSTEM), Wildcard.parse("*")));
  }

  @Test
  default void what_an_index_does_not_know_has_to_be_resolved_by_the_caller() {
    Index index = withSamples();
    for (Query query :
        List.of(
            new Query.HasHash("00"),
            new Query.And(List.of(new Query.Or(List.of()), new Query.HasHash("00"))),
            new Query.Given(
                BOTH,
                Wildcard.parse("*"),
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Optional.empty()),
            new Query.InRange(Column.FILE_NAME, 0, 1),
            matches(Column.SIZE_BYTES, "1"))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> index.things(query));
    }
  }

  @Test
  default void an_answer_is_sorted_by_value_then_newest_first_and_those_without_come_last() {
    Index index = withSamples();
    apply(
        index,
        described(1, Column.SIZE_BYTES, "10"),
        described(2, Column.SIZE_BYTES, "9"),
        described(3, Column.SIZE_BYTES, "10"),
        described(1, Column.FILE_NAME, "b"),
        described(2, Column.FILE_NAME, "A"),
        described(3, Column.FILE_NAME, "a"),
        described(1, Column.CLASSIFICATION, "x", "A"),
        described(2, Column.CLASSIFICATION, "b"));
    assertThat(sorted(index, by(Column.SIZE_BYTES, false)))
        .containsExactly(2, 3, 1, 9, 8, 7, 6, 5, 4, 0);
    assertThat(sorted(index, by(Column.SIZE_BYTES, true)))
        .containsExactly(3, 1, 2, 9, 8, 7, 6, 5, 4, 0);
    assertThat(sorted(index, by(Column.FILE_NAME, false))).startsWith(2, 3, 1, 9);
    assertThat(sorted(index, by(Column.FILE_NAME, true))).startsWith(1, 3, 2, 9);
    assertThat(sorted(index, by(Column.CLASSIFICATION, false))).startsWith(1, 2, 9);
    assertThat(sorted(index, by(Column.CLASSIFICATION, true))).startsWith(1, 2, 9);
    assertThat(sorted(index, new Order(new Order.By.Arrival(), false))).startsWith(0, 1, 2);
  }

  @Test
  default void paging_misses_and_repeats_nothing_while_other_samples_change() {
    for (Column column : List.of(Column.RISK_SCORE, Column.CLASSIFICATION, Column.FILE_NAME)) {
      for (boolean descending : List.of(true, false)) {
        Index index = withSamples();
        for (int i = 0; i < 8; i++) apply(index, described(i, column, "" + i / 3));
        List<Integer> seen = new ArrayList<>();
        Optional<Answers.Cursor> after = FIRST;
        do {
          Order order = by(column, descending);
          Answers.Found page = index.find(new Query.Everything(), order, after, 2);
          for (Answers.Row row : page.rows()) {
            seen.add(row.thing());
            apply(
                index,
                described(row.thing(), column),
                new Change.Gone(Thing.SAMPLE, ThingSet.of(row.thing())));
          }
          after = page.next();
        } while (after.isPresent());
        assertThat(seen).as("%s", column).hasSize(10).doesNotHaveDuplicates().endsWith(9, 8);
      }
    }
  }

  @Test
  default void counts_of_tags_are_exact_larger_first_then_by_name() {
    Index index = withSamples();
    apply(
        index,
        added(user("one"), 1),
        added(user("two"), 1, 2),
        added(user("all"), 1, 2, 3, 4),
        added(user("else"), 8, 9),
        added(new Tag(Tag.Kind.SYSTEM, "", "two"), 2, 3));
    Query query = new Query.These(ThingSet.of(1, 2, 3, 5));
    assertThat(index.facets(query, BOTH, 9).stream().map(c -> c.tag() + "=" + c.count()))
        .containsExactly("USER:all=3", "SYSTEM:two=2", "USER:two=2", "USER:one=1");
    assertThat(index.facets(query, Set.of(Tag.Kind.USER), 2).stream().map(c -> c.tag().name()))
        .containsExactly("all", "two");
    assertThat(index.facets(new Query.Or(List.of()), BOTH, 9)).isEmpty();
  }

  @Test
  default void a_sample_that_is_gone_is_in_no_answer_and_starts_clean_if_it_comes_again() {
    Index index = withSamples();
    apply(index, added(user("apt"), 1, 2), described(1, Column.SIZE_BYTES, "5"));
    apply(index, described(1, Column.CLASSIFICATION, "bad"), described(1, Column.FILE_NAME, "f"));
    apply(index, new Change.Gone(Thing.SAMPLE, ThingSet.of(1)));
    for (boolean again : List.of(false, true)) {
      if (again) apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.of(1)));
      assertThat(index.exists(1)).isEqualTo(again);
      assertThat(index.tags(1)).isEmpty();
      assertFinds(index, new Query.HasTag(user("apt")), 2);
      assertFinds(index, matches(Column.CLASSIFICATION, "*"));
      assertFinds(index, matches(Column.FILE_NAME, "*"));
      assertFinds(index, new Query.InRange(Column.SIZE_BYTES, 0, 9));
      assertThat(index.draft().fields(1)).isEmpty();
      assertThat(index.suggest("apt", BOTH, 1).getFirst().count()).isEqualTo(1);
    }
  }

  @Test
  default void a_sample_that_does_not_exist_gets_no_tag_and_no_value() {
    Index index = withSamples();
    apply(index, added(user("apt"), 9, 10), described(10, Column.SIZE_BYTES, "5"));
    assertFinds(index, new Query.HasTag(user("apt")), 9);
    assertThat(index.tags(10)).isEmpty();
    assertThat(index.values(10, Column.SIZE_BYTES)).isEmpty();
  }

  @Test
  default void the_past_is_asked_as_the_present_is() {
    Index index = index();
    MemoryEntries entries = new MemoryEntries();
    Tag apt = user("apt");
    List<List<Change>> all =
        List.of(
            List.of(new Change.Arrived(Thing.SAMPLE, ThingSet.of(1, 2)), added(apt, 1)),
            List.of(described(1, Column.SIZE_BYTES, "5"), added(apt, 2)),
            List.of(
                removed(apt, 1),
                new Change.Described(
                    Thing.SAMPLE,
                    1,
                    Map.of(Column.SIZE_BYTES.field(), new Change.Values(List.of("5"), List.of()))),
                new Change.Gone(Thing.SAMPLE, ThingSet.of(1))));
    for (List<Change> changes : all) {
      Entry entry = entry(index.seq() + 1, changes);
      append(entries, entry);
      Fold.Draft draft = index.draft();
      draft.apply(entry);
      draft.publish();
    }
    assertFinds(index.at(0, entries), new Query.Everything());
    assertFinds(index.at(1, entries), new Query.HasTag(apt), 1);
    assertFinds(index.at(1, entries), new Query.InRange(Column.SIZE_BYTES, 0, 9));
    assertFinds(index.at(2, entries), new Query.HasTag(apt), 1, 2);
    assertThat(index.at(2, entries).values(1, Column.SIZE_BYTES)).containsExactly("5");
    assertFinds(index.at(3, entries), new Query.Everything(), 2);
    for (long seq : new long[] {-1, 4}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> index.at(seq, entries));
    }
  }

  @Test
  default void a_cursor_that_is_no_number_is_refused_where_numbers_are_sorted() {
    Index index = withSamples();
    for (String value : List.of("x", "-1", "9223372036854775808", "1.5", " 1")) {
      Optional<Answers.Cursor> after = Optional.of(new Answers.Cursor(value, 1));
      assertThatExceptionOfType(Refusal.Invalid.class)
          .isThrownBy(
              () -> index.find(new Query.Everything(), by(Column.SIZE_BYTES, true), after, 5))
          .withMessageContaining("cursor");
      assertThat(index.find(new Query.Everything(), NEWEST, after, 5).rows()).hasSize(1);
    }
  }
}
