package earmark.report;

import static earmark.report.ReportRoom.FULL;
import static earmark.report.ReportRoom.VIEW;
import static earmark.report.ReportRoom.names;
import static earmark.report.ReportRoom.ref;
import static earmark.report.ReportRoom.submission;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.ledger.Via;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.report.ReportSearch.Sort;
import earmark.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two rooms in which the same happens where a caller may read, and in one of which more happens
 * where he may not, answer him alike.
 */
class NonInterferenceTest {
  private static final List<String> WORDS = List.of("alpha", "beta", "gamma", "alphabet");
  private static final List<String> TAGS = List.of("a", "b", "ab", "c");

  @TempDir Path folder;

  @Test
  void what_a_caller_can_not_see_changes_none_of_his_answers() {
    Property.holds(
        4,
        random -> {
          long seed = random.nextLong();
          try (ReportRoom quiet = new ReportRoom(SqliteStore.open(folder.resolve(seed + "q.db")));
              ReportRoom busy = new ReportRoom(SqliteStore.open(folder.resolve(seed + "b.db")))) {
            Shared inQuiet = new Shared(quiet, new SplittableRandom(seed));
            Shared inBusy = new Shared(busy, new SplittableRandom(seed));
            Secret secret = new Secret(busy, random);
            for (int step = 0; step < 40; step++) {
              secret.step();
              inQuiet.step();
              inBusy.step();
              assertThat(inBusy.answers()).isEqualTo(inQuiet.answers());
            }
          }
        });
  }

  private static String pick(SplittableRandom random, List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** What happens in both rooms, in the enclave that the caller reads. */
  private static final class Shared {
    private final ReportRoom room;
    private final SplittableRandom random;
    private final List<Report> reports = new ArrayList<>();
    private int made;

    Shared(ReportRoom room, SplittableRandom random) {
      this.room = room;
      this.random = random;
    }

    void step() {
      room.nowMs.addAndGet(random.nextInt(2));
      int which = random.nextInt(reports.isEmpty() ? 1 : 6);
      String text = pick(random, WORDS) + " " + pick(random, WORDS);
      int at = reports.isEmpty() ? 0 : random.nextInt(reports.size());
      switch (which) {
        case 0 -> reports.add(room.submit(room.e1, "report " + made++, text));
        case 1 ->
            room.reports.update(
                FULL,
                Via.API,
                ref(reports.get(at)),
                Optional.empty(),
                submission("report " + made++, text));
        case 2 -> room.reports.delete(FULL, Via.API, ref(reports.remove(at)));
        case 3 -> reports.add(room.reports.copy(FULL, Via.API, ref(reports.get(at)), room.e1));
        default ->
            room.alter(
                FULL, reports.get(at), names(pick(random, TAGS)), Set.of(pick(random, TAGS)));
      }
    }

    private static String plain(List<Report> some) {
      StringBuilder text = new StringBuilder();
      for (Report one : some) {
        text.append(one.title())
            .append(one.body().orElse("-"))
            .append(one.created())
            .append(one.updated())
            .append(one.tags())
            .append('\n');
      }
      return text.toString();
    }

    private static String plain(ReportPage page) {
      return page.total() + " " + page.hasNext() + "\n" + plain(page.reports());
    }

    private static String plain(ReportTags.Step step) {
      return step.at() + step.by() + step.what() + step.added() + step.removed() + step.reason();
    }

    /** Everything that the caller can ask, but for ids, which are random. */
    String answers() {
      StringBuilder text = new StringBuilder();
      ReportFilter all = ReportFilter.ALL;
      text.append(plain(room.search.latest(VIEW, all, 5)));
      for (String word : WORDS) {
        ReportFilter filter =
            new ReportFilter(
                Optional.of(ReportTerm.parse(word)),
                Set.of(),
                Set.of(),
                Set.of("c"),
                Optional.empty(),
                Optional.empty());
        for (Sort sort : Sort.values()) {
          text.append(plain(room.search.search(VIEW, filter, sort, 0, 3)));
        }
      }
      text.append(room.search.facets(VIEW, all, 3));
      text.append(room.search.suggest(VIEW, "b", 3));
      room.tags.all(VIEW, Set.of()).forEach(used -> text.append(used.name()).append(' '));
      for (Report report : reports) {
        room.tags
            .history(VIEW, ref(report), Optional.empty(), 4)
            .forEach(step -> text.append(plain(step)));
      }
      for (String tag : TAGS) {
        room.tags
            .historyOfTag(VIEW, tag, Optional.empty(), 5)
            .forEach(step -> text.append(plain(step)));
      }
      for (String id : List.of("x", "y")) {
        try {
          text.append(room.reports.get(VIEW, new ReportRef.ByExternalId(id)).title());
        } catch (Refusal refusal) {
          text.append(refusal);
        }
      }
      return text.toString();
    }
  }

  /** What happens in one room only, where the caller can't read. */
  private static final class Secret {
    private final ReportRoom room;
    private final SplittableRandom random;
    private final List<Report> reports = new ArrayList<>();

    Secret(ReportRoom room, SplittableRandom random) {
      this.room = room;
      this.random = random;
    }

    void step() {
      for (int n = random.nextInt(4); n > 0; n--) {
        Submission said = submission("secret alpha", pick(random, WORDS));
        if (reports.isEmpty()) said = said.called(pick(random, List.of("x", "y")));
        Report report = room.reports.submit(FULL, Via.API, room.e2, said);
        reports.add(report);
        room.tag(report, pick(random, TAGS), "secret");
        if (random.nextInt(3) == 0) {
          room.reports.delete(FULL, Via.API, ref(reports.removeLast()));
        }
      }
    }
  }
}
