package earmark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.catalogue.Catalogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes, the analyser answers facts in time. A failing seed stands in the message. */
class AnalyserRobustnessTest {
  /** Mutants in an ordinary run; {@code -Dmutants=200000} for a long one by hand. */
  private static final int MUTANTS = Integer.getInteger("mutants", 2400);

  private static final long SEED = Long.getLong("seed", 20261122L);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int BYTES_MAX = 200_000;
  private static final List<String> PARENTS =
      List.of(
          "hello-x86.exe",
          "anti-x86.exe",
          "gui-x86.exe",
          "jna-win32-x86-64.dll",
          "hello-elf64",
          "jna-linux-arm.so",
          "jna-linux-s390x.so",
          "exe.zip",
          "nested.zip",
          "infected.zip",
          "infected-aes.zip",
          "plain.gz",
          "exe.xz",
          "exe.tar",
          "exe.7z",
          "letter.docx",
          "one.class",
          "jna-darwin-aarch64.dylib");

  private final Catalogue catalogue = Catalogue.load();
  @TempDir Path folder;

  @Test
  void mutated_files_are_analysed_without_failure_and_in_time() throws IOException {
    Path file = folder.resolve("mutant");
    for (int i = 0; i < MUTANTS; i++) {
      String parent = PARENTS.get(i % PARENTS.size());
      Files.write(file, mutant(parent, new Random(SEED + i)));
      check(file, parent + ", -Dseed=" + (SEED + i) + " -Dmutants=1");
    }
  }

  @Test
  void files_cut_off_anywhere_are_analysed() throws IOException {
    Path file = folder.resolve("cut");
    for (String parent : PARENTS) {
      byte[] whole = bytes(parent);
      for (int length = 0; length < Math.min(whole.length, 600); length += 7) {
        Files.write(file, Arrays.copyOf(whole, length));
        check(file, parent + " cut to " + length);
      }
      for (int i = 1; i < 20; i++) {
        int length = (int) ((long) whole.length * i / 20);
        Files.write(file, Arrays.copyOf(whole, length));
        check(file, parent + " cut to " + length);
      }
    }
  }

  @Test
  void the_same_bytes_give_the_same_facts_and_tags() {
    Catalogue again = Catalogue.load();
    for (String name : Fixtures.all().keySet()) {
      Facts facts = Fixtures.facts(name);
      assertThat(Fixtures.facts(name)).as(name).isEqualTo(facts);
      assertThat(again.tags(facts)).as(name).isEqualTo(catalogue.tags(facts));
    }
    assertThat(again.version()).isEqualTo(catalogue.version());
  }

  @Test
  void a_sparse_file_of_two_gigabytes_takes_seconds_and_no_memory() throws IOException {
    Path file = folder.resolve("huge");
    Files.write(file, bytes("hello-elf64"));
    try (var out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      out.position((2L << 30) - 1).write(ByteBuffer.wrap(new byte[] {0}));
    }
    Facts facts = Analyser.analyse(file);
    assertThat(facts.failure()).isEmpty();
    assertThat(facts.file().size()).isEqualTo(2L << 30);
    assertThat(facts.elf().present()).isTrue();
  }

  @Test
  void a_folder_and_a_missing_file_are_unreadable() {
    assertThat(Analyser.analyse(folder).failure()).isEqualTo(Facts.UNREADABLE);
    assertThat(Analyser.analyse(folder.resolve("gone")).failure()).isEqualTo(Facts.UNREADABLE);
  }

  private void check(Path file, String what) {
    long start = System.nanoTime();
    Facts facts = Analyser.analyse(file);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(facts.failure()).as(what).isEmpty();
    assertThat(took).as(what).isLessThan(LONGEST);
    assertThat(Facts.parse(facts.toJson())).as(what).isEqualTo(facts);
    boolean recognised = facts.pe().present() || facts.elf().present() || facts.archive().present();
    if (recognised) assertThat(catalogue.tags(facts)).as(what).isNotEmpty();
  }

  private static byte[] bytes(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.file(name));
    return Arrays.copyOf(bytes, Math.min(bytes.length, BYTES_MAX));
  }

  /**
   * A few bytes or words changed, most of them in the headers, where every byte means something.
   */
  private static byte[] mutant(String parent, Random random) throws IOException {
    byte[] bytes = bytes(parent);
    byte[] telling = {0, 1, 2, 0x7f, (byte) 0x80, (byte) 0xff};
    for (int n = 1 + random.nextInt(12); n > 0; n--) {
      int zone =
          switch (random.nextInt(4)) {
            case 0 -> bytes.length;
            case 1 -> Math.min(bytes.length, 4096);
            default -> Math.min(bytes.length, 1024);
          };
      boolean fromTheEnd = random.nextInt(4) == 0;
      int at = random.nextInt(zone);
      if (fromTheEnd) at = bytes.length - 1 - at;
      byte value =
          random.nextBoolean()
              ? telling[random.nextInt(telling.length)]
              : (byte) random.nextInt(256);
      int width = 1 << random.nextInt(4);
      Arrays.fill(bytes, at, Math.min(bytes.length, at + width), value);
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
