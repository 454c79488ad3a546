package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Analyser;
import earmark.analysis.Facts;
import earmark.analysis.Fixtures;
import earmark.analysis.GzipQuine;
import earmark.analysis.catalogue.Catalogue;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Via;
import earmark.search.Order;
import earmark.search.Search;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come out of samples become samples. */
class ExtractionTest {
  @TempDir Path data;

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A ZIP of files given as path, content, path, content… */
  private static byte[] zip(Object... files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < files.length; i += 2) {
        ZipEntry entry = new ZipEntry((String) files[i]);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(files[i + 1] instanceof byte[] bytes ? bytes : text((String) files[i + 1]));
      }
    }
    return out.toByteArray();
  }

  private static List<Entry> entries(Rooms rooms) {
    List<Entry> all = new ArrayList<>();
    rooms.store.entries().since(0, all::add);
    return all;
  }

  private static Sample again(Rooms rooms, Sample sample) {
    return rooms.store.samples().get(List.of(sample.number())).getFirst();
  }

  private static Map<String, Sample> inside(Rooms rooms, Sample container) {
    Map<String, Sample> inside = new LinkedHashMap<>();
    for (FileTrees.Related related : rooms.trees.in(container, 0, 1000).related()) {
      inside.put(related.relation().path(), related.sample().sample());
    }
    return inside;
  }

  private static Sample file(Rooms rooms, Sample container, String path) {
    return Objects.requireNonNull(inside(rooms, container).get(path), path);
  }

  private static long found(Rooms rooms, String query) {
    return rooms
        .finder
        .search(Search.typed(query), Order.NEWEST_FIRST, Optional.empty(), 9)
        .total();
  }

  private static String limitHit(Rooms rooms, Sample sample) {
    return Facts.parse(rooms.store.samples().analysis(sample.number()).orElseThrow().facts())
        .archive()
        .limitHit();
  }

  @Test
  void a_program_in_an_archive_in_an_archive_is_a_sample_with_tags_of_its_own() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      byte[] exe = Files.readAllBytes(Fixtures.file("hello-x86.exe"));
      Sample outer = rooms.take(zip("docs/in.zip", zip("bin/hello.exe", exe), "read.me", "hi"));
      rooms.awaitAnalyses();
      Sample inner = file(rooms, outer, "docs/in.zip");
      assertThat(inside(rooms, outer)).containsOnlyKeys("docs/in.zip", "read.me");
      assertThat(inner.name()).isEqualTo("in.zip");
      Sample program = file(rooms, inner, "bin/hello.exe");
      assertThat(program.type()).contains("PE/Exe");
      assertThat(program.submitted()).isFalse();
      assertThat(Files.readAllBytes(rooms.files.path(program.digests().sha256()))).isEqualTo(exe);
      assertThat(rooms.systemTags(program)).contains("arch-x86");
      assertThat(rooms.systemTags(inner)).contains("contains-pe");
      assertThat(rooms.systemTags(outer))
          .contains("contains-archive")
          .doesNotContain("contains-pe");
      assertThat(rooms.trees.count(outer)).isEqualTo(3);
      assertThat(rooms.trees.count(inner)).isEqualTo(1);
      assertThat(found(rooms, "filecount:3")).isEqualTo(1);
      assertThat(found(rooms, "submitted:true")).isEqualTo(1);
      assertThat(found(rooms, "submitted:false")).isEqualTo(3);
      assertThat(found(rooms, "")).isEqualTo(4);
      assertThat(rooms.trees.topContainers(program)).containsExactly(again(rooms, outer));
      SampleTags.Edit edit =
          new SampleTags.Edit(Rooms.userTags("mine"), Set.of(), Optional.empty());
      rooms.tags.edit(
          Rooms.ANN,
          Via.API,
          List.of(SampleHash.parse(program.digests().sha256())),
          edit,
          Optional.empty());
      assertThat(rooms.userTagsOf(program)).containsExactly("mine");
    }
  }

  @Test
  void the_files_their_descriptions_the_tags_and_the_count_arrive_in_one_entry() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Sample zip = rooms.take(zip("a", "one", "b", "two"));
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      Entry entry = entries(rooms).get(1);
      assertThat(entry.via()).isEqualTo(Via.ANALYSIS);
      assertThat(entry.changes().stream().filter(Change.Arrived.class::isInstance))
          .singleElement()
          .satisfies(change ->
              assertThat(((Change.Arrived) change).things().toArray()).containsExactly(1, 2));
      assertThat(entry.changes().stream().filter(Change.Described.class::isInstance)).hasSize(3);
      assertThat(entry.changes().stream().filter(Change.Tagged.class::isInstance)).isNotEmpty();
      assertThat(rooms.trees.count(zip)).isEqualTo(2);
    }
  }

  @Test
  void the_same_bytes_in_two_archives_are_one_sample_with_two_parents() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      Sample one = rooms.take(zip("a", "same", "b", "same"));
      Sample two = rooms.take(zip("c", "same", "d", "other"));
      rooms.awaitAnalyses();
      Sample same = file(rooms, one, "a");
      assertThat(file(rooms, one, "b")).isEqualTo(same);
      assertThat(rooms.trees.containing(same, 0, 9).related())
          .extracting(related -> related.sample().sample().number())
          .containsExactly(one.number(), one.number(), two.number());
      assertThat(rooms.trees.topContainers(same)).hasSize(2);
      assertThat(rooms.trees.count(one)).isEqualTo(2);
      assertThat(found(rooms, "")).isEqualTo(4);
    }
  }

  @Test
  void an_extracted_file_that_is_uploaded_becomes_submitted() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      Sample zip = rooms.take(zip("a", "the file"));
      rooms.awaitAnalyses();
      Sample file = file(rooms, zip, "a");
      assertThat(file.submitted()).isFalse();
      assertThat(rooms.take("the file", "t1").number()).isEqualTo(file.number());
      rooms.awaitAnalyses();
      assertThat(again(rooms, file).submitted()).isTrue();
      assertThat(again(rooms, file).status()).isEqualTo(Sample.Status.PROCESSED);
      assertThat(found(rooms, "submitted:true")).isEqualTo(2);
      assertThat(rooms.userTagsOf(file)).containsExactly("t1");
    }
  }

  @Test
  void what_was_cut_off_for_its_depth_is_read_again_when_it_is_submitted() throws Exception {
    TreeLimits shallow = new TreeLimits(1 << 20, 100, 200, 1);
    try (Rooms rooms = new Rooms(data, Catalogue.load(), shallow)) {
      rooms.queue.start(1);
      byte[] innermost = zip("deep", "down");
      Sample outer = rooms.take(zip("in", innermost));
      rooms.awaitAnalyses();
      Sample inner = file(rooms, outer, "in");
      assertThat(inside(rooms, inner)).isEmpty();
      assertThat(limitHit(rooms, inner)).isEqualTo("depth");
      assertThat(limitHit(rooms, outer)).isEmpty();
      rooms.take(innermost);
      rooms.awaitAnalyses();
      assertThat(inside(rooms, inner)).containsOnlyKeys("deep");
      assertThat(rooms.trees.count(outer)).isEqualTo(2);
    }
  }

  @Test
  void one_budget_bounds_a_whole_tree_however_it_branches() throws Exception {
    TreeLimits limits = new TreeLimits(1 << 20, 20, 200, 6);
    try (Rooms rooms = new Rooms(data, Catalogue.load(), limits)) {
      rooms.queue.start(2);
      byte[][] level = new byte[16][];
      for (int i = 0; i < level.length; i++) level[i] = zip("x" + i, "x" + i, "y" + i, "y" + i);
      List<Object> all = new ArrayList<>();
      for (int i = 0; i < level.length; i++) all.addAll(List.of("z" + i, level[i]));
      Sample outer = rooms.take(zip(all.toArray()));
      rooms.awaitAnalyses();
      assertThat(rooms.trees.count(outer)).isEqualTo(20);
      assertThat(rooms.store.extractedFiles().contents(outer.number(), -1).files()).isEqualTo(20);
      assertThat(inside(rooms, outer).values().stream().filter(s -> !limitHit(rooms, s).isEmpty()))
          .hasSize(14)
          .allSatisfy(cut -> assertThat(limitHit(rooms, cut)).isEqualTo("files"));
    }
  }

  @Test
  void the_bytes_of_a_tree_are_bounded_too() throws Exception {
    TreeLimits limits = new TreeLimits(3_000, 1000, 200, 6);
    try (Rooms rooms = new Rooms(data, Catalogue.load(), limits)) {
      rooms.queue.start(2);
      List<Object> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.addAll(List.of("z" + i, zip("big" + i, (i + " text ").repeat(200))));
      }
      Sample outer = rooms.take(zip(all.toArray()));
      rooms.awaitAnalyses();
      assertThat(rooms.store.extractedFiles().contents(outer.number(), -1).bytes())
          .isBetween(1_000L, 3_000L);
    }
  }

  @Test
  void archives_nested_deeper_than_the_limit_end_there() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      byte[] nest = text("the innermost");
      for (int i = 0; i < 12; i++) nest = zip("level" + i, nest);
      Sample outer = rooms.take(nest);
      rooms.awaitAnalyses();
      assertThat(rooms.trees.count(outer)).isEqualTo(TreeLimits.USUAL.depth());
      Sample last = rooms.trees.files(rooms.trees.tree(outer)).getLast().sample().sample();
      assertThat(limitHit(rooms, last)).isEqualTo("depth");
    }
  }

  @Test
  void a_quine_is_in_itself_once_and_ends() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      Sample quine = rooms.take(GzipQuine.make());
      rooms.awaitAnalyses();
      assertThat(inside(rooms, quine).values()).extracting(Sample::number).containsExactly(0);
      assertThat(rooms.trees.count(quine)).isEqualTo(1);
      assertThat(rooms.trees.topContainers(quine)).isEmpty();
      assertThat(found(rooms, "")).isEqualTo(1);
      assertThat(again(rooms, quine).submitted()).isTrue();
    }
  }

  @Test
  void names_from_an_archive_are_cleaned_and_lead_nowhere() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      Sample zip =
          rooms.take(
              zip(
                  "../../../evil.sh",
                  "1",
                  "/etc/passwd",
                  "2",
                  "nul\0byte",
                  "3",
                  "turn\u202Efdp.exe",
                  "4",
                  "日本語/ファイル",
                  "5",
                  "x".repeat(60_000),
                  "6"));
      rooms.awaitAnalyses();
      List<String> paths = new ArrayList<>(inside(rooms, zip).keySet());
      assertThat(paths.subList(0, 5))
          .containsExactly("../../../evil.sh", "/etc/passwd", "nulbyte", "turnfdp.exe", "日本語/ファイル");
      assertThat(paths.get(5)).hasSize(FileNames.PATH_MAX);
      assertThat(inside(rooms, zip).values())
          .extracting(Sample::name)
          .startsWith("evil.sh", "passwd", "nulbyte", "turnfdp.exe", "ファイル")
          .allMatch(name -> name.length() <= FileNames.NAME_MAX);
      try (Stream<Path> left = Files.list(data.resolve("incoming"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void another_analysis_replaces_what_came_out_and_vanished_files_stay_samples() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Sample zip = rooms.take(zip("a", "one", "b", "two"));
      byte[] other = text("from an older engine");
      Digests digests;
      try (SampleFiles.Incoming file = rooms.files.receive()) {
        file.write(other, 0, other.length);
        digests = file.digests();
        file.keep();
      }
      rooms
          .store
          .extractedFiles()
          .replace(
              zip.number(),
              List.of(new ExtractedFiles.Found(digests, "old", "old")),
              Instant.EPOCH);
      rooms
          .store
          .samples()
          .keep(
              zip.number(),
              new Analysis(
                  Analyser.VERSION,
                  "c",
                  Instant.EPOCH,
                  Facts.failed("").toJson(),
                  Optional.empty()));
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(inside(rooms, zip)).containsOnlyKeys("old");
      Sample old = file(rooms, zip, "old");
      rooms.queue.reanalyse(zip);
      rooms.awaitAnalyses();
      assertThat(inside(rooms, zip)).containsOnlyKeys("a", "b");
      assertThat(rooms.trees.count(zip)).isEqualTo(2);
      assertThat(rooms.finder.find(SampleHash.parse(old.digests().sha1()))).isPresent();
      assertThat(rooms.trees.containing(old, 0, 9).related()).isEmpty();
    }
  }

  /** A server that died after the records and before the entry. */
  @Test
  void half_an_extraction_is_not_seen_and_the_next_run_completes_it() throws Exception {
    byte[] file = text("the file inside");
    Sample zip;
    Digests digests;
    try (Rooms rooms = new Rooms(data)) {
      zip = rooms.take(zip("f", file));
      try (SampleFiles.Incoming incoming = rooms.files.receive()) {
        incoming.write(file, 0, file.length);
        digests = incoming.digests();
        incoming.keep();
      }
      rooms
          .store
          .extractedFiles()
          .replace(
              zip.number(), List.of(new ExtractedFiles.Found(digests, "f", "f")), Instant.EPOCH);
      assertThat(inside(rooms, zip)).isEmpty();
      assertThat(rooms.trees.tree(zip)).isEmpty();
      assertThat(rooms.trees.count(zip)).isZero();
      assertThat(rooms.finder.find(SampleHash.parse(digests.sha256()))).isEmpty();
      assertThat(found(rooms, "")).isEqualTo(1);
    }
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(inside(rooms, zip)).containsOnlyKeys("f");
      assertThat(file(rooms, zip, "f").status()).isEqualTo(Sample.Status.PROCESSED);
      assertThat(rooms.trees.count(zip)).isEqualTo(1);
    }
  }

  @Test
  void what_a_crash_left_of_a_workspace_is_dropped_at_the_next_start() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Path left = rooms.files.workspace().folder();
      Files.write(left.resolve("0"), new byte[] {1});
      assertThat(left).exists();
    }
    try (Rooms rooms = new Rooms(data)) {
      try (Stream<Path> left = Files.list(data.resolve("incoming"))) {
        assertThat(left).isEmpty();
      }
      assertThat(rooms.intake.isEmpty()).isTrue();
    }
  }
}
