package earmark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of entries does. */
public interface EntriesContract {
  /** An empty one. */
  Entries entries();

  /** The first entries of a ledger. */
  static List<Entry> chain(int count) {
    List<Entry> chain = new ArrayList<>();
    Chain end = Chain.START;
    for (int i = 0; i < count; i++) {
      Optional<RequestKey> key =
          i % 2 == 0 ? Optional.empty() : Optional.of(new RequestKey("key-" + i, "request " + i));
      Operation operation =
          new Operation("ann", Via.API, Optional.of("because ž " + i), key, _ -> List.of());
      Change change =
          new Change.Tagged(
              Tag.user(new UserTagName("tag" + i)), ThingSet.of(i), ThingSet.none(), 0, 0);
      Entry entry = end.next(operation, List.of(change), 1_000_000L * i);
      chain.add(entry);
      end = end.with(entry);
    }
    return chain;
  }

  /** Appends as the pen does. */
  static void append(Entries entries, List<Entry> some) {
    try (Entries.Pen pen = entries.pen()) {
      pen.append(some);
    }
  }

  private static void assertSame(Entry actual, Entry expected) {
    assertThat(actual.seq()).isEqualTo(expected.seq());
    assertThat(actual.atMicros()).isEqualTo(expected.atMicros());
    assertThat(actual.actor()).isEqualTo(expected.actor());
    assertThat(actual.via()).isEqualTo(expected.via());
    assertThat(actual.reason()).isEqualTo(expected.reason());
    assertThat(actual.key()).isEqualTo(expected.key());
    assertThat(actual.changes()).isEqualTo(expected.changes());
    assertThat(actual.body()).isEqualTo(expected.body());
    assertThat(actual.hash()).isEqualTo(expected.hash());
  }

  @Test
  default void a_new_store_has_no_entries() {
    Entries entries = entries();
    assertThat(entries.lastSeq()).isZero();
    List<Entry> read = new ArrayList<>();
    entries.since(0, read::add);
    assertThat(read).isEmpty();
  }

  @Test
  default void entries_come_back_as_they_were_in_order() {
    Entries entries = entries();
    List<Entry> chain = chain(2500);
    append(entries, chain.subList(0, 1));
    append(entries, chain.subList(1, 2500));
    assertThat(entries.lastSeq()).isEqualTo(2500);
    List<Entry> read = new ArrayList<>();
    entries.since(0, read::add);
    assertThat(read).hasSameSizeAs(chain);
    for (int i = 0; i < chain.size(); i++) assertSame(read.get(i), chain.get(i));
    Chain end = Chain.START;
    for (Entry entry : read) end = end.with(entry);
    assertThat(end.seq()).isEqualTo(2500);
  }

  @Test
  default void reading_since_an_entry_leaves_it_and_those_before_out() {
    Entries entries = entries();
    append(entries, chain(5));
    List<Long> read = new ArrayList<>();
    entries.since(3, entry -> read.add(entry.seq()));
    assertThat(read).containsExactly(4L, 5L);
  }

  @Test
  default void a_batch_that_does_not_fit_leaves_nothing_behind() {
    Entries entries = entries();
    List<Entry> chain = chain(3);
    append(entries, chain.subList(0, 2));
    assertThatExceptionOfType(Entries.AppendFailed.class)
        .isThrownBy(() -> append(entries, List.of(chain.get(2), chain.get(1))));
    assertThat(entries.lastSeq()).isEqualTo(2);
  }

  @Test
  default void the_entry_of_a_request_is_found_by_actor_and_key() {
    Entries entries = entries();
    append(entries, chain(4));
    assertThat(entries.find("ann", "key-3")).map(Entry::seq).contains(4L);
    assertThat(entries.find("bob", "key-3")).isEmpty();
    assertThat(entries.find("ann", "key-2")).isEmpty();
  }

  @Test
  default void a_key_of_an_actor_is_used_once() {
    Entries entries = entries();
    Operation operation =
        new Operation(
            "ann", Via.API, Optional.empty(), Optional.of(new RequestKey("k", "")), _ -> List.of());
    Entry first = Chain.START.next(operation, List.of(), 1);
    Entry second = Chain.START.with(first).next(operation, List.of(), 2);
    append(entries, List.of(first));
    assertThatExceptionOfType(Entries.AppendFailed.class)
        .isThrownBy(() -> append(entries, List.of(second)));
    assertThat(entries.lastSeq()).isEqualTo(1);
  }

  @Test
  default void a_reason_of_any_characters_keeps_its_hash() {
    Entries entries = entries();
    String reason = "\uD800 half a pair, \uD83D\uDE00 a whole one, \u0001, \uFFFF, 'quoted' \\";
    Operation operation =
        new Operation("ann", Via.API, Optional.of(reason), Optional.empty(), _ -> List.of());
    append(entries, List.of(Chain.START.next(operation, List.of(), 1)));
    entries.since(0, entry -> assertThat(Chain.START.with(entry).seq()).isEqualTo(1));
    assertThat(entries.lastSeq()).isEqualTo(1);
  }

  @Test
  default void a_reason_that_not_every_store_can_keep_is_refused() {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() ->
            new Operation("ann", Via.API, Optional.of("a\0b"), Optional.empty(), _ -> List.of()))
        .withMessageContaining("U+0000");
  }
}
