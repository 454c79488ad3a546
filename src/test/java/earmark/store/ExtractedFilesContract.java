package earmark.store;

import static earmark.store.SamplesContract.at;
import static earmark.store.SamplesContract.digests;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.sample.ExtractedFiles;
import earmark.sample.ExtractedFiles.Found;
import earmark.sample.ExtractedFiles.Relation;
import earmark.sample.Sample;
import earmark.store.jdbc.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every store of extracted files does. */
interface ExtractedFilesContract {
  /** An empty one. */
  Store store();

  private static Found found(int n, String path) {
    return new Found(digests(n), path, path.substring(path.lastIndexOf('/') + 1));
  }

  private static List<String> paths(List<Relation> relations) {
    return relations.stream().map(Relation::path).toList();
  }

  private Sample sample(int number) {
    return store().samples().get(List.of(number)).getFirst();
  }

  /** A submitted sample. */
  private int submitted(int n) {
    return store().samples().register(digests(n), "n" + n, at(n)).number();
  }

  @Test
  default void what_is_found_in_a_container_becomes_samples_that_nobody_submitted() {
    ExtractedFiles files = store().extractedFiles();
    int zip = submitted(1);
    List<Integer> numbers =
        files.replace(
            zip, List.of(found(2, "a/b/ž.exe"), found(3, "c"), found(2, "again.exe")), at(50));
    assertThat(numbers).containsExactly(1, 2, 1);
    assertThat(sample(1))
        .satisfies(sample -> {
          assertThat(sample.name()).isEqualTo("ž.exe");
          assertThat(sample.submitted()).isFalse();
          assertThat(sample.firstSeen()).isEqualTo(at(50));
          assertThat(sample.digests()).isEqualTo(digests(2));
        });
    assertThat(sample(zip).submitted()).isTrue();
    assertThat(store().samples().queued()).containsExactly(0, 1, 2);
    assertThat(files.in(zip, 0, 10))
        .containsExactly(
            new Relation(1, zip, 1, 0, "a/b/ž.exe", "ž.exe"),
            new Relation(2, zip, 2, 1, "c", "c"),
            new Relation(3, zip, 1, 2, "again.exe", "again.exe"));
    assertThat(paths(files.in(zip, 1, 1))).containsExactly("c");
    assertThat(files.count(zip)).isEqualTo(3);
    assertThat(files.count(1)).isZero();
    assertThat(files.origin(1)).isEqualTo(new ExtractedFiles.Origin(zip, 1));
    assertThat(files.origin(zip)).isEqualTo(new ExtractedFiles.Origin(zip, 0));
  }

  @Test
  default void the_same_bytes_in_two_containers_are_one_sample_with_two_parents() {
    ExtractedFiles files = store().extractedFiles();
    int first = submitted(1);
    int second = submitted(2);
    assertThat(files.replace(first, List.of(found(9, "x")), at(5))).containsExactly(2);
    assertThat(files.replace(second, List.of(found(9, "y")), at(7))).containsExactly(2);
    assertThat(files.containing(2, 0, 10)).extracting(Relation::container).containsExactly(0, 1);
    assertThat(files.containing(2, 1, 10)).extracting(Relation::container).containsExactly(1);
    assertThat(files.containing(2, 0, 1)).extracting(Relation::container).containsExactly(0);
    assertThat(files.above(2)).containsExactly(first, second);
    assertThat(sample(2).name()).isEqualTo("x");
    assertThat(sample(2).lastSeen()).isEqualTo(at(7));
  }

  @Test
  default void another_analysis_replaces_what_a_container_holds_and_keeps_the_samples() {
    ExtractedFiles files = store().extractedFiles();
    int zip = submitted(1);
    files.replace(zip, List.of(found(2, "a"), found(3, "b")), at(5));
    files.replace(zip, List.of(found(2, "a"), found(3, "b")), at(6));
    assertThat(files.in(zip, 0, 9)).extracting(Relation::id).containsExactly(1L, 2L);
    assertThat(sample(1).lastSeen()).isEqualTo(at(5));
    files.replace(zip, List.of(found(4, "c"), found(2, "a")), at(7));
    assertThat(paths(files.in(zip, 0, 9))).containsExactly("c", "a");
    assertThat(files.containing(2, 0, 9)).isEmpty();
    assertThat(sample(2).digests()).isEqualTo(digests(3));
    files.replace(zip, List.of(), at(8));
    assertThat(files.in(zip, 0, 9)).isEmpty();
  }

