package earmark.report;

import static earmark.report.ReportRoom.FULL;
import static earmark.report.ReportRoom.NONE;
import static earmark.report.ReportRoom.START;
import static earmark.report.ReportRoom.SUB;
import static earmark.report.ReportRoom.VIEW;
import static earmark.report.ReportRoom.names;
import static earmark.report.ReportRoom.ref;
import static earmark.report.ReportRoom.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.access.Caller;
import earmark.access.Right;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.report.ReportTags.Altered;
import earmark.report.ReportTags.InUse;
import earmark.report.ReportTags.Step;
import earmark.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTagsTest {
  @TempDir Path folder;
  private ReportRoom room;
  private Report report;

  @BeforeEach
  void open() {
    room = new ReportRoom(SqliteStore.open(folder.resolve("a.db")));
    report = room.submit(room.e1, "t", "b");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Altered alter(Set<String> add, Set<String> remove) {
    return room.alter(FULL, report, names(add.toArray(String[]::new)), remove);
  }

  private List<Step> history(Caller caller, Report of) {
    return room.tags.history(caller, ref(of), Optional.empty(), 100);
  }

  private Altered undo(Caller caller, String operation) {
    return room.tags.undo(
        caller, Via.API, ref(report), operation, Optional.of("oops"), Optional.empty());
  }

  @Test
  void tags_are_put_on_and_taken_off_at_once() {
    assertThat(room.tagsOf(report)).isEmpty();
    Altered first = alter(Set.of("Malicious", "b"), Set.of("zzz"));
    assertThat(first.added()).containsExactly("b", "malicious");
    assertThat(first.removed()).isEmpty();
    assertThat(first.operation()).isPresent();
    assertThat(room.tagsOf(report)).containsExactly("b", "malicious");
    Altered second = alter(Set.of("c"), Set.of("MALICIOUS"));
    assertThat(second.removed()).containsExactly("malicious");
    assertThat(room.tagsOf(report)).containsExactly("b", "c");
  }

  @Test
  void a_name_in_both_lists_is_there_afterwards() {
    alter(Set.of("x"), Set.of("X"));
    assertThat(room.tagsOf(report)).containsExactly("x");
    Instant updated = room.get(report).updated();
    alter(Set.of("x"), Set.of("x"));
    assertThat(room.tagsOf(report)).containsExactly("x");
    assertThat(room.get(report).updated()).isEqualTo(updated);
  }

  @Test
  void a_report_counts_as_updated_only_if_its_tags_changed() {
    alter(Set.of("a"), Set.of());
    Instant updated = room.get(report).updated();
    assertThat(updated).isAfter(report.updated());
    assertThat(alter(Set.of("a"), Set.of("b")).operation()).isEmpty();
    assertThat(alter(Set.of(), Set.of()).operation()).isEmpty();
    assertThat(room.get(report).updated()).isEqualTo(updated);
  }

  @Test
  void who_sees_a_report_sees_its_tags_and_who_may_update_it_may_change_them() {
    room.tag(report, "a");
    assertThat(room.tags.tags(VIEW, ref(report), Optional.empty()).tags()).containsExactly("a");
    for (Caller caller : List.of(VIEW, SUB)) {
      assertThatThrownBy(() -> room.alter(caller, report, names("b"), Set.of()))
          .isInstanceOf(Refusal.Forbidden.class);
    }
    Report own = room.reports.submit(SUB, Via.API, room.e1, submission("t", "b"));
    assertThatThrownBy(() -> room.alter(SUB, own, names("b"), Set.of()))
        .isInstanceOf(Refusal.Forbidden.class);
    assertThatThrownBy(() -> room.alter(NONE, report, names("b"), Set.of()))
        .isInstanceOf(Refusal.NotFound.class);
    assertThatThrownBy(() -> room.tags.tags(NONE, ref(report), Optional.empty()))
        .isInstanceOf(Refusal.NotFound.class);
    assertThat(room.tagsOf(report)).containsExactly("a");
  }

  @Test
  void a_request_under_a_key_is_carried_out_once() {
    Optional<RequestKey> key = Optional.of(new RequestKey("k", "r"));
    ReportTags.Edit edit = new ReportTags.Edit(names("a"), Set.of(), Optional.empty());
    Altered first = room.tags.alter(FULL, Via.API, ref(report), edit, key);
    room.alter(FULL, report, Set.of(), Set.of("a"));
    Altered again = room.tags.alter(FULL, Via.API, ref(report), edit, key);
    assertThat(again.operation()).isEqualTo(first.operation());
    assertThat(again.added()).containsExactly("a");
    assertThat(room.tagsOf(report)).isEmpty();
  }

  @Test
  void tags_in_use_are_pairs_of_name_and_readable_enclave() {
    Report other = room.submit(room.e2, "t", "b");
    room.tag(report, "a", "b");
    room.tag(other, "a");
    assertThat(room.tags.all(FULL, Set.of()))
        .hasSize(3)
        .isSortedAccordingTo(
            java.util.Comparator.comparing(InUse::name).thenComparing(InUse::enclave))
        .contains(new InUse("a", room.e1), new InUse("a", room.e2), new InUse("b", room.e1));
    assertThat(room.tags.all(VIEW, Set.of()))
        .containsExactly(new InUse("a", room.e1), new InUse("b", room.e1));
    assertThat(room.tags.all(FULL, Set.of(room.e2))).containsExactly(new InUse("a", room.e2));
    assertThat(room.tags.all(NONE, Set.of())).isEmpty();
    for (String enclave : List.of(room.e2, "nonsense")) {
      assertThatThrownBy(() -> room.tags.all(VIEW, Set.of(enclave)))
          .isInstanceOf(Refusal.Forbidden.class);
    }
    room.alter(FULL, report, Set.of(), Set.of("b"));
    assertThat(room.tags.all(VIEW, Set.of())).containsExactly(new InUse("a", room.e1));
  }

  @Test
  void the_history_of_a_report_says_who_did_what_when_why_and_through_which_door() {
    alter(Set.of("a", "b"), Set.of());
    room.nowMs.addAndGet(1000);
    Altered second = alter(Set.of("c"), Set.of("a"));
    room.reports.update(FULL, Via.TRUSTAR, ref(report), Optional.empty(), submission("u", "b"));
    List<Step> steps = history(VIEW, report);
    assertThat(steps)
        .extracting(Step::what)
        .containsExactly("updated", "tagged", "tagged", "submitted");
    Step step = steps.get(1);
    assertThat(step.id()).isEqualTo(second.operation().orElseThrow());
    assertThat(step.at()).isEqualTo(START.plusSeconds(1));
    assertThat(step.by()).isEqualTo("full");
    assertThat(step.via()).isEqualTo(Via.API);
    assertThat(step.reason()).contains("because");
    assertThat(step.added()).containsExactly("c");
    assertThat(step.removed()).containsExactly("a");
    assertThat(step.report()).isEqualTo(report.guid());
    assertThat(steps.getFirst().via()).isEqualTo(Via.TRUSTAR);
    List<Step> page = room.tags.history(VIEW, ref(report), Optional.empty(), 2);
    assertThat(page).isEqualTo(steps.subList(0, 2));
    assertThat(room.tags.history(VIEW, ref(report), Optional.of(page.getLast().id()), 2))
        .isEqualTo(steps.subList(2, 4));
  }

  @Test
  void what_was_done_where_a_caller_can_not_read_stays_unknown_to_him() {
    Report secret = room.submit(room.e2, "t", "b");
    room.tag(secret, "codename");
    Altered off = room.alter(FULL, secret, names("known"), Set.of("codename"));
    Report moved = room.reports.move(FULL, Via.API, ref(secret), room.e1);
    room.tag(moved, "later");
    assertThat(history(FULL, moved)).hasSize(5);
    assertThat(history(VIEW, moved)).extracting(Step::what).containsExactly("tagged", "moved");
    assertThat(room.tags.historyOfTag(VIEW, "codename", Optional.empty(), 9)).isEmpty();
    assertThat(room.tags.historyOfTag(FULL, "CODENAME", Optional.empty(), 9)).hasSize(2);
    Caller editor = new Caller(9, "editor", false);
    room.rights.give(editor, room.e1, Right.READ, Right.UPDATE);
    assertThatThrownBy(() ->
            room.tags.undo(
                editor,
                Via.API,
                ref(moved),
                off.operation().orElseThrow(),
                Optional.empty(),
                Optional.empty()))
        .isInstanceOf(Refusal.NotFound.class);
    Instant before = START.minusSeconds(1);
    assertThatThrownBy(() -> room.tags.tags(FULL, ref(moved), Optional.of(before)))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void the_history_of_a_tag_keeps_reports_that_are_deleted() {
    Report other = room.submit(room.e1, "t", "b");
    room.tag(report, "a");
    room.tag(other, "a");
    room.reports.delete(FULL, Via.API, ref(report));
    List<Step> steps = room.tags.historyOfTag(VIEW, "a", Optional.empty(), 9);
    assertThat(steps)
        .extracting(Step::what, Step::report)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("deleted", report.guid()),
            org.assertj.core.groups.Tuple.tuple("tagged", other.guid()),
            org.assertj.core.groups.Tuple.tuple("tagged", report.guid()));
    assertThat(room.tags.historyOfTag(VIEW, "a", Optional.of(steps.getFirst().id()), 1))
        .isEqualTo(steps.subList(1, 2));
    assertThat(room.tags.historyOfTag(NONE, "a", Optional.empty(), 9)).isEmpty();
  }

  @Test
  void the_tags_of_a_past_moment_can_be_asked() {
    alter(Set.of("a"), Set.of());
    Instant then = room.clock.instant();
    room.nowMs.addAndGet(1000);
    alter(Set.of("b"), Set.of("a"));
    room.reports.update(FULL, Via.API, ref(report), Optional.empty(), submission("new", "b"));
    ReportTags.Tagged past = room.tags.tags(VIEW, ref(report), Optional.of(then));
    assertThat(past.tags()).containsExactly("a");
    assertThat(past.report().title()).isEqualTo("t");
    assertThat(room.tags.tags(VIEW, ref(report), Optional.of(room.clock.instant())).tags())
        .containsExactly("b");
  }

  @Test
  void an_operation_on_tags_can_be_taken_back_and_that_too() {
    alter(Set.of("a", "b"), Set.of());
    Altered second = alter(Set.of("c", "d"), Set.of("a", "b"));
    alter(Set.of("a"), Set.of("c"));
    Instant updated = room.get(report).updated();
    Altered undone = undo(FULL, second.operation().orElseThrow());
    assertThat(undone.added()).containsExactly("b");
    assertThat(undone.removed()).containsExactly("d");
    assertThat(room.tagsOf(report)).containsExactly("a", "b");
    assertThat(room.get(report).updated()).isAfter(updated);
    Step step = history(FULL, report).get(2);
    assertThat(step.undoneBy()).isEqualTo(undone.operation());
    assertThat(history(FULL, report).getFirst().what()).isEqualTo("undid");
    undo(FULL, undone.operation().orElseThrow());
    assertThat(room.tagsOf(report)).containsExactly("a", "d");
  }

  @Test
  void an_undo_needs_the_right_to_update_where_the_report_is_now() {
    String operation = room.tag(report, "a").operation().orElseThrow();
    assertThatThrownBy(() -> undo(VIEW, operation)).isInstanceOf(Refusal.Forbidden.class);
    assertThatThrownBy(() -> undo(NONE, operation)).isInstanceOf(Refusal.NotFound.class);
    assertThatThrownBy(() -> undo(FULL, "nonsense")).isInstanceOf(Refusal.NotFound.class);
    String submitted = history(FULL, report).getLast().id();
    assertThatThrownBy(() -> undo(FULL, submitted)).isInstanceOf(Refusal.Invalid.class);
    room.reports.move(FULL, Via.API, ref(report), room.e2);
    room.rights.give(FULL, room.e2, Right.READ);
    assertThatThrownBy(() -> undo(FULL, operation)).isInstanceOf(Refusal.Forbidden.class);
    room.rights.give(FULL, room.e2, Right.READ, Right.UPDATE);
    assertThat(undo(FULL, operation).removed()).containsExactly("a");
  }

  @Test
  void fifty_who_tag_a_report_at_once_lose_and_double_nothing() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Altered>> all = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        String name = "t" + i;
        all.add(threads.submit(() -> room.alter(FULL, report, names(name, "same"), Set.of())));
      }
      int same = 0;
      for (Future<Altered> one : all) {
        if (one.get().added().contains("same")) same++;
      }
      assertThat(same).isEqualTo(1);
    }
    assertThat(room.tagsOf(report)).hasSize(51);
    assertThat(history(FULL, report)).hasSize(51);
  }
}
