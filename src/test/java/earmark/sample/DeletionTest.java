package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Deletion.Deleted;
import earmark.search.Search;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionTest {
  @TempDir Path data;
  private Rooms rooms;

  @BeforeEach
  void open() throws Exception {
    rooms = new Rooms(data);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  private static SampleHash hash(Sample sample) {
    return SampleHash.parse(sample.digests().sha256());
  }

  private static SampleTags.Target these(Sample... samples) {
    return new SampleTags.Target.ByHashes(
        List.of(samples).stream().map(DeletionTest::hash).toList());
  }

  private Deleted delete(Sample... samples) {
    return rooms.deletion.delete(
        Rooms.ANN, Via.API, these(samples), Optional.of("too hot"), Optional.empty());
  }

  private boolean isHere(Sample sample) {
    boolean bytes = Files.exists(rooms.files.path(sample.digests().sha256()));
    boolean record = !rooms.store.samples().get(List.of(sample.number())).isEmpty();
    boolean found = rooms.finder.find(hash(sample)).isPresent();
    assertThat(List.of(bytes, record)).containsOnly(found);
    return found;
  }

  private List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    rooms.store.entries().since(0, all::add);
    return all;
  }

  /** A sample that came out of another and that nobody sent. */
  private Sample extracted(String text, Sample... containers) throws IOException {
    Sample file = rooms.taken(text);
    rooms.store.<Integer>write(handle ->
        handle.execute(
            "update sample set root = ?, depth = 1 where number = ?",
            containers[0].number(),
            file.number()));
    for (Sample container : containers) rooms.putInto(container, file);
    return file;
  }

  @Test
  void a_deleted_sample_is_gone_with_all_that_belonged_to_it() throws Exception {
    Sample one = rooms.taken("one", "apt28", "loader");
    Sample two = rooms.taken("two", "apt28");
    long last = entries().size();
    assertThat(rooms.deletion.preview(these(one))).isEqualTo(new Deleted(Optional.empty(), 1, 2));
    assertThat(isHere(one)).isTrue();
    assertThat(delete(one)).isEqualTo(new Deleted(Optional.of(last + 1), 1, 2));
    assertThat(isHere(one)).isFalse();
    assertThat(isHere(two)).isTrue();
    assertThat(rooms.userTagsOf(two)).containsExactly("apt28");
    assertThat(rooms.index.tags(one.number())).isEmpty();
    Entry entry = entries().getLast();
    assertThat(entry.actor()).isEqualTo("ann");
    assertThat(entry.reason()).contains("too hot");
    assertThat(entry.changes().getLast())
        .isEqualTo(new Change.Gone(Thing.SAMPLE, ThingSet.of(one.number())));
    assertThat(rooms.store.deletions().get(List.of(one.number())))
        .as("what it was is remembered")
        .containsExactly(new Deletions.Deleted(one.number(), one.digests(), "a.txt"));
    assertThatExceptionOfType(Refusal.NotFound.class).isThrownBy(() -> delete(one));
  }

  @Test
  void the_same_bytes_again_are_a_new_sample() throws Exception {
    Sample one = rooms.taken("one", "apt28");
    delete(one);
    Sample again = rooms.taken("one");
    assertThat(again.number()).isEqualTo(one.number() + 1);
    assertThat(isHere(again)).isTrue();
    assertThat(rooms.userTagsOf(again)).isEmpty();
    assertThat(rooms.ledger.history().ofThing(Thing.SAMPLE, again.number(), Long.MAX_VALUE, 10))
        .hasSize(1);
  }

  @Test
  void the_past_still_has_what_is_gone() throws Exception {
    Sample one = rooms.taken("one", "apt28");
    long before = entries().size();
    delete(one);
    var then = rooms.index.at(before, rooms.store.entries());
    assertThat(then.things(Search.typed("size:3 filename:a.txt tag-user:apt28").query()))
        .isEqualTo(ThingSet.of(one.number()));
  }

  @Test
  void a_deletion_can_not_be_undone_nor_can_tags_be_put_back_on_what_is_gone() throws Exception {
    Sample one = rooms.taken("one", "apt28");
    long upload = entries().size();
    long deletion = delete(one).operation().orElseThrow();
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> rooms.tags.previewUndo(deletion))
        .withMessageContaining("removed samples");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(
            () -> rooms.tags.undo(Rooms.ANN, Via.UI, deletion, Optional.empty(), Optional.empty()));
    assertThat(
            rooms
                .tags
                .undo(Rooms.ANN, Via.UI, upload, Optional.empty(), Optional.empty())
                .operation())
        .isEmpty();
  }

  @Test
  void extracted_files_go_with_their_container_unless_they_are_elsewhere_or_were_sent()
      throws Exception {
    Sample container = rooms.taken("container");
    Sample other = rooms.taken("other");
    Sample sent = rooms.taken("sent");
    Sample own = extracted("own", container);
    Sample inner = extracted("inner", own);
    Sample shared = extracted("shared", container, other);
    rooms.putInto(container, own, shared, sent);
    assertThat(rooms.deletion.preview(these(container)).samples()).isEqualTo(3);
    assertThat(delete(container).samples()).isEqualTo(3);
    assertThat(isHere(container)).isFalse();
    assertThat(isHere(own)).isFalse();
    assertThat(isHere(inner)).isFalse();
    assertThat(isHere(shared)).isTrue();
    assertThat(isHere(sent)).isTrue();
    assertThat(rooms.store.extractedFiles().origin(shared.number()).root())
        .isEqualTo(other.number());
    delete(other);
    assertThat(isHere(shared)).isFalse();
  }

  @Test
  void a_file_that_is_sent_while_its_container_is_deleted_stays() throws Exception {
    for (int round = 0; round < 20; round++) {
      Sample container = rooms.taken("container " + round);
      Sample file = extracted("file " + round, container);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        String text = "file " + round;
        Future<Sample> sent = threads.submit(() -> rooms.taken(text));
        delete(container);
        sent.get();
      }
      assertThat(rooms.finder.find(hash(file))).as("round %d", round).isPresent();
    }
  }

  @Test
  void what_is_in_a_sample_that_stays_can_not_be_deleted() throws Exception {
    Sample container = rooms.taken("container");
    Sample own = extracted("own", container);
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() -> delete(own))
        .withMessageContaining(container.digests().sha256());
    assertThat(delete(own, container).samples()).isEqualTo(2);
  }

  @Test
  void what_waits_for_its_analysis_can_not_be_deleted() throws Exception {
    Sample one = rooms.take("one");
    Sample two = rooms.taken("two");
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() -> delete(two, one))
        .withMessageContaining("being analysed");
    assertThat(isHere(one)).isTrue();
    assertThat(isHere(two)).isTrue();
  }

  @Test
  void what_a_killed_server_left_is_removed_later() throws Exception {
    Sample one = rooms.taken("one");
    Sample two = rooms.taken("two");
    rooms.store.deletions().note(List.of(one.number(), two.number()));
    rooms.deletion.finish();
    assertThat(isHere(one)).as("the ledger does not say that it is gone").isTrue();
    rooms.ledger.append(
        SampleTags.onlyLooking(
            _ -> List.of(new Change.Gone(Thing.SAMPLE, ThingSet.of(one.number())))));
    assertThat(Files.exists(rooms.files.path(one.digests().sha256()))).isTrue();
    rooms.deletion.finish();
    assertThat(isHere(one)).isFalse();
    assertThat(isHere(two)).isTrue();
    assertThat(rooms.deletion.preview(these(two)).samples()).isEqualTo(1);
  }

  @Test
  void bytes_that_come_again_before_the_rest_was_removed_are_a_new_sample() throws Exception {
    Sample one = rooms.taken("one");
    rooms.store.deletions().note(List.of(one.number()));
    rooms.ledger.append(
        SampleTags.onlyLooking(
            _ -> List.of(new Change.Gone(Thing.SAMPLE, ThingSet.of(one.number())))));
    Sample again = rooms.taken("one");
    assertThat(again.number()).isEqualTo(one.number() + 1);
    assertThat(isHere(again)).isTrue();
  }

  @Test
  void a_retry_under_the_same_key_answers_as_the_first_time() throws Exception {
    Sample one = rooms.taken("one", "apt28");
    Optional<RequestKey> key = Optional.of(new RequestKey("k", "digest"));
    SampleTags.Target target = these(one);
    Deleted first = rooms.deletion.delete(Rooms.ANN, Via.API, target, Optional.empty(), key);
    assertThat(rooms.deletion.delete(Rooms.ANN, Via.API, target, Optional.empty(), key))
        .isEqualTo(first);
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() ->
            rooms.deletion.delete(
                Rooms.ANN,
                Via.API,
                target,
                Optional.empty(),
                Optional.of(new RequestKey("k", "another"))));
  }

  @Test
  void a_query_is_deleted_only_if_it_finds_as_many_as_expected() throws Exception {
    Sample one = rooms.taken("one", "apt28");
    Sample two = rooms.taken("two");
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() ->
            rooms.deletion.delete(
                Rooms.ANN,
                Via.API,
                new SampleTags.Target.ByQuery(Search.typed("tag-user:apt28"), OptionalInt.of(2)),
                Optional.empty(),
                Optional.empty()));
    rooms.deletion.delete(
        Rooms.ANN,
        Via.API,
        new SampleTags.Target.ByQuery(Search.typed("tag-user:apt28"), OptionalInt.of(1)),
        Optional.empty(),
        Optional.empty());
    assertThat(isHere(one)).isFalse();
    assertThat(isHere(two)).isTrue();
  }
}