  @Test
  default void an_extracted_file_that_somebody_submits_is_submitted_from_then_on() {
    ExtractedFiles files = store().extractedFiles();
    int zip = submitted(1);
    files.replace(zip, List.of(found(2, "a")), at(5));
    assertThat(store().samples().register(digests(2), "other", at(9)).isNew()).isFalse();
    assertThat(sample(1).submitted()).isTrue();
    assertThat(sample(1).name()).isEqualTo("a");
    assertThat(files.origin(1)).isEqualTo(new ExtractedFiles.Origin(1, 0));
    files.replace(submitted(3), List.of(found(2, "a")), at(10));
    assertThat(sample(1).submitted()).isTrue();
  }

  @Test
  default void a_file_lies_as_deep_as_in_the_shallowest_tree_that_it_came_in() {
    ExtractedFiles files = store().extractedFiles();
    int outer = submitted(1);
    int inner = files.replace(outer, List.of(found(2, "inner")), at(1)).getFirst();
    int file = files.replace(inner, List.of(found(3, "file")), at(2)).getFirst();
    assertThat(files.origin(file)).isEqualTo(new ExtractedFiles.Origin(outer, 2));
    int other = submitted(4);
    files.replace(other, List.of(found(3, "file")), at(3));
    assertThat(files.origin(file)).isEqualTo(new ExtractedFiles.Origin(other, 1));
    files.replace(inner, List.of(found(3, "renamed")), at(4));
    assertThat(files.origin(file)).isEqualTo(new ExtractedFiles.Origin(other, 1));
  }

  @Test
  default void what_a_tree_holds_is_summed_up_without_one_container() {
    ExtractedFiles files = store().extractedFiles();
    int outer = submitted(1);
    int inner = files.replace(outer, List.of(found(20, "inner"), found(30, "x")), at(1)).getFirst();
    files.replace(inner, List.of(found(40, "y")), at(2));
    assertThat(files.contents(outer, inner)).isEqualTo(new ExtractedFiles.Contents(50, 2));
    assertThat(files.contents(outer, outer)).isEqualTo(new ExtractedFiles.Contents(40, 1));
    assertThat(files.contents(inner, 99)).isEqualTo(new ExtractedFiles.Contents(40, 1));
  }

  @Test
  default void a_tree_lists_each_container_followed_by_its_files_and_ends_in_circles() {
    ExtractedFiles files = store().extractedFiles();
    int outer = submitted(1);
    int inner =
        files
            .replace(outer, List.of(found(2, "in"), found(3, "x"), found(2, "in2")), at(1))
            .getFirst();
    files.replace(inner, List.of(found(4, "y"), found(1, "outer again")), at(2));
    assertThat(paths(files.tree(outer))).containsExactly("in", "y", "outer again", "x", "in2");
    assertThat(files.treeCounts(List.of(outer, inner, 2)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(outer, 5, inner, 5, 2, 0));
    assertThat(files.above(inner)).containsExactly(outer, inner);
    assertThat(files.above(3)).containsExactly(outer, inner);
  }

  /** The same as a plain map of lists does. */
  @Test
  default void random_relations_are_those_of_a_plain_model() {
    int[] round = {0};
    Property.holds(
        4,
        random -> {
          int base = 60 * round[0]++;
          ExtractedFiles files = store().extractedFiles();
          Map<Integer, List<Integer>> model = new HashMap<>();
          int first = submitted(base);
          for (int i = 1; i < 12; i++) submitted(base + i);
          for (int step = 0; step < 25; step++) {
            int container = first + random.nextInt(12);
            List<Found> some = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) some.add(some(random, base));
            model.put(container, files.replace(container, some, at(step)));
          }
          for (int i = 0; i < 12; i++) {
            Set<Integer> reached = new HashSet<>(Set.of(first + i));
            while (reached.addAll(
                reached.stream().flatMap(n -> inside(model, n).stream()).toList())) {}
            int count = reached.stream().mapToInt(n -> inside(model, n).size()).sum();
            assertThat(files.treeCounts(List.of(first + i))).containsValue(count);
            assertThat(files.tree(first + i)).hasSize(count).doesNotHaveDuplicates();
          }
          for (int i = 0; i < 12; i++) {
            int file = first + i;
            Set<Integer> above = new TreeSet<>();
            while (above.addAll(
                model.keySet().stream()
                    .filter(container ->
                        inside(model, container).stream()
                            .anyMatch(n -> n == file || above.contains(n)))
                    .toList())) {}
            assertThat(files.above(file)).isEqualTo(above);
          }
        });
  }

  private static Found some(SplittableRandom random, int base) {
    return found(base + random.nextInt(12), "p" + random.nextInt(100));
  }

  private static List<Integer> inside(Map<Integer, List<Integer>> model, int container) {
    return model.getOrDefault(container, List.of());
  }
}
