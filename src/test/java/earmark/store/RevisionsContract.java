package earmark.store;

import static earmark.store.SamplesContract.at;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.report.ReportTerm;
import earmark.report.ReportWords;
import earmark.report.Revisions;
import earmark.report.Revisions.Content;
import earmark.report.Revisions.Count;
import earmark.report.Revisions.Hit;
import earmark.report.Revisions.Settled;
import earmark.report.Revisions.Written;
import earmark.store.jdbc.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of what reports say does. */
public interface RevisionsContract {
  AtomicInteger GUIDS = new AtomicInteger();

  /** An empty one. */
  Store store();

  private Written add(String title, String body) {
    return add(store(), title, body);
  }

  private static Written add(Store store, String title, String body) {
    return store
        .revisions()
        .add(
            "guid-" + GUIDS.incrementAndGet(),
            OptionalInt.empty(),
            content(title, body),
            at(1),
            List.of());
  }

  /** Some reports, for who moves a store. */
  static void fill(Store store) {
    Written first = add(store, "Žluťoučký kůň", "evil.com\tand\n\"1.2.3.4\"\\");
    store.revisions().revise(first.report(), content("kůň", "good.com 🐙"), at(2), List.of());
    store
        .revisions()
        .add(
            "guid-" + GUIDS.incrementAndGet(),
            OptionalInt.of(first.report()),
            new Content("c", "d", Optional.of("https://a/b"), Instant.ofEpochMilli(5)),
            at(3),
            List.of());
  }

  private static Content content(String title, String body) {
    return new Content(title, body, Optional.empty(), Instant.ofEpochMilli(1234567890123L));
  }

  private static Hit hit(Written written) {
    return new Hit(written.report(), written.revision());
  }

  private List<Hit> find(String term) {
    return store().revisions().find(ReportTerm.parse(term));
  }

  @Test
  default void what_is_written_down_is_there_with_its_number_and_guid() {
    Revisions revisions = store().revisions();
    Content content =
        new Content("T", "B", Optional.of("https://x/y"), Instant.ofEpochMilli(1600000000000L));
    Written first = add("a", "b");
    Written copy = revisions.add("g-2", OptionalInt.of(first.report()), content, at(7), List.of());
    assertThat(copy.report()).isEqualTo(first.report() + 1);
    assertThat(revisions.number("g-2")).hasValue(copy.report());
    assertThat(revisions.number("g-3")).isEmpty();
    assertThat(revisions.reports(List.of(copy.report(), 99)))
        .containsExactly(
            new Revisions.Known(copy.report(), "g-2", OptionalInt.of(first.report()), at(7)));
    assertThat(revisions.get(List.of(copy.revision(), 99), true))
        .containsExactly(
            new Revisions.Revision(
                copy.revision(),
                copy.report(),
                "T",
                Optional.of("B"),
                content.externalUrl(),
                content.timeBegan()));
    assertThat(revisions.get(List.of(copy.revision()), false).getFirst().body()).isEmpty();
  }

  @Test
  default void revisions_stay_and_rise() {
    Revisions revisions = store().revisions();
    Written one = add("one", "x");
    Written two = revisions.revise(one.report(), content("two", "x"), at(2), List.of());
    assertThat(two.report()).isEqualTo(one.report());
    assertThat(two.revision()).isGreaterThan(one.revision());
    assertThat(revisions.get(List.of(one.revision(), two.revision()), false)).hasSize(2);
    assertThat(find("one")).containsExactly(hit(one));
    assertThat(find("two")).containsExactly(hit(two));
    assertThat(revisions.notes()).containsExactly(one.note(), two.note());
    revisions.settle(
        List.of(
            new Settled(one.report(), one.revision()), new Settled(two.report(), two.revision())));
    assertThat(find("one")).isEmpty();
    assertThat(find("two")).containsExactly(hit(two));
    assertThat(revisions.notes()).isEmpty();
  }

  @Test
  default void what_never_became_true_can_be_dropped() {
    Revisions revisions = store().revisions();
    Written one = add("one", "x");
    Written two = revisions.revise(one.report(), content("two", "x"), at(2), List.of());
    revisions.drop(two.note());
    assertThat(revisions.notes()).containsExactly(one.note());
    assertThat(revisions.get(List.of(two.revision()), false)).isEmpty();
    assertThat(find("x")).containsExactly(hit(one));
    assertThat(revisions.revise(one.report(), content("3", "x"), at(2), List.of()).revision())
        .isGreaterThan(two.revision());
  }

  @Test
  default void what_is_removed_is_gone_and_its_number_is_never_given_again() {
    Revisions revisions = store().revisions();
    Written one = add("one", "x");
    revisions.revise(one.report(), content("two", "x"), at(2), List.of());
    Revisions.Note note = revisions.noteDeletion(one.report(), at(3));
    assertThat(note.deletion()).isTrue();
    assertThat(revisions.notes()).contains(note);
    revisions.remove(one.report());
    revisions.remove(one.report());
    assertThat(revisions.notes()).isEmpty();
    assertThat(revisions.get(List.of(one.revision()), true)).isEmpty();
    assertThat(find("x")).isEmpty();
    assertThat(revisions.reports(List.of(one.report()))).hasSize(1);
    assertThat(add("again", "x").report()).isEqualTo(one.report() + 1);
  }

