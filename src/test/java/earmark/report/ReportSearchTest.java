package earmark.report;

import static earmark.report.ReportRoom.FULL;
import static earmark.report.ReportRoom.NONE;
import static earmark.report.ReportRoom.START;
import static earmark.report.ReportRoom.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.access.Caller;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.report.ReportSearch.Counted;
import earmark.report.ReportSearch.Sort;
import earmark.search.Column;
import earmark.search.Query;
import earmark.store.TestPostgres;
import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.Thing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search over each kind of store. */
class ReportSearchTest {
  @TempDir static Path folder;

  @Nested
  class OnSqlite extends OnAny {
    @Override
    Store open() {
      return SqliteStore.open(folder.resolve(System.nanoTime() + ".db"));
    }
  }

  @Nested
  class OnPostgres extends OnAny {
    @Override
    Store open() {
      return PostgresStore.open(TestPostgres.database(), 4);
    }
  }

  abstract static class OnAny {
    private ReportRoom room;

    abstract Store open();

    @BeforeEach
    void start() {
      room = new ReportRoom(open());
    }

    @AfterEach
    void close() {
      room.close();
    }

    private static ReportFilter filter(
        String term, Set<String> enclaves, Set<String> tags, Set<String> excluded) {
      return new ReportFilter(
          Optional.of(term).filter(text -> !text.isEmpty()).map(ReportTerm::parse),
          enclaves,
          tags,
          excluded,
          Optional.empty(),
          Optional.empty());
    }

    private List<String> titles(Caller caller, ReportFilter filter, Sort sort) {
      ReportPage page = room.search.search(caller, filter, sort, 0, 100);
      assertThat(page.total()).isEqualTo(page.reports().size());
      return page.reports().stream().map(Report::title).toList();
    }

    private List<String> titles(ReportFilter filter) {
      return titles(FULL, filter, Sort.UPDATED);
    }

    @Test
    void tags_must_all_be_there_and_excluded_ones_not() {
      room.tag(room.submit(room.e1, "a", "b"), "a");
      room.tag(room.submit(room.e1, "ab", "b"), "a", "b");
      room.tag(room.submit(room.e2, "abc", "b"), "a", "b", "c");
      assertThat(titles(filter("", Set.of(), Set.of("A", "b"), Set.of())))
          .containsExactlyInAnyOrder("abc", "ab");
      assertThat(titles(filter("", Set.of(), Set.of("a"), Set.of("C")))).containsExactly("ab", "a");
      assertThat(titles(filter("", Set.of(), Set.of("a"), Set.of("a")))).isEmpty();
      assertThat(titles(filter("", Set.of(), Set.of("nobody has it"), Set.of()))).isEmpty();
      assertThat(titles(filter("", Set.of(room.e2), Set.of("a"), Set.of()))).containsExactly("abc");
      assertThat(titles(VIEW, filter("", Set.of(), Set.of("a"), Set.of()), Sort.UPDATED))
          .containsExactly("ab", "a");
      assertThat(titles(NONE, ReportFilter.ALL, Sort.UPDATED)).isEmpty();
      assertThat(room.search.facets(FULL, ReportFilter.ALL, 2))
          .containsExactly(new Counted("a", 3), new Counted("b", 2));
      assertThat(room.search.facets(VIEW, ReportFilter.ALL, 9))
          .containsExactly(new Counted("a", 2), new Counted("b", 1));
      assertThat(room.search.suggest(VIEW, "C", 9)).isEmpty();
      assertThat(room.search.suggest(FULL, "C", 9)).containsExactly(new Counted("c", 1));
    }

    @Test
    void an_enclave_that_can_not_be_read_is_refused_as_one_that_is_not_there() {
      for (String enclave : List.of(room.e2, "nonsense")) {
        assertThatThrownBy(() ->
                room.search.search(
                    VIEW,
                    filter("", Set.of(room.e1, enclave), Set.of(), Set.of()),
                    Sort.UPDATED,
                    0,
                    9))
            .isInstanceOf(Refusal.Forbidden.class)
            .hasMessage("You may not read one of these enclaves, or it does not exist.");
      }
    }

    @Test
    void words_are_found_in_what_a_report_says_now() {
      Report report = room.submit(room.e1, "first title", "evil.com");
      assertThat(titles(filter("evil.com first", Set.of(), Set.of(), Set.of()))).hasSize(1);
      room.reports.update(
          FULL,
          Via.API,
          ReportRoom.ref(report),
          Optional.empty(),
          ReportRoom.submission("second", "good.com"));
      assertThat(titles(filter("evil", Set.of(), Set.of(), Set.of()))).isEmpty();
      assertThat(titles(filter("first", Set.of(), Set.of(), Set.of()))).isEmpty();
      assertThat(titles(filter("good.com", Set.of(), Set.of(), Set.of()))).hasSize(1);
      assertThat(titles(filter("!!!", Set.of(), Set.of(), Set.of()))).isEmpty();
      assertThat(titles(VIEW, filter("good", Set.of(), Set.of(), Set.of()), Sort.RELEVANCE))
          .hasSize(1);
      assertThat(titles(NONE, filter("good", Set.of(), Set.of(), Set.of()), Sort.RELEVANCE))
          .isEmpty();
    }

