package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Decider;
import earmark.ledger.Entry;
import earmark.ledger.History;
import earmark.ledger.Ledger;
import earmark.ledger.MemoryEntries;
import earmark.ledger.Operation;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from a snapshot knows what a start from all entries knows, whatever the file is like. */
class SnapshotsTest {
  private static final int SAMPLES = 40;
  private static final Config.SnapshotPace NEVER =
      new Config.SnapshotPace(Long.MAX_VALUE, Duration.ofDays(1));
  private static final List<Tag> TAGS =
      Stream.of("apt1", "apt2", "loader", "packed")
          .map(name -> Tag.user(new UserTagName(name)))
          .toList();

  @TempDir Path folder;

  private MemoryEntries entries = new MemoryEntries();

  private Path file() {
    return folder.resolve(Snapshots.FILE);
  }

  @BeforeEach
  void startAnew() throws IOException {
    entries = new MemoryEntries();
    Files.deleteIfExists(file());
  }

  /** What runs between a start and a stop. */
  private interface Session {
    void run(Ledger ledger, Snapshots.Restored restored) throws Exception;
  }

  /** Starts as the server does; at the stop a snapshot is written. Answers where it started. */
  private long session(Config.SnapshotPace pace, Session session) throws Exception {
    try (Snapshots snapshots = new Snapshots(file(), entries, pace)) {
      Snapshots.Restored restored = snapshots.restore();
      long from = restored.index().seq();
      try (Ledger ledger =
          Ledger.open(entries, restored.index(), restored.history(), InstantSource.system())) {
        snapshots.keep(restored.index(), ledger.history());
        session.run(ledger, restored);
      }
      return from;
    }
  }

  private static void append(Ledger ledger, Decider decider) {
    ledger.append(new Operation("ann", Via.API, Optional.empty(), Optional.empty(), decider));
  }

