package earmark.report;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.index.Answers;
import earmark.index.Index;
import earmark.indicator.IndicatorPage;
import earmark.indicator.ReportIndicators;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds reports among those that the caller reads; totals and orders depend on nothing else. All of
 * these throw {@link Refusal.Forbidden} if the filter names an enclave that he can't read.
 */
public final class ReportSearch {
  private static final Order LAST_CHANGED_FIRST =
      new Order(new Order.By.Value(Column.REPORT_UPDATED), true);

  private static final int SOME = 500;

  private final Visible visible;
  private final Revisions revisions;
  private final ReportIndicators indicators;

  public ReportSearch(
      Enclaves enclaves, Index index, Revisions revisions, ReportIndicators indicators) {
    this.visible = new Visible(enclaves, index, revisions);
    this.revisions = revisions;
    this.indicators = indicators;
  }

  /** How an answer is sorted. */
  public enum Sort {
    /** Last changed first. */
    UPDATED,
    /** Best first, judged by each report alone; equals by their last change. */
    RELEVANCE
  }

  /** A name of a tag, and on how many reports of an answer it is. */
  public record Counted(String name, int count) {}

  /** A question with the answers of one moment, to which it is put. */
  private record Asked(Answers answers, Query query) {}

  /**
   * The reports that changed last, newest first, with their bodies: the window moves as the caller
   * asks again with {@code to} before the last. A page ends between two moments, so it may be
   * longer than asked.
   */
  public ReportPage latest(Caller caller, ReportFilter filter, int limit) {
    Asked asked = asked(caller, filter);
    int reserve = visible.scope(caller, filter.enclaves()).size(); // no more change at a time
    Answers.Found found =
        asked.answers().find(asked.query(), LAST_CHANGED_FIRST, 0, limit + reserve);
    List<Integer> numbers = numbers(found);
    int end = Math.min(limit, numbers.size());
    while (end > 0
        && end < numbers.size()
        && updatedMs(asked, numbers.get(end)) == updatedMs(asked, numbers.get(end - 1))) {
      end++;
    }
    return new ReportPage(
        found.total(),
        visible.reports(asked.answers(), numbers.subList(0, end), true),
        found.total() > end);
  }

  private static long updatedMs(Asked asked, int number) {
    return Visible.fields(asked.answers(), number).orElseThrow().updatedMs();
  }

  /**
   * One numbered page, without bodies.
   *
   * @param page from 0
   */
  public ReportPage search(Caller caller, ReportFilter filter, Sort sort, int page, int size) {
    Asked asked = asked(caller, filter);
    if (sort == Sort.UPDATED || filter.term().isEmpty()) return page(asked, page, size);
    List<Integer> sorted = byRelevance(asked, filter.term().get());
    int from = (int) Math.min((long) page * size, sorted.size());
    int to = Math.min(from + size, sorted.size());
    return new ReportPage(
        sorted.size(),
        visible.reports(asked.answers(), sorted.subList(from, to), false),
        to < sorted.size());
  }

  private ReportPage page(Asked asked, int page, int size) {
    int skipped = (int) Math.min((long) page * size, Integer.MAX_VALUE - 1 - size);
    Answers.Found found = asked.answers().find(asked.query(), LAST_CHANGED_FIRST, skipped, size);
    return new ReportPage(
        found.total(),
        visible.reports(asked.answers(), numbers(found), false),
        found.total() > (long) skipped + found.rows().size());
  }

  private static List<Integer> numbers(Answers.Found found) {
    return found.rows().stream().map(Answers.Row::thing).toList();
  }

  private List<Integer> byRelevance(Asked asked, ReportTerm term) {
    Map<Integer, Integer> byRevision = new HashMap<>();
    Map<Integer, Long> updated = new HashMap<>();
    asked
        .answers()
        .things(asked.query())
        .forEach(number -> {
          Fields fields = Visible.fields(asked.answers(), number).orElseThrow();
          byRevision.put(fields.revision(), number);
          updated.put(number, fields.updatedMs());
        });
    Map<Integer, Double> scores = new HashMap<>();
    revisions
        .count(term, byRevision.keySet())
        .forEach((revision, counts) ->
            scores.put(byRevision.getOrDefault(revision, -1), Relevance.of(counts)));
    List<Integer> sorted = new ArrayList<>(updated.keySet());
    sorted.sort(Relevance.best(scores, updated));
    return sorted;
  }

  /**
   * One page of the indicators that a report tells of, by type, then by value; needs the right to
   * read it.
   *
   * @param page from 0
   * @throws Refusal.NotFound if the caller sees no such report
   */
  public IndicatorPage indicators(Caller caller, ReportRef ref, int page, int size) {
    Visible.Seen seen = visible.find(caller, ref);
    return indicators.page(seen.number(), seen.fields().revision(), page, size);
  }

