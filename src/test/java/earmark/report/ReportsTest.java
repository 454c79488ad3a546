package earmark.report;

import static earmark.report.ReportRoom.FULL;
import static earmark.report.ReportRoom.NONE;
import static earmark.report.ReportRoom.START;
import static earmark.report.ReportRoom.SUB;
import static earmark.report.ReportRoom.VIEW;
import static earmark.report.ReportRoom.called;
import static earmark.report.ReportRoom.names;
import static earmark.report.ReportRoom.ref;
import static earmark.report.ReportRoom.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.access.Right;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.report.Reports.Mode;
import earmark.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir Path folder;
  private ReportRoom room;

  @BeforeEach
  void open() {
    room = new ReportRoom(SqliteStore.open(folder.resolve("a.db")));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static void notFound(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(Refusal.NotFound.class);
  }

  private static void forbidden(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(Refusal.Forbidden.class);
  }

  private static void conflict(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(Refusal.Conflict.class);
  }

  @Test
  void a_submitted_report_is_there_at_once_as_it_was_submitted() {
    Submission said =
        new Submission(
            "Title",
            "Body",
            Optional.of("EXT 1/2"),
            Optional.of("https://example.com/1"),
            Optional.of(Instant.parse("2020-02-02T02:02:02.123Z")));
    Report report = room.reports.submit(SUB, Via.API, room.e1, said);
    assertThat(room.reports.get(VIEW, ref(report))).isEqualTo(report);
    assertThat(room.reports.get(VIEW, new ReportRef.ByExternalId("EXT 1/2"))).isEqualTo(report);
    assertThat(report.title()).isEqualTo("Title");
    assertThat(report.body()).contains("Body");
    assertThat(report.enclave()).isEqualTo(room.e1);
    assertThat(report.externalUrl()).contains("https://example.com/1");
    assertThat(report.timeBegan()).isEqualTo(said.timeBegan().orElseThrow());
    assertThat(report.created()).isEqualTo(START);
    assertThat(report.updated()).isEqualTo(START);
    assertThat(report.guid()).matches("[0-9a-f-]{36}");
    assertThat(room.reports.status(VIEW, ref(report))).isEqualTo(Reports.Status.SUBMISSION_SUCCESS);
    assertThat(room.submit(room.e1, "t", "b").timeBegan()).isEqualTo(START);
  }

  @Test
  void the_unseen_is_not_found_and_the_seen_may_be_forbidden() {
    Report report = room.submit(room.e1, "t", "b");
    ReportRef ref = ref(report);
    notFound(() -> room.reports.get(NONE, ref));
    notFound(() -> room.reports.get(FULL, new ReportRef.ByGuid("nonsense")));
    notFound(() -> room.reports.get(FULL, new ReportRef.ByExternalId("nonsense")));
    notFound(() -> room.reports.submit(NONE, Via.API, room.e1, submission("t", "b")));
    notFound(() -> room.reports.submit(FULL, Via.API, "nonsense", submission("t", "b")));
    forbidden(() -> room.reports.submit(VIEW, Via.API, room.e1, submission("t", "b")));
    for (var caller : List.of(SUB, VIEW)) {
      forbidden(
          () -> room.reports.update(caller, Via.API, ref, Optional.empty(), submission("t", "b")));
      forbidden(() -> room.reports.delete(caller, Via.API, ref));
      forbidden(() -> room.reports.move(caller, Via.API, ref, room.e1));
      notFound(() -> room.reports.copy(caller, Via.API, ref, room.e2));
    }
    notFound(() -> room.reports.delete(NONE, Via.API, ref));
    notFound(() -> room.reports.move(FULL, Via.API, ref, "nonsense"));
    room.rights.give(FULL, room.e2, Right.READ);
    forbidden(() -> room.reports.move(FULL, Via.API, ref, room.e2));
    forbidden(() -> room.reports.copy(FULL, Via.API, ref, room.e2));
    assertThat(room.get(report)).isEqualTo(report);
  }

  @Test
  void an_update_says_everything_anew_and_keeps_the_tags() {
    Report first = room.reports.submit(FULL, Via.API, room.e1, called("x", "first"));
    room.tag(first, "a", "b");
    room.nowMs.addAndGet(1000);
    Report second =
        room.reports.update(
            FULL,
            Via.API,
            new ReportRef.ByExternalId("x"),
            Optional.empty(),
            new Submission(
                "second", "other", Optional.empty(), Optional.of("u"), Optional.empty()));
    assertThat(second.guid()).isEqualTo(first.guid());
    assertThat(second.title()).isEqualTo("second");
    assertThat(second.body()).contains("other");
    assertThat(second.externalUrl()).contains("u");
    assertThat(second.externalId()).contains("x");
    assertThat(second.timeBegan()).isEqualTo(first.timeBegan());
    assertThat(second.created()).isEqualTo(first.created());
    assertThat(second.updated()).isEqualTo(START.plusSeconds(1));
    assertThat(room.tagsOf(second)).containsExactly("a", "b");
    Report moved =
        room.reports.update(FULL, Via.API, ref(first), Optional.of(room.e2), called("y", "third"));
    assertThat(moved.enclave()).isEqualTo(room.e2);
    assertThat(moved.externalId()).contains("y");
    notFound(() -> room.reports.get(VIEW, ref(first)));
  }

  @Test
  void an_external_id_is_unique_in_its_enclave_and_free_again_after_it_went() {
    Report first = room.reports.submit(FULL, Via.API, room.e1, called("x", "first"));
    conflict(() -> room.reports.submit(FULL, Via.API, room.e1, called("x", "again")));
    Report other = room.reports.submit(FULL, Via.API, room.e2, called("x", "elsewhere"));
    conflict(() -> room.reports.get(FULL, new ReportRef.ByExternalId("x")));
    conflict(() -> room.reports.move(FULL, Via.API, ref(other), room.e1));
    assertThat(room.get(other).enclave()).isEqualTo(room.e2);
    room.rights.give(FULL, room.e2, Right.READ);
    assertThat(room.reports.get(FULL, new ReportRef.ByExternalId("x"))).isEqualTo(first);
    room.reports.delete(FULL, Via.API, ref(first));
    Report again = room.reports.submit(FULL, Via.API, room.e1, called("x", "again"));
    assertThat(again.number()).isGreaterThan(other.number());
    assertThat(room.revisions.notes()).as("nothing is left to look after").hasSize(2);
  }

  @Test
  void an_upsert_updates_what_is_there_and_submits_what_is_not() {
    ReportRef x = new ReportRef.ByExternalId("x");
    Report first =
        room.reports.upsert(
            FULL, Via.API, Optional.of(x), room.e1, submission("t", "one"), Mode.APPEND);
    assertThat(first.externalId()).contains("x");
    Report second =
        room.reports.upsert(
            FULL, Via.API, Optional.of(x), room.e1, submission("t", "two"), Mode.APPEND);
    assertThat(second.guid()).isEqualTo(first.guid());
    assertThat(second.body()).contains("one\ntwo");
    Report third =
        room.reports.upsert(
            FULL, Via.API, Optional.of(ref(first)), room.e1, submission("u", "3"), Mode.OVERRIDE);
    assertThat(third.body()).contains("3");
    assertThat(third.title()).isEqualTo("u");
    Report elsewhere =
        room.reports.upsert(
            FULL, Via.API, Optional.of(x), room.e2, submission("t", "one"), Mode.OVERRIDE);
    assertThat(elsewhere.guid()).isNotEqualTo(first.guid());
    assertThat(
            room.reports
                .upsert(SUB, Via.API, Optional.empty(), room.e1, submission("n", "b"), Mode.APPEND)
                .externalId())
        .isEmpty();
    forbidden(() ->
        room.reports.upsert(
            SUB, Via.API, Optional.of(x), room.e1, submission("t", "b"), Mode.OVERRIDE));
    notFound(() ->
        room.reports.upsert(
            FULL,
            Via.API,
            Optional.of(new ReportRef.ByGuid("nonsense")),
            room.e1,
            submission("t", "b"),
            Mode.OVERRIDE));
    notFound(() ->
        room.reports.upsert(
            NONE, Via.API, Optional.of(x), room.e1, submission("t", "b"), Mode.OVERRIDE));
  }

  @Test
  void a_copy_has_the_tags_of_its_source_and_leaves_it_alone() {
    Report source = room.reports.submit(FULL, Via.API, room.e1, called("x", "first"));
    room.tag(source, "a", "b");
    Report before = room.get(source);
    Report copy = room.reports.copy(FULL, Via.API, ref(source), room.e2);
    assertThat(copy.guid()).isNotEqualTo(source.guid());
    assertThat(copy.title()).isEqualTo("first");
    assertThat(copy.body()).isEqualTo(source.body());
    assertThat(copy.externalId()).contains("x");
    assertThat(room.tagsOf(copy)).containsExactly("a", "b");
    assertThat(room.get(source)).isEqualTo(before);
    assertThat(room.reports.copy(FULL, Via.API, ref(source), room.e2).externalId()).isEmpty();
    Report changed =
        room.reports.copyAs(
            FULL, Via.API, ref(source), room.e2, submission("other", "text"), names("Changed_Tag"));
    assertThat(room.tagsOf(changed)).containsExactly("changed_tag");
    assertThat(changed.title()).isEqualTo("other");
    assertThat(room.revisions.reports(List.of(changed.number())).getFirst().source())
        .hasValue(source.number());
  }

  @Test
  void a_moved_report_keeps_its_id_and_tags() {
    Report report = room.submit(room.e1, "t", "b");
    room.tag(report, "a");
    Report moved = room.reports.move(FULL, Via.API, ref(report), room.e2);
    assertThat(moved.guid()).isEqualTo(report.guid());
    assertThat(moved.enclave()).isEqualTo(room.e2);
    assertThat(moved.updated()).isAfter(report.updated());
    assertThat(room.tagsOf(moved)).containsExactly("a");
    notFound(() -> room.reports.get(VIEW, ref(report)));
    assertThat(room.reports.move(FULL, Via.API, ref(report), room.e2)).isEqualTo(moved);
  }

  @Test
  void a_deleted_report_is_gone_with_all_that_it_said() {
    Report report = room.submit(room.e1, "t", "word");
    room.tag(report, "a");
    room.reports.delete(FULL, Via.API, ref(report));
    notFound(() -> room.get(report));
    notFound(() -> room.tagsOf(report));
    assertThat(room.revisions.find(ReportTerm.parse("word"))).isEmpty();
    assertThat(room.revisions.notes()).isEmpty();
    assertThat(room.tags.all(FULL, Set.of())).isEmpty();
    notFound(() -> room.reports.delete(FULL, Via.API, ref(report)));
  }

  @Test
  void changes_of_an_enclave_have_moments_that_rise_and_tell_nothing_of_others() {
    List<Instant> moments = new ArrayList<>();
    for (int i = 0; i < 5; i++) moments.add(room.submit(room.e1, "t", "b").updated());
    assertThat(moments).isSorted().doesNotHaveDuplicates();
    assertThat(room.submit(room.e2, "t", "b").updated()).isEqualTo(START);
    room.nowMs.addAndGet(-1_000_000_000L); // somebody set the clock back
    assertThat(room.submit(room.e1, "t", "b").updated()).isEqualTo(START.plusMillis(5));
    room.nowMs.addAndGet(2_000_000_000L);
    assertThat(room.submit(room.e1, "t", "b").updated())
        .isEqualTo(Instant.ofEpochMilli(room.nowMs.get()));
  }

  @Test
  void what_is_too_large_is_refused_and_leaves_nothing() {
    ReportLimits limits = new ReportLimits(10, 20, 5, 2, 3);
    try (ReportRoom small = new ReportRoom(SqliteStore.open(folder.resolve("b.db")), limits)) {
      for (Submission said :
          List.of(
              submission("x".repeat(11), "b"),
              submission("t", "é".repeat(11)),
              new Submission(
                  "t", "b", Optional.empty(), Optional.of("123456"), Optional.empty()))) {
        assertThatExceptionOfType(Refusal.TooLarge.class)
            .isThrownBy(() -> small.reports.submit(FULL, Via.API, small.e1, said));
      }
      Report report = small.submit(small.e1, "0123456789", "é".repeat(10));
      small.tag(report, "a", "b");
      assertThatExceptionOfType(Refusal.TooLarge.class).isThrownBy(() -> small.tag(report, "c"));
      assertThat(small.revisions.notes()).hasSize(1);
    }
  }

  @Test
  void what_can_not_be_kept_is_refused() {
    for (String bad : List.of("a\0", "a\ud800", "\udc00b")) {
      assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> submission(bad, "b"));
      assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> submission("t", bad));
    }
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> submission(" ", "b"));
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> submission("t", ""));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> submission("t", "b").called("x".repeat(501)));
  }

  @Test
  void many_who_append_to_a_report_at_once_lose_nothing() throws Exception {
    ReportRef x = new ReportRef.ByExternalId("x");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Report>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String line = "line" + i;
        all.add(
            threads.submit(() ->
                room.reports.upsert(
                    FULL, Via.API, Optional.of(x), room.e1, submission("t", line), Mode.APPEND)));
      }
      for (Future<Report> one : all) one.get();
    }
    String body = room.reports.get(FULL, x).body().orElseThrow();
    assertThat(new HashSet<>(List.of(body.split("\n", -1)))).hasSize(20);
    assertThat(room.search.search(FULL, ReportFilter.ALL, ReportSearch.Sort.UPDATED, 0, 9).total())
        .isEqualTo(1);
  }

  @Test
  void what_a_killed_server_left_is_seen_by_nobody_and_removed_when_nobody_can_be_at_it() {
    Report report = room.submit(room.e1, "true", "b");
    Revisions.Content content =
        new Revisions.Content("orphan", "b", Optional.empty(), Instant.EPOCH);
    Instant now = room.clock.instant();
    int orphan =
        room.revisions.add("g", java.util.OptionalInt.empty(), content, now, List.of()).report();
    room.revisions.revise(report.number(), content, now, List.of());
    room.revisions.noteDeletion(report.number(), now);
    room.reports.finish();
    notFound(() -> room.reports.get(FULL, new ReportRef.ByGuid("g")));
    assertThat(room.get(report)).isEqualTo(report);
    ReportFilter word = filter("orphan");
    assertThat(room.search.search(FULL, word, ReportSearch.Sort.RELEVANCE, 0, 9).reports())
        .isEmpty();
    assertThat(room.revisions.notes()).as("another server may be at it").hasSize(3);
    room.nowMs.addAndGet(3_600_001);
    room.reports.finish();
    assertThat(room.revisions.notes()).isEmpty();
    assertThat(room.revisions.find(ReportTerm.parse("orphan"))).isEmpty();
    assertThat(room.get(report)).isEqualTo(report);
    assertThat(room.submit(room.e1, "t", "b").number()).isGreaterThan(orphan);
  }

  @Test
  void a_deletion_that_was_cut_off_after_its_entry_is_finished_at_the_next_start() {
    Report report = room.submit(room.e1, "t", "b");
    room.reports.delete(FULL, Via.API, ref(report));
    Revisions.Content content = new Revisions.Content("left", "b", Optional.empty(), START);
    room.revisions.revise(report.number(), content, START, List.of());
    room.revisions.noteDeletion(report.number(), START);
    room.reports.finish();
    assertThat(room.revisions.notes()).isEmpty();
    assertThat(room.revisions.find(ReportTerm.parse("left"))).isEmpty();
  }

  @Test
  void the_words_of_all_reports_are_written_anew_if_they_are_lost() {
    Report report = room.submit(room.e1, "t", "word");
    room.store.write(handle -> handle.execute("delete from report_text"));
    room.store.write(handle ->
        handle.execute("insert into report_text (rowid, title, body) values (0, '', '')"));
    assertThat(room.revisions.isIndexLost()).isTrue();
    room.reports.finish();
    assertThat(room.revisions.isIndexLost()).isFalse();
    assertThat(
            room.search.search(FULL, filter("word"), ReportSearch.Sort.RELEVANCE, 0, 9).reports())
        .extracting(Report::guid)
        .containsExactly(report.guid());
  }

  private static ReportFilter filter(String term) {
    return new ReportFilter(
        Optional.of(ReportTerm.parse(term)),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }
}
