package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.side.EarmarkSide;
import earmark.bench.side.Page;
import earmark.bench.side.Search;
import earmark.bench.side.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Everything that is asked: searches, facets, suggestions, tags of samples. */
final class Reads {
  static final String PG = "PostgreSQL";
  static final String OS = "OpenSearch";
  private static final int LEAST = 10;
  private static final int LEAST_FACETS = 3;
  private static final int TOP = 20;
  private static final int FACETS_OF = 60;
  private static final double SEARCH_MS = 15;
  private static final double SUGGEST_MS = 5;

  private final Options options;
  private final Corpus corpus;
  private final Sides sides;
  private final Report report;
  private final Judged judged;

  Reads(Options options, Corpus corpus, Sides sides, Report report) {
    this.options = options;
    this.corpus = corpus;
    this.sides = sides;
    this.report = report;
    judged = new Judged(corpus.samples());
  }

  void all() {
    EarmarkSide earmark = sides.earmark();
    Map<SearchClass, List<Search>> quick = SearchSets.draw(corpus, earmark, options.seed());
    quick.forEach(this::quick);
    new AdvancedSets(corpus, earmark, options.seed()).draw().forEach(this::advanced);
    List<Search> broad = quick.getOrDefault(SearchClass.BROAD, List.of());
    facets(broad.subList(0, Math.min(FACETS_OF, broad.size())));
    suggestions();
    tags();
  }

  private void quick(SearchClass kind, List<Search> searches) {
    Turns<Search, Page> turns =
        new Turns<>(sides.all(), searches, Side::search, Page::sorted, LEAST);
    Report.Row row = measured("#text, " + kind.title, kind.meaning, turns, searches.size());
    double p95 = turns.times(sides.earmark()).ms(0.95);
    row.expectTimes(kind == SearchClass.MID && judged.million() && !judged.tenMillion(), PG, 20)
        .expectTimes(kind == SearchClass.MID && judged.tenMillion(), PG, 50)
        .expectTimes(kind == SearchClass.BROAD && judged.tenMillion(), PG, 300)
        .expectTimes(kind != SearchClass.RARE && judged.tenMillion(), OS, 20);
    if (judged.tenMillion()) row.verdict("p95 ≤ 15 ms", p95 <= SEARCH_MS);
    indexAlone(kind, searches);
  }

  private void indexAlone(SearchClass kind, List<Search> searches) {
    Latencies alone = new Latencies();
    for (Search search : searches) {
      long start = System.nanoTime();
      sides.earmark().searchIndex(search);
      alone.add(System.nanoTime() - start);
    }
    report
        .row("#text, " + kind.title + ": the index alone")
        .took(sides.earmark().name(), alone.three(), alone.p50());
  }

  private void advanced(AdvancedClass kind, List<Search> searches) {
    Turns<Search, Page> turns =
        new Turns<>(sides.all(), searches, Side::search, Page::sorted, LEAST);
    measured(kind.title, "", turns, searches.size())
        .expectTimes(judged.tenMillion(), PG, 30)
        .expectTimes(judged.tenMillion(), OS, 5);
  }

  private void facets(List<Search> searches) {
    measured(
            "top 20 tags of a broad answer",
            "",
            new Turns<>(
                sides.all(),
                searches,
                (side, search) -> side.facets(search, TOP),
                UnaryOperator.identity(),
                LEAST_FACETS),
            searches.size())
        .expectTimes(judged.million(), OS, 20);
  }

  private void suggestions() {
    List<String> texts = SearchSets.typed(corpus, options.seed());
    var turns =
        new Turns<>(
            sides.all(),
            texts,
            (Side side, String text) -> side.suggest(text, TOP),
            UnaryOperator.identity(),
            LEAST);
    Report.Row row = measured("20 suggestions", "", turns, texts.size());
    double p99 = turns.times(sides.earmark()).ms(0.99);
    if (judged.million()) row.verdict("p99 ≤ 5 ms", p99 <= SUGGEST_MS);
  }

  private void tags() {
    List<List<Integer>> pages = SearchSets.pages(corpus, options.seed());
    measured(
        "tags of 100 samples",
        "",
        new Turns<>(
            sides.all(),
            pages,
            Side::tags,
            rows -> rows.stream().map(Page.Row::sorted).toList(),
            LEAST),
        pages.size());
  }

  /** Runs it and reports p50, p95 and p99 of each side. */
  private Report.Row measured(String operation, String meaning, Turns<?, ?> turns, int questions) {
    System.out.println(operation + ": " + questions + " different questions");
    turns.run(options.rounds(), options.budgetSeconds());
    List<String> detail = new ArrayList<>();
    if (!meaning.isEmpty()) detail.add(meaning);
    detail.add(questions + " asked");
    Report.Row row = report.row(operation);
    for (Side side : sides.all()) {
      Latencies times = turns.times(side);
      row.took(side.name(), times.three(), times.p50());
      System.out.printf(Locale.ROOT, "  %s %s%n", side.name(), times.three());
      int asked = turns.asked(side);
      if (asked < questions) detail.add(side.name() + " " + asked);
    }
    return row.detail(String.join("; ", detail));
  }
}
