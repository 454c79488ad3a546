package earmark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final List<Entry> chain = EntriesContract.chain(5);

  @Test
  void entries_follow_from_each_other() {
    assertThat(follow(chain).seq()).isEqualTo(5);
  }

  @Test
  void an_entry_that_was_changed_is_noticed() {
    Entry old = chain.get(2);
    List<Entry> forged = new ArrayList<>(chain);
    forged.set(
        2,
        Entry.stored(
            old.seq(),
            old.atMicros(),
            "mallory",
            old.via(),
            old.reason(),
            old.key(),
            old.body(),
            old.hash()));
    assertNoticed(forged, "entry 3 does not follow");
  }

  @Test
  void an_entry_whose_reason_moved_into_its_key_is_noticed() {
    Entry old = chain.get(1);
    List<Entry> forged = new ArrayList<>(chain);
    forged.set(
        1,
        Entry.stored(
            old.seq(),
            old.atMicros(),
            old.actor(),
            old.via(),
            Optional.of(old.reason().orElseThrow() + "key-1"),
            Optional.empty(),
            old.body(),
            old.hash()));
    assertNoticed(forged, "entry 2 does not follow");
  }

  @Test
  void a_missing_entry_is_noticed() {
    List<Entry> shorter = new ArrayList<>(chain);
    shorter.remove(3);
    assertNoticed(shorter, "entry 5 does not follow");
  }

  @Test
  void time_never_runs_backwards() {
    Operation operation =
        new Operation("ann", Via.UI, Optional.empty(), Optional.empty(), _ -> List.of());
    Entry late = Chain.START.next(operation, List.of(), 1_000);
    assertThat(Chain.START.with(late).next(operation, List.of(), 500).atMicros()).isEqualTo(1_000);
  }

  private static Chain follow(List<Entry> entries) {
    Chain end = Chain.START;
    for (Entry entry : entries) end = end.with(entry);
    return end;
  }

  private static void assertNoticed(List<Entry> entries, String message) {
    assertThatExceptionOfType(Damaged.class)
        .isThrownBy(() -> follow(entries))
        .withMessageContaining(message);
  }
}