  @Test
  default void words_are_found_as_a_term_says() {
    Written report =
        add(
            "Ransomware at ACME-Corp",
            "C2 at evil.example.com and 10.0.0.1; see CVE-2021-44228. Žluťoučký kůň, हिन्दी, 日本.");
    for (String term :
        List.of(
            "ransomware",
            "RANSOM",
            "acme corp",
            "\"acme corp\"",
            "acme-corp",
            "corp evil",
            "evil.example.com",
            "10.0.0.1",
            "cve-2021-44228",
            "zlutoucky kun",
            "हिन्दी",
            "日本",
            "c2",
            "\"ransomware at acme\" exam")) {
      assertThat(find(term)).as(term).containsExactly(hit(report));
    }
    for (String term :
        List.of(
            "ransomware missing",
            "\"ransom\"",
            "ra",
            "corp-acme",
            "evil.example.org",
            "0.0.10",
            "cve-2021-4422",
            "\"corp c2\"",
            "somware")) {
      assertThat(find(term)).as(term).isEmpty();
    }
  }

  @Test
  default void words_are_counted_in_each_report_by_itself() {
    Revisions revisions = store().revisions();
    Written report = add("evil evil", "evil.com evil evils eviler bevil com.evil");
    ReportTerm term = ReportTerm.parse("evil evil.com");
    Map<Integer, Revisions.Counts> found = revisions.count(term, List.of(report.revision()));
    Revisions.Counts counts = Objects.requireNonNull(found.get(report.revision()));
    assertThat(counts.parts()).containsExactly(new Count(2, 0, 3, 2), new Count(0, 0, 1, 0));
    assertThat(counts.bodyBytes()).isEqualTo(8 * 2 + 4 + 3 + 4 + 5 + 6 + 5 + 3 + 4);
  }

  @Test
  default void the_words_can_be_made_anew() {
    Revisions revisions = store().revisions();
    Written one = add("one", "x");
    store().write(handle -> handle.execute("delete from report_text"));
    assertThat(find("one")).isEmpty();
    assertThat(revisions.isIndexLost()).isFalse();
    revisions.index(List.of(one.revision()), true);
    revisions.index(List.of(one.revision()), true);
    assertThat(find("one")).containsExactly(hit(one));
  }

  @Test
  default void a_body_of_very_many_words_can_be_kept() {
    StringBuilder body = new StringBuilder("first ");
    for (int i = 0; i < 120_000; i++) body.append(Integer.toString(i + 1_000_000, 36)).append(' ');
    body.append("a".repeat(5_000));
    Written report = add("many", body.toString());
    assertThat(find("first " + Integer.toString(1_000_100, 36))).containsExactly(hit(report));
  }

  /** Random texts and terms of few words, compared with a search by hand. */
  @Test
  default void a_plain_search_by_hand_agrees() {
    Property.holds(
        3,
        random -> {
          Map<Hit, Content> all = new HashMap<>();
          for (int i = 0; i < 12; i++) {
            Content content = content(text(random, 3), text(random, 8));
            all.put(hit(add(content.title(), content.body())), content);
          }
          for (int i = 0; i < 30; i++) {
            ReportTerm term = ReportTerm.parse(text(random, 3));
            List<Hit> found = new ArrayList<>(store().revisions().find(term));
            found.removeIf(hit -> !all.containsKey(hit));
            List<Hit> expected =
                all.entrySet().stream()
                    .filter(one -> matches(one.getValue(), term))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(found).as(term.typed()).hasSameElementsAs(expected);
          }
        });
  }

  private static String text(SplittableRandom random, int max) {
    List<String> pieces =
        List.of("evil", "evils", "Evil.com", "1.2", "1.23", "É-é", "\"evil 1\"", "ß", "-", "日本語");
    StringBuilder text = new StringBuilder("a");
    for (int n = 1 + random.nextInt(max); n > 0; n--) {
      text.append(' ').append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private static boolean matches(Content content, ReportTerm term) {
    List<List<String>> texts =
        List.of(ReportWords.split(content.title()), ReportWords.split(content.body()));
    return term.parts().stream()
        .allMatch(part -> texts.stream().anyMatch(words -> stands(words, part)));
  }

  private static boolean stands(List<String> words, ReportTerm.Part part) {
    if (part.open()) {
      return words.stream().anyMatch(word -> word.startsWith(part.words().getFirst()));
    }
    for (int i = 0; i + part.words().size() <= words.size(); i++) {
      if (words.subList(i, i + part.words().size()).equals(part.words())) return true;
    }
    return false;
  }
}
