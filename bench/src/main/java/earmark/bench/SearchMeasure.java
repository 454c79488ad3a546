package earmark.bench;

import earmark.bench.side.EarmarkSide;
import earmark.bench.side.Page;
import earmark.bench.side.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One class of searches, asked by one client. A round is all of Earmark's searches some times over,
 * then PostgreSQL's; where PostgreSQL has no time for all, it answers as many as it can, at least
 * {@link #LEAST} of them.
 */
final class SearchMeasure {
  private static final int LEAST = 30;
  private static final int REPEATS = 4;
  private static final int WARM_UP = 5;

  private final EarmarkSide earmark;
  private final Side postgres;
  private final List<String> queries;
  private final Map<String, Page> answers = new HashMap<>();
  final Latencies ours = new Latencies();
  final Latencies indexAlone = new Latencies();
  final Latencies theirs = new Latencies();
  private int asked;

  SearchMeasure(EarmarkSide earmark, Side postgres, List<String> queries) {
    this.earmark = earmark;
    this.postgres = postgres;
    this.queries = queries;
  }

  /** How many different searches PostgreSQL answered, each as Earmark did. */
  int asked() {
    return asked;
  }

  void warmUp() {
    for (int i = 0; i < REPEATS; i++) queries.forEach(earmark::search);
    queries.stream().limit(WARM_UP).forEach(postgres::search);
  }

  void round(int budgetSeconds) {
    for (int i = 0; i < REPEATS; i++) {
      for (String query : queries) {
        long start = System.nanoTime();
        Page page = earmark.search(query);
        ours.add(System.nanoTime() - start);
        answers.put(query, page);
      }
    }
    for (String query : queries) {
      long start = System.nanoTime();
      earmark.searchIndex(query);
      indexAlone.add(System.nanoTime() - start);
    }
    long until = System.nanoTime() + budgetSeconds * 1_000_000_000L;
    int done = 0;
    for (String query : queries) {
      if (done >= LEAST && System.nanoTime() > until) break;
      long start = System.nanoTime();
      Page page = postgres.search(query);
      theirs.add(System.nanoTime() - start);
      check(query, page);
      done++;
    }
    asked = Math.max(asked, done);
  }

  private void check(String query, Page theirPage) {
    Page ourPage = answers.get(query);
    if (ourPage == null || !ourPage.sorted().equals(theirPage.sorted())) {
      throw new IllegalStateException(
          "The answers to #" + query + " differ: " + ourPage + " and " + theirPage);
    }
  }
}
