package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.alert.AlertsContract;
import earmark.ledger.EntriesContract;
import earmark.ledger.Verification;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.sample.Analysis;
import earmark.sample.ExtractedFiles;
import earmark.sample.Sample;
import earmark.store.jdbc.Export;
import earmark.store.jdbc.ReadOnly;
import earmark.store.jdbc.Restore;
import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.store.sqlite.SqliteStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  private static final String LETTERS = "aZ09 \\\t\n\r\"'Nxtž🐙%,;|";
  private final AtomicInteger files = new AtomicInteger();
  @TempDir Path folder;
  private @Nullable Store untouched;

  private Path newFile() {
    return folder.resolve(files.incrementAndGet() + ".db");
  }

  private static String text(SplittableRandom random, int max) {
    StringBuilder text = new StringBuilder();
    int[] letters = LETTERS.codePoints().toArray();
    for (int n = random.nextInt(max); n > 0; n--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Some of everything, with values that a line of text could break. */
  private static void fill(Store store, SplittableRandom random) {
    EntriesContract.append(store.entries(), EntriesContract.chain(1 + random.nextInt(300)));
    int samples = 1 + random.nextInt(5);
    for (int i = 0; i < samples; i++) {
      store.samples().register(SamplesContract.digests(i), text(random, 20), SamplesContract.at(i));
      if (random.nextBoolean()) {
        Optional<String> failure =
            random.nextBoolean() ? Optional.empty() : Optional.of(text(random, 9));
        store
            .samples()
            .keep(
                i,
                new Analysis(
                    text(random, 5), "c", SamplesContract.at(5), text(random, 50), failure));
        store.samples().done(i, Sample.Status.FAILED, text(random, 9));
      }
    }
    for (int i = 0; i < samples; i++) {
      List<ExtractedFiles.Found> found = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        found.add(
            new ExtractedFiles.Found(
                SamplesContract.digests(random.nextInt(9)), text(random, 30), text(random, 9)));
      }
      store.extractedFiles().replace(i, found, SamplesContract.at(6));
    }
    if (random.nextBoolean()) VocabulariesContract.fill(store.vocabularies());
    for (int i = 0; i < random.nextInt(4); i++) {
      String login = "u" + i + text(random, 5);
      store.accounts().add(login, text(random, 9), i == 0, bytes(random, 32));
      if (random.nextBoolean()) RevisionsContract.fill(store);
      if (random.nextBoolean()) AlertsContract.fill(store.alerts(), store.deliveries(), login);
      if (random.nextBoolean()) GrantsContract.fill(store, login);
    }
  }

  private static byte[] export(ReadOnly reader) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Export.run(reader, out, _ -> {});
    return out.toByteArray();
  }

  private static byte[] export(Path file) throws IOException {
    try (ReadOnly reader = SqliteStore.reader(file)) {
      return export(reader);
    }
  }

  private static byte[] export(PostgresUrl url) throws IOException {
    try (ReadOnly reader = PostgresStore.reader(url)) {
      return export(reader);
    }
  }

  private static Verification.Result.Sound restore(byte[] text, Store target) throws IOException {
    return Restore.run(new ByteArrayInputStream(text), target, _ -> {});
  }

  private byte[] someExport() throws IOException {
    Path file = newFile();
    try (Store store = SqliteStore.open(file)) {
      fill(store, new SplittableRandom(7));
    }
    return export(file);
  }

  @Test
  void an_export_of_what_was_restored_is_the_same_to_the_byte() {
    Property.holds(
        12,
        random -> {
          Path first = newFile();
          Path second = newFile();
          try (Store store = SqliteStore.open(first)) {
            fill(store, random);
          }
          byte[] text = export(first);
          try (Store store = SqliteStore.open(second)) {
            assertThat(restore(text, store).end().seq()).isEqualTo(store.entries().lastSeq());
          }
          assertThat(export(second)).isEqualTo(text);
        });
  }

  @Test
  void it_is_the_same_from_the_other_kind_of_store() {
    Property.holds(
        2,
        random -> {
          Path first = newFile();
          PostgresUrl second = TestPostgres.database();
          Path third = newFile();
          try (Store store = SqliteStore.open(first)) {
            fill(store, random);
          }
          byte[] text = export(first);
          try (Store store = PostgresStore.open(second, 2)) {
            restore(text, store);
          }
          byte[] there = export(second);
          assertThat(there).isEqualTo(text);
          try (Store store = SqliteStore.open(third)) {
            restore(there, store);
          }
          assertThat(export(third)).isEqualTo(text);
        });
  }

  @Test
  void it_shows_one_moment_while_a_server_writes() throws IOException {
    Path file = newFile();
    try (Store store = SqliteStore.open(file)) {
      fill(store, new SplittableRandom(1));
      byte[] before;
      try (ReadOnly reader = SqliteStore.reader(file)) {
        store.accounts().add("newcomer", "h", false, new byte[] {5});
        before = export(reader);
      }
      assertThat(new String(before, StandardCharsets.UTF_8)).doesNotContain("newcomer");
      assertThat(new String(export(file), StandardCharsets.UTF_8)).contains("newcomer");
    }
  }

  @Test
  void a_file_without_a_ledger_can_not_be_read() throws IOException {
    Path file = newFile();
    Files.writeString(file, "no database, though it is long enough to be one");
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> SqliteStore.reader(file))
        .withMessageContaining("not a database");
    Files.writeString(file, "");
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> SqliteStore.reader(file))
        .withMessageContaining("no such table: entry");
  }

  /** A text changed, with a checksum that is right again. */
  private static byte[] changed(byte[] text, UnaryOperator<String> change) throws Exception {
    String whole = new String(text, StandardCharsets.UTF_8);
    String lines = change.apply(whole.substring(0, whole.lastIndexOf("earmark-end")));
    byte[] sum =
        MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
    return (lines + "earmark-end " + HexFormat.of().formatHex(sum) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Into one target again and again, which has to stay empty. */
  private void requireRefused(byte[] text, String why) {
    if (untouched == null) untouched = SqliteStore.open(newFile());
    Store target = untouched;
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> restore(text, target))
        .withMessageStartingWith("Nothing was restored: ")
        .withMessageContaining(why);
    assertThat(target.entries().lastSeq()).isZero();
    assertThat(target.accounts().all()).isEmpty();
  }

  @AfterEach
  void close() {
    if (untouched != null) untouched.close();
  }

  @Test
  void what_is_cut_off_anywhere_is_refused() throws IOException {
    byte[] text = someExport();
    Property.holds(
        40,
        random -> {
          int length = random.nextInt(text.length);
          requireRefused(Arrays.copyOf(text, length), "the text was cut off here");
        });
  }

  @Test
  void a_byte_that_was_changed_anywhere_is_refused() throws IOException {
    byte[] text = someExport();
    Property.holds(
        40,
        random -> {
          byte[] other = text.clone();
          other[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
          requireRefused(other, "");
        });
  }

  @Test
  void what_another_version_may_have_meant_is_refused_with_its_line() throws Exception {
    byte[] text = someExport();
    requireRefused(
        changed(text, all -> all.replaceFirst("earmark-export 1", "earmark-export 2")),
        "line 1: the format is 2, of a newer Earmark; this one knows 1");
    requireRefused(changed(text, all -> "hello\n" + all), "line 1: this is not an export");
    requireRefused(
        changed(text, all -> all.replaceFirst("table account id", "table account number")),
        "line 2: this Earmark knows no column number of account");
    requireRefused(
        changed(text, all -> all.replaceFirst("table account", "table dossier")),
        "line 2: this Earmark knows no table dossier");
    requireRefused(
        changed(text, all -> all.replaceFirst("(?s)end account \\d+\n", "")),
        "table account should end here");
    requireRefused(changed(text, all -> all + "hello\n"), "a table should begin here");
    byte[] more = Arrays.copyOf(text, text.length + 1);
    requireRefused(more, "something follows the end");
  }

  @Test
  void a_value_that_is_none_of_its_column_is_refused() throws Exception {
    byte[] text = someExport();
    requireRefused(
        changed(text, all -> all.replaceFirst("\n1\t0\tann", "\n1\tx\tann")),
        "the value of at_micros is no number");
    requireRefused(
        changed(text, all -> all.replaceFirst("\n1\t0\tann", "\n1\t00\tann")),
        "the value of at_micros is no number");
    requireRefused(
        changed(text, all -> all.replaceFirst("\n1\t0\tann", "\n1\t0\tann\\\\q")),
        "the value of actor is no text");
    requireRefused(
        changed(text, all -> all.replaceFirst("\n1\t0\tann", "\n1\t0\t0\tann")),
        "10 values for 9 columns");
  }

  @Test
  void a_ledger_whose_chain_does_not_hold_is_refused() throws Exception {
    byte[] text = someExport();
    requireRefused(
        changed(text, all -> all.replace("because ž 2\t", "because ž 3\t")),
        "the ledger does not hold at entry 3: its hash is not that");
    requireRefused(
        changed(
            text,
            all -> {
              List<String> lines = all.lines().toList();
              long entries = lines.stream().filter(line -> line.contains("because")).count();
              return lines.stream()
                  .filter(line -> !line.contains("because ž 0\t"))
                  .map(line ->
                      line.equals("end entry " + entries) ? "end entry " + (entries - 1) : line)
                  .collect(Collectors.joining("\n", "", "\n"));
            }),
        "the ledger does not hold at entry 1");
  }

  @Test
  void a_target_that_holds_something_is_left_alone() throws IOException {
    byte[] text = someExport();
    try (Store target = SqliteStore.open(newFile())) {
      target.accounts().add("eve", "h", true, new byte[] {9});
      assertThatExceptionOfType(Refusal.Conflict.class)
          .isThrownBy(() -> restore(text, target))
          .withMessage("The target is not empty: its table account has rows.");
      assertThat(target.accounts().all()).hasSize(1);
    }
  }
}
