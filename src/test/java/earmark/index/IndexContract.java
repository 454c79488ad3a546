package earmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.ledger.Change;
import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.EntryFormat;
import earmark.ledger.Fold;
import earmark.ledger.Via;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.SystemTag;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every index does. */
interface IndexContract {
  Order NEWEST = Order.NEWEST_FIRST;
  Optional<Answers.Cursor> FIRST = Optional.empty();
  Set<Tag.Kind> BOTH = Tag.Kind.of(Thing.SAMPLE);

  /** An empty one. */
  Index index();

  static Tag user(String name) {
    return Tag.user(new UserTagName(name));
  }

  static Tag system(String name) {
    return Tag.system(new SystemTag(name));
  }

  static Change added(Tag tag, int... samples) {
    return new Change.Tagged(tag, ThingSet.of(samples), ThingSet.none(), 0, 0);
  }

  static Change removed(Tag tag, int... samples) {
    return new Change.Tagged(tag, ThingSet.none(), ThingSet.of(samples), 0, 0);
  }

  static Entry entry(long seq, List<Change> changes) {
    return Entry.stored(
        seq,
        seq,
        "ann",
        Via.API,
        Optional.empty(),
        Optional.empty(),
        EntryFormat.write(changes),
        new byte[32]);
  }

  static void apply(Index index, Change... changes) {
    Fold.Draft draft = index.draft();
    draft.apply(entry(index.seq() + 1, List.of(changes)));
    draft.publish();
  }

  /** Keeps an entry as the ledger's pen does. */
  static void append(Entries entries, Entry entry) {
    try (Entries.Pen pen = entries.pen()) {
      pen.append(List.of(entry));
    }
  }

  /** An index of the samples 0 to 99. */
  private Index withSamples() {
    Index index = index();
    apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 99)));
    return index;
  }

  private static List<Integer> numbers(Answers.Found found) {
    return found.rows().stream().map(Answers.Row::thing).toList();
  }

  @Test
  default void desktop_is_also_found_within_other_tags_of_both_kinds() {
    Index index = index();
    apply(
        index,
        new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 9)),
        added(system("desktop"), 0),
        added(user("desktop_app"), 1),
        added(user("malicious_desktop"), 2),
        added(user("zDeskTop"), 3),
        added(user("desk top"), 4));
    Answers.Found found = index.find(Query.HasTagLike.containing("DESKTOP"), NEWEST, FIRST, 20);
    assertThat(found.total()).isEqualTo(4);
    assertThat(numbers(found)).containsExactly(3, 2, 1, 0);
    assertThat(found.next().isPresent()).isFalse();
  }

  @Test
  default void text_without_a_match_finds_nothing() {
    Index index = withSamples();
    apply(index, added(user("apt28"), 1));
    for (String text : List.of("x", "apt29", "apt281", "%", "_", ".*", "apt*")) {
      assertThat(index.find(Query.HasTagLike.containing(text), NEWEST, FIRST, 5).total()).isZero();
    }
  }

  @Test
  default void one_tag_is_found_exactly_with_its_kind_and_case() {
    Index index = withSamples();
    apply(
        index,
        added(user("Example"), 1, 2),
        added(user("example"), 2, 3),
        added(system("example"), 9));
    assertThat(numbers(index.find(new Query.HasTag(user("example")), NEWEST, FIRST, 9)))
        .containsExactly(3, 2);
    assertThat(numbers(index.find(new Query.HasTag(system("example")), NEWEST, FIRST, 9)))
        .containsExactly(9);
    assertThat(index.find(new Query.HasTag(user("EXAMPLE")), NEWEST, FIRST, 9).total()).isZero();
  }

  @Test
  default void a_sample_with_several_matching_tags_counts_once() {
    Index index = withSamples();
    apply(index, added(user("apt28"), 1), added(user("apt29"), 1, 2));
    assertThat(index.find(Query.HasTagLike.containing("apt"), NEWEST, FIRST, 9).total())
        .isEqualTo(2);
  }

  @Test
  default void pages_follow_each_other_while_newer_samples_arrive() {
    Index index = index();
    apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 44)));
    List<Integer> all = new ArrayList<>();
    Optional<Answers.Cursor> after = FIRST;
    for (int newer = 45; newer < 48; newer++) {
      Answers.Found found = index.find(new Query.Everything(), NEWEST, after, 20);
      assertThat(found.total()).isEqualTo(newer);
      assertThat(found.next().isPresent()).isEqualTo(newer < 47);
      all.addAll(numbers(found));
      after = found.next();
      apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.of(newer)));
    }
    assertThat(all).hasSize(45).doesNotHaveDuplicates().startsWith(44, 43).endsWith(1, 0);
  }

  @Test
  default void a_removed_tag_is_gone_from_search_suggestions_and_sample() {
    Index index = index();
    apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.of(1)), added(user("apt28"), 1));
    apply(index, removed(user("apt28"), 1));
    assertThat(index.find(Query.HasTagLike.containing("apt"), NEWEST, FIRST, 5).total()).isZero();
    assertThat(index.suggest("apt", BOTH, 5)).isEmpty();
    assertThat(index.tags(1)).isEmpty();
    assertThat(index.exists(1)).isTrue();
    assertThat(index.exists(2)).isFalse();
  }

  @Test
  default void suggestions_start_with_the_text_first_and_are_then_ordered_by_use() {
    Index index = withSamples();
    apply(
        index,
        added(user("mal"), 1),
        added(user("Malware_1"), 1, 2, 3),
        added(user("normal"), 1, 2, 3, 4, 5),
        added(system("malformed"), 1, 2),
        added(user("other"), 1));
    assertThat(index.suggest("MAL", BOTH, 10).stream().map(s -> s.tag().name() + s.count()))
        .containsExactly("Malware_13", "malformed2", "mal1", "normal5");
    assertThat(index.suggest("mal", EnumSet.of(Tag.Kind.USER), 2).stream().map(s -> s.tag().name()))
        .containsExactly("Malware_1", "mal");
    assertThat(index.suggest("", BOTH, 1).stream().map(s -> s.tag().name()))
        .containsExactly("normal");
  }

  @Test
  default void a_dropped_draft_leaves_no_trace_and_an_open_one_is_not_seen() {
    Index index = withSamples();
    apply(index, added(user("seen"), 1));
    Fold.Draft draft = index.draft();
    draft.apply(entry(3, List.of(added(user("unseen"), 1))));
    assertThat(draft.things(user("unseen"))).isEqualTo(ThingSet.of(1));
    assertThat(draft.tags(1)).containsExactlyInAnyOrder(user("seen"), user("unseen"));
    assertThat(index.suggest("unseen", BOTH, 5)).isEmpty();
    assertThat(index.tags(1)).containsExactly(user("seen"));
    assertThat(index.seq()).isEqualTo(2);
  }

  @Test
  default void an_entry_that_was_folded_already_changes_nothing() {
    Index index = withSamples();
    apply(index, added(user("tag"), 1));
    Fold.Draft draft = index.draft();
    draft.apply(entry(2, List.of(removed(user("tag"), 1))));
    draft.publish();
    assertThat(index.tags(1)).containsExactly(user("tag"));
  }
}
