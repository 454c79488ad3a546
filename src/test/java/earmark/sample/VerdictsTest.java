package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.index.Answers;
import earmark.ledger.Entry;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Verdicts.Judged;
import earmark.search.Order;
import earmark.search.Search;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsTest {
  static final Judgement TROJAN =
      Judgement.ofUser(
          Classification.MALICIOUS,
          OptionalInt.empty(),
          Optional.of(ThreatName.parse("Win32.Trojan.Delf")));
  static final Judgement DUBIOUS =
      Judgement.ofUser(Classification.SUSPICIOUS, OptionalInt.of(7), Optional.empty());
  static final Judgement HARMLESS =
      Judgement.ofUser(Classification.GOODWARE, OptionalInt.empty(), Optional.empty());

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

  private static SampleTags.Target these(Sample... samples) {
    return new SampleTags.Target.ByHashes(
        List.of(samples).stream()
            .map(sample -> SampleHash.parse(sample.digests().sha256()))
            .toList());
  }

  private Judged set(Judgement judgement, Sample... samples) {
    return rooms.verdicts.set(
        Rooms.ANN,
        Via.API,
        these(samples),
        Optional.of(judgement),
        Optional.of("seen it"),
        Optional.empty());
  }

  private Judged withdraw(Sample... samples) {
    return rooms.verdicts.set(
        Rooms.ANN, Via.API, these(samples), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private SampleTags.Undone undo(long operation) {
    return rooms.tags.undo(Rooms.ANN, Via.UI, operation, Optional.empty(), Optional.empty());
  }

  private Optional<Verdict> verdict(Sample sample) {
    return rooms.finder.verdict(sample);
  }

  private static Verdict own(Judgement judgement) {
    return of(judgement, OptionalInt.empty());
  }

  private static Verdict of(Judgement judgement, OptionalInt origin) {
    return new Verdict(
        judgement.classification(),
        judgement.riskScore(),
        judgement.threatName().map(ThreatName::text),
        "user",
        origin);
  }

  private static Verdict from(Judgement judgement, Sample file) {
    return of(judgement, OptionalInt.of(file.number()));
  }

  private List<Sample> found(String query) {
    return rooms
        .finder
        .search(Search.typed(query), Order.NEWEST_FIRST, Optional.empty(), 20)
        .samples()
        .stream()
        .map(Finder.Tagged::sample)
        .toList();
  }

  private Entry last() {
    List<Entry> all = new ArrayList<>();
    rooms.store.entries().since(0, all::add);
    return all.getLast();
  }

  @Test
  void a_verdict_is_set_found_and_withdrawn() throws Exception {
    Sample one = rooms.taken("one");
    Sample two = rooms.taken("two");
    assertThat(verdict(one)).isEmpty();
    Judged judged = set(TROJAN, one);
    assertThat(judged).isEqualTo(new Judged(judged.operation(), 1, 0, 0));
    assertThat(verdict(one)).contains(own(TROJAN));
    assertThat(found("classification:malicious riskscore:[6 TO 10] threatname:*trojan*"))
        .containsExactly(one);
    assertThat(found("classification:unknown")).containsExactly(two);
    assertThat(rooms.finder.tagged(one).verdict()).contains(own(TROJAN));
    Entry entry = last();
    assertThat(entry.actor()).isEqualTo("ann");
    assertThat(entry.reason()).contains("seen it");
    assertThat(set(TROJAN, one)).isEqualTo(new Judged(Optional.empty(), 0, 1, 0));
    assertThat(withdraw(one, two).changed()).isEqualTo(1);
    assertThat(verdict(one)).isEmpty();
    assertThat(found("classification:malicious")).isEmpty();
  }

  @Test
  void scores_and_names_have_to_fit_the_classification() {
    assertThat(TROJAN.riskScore()).isEqualTo(10);
    assertThat(HARMLESS.riskScore()).isZero();
    assertThat(
            Judgement.ofUser(Classification.SUSPICIOUS, OptionalInt.empty(), Optional.empty())
                .riskScore())
        .isEqualTo(6);
    for (Classification classification : Classification.values()) {
      for (int score = -1; score <= 11; score++) {
        boolean fits = score >= classification.scoreMin() && score <= classification.scoreMax();
        int asked = score;
        if (fits) {
          Judgement judgement =
              Judgement.ofUser(classification, OptionalInt.of(score), Optional.empty());
          assertThat(Judgement.parse(judgement.text())).contains(judgement);
        } else {
          assertThatExceptionOfType(Refusal.Invalid.class)
              .isThrownBy(
                  () -> Judgement.ofUser(classification, OptionalInt.of(asked), Optional.empty()));
        }
      }
    }
    assertThat(Judgement.parse(TROJAN.text())).contains(TROJAN);
    assertThat(Judgement.parse("rule malicious 10")).as("of a newer version").isEmpty();
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() ->
            Judgement.ofUser(
                Classification.GOODWARE, OptionalInt.empty(), Optional.of(ThreatName.GENERIC)));
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> ThreatName.parse("Win32.X"));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> ThreatName.parse("Win32.Trojan.has blank"));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> new ThreatName("Win32", "Trojan", "x".repeat(33)));
    assertThat(ThreatName.parse("Document-PDF.Phishing.Generic").platform())
        .isEqualTo("Document-PDF");
  }

  @Test
  void a_container_counts_as_the_worst_that_is_said_of_a_file_in_it() throws Exception {
    Sample outer = rooms.taken("outer");
    Sample inner = rooms.taken("inner");
    Sample file = rooms.taken("file");
    Sample other = rooms.taken("other");
    rooms.putInto(inner, file);
    rooms.putInto(outer, inner, other);
    assertThat(set(DUBIOUS, other).propagated()).isEqualTo(1);
    assertThat(verdict(outer)).contains(from(DUBIOUS, other));
    Judged judged = set(TROJAN, file);
    assertThat(judged.changed()).isEqualTo(1);
    assertThat(judged.propagated()).isEqualTo(2);
    assertThat(verdict(inner)).contains(from(TROJAN, file));
    assertThat(verdict(outer)).contains(from(TROJAN, file));
    assertThat(found("classification:malicious")).containsExactly(file, inner, outer);
    set(HARMLESS, outer);
    assertThat(verdict(outer)).as("its own counts more").contains(own(HARMLESS));
    withdraw(outer);
    assertThat(verdict(outer)).contains(from(TROJAN, file));
    withdraw(file);
    assertThat(verdict(inner)).isEmpty();
    assertThat(verdict(outer)).contains(from(DUBIOUS, other));
    set(HARMLESS, other);
    assertThat(verdict(outer)).as("a harmless part says nothing of the whole").isEmpty();
  }

  @Test
  void a_container_that_comes_later_takes_the_verdict_of_a_file_that_was_known() throws Exception {
    Sample file = rooms.taken("file");
    set(TROJAN, file);
    Sample container = rooms.taken("container");
    rooms.putInto(container, file);
    assertThat(verdict(container)).contains(from(TROJAN, file));
    assertThat(rooms.finder.origins(List.of(verdict(container).orElseThrow())))
        .containsOnlyKeys(file.number());
    rooms.putInto(container);
    assertThat(verdict(container)).as("it is not in there any more").isEmpty();
  }

  @Test
  void an_undo_restores_what_was_said_before_and_leaves_what_was_said_later() throws Exception {
    Sample one = rooms.taken("one");
    Sample two = rooms.taken("two");
    set(DUBIOUS, one);
    long operation = set(TROJAN, one, two).operation().orElseThrow();
    set(HARMLESS, two);
    SampleTags.Undone preview = rooms.tags.previewUndo(operation);
    SampleTags.Undone undone = undo(operation);
    assertThat(undone.verdicts()).isEqualTo(1);
    assertThat(undone.verdictsLeft()).isEqualTo(1);
    assertThat(preview.verdicts()).isEqualTo(1);
    assertThat(verdict(one)).contains(own(DUBIOUS));
    assertThat(verdict(two)).contains(own(HARMLESS));
    assertThat(rooms.ledger.history().undoneBy(operation)).isEqualTo(undone.operation());
    undo(undone.operation().orElseThrow());
    assertThat(verdict(one)).as("an undo can be undone").contains(own(TROJAN));
  }

  @Test
  void an_undo_gives_containers_the_verdict_that_follows_now() throws Exception {
    Sample container = rooms.taken("container");
    Sample one = rooms.taken("one");
    Sample two = rooms.taken("two");
    rooms.putInto(container, one, two);
    long operation = set(TROJAN, one).operation().orElseThrow();
    set(DUBIOUS, two);
    undo(operation);
    assertThat(verdict(container)).contains(from(DUBIOUS, two));
  }

  @Test
  void the_past_is_what_it_was() throws Exception {
    Sample one = rooms.taken("one");
    long before = set(TROJAN, one).operation().orElseThrow();
    set(HARMLESS, one);
    Answers then = rooms.index.at(before, rooms.store.entries());
    assertThat(Verdict.of(then, one.number())).contains(own(TROJAN));
    assertThat(Verdict.of(rooms.index.at(before - 1, rooms.store.entries()), one.number()))
        .isEmpty();
  }

  @Test
  void a_retry_under_the_same_key_changes_nothing() throws Exception {
    Sample one = rooms.taken("one");
    RequestKey key = new RequestKey("k1", "digest");
    Judged first =
        rooms.verdicts.set(
            Rooms.ANN,
            Via.API,
            these(one),
            Optional.of(TROJAN),
            Optional.empty(),
            Optional.of(key));
    set(HARMLESS, one);
    Judged again =
        rooms.verdicts.set(
            Rooms.ANN,
            Via.API,
            these(one),
            Optional.of(TROJAN),
            Optional.empty(),
            Optional.of(key));
    assertThat(again).isEqualTo(first);
    assertThat(verdict(one)).contains(own(HARMLESS));
  }

  @Test
  void a_query_is_judged_whole_or_not_at_all() throws Exception {
    rooms.taken("one");
    rooms.taken("two");
    SampleTags.Target three =
        new SampleTags.Target.ByQuery(Search.typed("size:[0 TO *]"), OptionalInt.of(3));
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() ->
            rooms.verdicts.set(
                Rooms.ANN,
                Via.API,
                three,
                Optional.of(TROJAN),
                Optional.empty(),
                Optional.empty()));
    assertThat(found("classification:malicious")).isEmpty();
    SampleTags.Target two =
        new SampleTags.Target.ByQuery(Search.typed("size:[0 TO *]"), OptionalInt.of(2));
    assertThat(rooms.verdicts.preview(two, Optional.of(TROJAN)))
        .isEqualTo(new Judged(Optional.empty(), 2, 0, 0));
    assertThat(found("classification:malicious")).isEmpty();
    rooms.verdicts.set(
        Rooms.ANN, Via.API, two, Optional.of(TROJAN), Optional.empty(), Optional.empty());
    assertThat(found("classification:malicious")).hasSize(2);
  }
}