    @Test
    void the_best_report_comes_first_whatever_others_say() {
      room.submit(room.e1, "often", "loader ".repeat(5) + "x ".repeat(20));
      room.submit(room.e1, "once in a long text", "loader " + "x ".repeat(20_000));
      room.submit(room.e1, "a loader in the title", "x");
      room.submit(room.e1, "once", "loader " + "x ".repeat(20));
      room.submit(room.e1, "longer", "loaders " + "x ".repeat(20));
      ReportFilter loader = filter("loader", Set.of(), Set.of(), Set.of());
      List<String> best = titles(FULL, loader, Sort.RELEVANCE);
      assertThat(best)
          .containsExactly(
              "a loader in the title", "often", "once", "longer", "once in a long text");
      for (int i = 0; i < 20; i++) room.submit(room.e2, "loader", "loader loader");
      assertThat(titles(VIEW, loader, Sort.RELEVANCE)).isEqualTo(best);
    }

    @Test
    void numbered_pages_fit_together() {
      for (int i = 0; i < 7; i++) room.submit(i % 2 == 0 ? room.e1 : room.e2, "n" + i, "word");
      for (Sort sort : Sort.values()) {
        List<String> all = new ArrayList<>();
        for (int page = 0; page < 4; page++) {
          ReportPage found =
              room.search.search(FULL, filter("word", Set.of(), Set.of(), Set.of()), sort, page, 3);
          assertThat(found.total()).isEqualTo(7);
          assertThat(found.hasNext()).isEqualTo(page < 2);
          found.reports().forEach(report -> all.add(report.title()));
          assertThat(found.reports()).allMatch(report -> report.body().isEmpty());
        }
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
      }
    }

    @Test
    void a_walk_by_time_misses_nothing_even_where_enclaves_change_at_once() {
      for (int i = 0; i < 13; i++) {
        room.submit(room.e1, "one " + i, "b"); // both enclaves have the same moments
        room.submit(room.e2, "two " + i, "b");
      }
      List<String> walked = new ArrayList<>();
      Optional<Instant> to = Optional.of(START.plusSeconds(3600));
      while (to.isPresent()) {
        ReportFilter window =
            new ReportFilter(
                Optional.empty(), Set.of(), Set.of(), Set.of(), Optional.of(START), to);
        ReportPage page = room.search.latest(FULL, window, 5);
        page.reports().forEach(report -> walked.add(report.title()));
        assertThat(page.reports()).allMatch(report -> report.body().isPresent());
        assertThat(page.hasNext()).isEqualTo(page.total() > page.reports().size());
        to =
            page.reports().isEmpty()
                ? Optional.empty()
                : Optional.of(page.reports().getLast().updated().minusMillis(1));
      }
      assertThat(walked).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void reports_that_tell_of_an_indicator_are_found_in_what_they_say_now() {
      Report one = room.submit(room.e1, "one", "calls 203.0.113.7 and evil.example.com");
      Report two = room.submit(room.e2, "two", "evil[.]example[.]com again");
      room.submit(room.e1, "other", "good.example.com");
      Set<String> evil = Set.of("evil.example.com");
      assertThat(correlated(FULL, evil)).containsExactlyInAnyOrder("one", "two");
      assertThat(correlated(VIEW, evil)).containsExactly("one");
      assertThat(correlated(NONE, evil)).isEmpty();
      assertThat(correlated(FULL, Set.of("203.0.113.7"))).containsExactly("one");
      room.reports.update(
          FULL,
          Via.API,
          ReportRoom.ref(one),
          Optional.empty(),
          ReportRoom.submission("one", "calls nobody"));
      assertThat(correlated(FULL, evil)).containsExactly("two");
      room.reports.delete(FULL, Via.API, ReportRoom.ref(two));
      assertThat(correlated(FULL, evil)).isEmpty();
    }

    private List<String> correlated(Caller caller, Set<String> values) {
      return room.search.correlated(caller, values, Set.of(), 0, 9).reports().stream()
          .map(Report::title)
          .toList();
    }

    @Test
    void the_indicators_of_an_enclave_are_those_of_the_reports_that_are_there() {
      Report report = room.submit(room.e1, "one", "calls 203.0.113.7");
      assertThat(indicatorsIn(room.e1)).isEqualTo(1);
      room.reports.copy(FULL, Via.API, ReportRoom.ref(report), room.e2);
      room.reports.move(FULL, Via.API, ReportRoom.ref(report), room.e2);
      assertThat(indicatorsIn(room.e1)).isZero();
      assertThat(indicatorsIn(room.e2)).isEqualTo(1);
      room.reports.delete(FULL, Via.API, ReportRoom.ref(report));
      assertThat(indicatorsIn(room.e2)).as("the copy tells of it too").isEqualTo(1);
    }

    private int indicatorsIn(String enclave) {
      return room.index
          .of(Thing.INDICATOR)
          .things(new Query.HasWord(Column.INDICATOR_ENCLAVE, Set.of(enclave)))
          .size();
    }

    @Test
    void the_window_is_one_of_changes() {
      Report report = room.submit(room.e1, "old", "b");
      room.nowMs.addAndGet(10_000);
      room.submit(room.e1, "new", "b");
      ReportFilter recent =
          new ReportFilter(
              Optional.empty(),
              Set.of(),
              Set.of(),
              Set.of(),
              Optional.of(START.plusSeconds(5)),
              Optional.empty());
      assertThat(titles(recent)).containsExactly("new");
      room.tag(report, "a");
      assertThat(titles(recent)).containsExactly("old", "new");
    }
  }
}
