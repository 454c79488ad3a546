package earmark.analysis.format;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Analysed;
import earmark.analysis.Analyser;
import earmark.analysis.EncryptedZip;
import earmark.analysis.Fixtures;
import earmark.analysis.GzipQuine;
import earmark.property.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of containers, and what does not. */
class UnpackingTest {
  private static final byte[] A = "first file\n".repeat(9).getBytes(StandardCharsets.UTF_8);
  private static final byte[] B = "second file\n".repeat(9).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private int made;

  /** What was taken out: the facts, and each path with its bytes. */
  private record Out(ArchiveFacts archive, List<String> paths, List<byte[]> files) {}

  private Out unpack(byte[] container, Budget budget) throws IOException {
    Path file = Files.write(folder.resolve("c" + made++), container);
    return unpack(file, budget);
  }

  private Out unpack(Path file, Budget budget) throws IOException {
    Path into = Files.createDirectory(folder.resolve("out" + made++));
    Analysed done = Analyser.analyse(file, Optional.of(into), budget);
    assertThat(done.facts().failure()).isEmpty();
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < done.paths().size(); i++) {
      files.add(Files.readAllBytes(into.resolve(Integer.toString(i))));
    }
    try (Stream<Path> all = Files.walk(folder)) {
      // The containers, the folders, and in them nothing but numbered files.
      assertThat(all.filter(path -> path.startsWith(into) && !path.equals(into)))
          .hasSize(done.paths().size());
    }
    return new Out(done.facts().archive(), done.paths(), files);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private static Map<String, byte[]> two(String first, String second) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(first, A);
    entries.put(second, B);
    return entries;
  }

  @Test
  void the_files_of_a_zip_come_out_whole_and_numbered() throws IOException {
    Out out = unpack(zip(two("dir/a.txt", "ž/b.txt")), Budget.USUAL);
    assertThat(out.paths).containsExactly("dir/a.txt", "ž/b.txt");
    assertThat(out.files).containsExactly(A, B);
    assertThat(out.archive.limitHit()).isEmpty();
  }

  @Test
  void names_that_would_lead_elsewhere_are_only_text() throws IOException {
    List<String> names =
        List.of(
            "../../../../tmp/x",
            "/etc/passwd",
            "C:\\Windows\\x",
            "a\0b",
            "..",
            "x".repeat(65_000),
            "con");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : names) entries.put(name, A);
    Out out = unpack(zip(entries), Budget.USUAL);
    assertThat(out.files).hasSize(names.size()).allMatch(bytes -> bytes.length == A.length);
    assertThat(out.paths).startsWith(names.subList(0, 5).toArray(String[]::new));
    assertThat(out.paths.get(5)).hasSize(EntryNames.CHARS_MAX).startsWith("…xxx");
  }

  @Test
  void a_name_that_is_not_utf_8_is_read_as_old_archives_meant_it() {
    assertThat(EntryNames.text(new byte[] {'a', (byte) 0x81})).isEqualTo("aü");
    assertThat(EntryNames.text("aü🐙".getBytes(StandardCharsets.UTF_8))).isEqualTo("aü🐙");
  }

  @Test
  void files_of_the_same_name_and_the_same_bytes_come_out_each_for_itself() throws IOException {
    byte[] zip = zip(Map.of("aa", A));
    byte[] twice = zip(two("aa", "ab"));
    for (int i = 0; i < twice.length - 1; i++) {
      if (twice[i] == 'a' && twice[i + 1] == 'b') twice[i + 1] = 'a';
    }
    assertThat(unpack(zip, Budget.USUAL).paths).containsExactly("aa");
    assertThat(unpack(twice, Budget.USUAL).paths).containsExactly("aa", "aa");
  }

  @Test
  void empty_files_and_folders_are_left_out() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("folder/", new byte[0]);
    entries.put("empty", new byte[0]);
    entries.put("full", A);
    assertThat(unpack(zip(entries), Budget.USUAL).paths).containsExactly("full");
  }

  @Test
  void the_budget_of_files_ends_the_unpacking_and_says_so() throws IOException {
    Out out = unpack(zip(two("a", "b")), new Budget(1 << 20, 1, 200, false));
    assertThat(out.paths).containsExactly("a");
    assertThat(out.archive.limitHit()).isEqualTo("files");
  }

  @Test
  void a_file_that_does_not_fit_into_the_budget_of_bytes_is_left_out_and_so_are_later_ones()
      throws IOException {
    Map<String, byte[]> entries = two("a", "b");
    entries.put("c", A);
    Out out = unpack(zip(entries), new Budget(A.length + 5, 9, 200, false));
    assertThat(out.paths).containsExactly("a");
    assertThat(out.archive.limitHit()).isEqualTo("bytes");
  }

  @Test
  void what_lies_too_deep_is_only_looked_at() throws IOException {
    Path zip = Fixtures.file("exe.zip");
    Out out = unpack(zip, new Budget(1 << 20, 9, 200, true));
    assertThat(out.paths).isEmpty();
    assertThat(out.archive.limitHit()).isEqualTo("depth");
    Budget deep = new Budget(1 << 20, 9, 200, true);
    assertThat(Analyser.analyse(zip, Optional.empty(), deep).facts().children().types())
        .containsExactly("PE");
  }

  @Test
  void bombs_are_not_kept() throws IOException {
    assertThat(unpack(Fixtures.file("bomb.zip"), Budget.USUAL))
        .satisfies(out -> {
          assertThat(out.paths).isEmpty();
          assertThat(out.archive.limitHit()).isEqualTo("ratio");
        });
    for (String kind : List.of("gz", "bz2", "xz")) {
      Out out = unpack(compressed(kind, new byte[8 << 20]), Budget.USUAL);
      assertThat(out.paths).as(kind).isEmpty();
      assertThat(out.archive.limitHit()).as(kind).isEqualTo("ratio");
    }
  }

  private static byte[] compressed(String kind, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (kind) {
          case "gz" -> new GZIPOutputStream(bytes);
          case "bz2" -> new BZip2CompressorOutputStream(bytes);
          default -> new XZCompressorOutputStream(bytes);
        }) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void compressed_streams_have_one_file() throws IOException {
    for (String kind : List.of("gz", "bz2", "xz")) {
      Out out = unpack(compressed(kind, A), Budget.USUAL);
      assertThat(out.paths).as(kind).containsExactly("0");
      assertThat(out.files).as(kind).containsExactly(A);
    }
  }

  @Test
  void the_regular_files_of_a_tar_come_out_and_links_do_not() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String name : List.of("../a", "link", "b")) {
        TarArchiveEntry entry =
            name.equals("link")
                ? new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK)
                : new TarArchiveEntry(name);
        entry.setLinkName("/etc/passwd");
        if (!name.equals("link")) entry.setSize(A.length);
        tar.putArchiveEntry(entry);
        if (!name.equals("link")) tar.write(A);
        tar.closeArchiveEntry();
      }
    }
    Out out = unpack(bytes.toByteArray(), Budget.USUAL);
    assertThat(out.paths).containsExactly("../a", "b");
    assertThat(out.files).containsExactly(A, A);
    assertThat(out.archive.entries()).isEqualTo(3);
  }

  private byte[] sevenZip(char[] password) throws IOException {
    Path file = folder.resolve("made.7z");
    try (SevenZOutputFile out =
        password.length == 0
            ? new SevenZOutputFile(file.toFile())
            : new SevenZOutputFile(file.toFile(), password)) {
      for (String name : List.of("a", "b")) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        out.putArchiveEntry(entry);
        out.write(name.equals("a") ? A : B);
        out.closeArchiveEntry();
      }
    }
    return Files.readAllBytes(file);
  }

  @Test
  void a_7z_is_unpacked_with_a_usual_password_too() throws IOException {
    assertThat(unpack(sevenZip(new char[0]), Budget.USUAL).files).containsExactly(A, B);
    Out out = unpack(sevenZip("infected".toCharArray()), Budget.USUAL);
    assertThat(out.files).containsExactly(A, B);
    assertThat(out.archive.encrypted()).isTrue();
    assertThat(out.archive.password()).isEqualTo("infected");
    Out closed = unpack(sevenZip("unheard of".toCharArray()), Budget.USUAL);
    assertThat(closed.paths).isEmpty();
    assertThat(closed.archive.encrypted()).isTrue();
    assertThat(closed.archive.password()).isEmpty();
  }

  @Test
  void both_encryptions_of_zip_are_opened_with_a_usual_password() throws Exception {
    byte[] exe = Files.readAllBytes(Fixtures.file("hello-x86.exe"));
    for (String password : List.of("infected", "malware")) {
      for (byte[] zip :
          List.of(
              EncryptedZip.traditional("x", exe, password), EncryptedZip.aes("x", exe, password))) {
        Out out = unpack(zip, Budget.USUAL);
        assertThat(out.files).containsExactly(exe);
        assertThat(out.archive.password()).isEqualTo(password);
      }
    }
    Out closed = unpack(EncryptedZip.traditional("x", exe, "unheard of"), Budget.USUAL);
    assertThat(closed.paths).isEmpty();
    assertThat(closed.archive.password()).isEmpty();
  }

  @Test
  void what_follows_a_program_comes_out_if_it_is_a_file() throws IOException {
    Out out = unpack(Fixtures.file("overlay-zip.exe"), Budget.USUAL);
    assertThat(out.paths).containsExactly("overlay");
    assertThat(out.files).containsExactly(Files.readAllBytes(Fixtures.file("exe.zip")));
    assertThat(unpack(Fixtures.file("overlay-random.exe"), Budget.USUAL).paths).isEmpty();
  }

  @Test
  void a_quine_comes_out_as_itself() throws IOException {
    byte[] quine = GzipQuine.make();
    Out out = unpack(quine, Budget.USUAL);
    assertThat(out.files).containsExactly(quine);
    assertThat(out.paths).containsExactly("q");
  }

  @Test
  void a_damaged_file_is_left_out_and_the_others_come_out() throws IOException {
    byte[] noise = new byte[3000];
    new SplittableRandom(3).nextBytes(noise);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("noise", noise);
    entries.put("b", B);
    byte[] zip = zip(entries);
    for (int i = 35; i < 60; i++) zip[i] = (byte) 0xff;
    Out out = unpack(zip, Budget.USUAL);
    assertThat(out.paths).containsExactly("b");
  }

  @Test
  void a_file_that_is_packed_to_nearly_nothing_comes_out_whole() throws IOException {
    for (int bytes = 32 << 10; bytes <= 34 << 10; bytes += 53) {
      byte[] zeros = new byte[bytes];
      assertThat(unpack(zip(Map.of("zeros", zeros)), Budget.USUAL).files).containsExactly(zeros);
    }
  }

  /** Against the archiver of the platform: whatever it packs comes out, in order, as it was. */
  @Test
  void random_archives_come_out_as_they_were_packed() {
    Property.holds(
        40,
        random -> {
          List<byte[]> files = new ArrayList<>();
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int n = random.nextInt(12); n > 0; n--) {
              byte[] content = new byte[1 + random.nextInt(1 << random.nextInt(1, 17))];
              if (random.nextBoolean()) random.nextBytes(content);
              ZipEntry entry = new ZipEntry("f" + n);
              if (random.nextBoolean()) {
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
              }
              zip.putNextEntry(entry);
              zip.write(content);
              files.add(content);
            }
          }
          Out unpacked = unpack(out.toByteArray(), Budget.USUAL);
          assertThat(unpacked.files).hasSameSizeAs(files);
          for (int i = 0; i < files.size(); i++) {
            assertThat(unpacked.files.get(i)).isEqualTo(files.get(i));
          }
        });
  }
}