  private static void arrive(Ledger ledger) {
    append(ledger, _ -> List.of(new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, SAMPLES - 1))));
  }

  private static void work(Ledger ledger, SplittableRandom random, int operations) {
    for (int i = 0; i < operations; i++) append(ledger, state -> List.of(edit(random, state)));
  }

  private static Change edit(SplittableRandom random, State state) {
    Tag tag = TAGS.get(random.nextInt(TAGS.size()));
    ThingSet some = ThingSet.of(random.ints(random.nextInt(1, 5), 0, SAMPLES).toArray());
    ThingSet carriers = state.things(tag);
    return random.nextInt(3) > 0
        ? new Change.Tagged(tag, some.andNot(carriers), ThingSet.none(), 0, 0)
        : new Change.Tagged(tag, ThingSet.none(), some.and(carriers), 0, 0);
  }

  /** Compares what a session knows with what the entries alone say. */
  private void check(Snapshots.Restored known) {
    RoaringIndex index = new RoaringIndex();
    try (Ledger replayed = Ledger.open(entries, index, InstantSource.system())) {
      assertThat(known.index().seq()).isEqualTo(entries.lastSeq());
      History history = known.history();
      assertThat(history.seq()).isEqualTo(replayed.history().seq());
      for (int sample = 0; sample < SAMPLES; sample++) {
        List<Tag> tags = index.tags(sample);
        assertThat(known.index().tags(sample)).containsExactlyInAnyOrderElementsOf(tags);
        assertThat(history.givers(sample, tags))
            .containsExactlyInAnyOrderEntriesOf(replayed.history().givers(sample, tags));
      }
      for (Tag tag : TAGS) {
        assertThat(known.index().things(new Query.HasTag(tag)))
            .isEqualTo(index.things(new Query.HasTag(tag)));
        assertThat(seqs(history.ofTag(tag, Long.MAX_VALUE, 50)))
            .isEqualTo(seqs(replayed.history().ofTag(tag, Long.MAX_VALUE, 50)));
      }
      assertThat(known.index().suggest("a", Tag.Kind.of(Thing.SAMPLE), 9))
          .isEqualTo(index.suggest("a", Tag.Kind.of(Thing.SAMPLE), 9));
    }
  }

  private static List<Long> seqs(List<Entry> entries) {
    return entries.stream().map(Entry::seq).toList();
  }

  @Test
  void a_start_goes_on_from_the_snapshot_of_the_last_stop() {
    Property.holds(
        6,
        random -> {
          startAnew();
          assertThat(session(NEVER, (ledger, _) -> arrive(ledger))).isZero();
          for (int i = 0; i < 4; i++) {
            long last = entries.lastSeq();
            int operations = random.nextInt(random.nextInt(3) == 0 ? 1_500 : 30);
            long from =
                session(
                    NEVER,
                    (ledger, restored) -> {
                      check(restored);
                      work(ledger, random, operations);
                      check(restored);
                    });
            assertThat(from).isEqualTo(last);
          }
        });
  }

  @Test
  void what_was_written_after_the_snapshot_is_read_again() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    session(
        NEVER,
        (ledger, _) -> {
          arrive(ledger);
          work(ledger, random, 1_200);
        });
    byte[] old = Files.readAllBytes(file());
    long then = entries.lastSeq();
    session(NEVER, (ledger, _) -> work(ledger, random, 1_000));
    Files.write(file(), old);
    assertThat(session(NEVER, (_, restored) -> check(restored))).isEqualTo(then);
  }

  @Test
  void a_damaged_one_is_passed_over() {
    Property.holds(
        4,
        random -> {
          startAnew();
          session(
              NEVER,
              (ledger, _) -> {
                arrive(ledger);
                work(ledger, random, 20);
              });
          byte[] good = Files.readAllBytes(file());
          for (int i = 0; i < 10; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), random.nextBoolean() ? bad : cut(random, good));
            assertThat(session(NEVER, (_, restored) -> check(restored))).isZero();
            assertThat(Files.readAllBytes(file())).as("it is written anew").isEqualTo(good);
          }
        });
  }

  private static byte[] cut(SplittableRandom random, byte[] good) {
    return Arrays.copyOf(good, random.nextInt(good.length));
  }

  @Test
  void that_of_another_ledger_or_of_a_later_moment_is_passed_over() throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    session(
        NEVER,
        (ledger, _) -> {
          arrive(ledger);
          work(ledger, random, 30);
        });
    byte[] first = Files.readAllBytes(file());
    startAnew();
    Files.write(file(), first);
    long from =
        session(
            NEVER,
            (ledger, restored) -> {
              arrive(ledger);
              work(ledger, random, 60);
              check(restored);
            });
    assertThat(from).as("there is no such entry yet").isZero();
    Files.write(file(), first);
    from = session(NEVER, (_, restored) -> check(restored));
    assertThat(from).as("the entry of this number is another").isZero();
  }

  @Test
  void one_that_was_begun_and_not_finished_leaves_the_old_one() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    session(NEVER, (ledger, _) -> arrive(ledger));
    Path part = folder.resolve(Snapshots.FILE + ".part");
    Files.write(part, new byte[5_000]);
    long from =
        session(
            NEVER,
            (ledger, restored) -> {
              work(ledger, random, 10);
              check(restored);
            });
    assertThat(from).isEqualTo(1);
    assertThat(part).doesNotExist();
  }

  @Test
  void one_is_written_while_the_ledger_goes_on() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    session(
        new Config.SnapshotPace(10, Duration.ofDays(1)),
        (ledger, restored) -> {
          arrive(ledger);
          while (!Files.exists(file())) work(ledger, random, 50);
          Path copy = folder.resolve("copy");
          Files.copy(file(), copy);
          work(ledger, random, 50);
          try (Snapshots others = new Snapshots(copy, entries, NEVER)) {
            Snapshots.Restored then = others.restore();
            assertThat(then.index().seq()).isPositive();
            Ledger.open(entries, then.index(), then.history(), InstantSource.system()).close();
            check(then);
          }
          check(restored);
        });
  }

  @Test
  void where_none_can_be_written_the_server_goes_on_without() throws Exception {
    Files.createDirectories(file().resolve("in-the-way"));
    session(
        new Config.SnapshotPace(1, Duration.ofDays(1)),
        (ledger, restored) -> {
          arrive(ledger);
          check(restored);
        });
    assertThat(session(NEVER, (_, restored) -> check(restored))).isZero();
    Files.delete(file().resolve("in-the-way"));
  }
}
