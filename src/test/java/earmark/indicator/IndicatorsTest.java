package earmark.indicator;

import static earmark.indicator.IndicatorRoom.E1;
import static earmark.indicator.IndicatorRoom.E2;
import static earmark.indicator.IndicatorRoom.E3;
import static earmark.indicator.IndicatorRoom.FULL;
import static earmark.indicator.IndicatorRoom.NONE;
import static earmark.indicator.IndicatorRoom.OTHER;
import static earmark.indicator.IndicatorRoom.SUB;
import static earmark.indicator.IndicatorRoom.VIEW;
import static earmark.indicator.IndicatorRoom.tag;
import static earmark.indicator.IndicatorRoom.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.access.Caller;
import earmark.access.Right;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.store.sqlite.SqliteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorsTest {
  @TempDir Path folder;
  private IndicatorRoom room;

  @BeforeEach
  void open() {
    room = new IndicatorRoom(SqliteStore.open(folder.resolve("test.db")));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static IndicatorQuery all() {
    return IndicatorQuery.in(List.of());
  }

  private static Submission.Row row(String text, List<IndicatorTag> tags) {
    Submission.Row bare = Submission.Row.of(value(text));
    return new Submission.Row(
        bare.value(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        1,
        Optional.of("feed"),
        Optional.of("seen in May"),
        Optional.of(tags));
  }

  @Test
  void tags_of_a_row_replace_those_of_the_submission() {
    Submission submission =
        new Submission(
            List.of(E1.id()),
            List.of(
                row("a.evil.com", List.of(tag(E1, "own"))),
                Submission.Row.of(value("b.evil.com")),
                row("c.evil.com", List.of())),
            List.of(tag(E1, "tag_1")),
            Optional.empty());
    room.indicators.submit(SUB, Via.API, submission, Optional.empty());
    assertThat(room.tagNames(VIEW, "a.evil.com")).containsExactly("own");
    assertThat(room.tagNames(VIEW, "b.evil.com")).containsExactly("tag_1");
    assertThat(room.tagNames(VIEW, "c.evil.com")).isEmpty();
    Metadata known = room.metadata(VIEW, "a.evil.com").orElseThrow();
    assertThat(known.sources()).containsExactly("feed");
    assertThat(known.notes()).containsExactly("seen in May");
  }

  @Test
  void submitting_needs_create_in_every_enclave_also_in_those_of_tags_and_changes_nothing_else() {
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> room.submit(VIEW, E1, List.of("evil.com")));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> room.submit(NONE, E1, List.of("evil.com")));
    Submission tagged =
        new Submission(
            List.of(E1.id()),
            List.of(Submission.Row.of(value("evil.com"))),
            List.of(tag(E2, "x")),
            Optional.empty());
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> room.indicators.submit(SUB, Via.API, tagged, Optional.empty()));
    assertThat(room.found(FULL, all())).isEmpty();
  }

  @Test
  void at_most_ten_thousand_rows_are_taken_at_once() {
    List<Submission.Row> rows =
        new ArrayList<>(Collections.nCopies(10_001, Submission.Row.of(value("evil.com"))));
    assertThatExceptionOfType(Refusal.TooLarge.class)
        .isThrownBy(() -> new Submission(List.of(E1.id()), rows, List.of(), Optional.empty()));
    rows.removeLast();
    room.indicators.submit(
        SUB,
        Via.API,
        new Submission(List.of(E1.id()), rows, List.of(), Optional.empty()),
        Optional.empty());
    assertThat(room.metadata(VIEW, "evil.com").orElseThrow().sightings()).isEqualTo(10_000);
  }

  @Test
  void submitting_again_is_another_sighting_unless_it_is_the_same_request() {
    Submission submission =
        new Submission(
            List.of(E1.id()),
            List.of(Submission.Row.of(value("evil.com"))),
            List.of(),
            Optional.of("why"));
    Optional<RequestKey> key = Optional.of(new RequestKey("k", "r"));
    OptionalLong first = room.indicators.submit(SUB, Via.API, submission, key);
    long firstMs = room.nowMs;
    room.nowMs += 500;
    assertThat(room.indicators.submit(SUB, Via.API, submission, key)).isEqualTo(first);
    assertThat(room.metadata(SUB, "evil.com").orElseThrow().sightings()).isEqualTo(1);
    room.indicators.submit(SUB, Via.API, submission, Optional.empty());
    Metadata known = room.metadata(SUB, "evil.com").orElseThrow();
    assertThat(known.sightings()).isEqualTo(2);
    assertThat(known.firstSeenMs()).isEqualTo(firstMs);
    assertThat(known.lastSeenMs()).isEqualTo(room.nowMs);
  }

  @Test
  void metadata_is_of_the_type_that_is_asked_and_of_readable_enclaves_alone() {
    room.submit(FULL, E2, List.of("198.51.100.7"), "x");
    List<Indicators.Asked> asIp =
        List.of(new Indicators.Asked("198.51.100.7", Optional.of(IndicatorType.IP)));
    List<Indicators.Asked> asUrl =
        List.of(new Indicators.Asked("198.51.100.7", Optional.of(IndicatorType.URL)));
    assertThat(room.indicators.metadata(FULL, asIp, List.of())).hasSize(1);
    assertThat(room.indicators.metadata(FULL, asUrl, List.of())).isEmpty();
    assertThat(room.indicators.metadata(VIEW, asIp, List.of())).isEmpty();
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> room.indicators.metadata(VIEW, asIp, List.of(E2.id())));
    assertThat(room.indicators.summaries(FULL, asIp, List.of()))
        .extracting(Metadata::enclaves)
        .containsExactly(List.of(E2.id()));
  }

  @Test
  void whoever_deletes_a_tag_by_an_ambiguous_name_has_to_say_which() {
    room.addTag(FULL, E1, "evil.com", "x");
    room.addTag(FULL, E2, "evil.com", "x");
    room.addTag(FULL, E1, "evil.com", "日本");
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() -> room.tags.remove(FULL, Via.API, "evil.com", "X", Optional.empty()));
    room.tags.remove(FULL, Via.API, "evil.com", "X", Optional.of(E1.id()));
    assertThat(room.tagNames(FULL, "evil.com")).containsExactly("x", "日本");
    assertThat(room.tagNames(FULL, "evil.com", E1)).containsExactly("日本");
    room.tags.remove(FULL, Via.API, "evil.com", tag(E2, "x").guid(), Optional.empty());
    room.tags.remove(FULL, Via.API, "evil.com", "日本", Optional.empty());
    assertThat(room.tags.all(FULL, List.of())).isEmpty();
  }

  @Test
  void a_tag_that_is_seen_but_not_to_be_changed_is_forbidden_and_one_unseen_is_not_found() {
    room.addTag(FULL, E1, "evil.com", "x");
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> room.tags.remove(VIEW, Via.API, "evil.com", "x", Optional.empty()));
    for (Caller caller : List.of(OTHER, NONE)) {
      assertThatExceptionOfType(Refusal.NotFound.class)
          .isThrownBy(() -> room.tags.remove(caller, Via.API, "evil.com", "x", Optional.empty()))
          .withMessage("The indicator has no such tag.");
    }
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> room.tags.remove(FULL, Via.API, "other.com", "x", Optional.empty()))
        .withMessage("The indicator has no such tag.");
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> room.addTag(SUB, E1, "evil.com", "y"));
  }

  @Test
  void fifty_at_once_lose_and_double_nothing() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String name = "t" + i;
        all.add(
            threads.submit(() -> {
              room.addTag(FULL, E1, "evil.com", name);
              room.submit(SUB, E1, List.of("evil.com"));
            }));
      }
      for (Future<?> one : all) one.get();
    }
    assertThat(room.tagNames(VIEW, "evil.com")).hasSize(50).doesNotHaveDuplicates();
    assertThat(room.metadata(VIEW, "evil.com").orElseThrow().sightings()).isEqualTo(50);
  }

  @Test
  void one_tag_of_a_name_and_an_enclave_has_one_id() {
    room.addTag(FULL, E1, "evil.com", "Malicious");
    room.addTag(FULL, E1, "http://evil.com/a?b=c&d=ü", "malicious");
    assertThat(room.tags.all(VIEW, List.of())).containsExactly(tag(E1, "malicious"));
    assertThat(tag(E1, "malicious").guid()).isNotEqualTo(tag(E2, "malicious").guid());
    assertThat(room.tagNames(VIEW, "http://evil.com/a?b=c&d=ü")).containsExactly("malicious");
    assertThat(
            room.found(
                VIEW,
                new IndicatorQuery(
                    List.of(),
                    0,
                    Long.MAX_VALUE,
                    Optional.empty(),
                    Set.of(),
                    List.of(tag(E1, "malicious").guid()),
                    List.of())))
        .hasSize(2);
  }

  @Test
  void an_indicator_leaves_with_its_last_report_unless_it_was_submitted_or_tagged_there() {
    room.report(1, E1, List.of("a.com", "b.com", "c.com"));
    room.report(2, E1, List.of("a.com"));
    room.report(3, E2, List.of("b.com"));
    room.addTag(FULL, E1, "c.com", "x");
    room.edit(FULL, E1, "c.com", Set.of(), Set.of("x"));
    room.report(1, E1, List.of("d.com"));
    assertThat(room.found(VIEW, all())).containsExactlyInAnyOrder("a.com", "c.com", "d.com");
    assertThat(room.found(FULL, all()))
        .containsExactlyInAnyOrder("a.com", "b.com", "c.com", "d.com");
    room.deleteReport(2);
    assertThat(room.found(VIEW, all())).containsExactlyInAnyOrder("c.com", "d.com");
    room.report(1, E2, List.of("d.com"));
    assertThat(room.found(VIEW, all())).containsExactly("c.com");
    assertThat(room.metadata(VIEW, "c.com").orElseThrow().sightings()).isZero();
  }

  @Test
  void what_nobody_made_current_is_not_seen() {
    room.reports.keep(7, 1, room.reports.register(List.of(value("orphan.com"))));
    assertThat(room.found(FULL, all())).isEmpty();
    assertThat(room.metadata(FULL, "orphan.com")).isEmpty();
    assertThat(room.reports.page(7, 1, 0, 10).total()).isZero();
  }

  @Test
  void the_order_in_which_indicators_came_is_not_told() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) values.add("h" + i + ".com");
    room.submit(OTHER, E3, values.reversed());
    room.submit(FULL, E1, values);
    List<String> shown = room.found(VIEW, all());
    try (IndicatorRoom plain = new IndicatorRoom(SqliteStore.open(folder.resolve("plain.db")))) {
      plain.submit(FULL, E1, values);
      assertThat(plain.found(VIEW, all())).isEqualTo(shown);
    }
  }

  @Test
  void the_history_of_an_indicator_is_that_of_the_enclaves_that_one_reads() {
    room.submit(FULL, E1, List.of("evil.com"), "a");
    room.addTag(FULL, E2, "evil.com", "b");
    room.addTag(OTHER, E3, "evil.com", "c");
    List<IndicatorHistory.Event> seen = room.history.of(VIEW, "evil.com", Long.MAX_VALUE, 10);
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().added()).containsExactly(tag(E1, "a"));
    assertThat(seen.getFirst().seen()).containsExactly(E1.id());
    assertThat(room.history.of(FULL, "evil.com", Long.MAX_VALUE, 10)).hasSize(2);
    assertThat(room.history.givers(FULL, "evil.com").keySet())
        .containsExactly(tag(E1, "a"), tag(E2, "b"));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> room.history.of(NONE, "evil.com", Long.MAX_VALUE, 10));
  }

  @Test
  void an_undo_takes_tags_back_where_one_may_update_and_leaves_the_rest() {
    Submission both =
        new Submission(
            List.of(E1.id(), E2.id()),
            List.of(Submission.Row.of(value("evil.com"))),
            List.of(tag(E1, "a"), tag(E2, "b")),
            Optional.empty());
    long operation = room.indicators.submit(FULL, Via.API, both, Optional.empty()).orElseThrow();
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(
            () -> room.history.undo(VIEW, Via.API, operation, Optional.empty(), Optional.empty()));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(
            () -> room.history.undo(OTHER, Via.API, operation, Optional.empty(), Optional.empty()));
    room.rights.take(FULL.id(), E2);
    IndicatorHistory.Undone undone =
        room.history.undo(FULL, Via.API, operation, Optional.empty(), Optional.empty());
    assertThat(undone.removed()).isEqualTo(1);
    room.rights.give(FULL.id(), E2, Right.READ);
    assertThat(room.tagNames(FULL, "evil.com")).containsExactly("b");
    assertThat(room.metadata(FULL, "evil.com").orElseThrow().sightings()).isEqualTo(2);
  }

  @Test
  void the_past_is_answered_for_the_enclaves_that_one_reads_now() {
    room.addTag(FULL, E1, "evil.com", "early");
    Instant then = Instant.ofEpochMilli(room.nowMs);
    room.nowMs += 1000;
    room.edit(FULL, E1, "evil.com", Set.of("late"), Set.of("early"));
    List<Indicators.Asked> asked = List.of(new Indicators.Asked("evil.com", Optional.empty()));
    assertThat(
            room.indicators.metadata(VIEW, asked, List.of(), Optional.of(then)).getFirst().tags())
        .containsExactly(tag(E1, "early"));
    assertThat(room.tagNames(VIEW, "evil.com")).containsExactly("late");
  }

  @Test
  void what_is_on_the_whitelist_is_not_extracted_and_is_marked_in_lists() {
    room.submit(FULL, E1, List.of("good.com", "evil.com"));
    room.whitelist.add(FULL, List.of(value("good.com")));
    assertThat(room.reports.extract("t", "see good.com and evil.com"))
        .containsExactly(value("evil.com"));
    assertThat(room.indicators.find(VIEW, all(), 0, 10).items())
        .filteredOn(IndicatorPage.Found::whitelisted)
        .extracting(found -> found.indicator().value().text())
        .containsExactly("good.com");
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> room.whitelist.remove(VIEW, "good.com"));
    assertThat(room.whitelist.page(0, 10)).containsExactly(value("good.com"));
    room.whitelist.remove(FULL, "good.com");
    assertThat(room.whitelist.size()).isZero();
  }

  @Test
  void an_export_holds_what_its_caller_sees_and_nobody_else_sees_it() throws Exception {
    room.submit(FULL, E1, List.of("evil.com", "=cmd|calc"), "a");
    room.submit(FULL, E2, List.of("hidden.com"));
    try (MetadataExports exports =
        new MetadataExports(
            room.indicators, room.store.exportJobs(), () -> Instant.ofEpochMilli(room.nowMs))) {
      String guid = exports.start(VIEW, all());
      while (exports.state(VIEW, guid) == MetadataExports.State.RUNNING) Thread.sleep(10);
      assertThat(exports.state(VIEW, guid)).isEqualTo(MetadataExports.State.COMPLETE);
      assertThat(written(exports, VIEW, guid))
          .startsWith("value,indicatorType,guid,")
          .contains("\r\nevil.com,URL,")
          .contains("\r\n'=cmd|calc,MALWARE,")
          .doesNotContain("hidden");
      assertThatExceptionOfType(Refusal.NotFound.class).isThrownBy(() -> exports.state(FULL, guid));
    }
  }

  @Test
  void an_export_whose_server_is_gone_has_failed() {
    Instant began = Instant.ofEpochMilli(room.nowMs);
    room.store
        .exportJobs()
        .start(new ExportJobs.Job("g", VIEW.id(), MetadataExports.State.RUNNING, began, began), 10);
    try (MetadataExports exports =
        new MetadataExports(
            room.indicators, room.store.exportJobs(), () -> Instant.ofEpochMilli(room.nowMs))) {
      assertThat(exports.state(VIEW, "g")).isEqualTo(MetadataExports.State.RUNNING);
      room.nowMs += 61_000;
      assertThat(exports.state(VIEW, "g")).isEqualTo(MetadataExports.State.ERROR);
      assertThatExceptionOfType(Refusal.Conflict.class)
          .isThrownBy(() -> written(exports, VIEW, "g"));
    }
  }

  private static String written(MetadataExports exports, Caller caller, String guid)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exports.write(caller, guid, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
