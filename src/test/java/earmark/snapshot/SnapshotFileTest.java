package earmark.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.property.Property;
import earmark.things.ThingSet;
import earmark.things.ThingSetSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
  @TempDir Path folder;

  /** Something that a section can hold, written and read again. */
  private sealed interface Piece {
    record Small(int value) implements Piece {}

    record Wide(long value) implements Piece {}

    record Text(String value) implements Piece {}

    record Chars(String value) implements Piece {}

    record Longs(List<Long> value) implements Piece {}

    record Things(ThingSet value) implements Piece {}
  }

  private static Piece piece(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Piece.Small(random.nextInt() >>> (1 + random.nextInt(30)));
      case 1 -> new Piece.Wide(random.nextLong());
      case 2 -> new Piece.Text("tä😀".repeat(random.nextInt(2) * random.nextInt(9)));
      case 3 ->
          new Piece.Chars("日本x".repeat(random.nextInt(random.nextInt(9) == 0 ? 400_000 : 400)));
      case 4 ->
          new Piece.Longs(
              random
                  .longs(random.nextInt(random.nextInt(9) == 0 ? 200_000 : 200))
                  .boxed()
                  .toList());
      default -> new Piece.Things(things(random));
    };
  }

  /** Sets of every form: none, few, many, dense, in runs. */
  private static ThingSet things(SplittableRandom random) {
    int reach = 1 << random.nextInt(1, 24);
    IntStream some = random.ints(random.nextInt(1 << random.nextInt(1, 17)), 0, reach);
    ThingSet set = ThingSet.of(some.toArray());
    if (random.nextBoolean()) set = set.or(ThingSet.range(reach, reach + random.nextInt(200_000)));
    return random.nextBoolean() ? set.filter(thing -> (thing & 31) != 7) : set;
  }

  private static void write(SectionWriter out, Piece piece) throws IOException {
    switch (piece) {
      case Piece.Small(int value) -> out.putNumber(value);
      case Piece.Wide(long value) -> out.putLong(value);
      case Piece.Text(String value) -> out.putText(value);
      case Piece.Chars(String value) -> out.putChars(value.toCharArray());
      case Piece.Longs(List<Long> value) ->
          out.putLongs(value.stream().mapToLong(Long::longValue).toArray());
      case Piece.Things(ThingSet value) -> ThingSetSnapshot.write(out, value);
    }
  }

  private static Piece read(SectionReader in, Piece like) throws IOException {
    return switch (like) {
      case Piece.Small _ -> new Piece.Small(in.getNumber());
      case Piece.Wide _ -> new Piece.Wide(in.getLong());
      case Piece.Text _ -> new Piece.Text(in.getText());
      case Piece.Chars(String value) -> new Piece.Chars(new String(in.getChars(value.length())));
      case Piece.Longs(List<Long> value) ->
          new Piece.Longs(Arrays.stream(in.getLongs(value.size())).boxed().toList());
      case Piece.Things _ -> new Piece.Things(ThingSetSnapshot.read(in));
    };
  }

  private static void write(Path file, long seq, List<List<Piece>> sections) throws IOException {
    try (SnapshotWriter out = SnapshotWriter.begin(file, new Head(seq, new byte[32]))) {
      for (int i = 0; i < sections.size(); i++) {
        List<Piece> pieces = sections.get(i);
        out.section(
            "section " + i,
            section -> {
              for (Piece piece : pieces) write(section, piece);
            });
      }
      out.finish();
    }
  }

  private static void check(Path file, long seq, List<List<Piece>> sections) throws IOException {
    try (SnapshotReader in = SnapshotReader.open(file)) {
      assertThat(in.head().seq()).isEqualTo(seq);
      for (int i = sections.size() - 1; i >= 0; i--) {
        List<Piece> pieces = sections.get(i);
        List<Piece> read =
            in.section(
                "section " + i,
                section -> {
                  List<Piece> all = new ArrayList<>();
                  for (Piece piece : pieces) all.add(read(section, piece));
                  return all;
                });
        assertThat(read.equals(pieces)).as("section %d", i).isTrue();
      }
    }
  }

  private static List<List<Piece>> sections(SplittableRandom random) {
    List<List<Piece>> sections = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      sections.add(IntStream.range(0, random.nextInt(12)).mapToObj(_ -> piece(random)).toList());
    }
    return sections;
  }

  @Test
  void what_is_read_is_what_was_written() {
    Property.holds(
        40,
        random -> {
          Path file = folder.resolve("snapshot");
          List<List<Piece>> sections = sections(random);
          long seq = random.nextLong();
          write(file, seq, sections);
          check(file, seq, sections);
        });
  }

  @Test
  void any_damage_is_noticed() {
    Property.holds(
        15,
        random -> {
          Path file = folder.resolve("snapshot");
          List<List<Piece>> sections = sections(random);
          write(file, 7, sections);
          byte[] good = Files.readAllBytes(file);
          for (int i = 0; i < 30; i++) {
            byte[] bad = damaged(random, good);
            if (Arrays.equals(bad, good)) continue;
            Files.write(file, bad);
            assertThatThrownBy(() -> check(file, 7, sections)).isInstanceOf(IOException.class);
          }
        });
  }

  private static byte[] damaged(SplittableRandom random, byte[] good) {
    int at = random.nextBoolean() ? random.nextInt(good.length) : edge(random, good.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(good, at);
      case 1 -> Arrays.copyOf(good, good.length + 1 + random.nextInt(20));
      case 2 -> {
        byte[] bad = good.clone();
        bad[at] ^= (byte) (1 << random.nextInt(8));
        yield bad;
      }
      default -> {
        byte[] bad = good.clone();
        Arrays.fill(bad, at, Math.min(good.length, at + random.nextInt(9_000)), (byte) 0);
        yield bad;
      }
    };
  }

  /** A place near the beginning or the end, where the file says what it is. */
  private static int edge(SplittableRandom random, int length) {
    int near = random.nextInt(Math.min(100, length));
    return random.nextBoolean() ? near : length - 1 - near;
  }

  @Test
  void a_section_that_holds_more_than_is_read_or_less_is_refused() throws IOException {
    Path file = folder.resolve("snapshot");
    write(file, 7, List.of(List.of(new Piece.Small(1), new Piece.Small(2))));
    try (SnapshotReader in = SnapshotReader.open(file)) {
      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> in.section("section 0", SectionReader::getNumber));
      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> in.section("section 0", section -> section.getBytes(3)));
      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> in.section("section 1", SectionReader::getNumber))
          .withMessage("it has no section section 1");
    }
  }

  @Test
  void a_snapshot_of_another_version_is_refused() throws IOException {
    Path file = folder.resolve("snapshot");
    write(file, 7, List.of());
    byte[] bytes = Files.readAllBytes(file);
    bytes[SnapshotWriter.MAGIC.length + 3]++;
    Files.write(file, bytes);
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> SnapshotReader.open(file))
        .withMessage(
            "it is of version %d, not %d", SnapshotWriter.VERSION + 1, SnapshotWriter.VERSION);
  }

  @Test
  void one_that_is_not_finished_leaves_the_old_one_where_it_is() throws IOException {
    Path file = folder.resolve("snapshot");
    write(file, 7, List.of(List.of(new Piece.Small(1))));
    try (SnapshotWriter out = SnapshotWriter.begin(file, new Head(8, new byte[32]))) {
      out.section("section 0", section -> section.putNumber(2));
    }
    check(file, 7, List.of(List.of(new Piece.Small(1))));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