  /** Reports that were found, as of one moment. */
  public final class Found {
    private final Answers answers;
    private final List<Integer> numbers;

    private Found(Answers answers, List<Integer> numbers) {
      this.answers = answers;
      this.numbers = numbers;
    }

    /** Hands over all of them, some at a time; those that were removed meanwhile are left out. */
    public void forEach(Consumer<Report> action) {
      for (int from = 0; from < numbers.size(); from += SOME) {
        List<Integer> some = numbers.subList(from, Math.min(from + SOME, numbers.size()));
        visible.reports(answers, some, false).forEach(action);
      }
    }
  }

  /** All reports that have tags, last changed first, without bodies. */
  public Found tagged(Caller caller, ReportFilter filter) {
    Asked asked = asked(caller, filter);
    Map<Integer, Fields> found = new HashMap<>();
    asked
        .answers()
        .things(asked.query())
        .forEach(number -> {
          if (asked.answers().tags(number).isEmpty()) return;
          found.put(number, Visible.fields(asked.answers(), number).orElseThrow());
        });
    // two of one enclave never changed at the same time, and a number would tell of others
    Comparator<Map.Entry<Integer, Fields>> lastChanged =
        Comparator.comparingLong(one -> -one.getValue().updatedMs());
    return new Found(
        asked.answers(),
        found.entrySet().stream()
            .sorted(lastChanged.thenComparing(one -> one.getValue().enclave()))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The tags on most of the reports that are found; larger numbers first, then by name. */
  public List<Counted> facets(Caller caller, ReportFilter filter, int limit) {
    Asked asked = asked(caller, filter);
    return asked.answers().facets(asked.query(), Set.of(Tag.Kind.REPORT), limit).stream()
        .map(counted -> new Counted(counted.tag().name(), counted.count()))
        .toList();
  }

  /** Names of tags that contain a text, on reports that the caller reads; see {@link Answers}. */
  public List<Counted> suggest(Caller caller, String text, int limit) {
    Query within = Visible.in(visible.scope(caller, Set.of()));
    return visible.now().suggest(text, Tag.Kind.REPORT, Set.of(""), within, limit).stream()
        .map(named -> new Counted(named.name(), named.count()))
        .toList();
  }

  /**
   * The reports that tell of one of these indicators, last changed first, without bodies.
   *
   * @param values of the indicators, as typed
   * @param enclaves none for all that the caller reads
   */
  public ReportPage correlated(
      Caller caller, Collection<String> values, Set<String> enclaves, int page, int size) {
    Set<String> scope = visible.scope(caller, enclaves);
    List<Revisions.Hit> mentioned =
        indicators.mentions(List.copyOf(values)).stream()
            .map(mention -> new Revisions.Hit(mention.report(), mention.revision()))
            .toList();
    Answers answers = visible.now();
    ThingSet telling = Visible.current(answers, mentioned);
    return page(
        new Asked(answers, new Query.And(List.of(new Query.These(telling), Visible.in(scope)))),
        page,
        size);
  }

  /**
   * Words are looked up after the moment: what was true then stays in the full text for longer than
   * an answer takes.
   */
  private Asked asked(Caller caller, ReportFilter filter) {
    List<Query> parts = new ArrayList<>();
    parts.add(Visible.in(visible.scope(caller, filter.enclaves())));
    filter.tags().forEach(name -> parts.add(new Query.HasTag(tag(name))));
    filter.excludedTags().forEach(name -> parts.add(new Query.Not(new Query.HasTag(tag(name)))));
    if (filter.from().isPresent() || filter.to().isPresent()) {
      parts.add(
          new Query.InRange(
              Column.REPORT_UPDATED, ms(filter.from(), 0), ms(filter.to(), Long.MAX_VALUE)));
    }
    Answers answers = visible.now();
    if (filter.term().isPresent()) parts.add(new Query.These(having(filter.term().get(), answers)));
    return new Asked(answers, new Query.And(parts));
  }

  /** The reports in which the words of a term are; none if it has no words. */
  private ThingSet having(ReportTerm term, Answers answers) {
    if (term.parts().isEmpty()) return ThingSet.none();
    return Visible.current(answers, revisions.find(term));
  }

  private static long ms(Optional<Instant> moment, long ifAbsent) {
    return moment.map(some -> Math.max(0, some.toEpochMilli())).orElse(ifAbsent);
  }

  private static Tag tag(String name) {
    return new Tag(Tag.Kind.REPORT, "", name);
  }
}
