package earmark.store;

import static earmark.store.SamplesContract.at;
import static earmark.store.SamplesContract.digests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.refusal.Refusal;
import earmark.sample.Analysis;
import earmark.sample.Deletions;
import earmark.sample.Deletions.Deleted;
import earmark.sample.ExtractedFiles.Found;
import earmark.sample.ExtractedFiles.Origin;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import earmark.store.jdbc.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of deleted samples does. */
interface DeletionsContract {
  /** An empty one. */
  Store store();

  private int take(int n) {
    int number = store().samples().register(digests(n), n + ".exe", at(n)).number();
    store().samples().done(number, Sample.Status.PROCESSED, "PE/Exe");
    return number;
  }

  private static Analysis analysis() {
    return new Analysis("1", "2", at(9), "{}", Optional.empty());
  }

  private List<String> removed(Collection<Integer> samples) {
    List<String> files = new ArrayList<>();
    store().deletions().remove(samples, files::addAll);
    return files;
  }

  @Test
  default void what_is_removed_is_gone_with_its_analysis_and_is_remembered() {
    Samples samples = store().samples();
    Deletions deletions = store().deletions();
    int one = take(1);
    int two = take(2);
    samples.keep(one, analysis());
    deletions.note(List.of(one));
    deletions.note(List.of(one));
    assertThat(deletions.isNoted(one)).isTrue();
    assertThat(deletions.isNoted(two)).isFalse();
    assertThat(samples.get(List.of(one))).as("noted is not gone").hasSize(1);
    assertThat(deletions.unfinished()).containsExactly(one);
    assertThat(removed(List.of(one, two))).containsExactly(digests(1).sha256());
    assertThat(samples.get(List.of(one, two))).extracting(Sample::number).containsExactly(two);
    assertThat(samples.analysis(one)).isEmpty();
    assertThat(deletions.unfinished()).isEmpty();
    assertThat(deletions.get(List.of(one, two)))
        .containsExactly(new Deleted(one, digests(1), "1.exe"));
    assertThat(removed(List.of(one))).as("once more does no harm").isEmpty();
  }

  @Test
  default void a_number_is_never_given_again() {
    int one = take(1);
    int last = take(2);
    store().deletions().note(List.of(one, last));
    removed(List.of(one, last));
    assertThat(store().samples().register(digests(2), "again", at(50)))
        .isEqualTo(new Samples.Registered(last + 1, true));
    assertThat(
            store()
                .extractedFiles()
                .replace(last + 1, List.of(new Found(digests(3), "a/b", "b")), at(51)))
        .containsExactly(last + 2);
    assertThat(store().deletions().find(SampleHash.parse(digests(2).sha1())))
        .contains(new Deleted(last, digests(2), "2.exe"));
    store().deletions().note(List.of(last + 1));
    assertThat(store().deletions().find(SampleHash.parse(digests(2).md5())).orElseThrow().number())
        .isEqualTo(last + 1);
  }

  @Test
  default void nothing_is_removed_if_the_bytes_can_not_be() {
    int one = take(1);
    store().deletions().note(List.of(one));
    assertThatThrownBy(() ->
            store()
                .deletions()
                .remove(
                    List.of(one),
                    _ -> {
                      throw new Refusal.Unavailable("the disk fails");
                    }))
        .isInstanceOf(Refusal.Unavailable.class);
    assertThat(store().samples().get(List.of(one))).hasSize(1);
    assertThat(store().deletions().unfinished()).containsExactly(one);
  }

  @Test
  default void nothing_is_kept_of_an_analysis_that_ends_after_its_sample() {
    int one = take(1);
    store().deletions().note(List.of(one));
    removed(List.of(one));
    store().samples().keep(one, analysis());
    store().samples().done(one, Sample.Status.PROCESSED, "PE/Exe");
    assertThat(store().samples().analysis(one)).isEmpty();
    assertThat(store().samples().get(List.of(one))).isEmpty();
  }

  @Test
  default void files_that_stay_lie_in_the_tree_of_another_container() {
    int first = take(1);
    int second = take(2);
    List<Found> middle = List.of(new Found(digests(3), "middle.zip", "middle.zip"));
    int inner = store().extractedFiles().replace(first, middle, at(60)).getFirst();
    store().extractedFiles().replace(second, middle, at(61));
    int innermost =
        store()
            .extractedFiles()
            .replace(inner, List.of(new Found(digests(4), "a.exe", "a.exe")), at(62))
            .getFirst();
    assertThat(store().extractedFiles().origin(innermost)).isEqualTo(new Origin(first, 2));
    store().deletions().note(List.of(first));
    removed(List.of(first));
    assertThat(store().extractedFiles().origin(inner)).isEqualTo(new Origin(second, 1));
    assertThat(store().extractedFiles().origin(innermost)).isEqualTo(new Origin(second, 2));
    assertThat(store().extractedFiles().containing(inner, 0, 10)).hasSize(1);
  }
}
