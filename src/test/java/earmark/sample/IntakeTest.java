package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.analysis.Analyser;
import earmark.analysis.catalogue.Catalogue;
import earmark.ledger.Entry;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.search.Order;
import earmark.search.Search;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
  private static final String ANTISANDBOX = "names VBoxTray";
  @TempDir Path data;

  private static List<Entry> entries(Rooms rooms) {
    List<Entry> all = new ArrayList<>();
    rooms.store.entries().since(0, all::add);
    return all;
  }

  @Test
  void a_sample_and_its_tags_arrive_in_one_entry() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Sample sample = rooms.take("one", "apt28", "loader");
      assertThat(rooms.userTagsOf(sample)).containsExactly("apt28", "loader");
      assertThat(entries(rooms)).hasSize(1);
      assertThat(entries(rooms).getFirst().changes()).hasSize(4);
      assertThat(entries(rooms).getFirst().actor()).isEqualTo("ann");
    }
  }

  @Test
  void system_tags_come_with_the_analysis_and_the_entry_says_so() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      Sample sample = rooms.take(ANTISANDBOX);
      rooms.awaitAnalyses();
      assertThat(rooms.systemTags(sample)).contains("antisandbox");
      Entry last = entries(rooms).getLast();
      assertThat(last.actor()).isEqualTo(Operation.EARMARK);
      assertThat(last.via()).isEqualTo(Via.ANALYSIS);
    }
  }

  @Test
  void a_user_tag_that_was_there_before_the_system_tag_stays() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Sample sample = rooms.take(ANTISANDBOX, "antisandbox");
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(rooms.systemTags(sample)).contains("antisandbox");
      assertThat(rooms.userTagsOf(sample)).containsExactly("antisandbox");
      rooms.tags.edit(
          Rooms.ANN,
          Via.API,
          List.of(SampleHash.parse(sample.digests().sha1())),
          new SampleTags.Edit(Set.of(), Rooms.userTags("antisandbox"), Optional.empty()),
          Optional.empty());
      assertThat(rooms.systemTags(sample)).contains("antisandbox");
      assertThat(rooms.userTagsOf(sample)).isEmpty();
    }
  }

  @Test
  void what_waits_for_its_analysis_is_taken_up_after_a_restart() throws Exception {
    Sample sample;
    try (Rooms rooms = new Rooms(data)) {
      sample = rooms.take(ANTISANDBOX, "mine");
    }
    try (Rooms rooms = new Rooms(data)) {
      assertThat(rooms.userTagsOf(sample)).containsExactly("mine");
      assertThat(rooms.systemTags(sample)).isEmpty();
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(rooms.systemTags(sample)).contains("antisandbox");
      assertThat(rooms.userTagsOf(sample)).containsExactly("mine");
    }
  }

  @Test
  void a_new_catalogue_renews_system_tags_without_reading_the_file_again() throws Exception {
    Sample sample;
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      sample = rooms.take(ANTISANDBOX, "mine");
      rooms.awaitAnalyses();
      Files.delete(rooms.files.path(sample.digests().sha256()));
    }
    Catalogue other =
        Catalogue.parse(
            """
            schema: 1
            indicators: []
            tags:
              - {tag: any-file, family: test, about: Every file, when: "file.size > 0",
                 reads: [file.size], hit: [x], miss: [y]}
            generated: []
            """);
    try (Rooms rooms = new Rooms(data, other)) {
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(rooms.systemTags(sample)).containsExactly("any-file");
      assertThat(rooms.userTagsOf(sample)).containsExactly("mine");
    }
  }

  @Test
  void case_29_a_sample_of_an_engine_without_tags_has_none_until_it_is_analysed_again()
      throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Sample sample = rooms.take(ANTISANDBOX);
      rooms
          .store
          .samples()
          .keep(
              sample.number(),
              new Analysis("3.7.1", "none", Instant.EPOCH, "{}", Optional.empty()));
      rooms.store.samples().done(sample.number(), Sample.Status.PROCESSED, "Text/None");
      assertThat(rooms.systemTags(sample)).isEmpty();
      rooms.queue.reanalyse(sample);
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(rooms.systemTags(sample)).contains("antisandbox");
    }
  }

  @Test
  void what_an_older_engine_analysed_is_analysed_again_and_found_by_its_facts() throws Exception {
    Sample sample;
    try (Rooms rooms = new Rooms(data)) {
      sample = rooms.take("see https://old.example/a");
      Analysis old = new Analysis("1.0.0", "of then", Instant.EPOCH, "{}", Optional.empty());
      rooms.store.samples().keep(sample.number(), old);
      rooms.store.samples().done(sample.number(), Sample.Status.PROCESSED, "Text/None");
    }
    try (Rooms rooms = new Rooms(data)) {
      assertThat(found(rooms, "domain:old.example")).isEmpty();
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(found(rooms, "domain:old.example")).containsExactly(sample.number());
    }
  }

  @Test
  void facts_of_this_engine_are_searched_without_reading_the_file_again() throws Exception {
    Sample sample;
    try (Rooms rooms = new Rooms(data)) {
      sample = rooms.take("see https://known.example/a");
      Path file = rooms.files.path(sample.digests().sha256());
      String facts = Analyser.analyse(file).toJson();
      Analysis known =
          new Analysis(Analyser.VERSION, "of then", Instant.EPOCH, facts, Optional.empty());
      rooms.store.samples().keep(sample.number(), known);
      rooms.store.samples().done(sample.number(), Sample.Status.PROCESSED, "Text/None");
      Files.delete(file);
    }
    try (Rooms rooms = new Rooms(data)) {
      rooms.queue.start(1);
      rooms.awaitAnalyses();
      assertThat(found(rooms, "uri:*known*")).containsExactly(sample.number());
    }
  }

  private static List<Integer> found(Rooms rooms, String search) {
    return rooms
        .finder
        .search(Search.typed(search), Order.NEWEST_FIRST, Optional.empty(), 9)
        .samples()
        .stream()
        .map(tagged -> tagged.sample().number())
        .toList();
  }

  @Test
  void a_record_without_its_entry_is_not_seen_and_the_next_upload_completes_it() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Digests digests;
      try (SampleFiles.Incoming file = rooms.intake.receive()) {
        file.write(new byte[] {1, 2, 3}, 0, 3);
        digests = file.digests();
        rooms.store.samples().register(digests, "half", Instant.EPOCH);
      }
      assertThat(rooms.finder.find(SampleHash.parse(digests.md5()))).isEmpty();
      assertThat(
              rooms
                  .finder
                  .search(Search.typed(""), Order.NEWEST_FIRST, Optional.empty(), 9)
                  .total())
          .isZero();
      try (SampleFiles.Incoming file = rooms.intake.receive()) {
        file.write(new byte[] {1, 2, 3}, 0, 3);
        assertThat(
                rooms
                    .intake
                    .take(Rooms.ANN, Via.API, file, "whole", Set.of(), Optional.empty())
                    .isNew())
            .isTrue();
      }
      assertThat(rooms.finder.find(SampleHash.parse(digests.md5()))).isPresent();
    }
  }

  @Test
  void an_empty_file_is_refused_and_leaves_nothing() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> rooms.take(""));
      assertThat(rooms.intake.isEmpty()).isTrue();
      assertThat(entries(rooms)).isEmpty();
    }
  }

  @Test
  void a_comment_is_kept_as_the_reason() throws Exception {
    try (Rooms rooms = new Rooms(data);
        SampleFiles.Incoming file = rooms.intake.receive()) {
      file.write(new byte[] {1}, 0, 1);
      rooms.intake.take(Rooms.ANN, Via.SPECTRA, file, "a", Set.of(), Optional.of("from case 7"));
      assertThat(entries(rooms).getFirst().reason()).contains("from case 7");
    }
  }

  @Test
  void a_sample_that_another_server_left_waiting_is_taken_up_by_the_second_sweep()
      throws Exception {
    try (Rooms dead = new Rooms(data);
        Rooms alive = new Rooms(data)) {
      alive.queue.start(1);
      Sample sample = dead.take(ANTISANDBOX);
      alive.ledger.catchUp();
      for (int i = 0; i < 600 && !alive.index.exists(sample.number()); i++) Thread.sleep(50);
      alive.queue.sweep();
      assertThat(alive.store.samples().queued()).containsExactly(sample.number());
      alive.queue.sweep();
      alive.awaitAnalyses();
      assertThat(alive.systemTags(sample)).contains("antisandbox");
    }
  }
}
