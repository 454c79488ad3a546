package earmark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class VerificationTest {
  /** Entries as somebody left them in a table. */
  private static final class Forged extends MemoryEntries {
    private final List<Entry> rows;

    Forged(List<Entry> rows) {
      this.rows = rows;
    }

    @Override
    public synchronized long lastSeq() {
      return rows.isEmpty() ? 0 : rows.getLast().seq();
    }

    @Override
    public synchronized void between(long from, long to, Consumer<Entry> action) {
      for (Entry row : rows) {
        if (row.seq() >= from && row.seq() <= to) action.accept(row);
      }
    }
  }

  private static Verification.Result verify(List<Entry> rows) {
    return verify(rows, Optional.empty(), false);
  }

  private static Verification.Result verify(
      List<Entry> rows, Optional<Checkpoint> noted, boolean bodies) {
    Entries entries = new Forged(rows);
    return Verification.of(List.of(entries, entries, entries), noted, bodies);
  }

  private static Entry with(Entry entry, long atMicros, byte[] body) {
    return Entry.stored(
        entry.seq(),
        atMicros,
        entry.actor(),
        entry.via(),
        entry.reason(),
        entry.key(),
        body,
        entry.hash());
  }

  private static Checkpoint end(List<Entry> rows) {
    return Checkpoint.at(Chain.at(rows.getLast()));
  }

  @Test
  void a_chain_that_was_not_touched_is_sound() {
    List<Entry> chain = EntriesContract.chain(5000);
    assertThat(verify(chain)).isEqualTo(new Verification.Result.Sound(end(chain)));
    assertThat(verify(chain, Optional.of(end(chain.subList(0, 77))), true))
        .isEqualTo(new Verification.Result.Sound(end(chain)));
    assertThat(verify(List.of()))
        .isEqualTo(new Verification.Result.Sound(Checkpoint.at(Chain.START)));
  }

  @Test
  void the_first_entry_that_does_not_fit_is_named_with_the_reason() {
    List<Entry> chain = EntriesContract.chain(9000);
    Property.holds(
        60,
        random -> {
          List<Entry> rows = new ArrayList<>(chain);
          int at = random.nextInt(chain.size() - 1);
          Entry old = rows.get(at);
          String why =
              switch (random.nextInt(4)) {
                case 0 -> {
                  byte[] body = old.body().clone();
                  body[random.nextInt(body.length)]++;
                  rows.set(at, with(old, old.atMicros(), body));
                  yield "its hash is not that";
                }
                case 1 -> {
                  rows.set(at, with(old, old.atMicros() + 1, old.body()));
                  yield "its hash is not that";
                }
                case 2 -> {
                  rows.remove(at);
                  yield "entry " + (at + 1) + " should stand here";
                }
                default -> {
                  rows.set(at, with(old, -1, old.body()));
                  yield "before the entry that it follows";
                }
              };
          assertThat(verify(rows))
              .isInstanceOfSatisfying(
                  Verification.Result.Broken.class,
                  broken -> {
                    assertThat(broken.seq()).isEqualTo(at + 1);
                    assertThat(broken.why()).contains(why);
                  });
        });
  }

  @Test
  void an_end_that_was_cut_off_or_rewritten_shows_against_a_noted_one() {
    List<Entry> chain = EntriesContract.chain(10);
    Optional<Checkpoint> noted = Optional.of(end(chain));
    assertThat(verify(chain.subList(0, 8), noted, false))
        .isEqualTo(new Verification.Result.Broken(9, "it is missing, but entry 10 was noted"));
    List<Entry> rewritten = new ArrayList<>(chain.subList(0, 9));
    Operation other =
        new Operation("eve", Via.UI, Optional.empty(), Optional.empty(), _ -> List.of());
    rewritten.add(Chain.at(chain.get(8)).next(other, List.of(), chain.get(9).atMicros()));
    assertThat(verify(rewritten)).isInstanceOf(Verification.Result.Sound.class);
    assertThat(verify(rewritten, noted, false))
        .isEqualTo(new Verification.Result.Broken(10, "another entry was noted under its number"));
  }

  @Test
  void changes_that_can_not_be_read_are_noticed_if_they_are_looked_at() {
    Operation operation =
        new Operation("ann", Via.UI, Optional.empty(), Optional.empty(), _ -> List.of());
    Entry fine = Chain.START.next(operation, List.of(), 1);
    Entry unknown = with(fine, 1, new byte[] {9, 0});
    Entry newer = unknown.withHash(new EntryHash().of(new byte[32], unknown)); // its hash is right
    assertThat(verify(List.of(newer))).isInstanceOf(Verification.Result.Sound.class);
    assertThat(verify(List.of(newer), Optional.empty(), true))
        .isInstanceOfSatisfying(
            Verification.Result.Broken.class,
            broken -> assertThat(broken.why()).contains("can't be read").contains("version 9"));
  }

  @Test
  void what_goes_wrong_while_reading_reaches_the_caller() {
    MemoryEntries gone =
        new MemoryEntries() {
          @Override
          public synchronized long lastSeq() {
            return 5;
          }

          @Override
          public synchronized void between(long from, long to, Consumer<Entry> action) {
            EntriesContract.chain(3).forEach(action);
            throw new IllegalStateException("the disk is gone");
          }
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Verification.of(List.of(gone), Optional.empty(), false))
        .withMessage("the disk is gone");
  }

  private static KeyPair keys() throws NoSuchAlgorithmException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void a_signed_checkpoint_is_read_as_it_was() throws Exception {
    KeyPair keys = keys();
    Property.holds(
        100,
        random -> {
          byte[] hash = new byte[32];
          random.nextBytes(hash);
          Checkpoint point =
              new Checkpoint(random.nextLong(1L << 50), random.nextLong(1L << 52), hash);
          String text = point.sign(keys.getPrivate());
          assertThat(text.lines()).hasSize(5);
          assertThat(Checkpoint.verify(text, keys.getPublic())).isEqualTo(point);
          assertThat(Checkpoint.verify(text.replace("\n", "\r\n") + "\n", keys.getPublic()))
              .isEqualTo(point);
        });
  }

  @Test
  void a_checkpoint_that_was_changed_or_signed_by_another_is_refused() throws Exception {
    KeyPair keys = keys();
    String text = end(EntriesContract.chain(12)).sign(keys.getPrivate());
    for (String forged :
        List.of(
            text.replace("seq 12", "seq 11"),
            text.replace("00Z", "01Z"),
            text.replace("signature ", "signature AAAA"),
            text.replaceFirst("signature .*", "signature ="),
            text.lines().limit(4).reduce("", (all, line) -> all + line + "\n"),
            "")) {
      if (forged.equals(text)) continue; // nothing to replace
      assertThatExceptionOfType(Refusal.Invalid.class)
          .isThrownBy(() -> Checkpoint.verify(forged, keys.getPublic()));
    }
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> Checkpoint.verify(text, keys().getPublic()))
        .withMessage("This checkpoint was not signed with this key.");
  }
}
