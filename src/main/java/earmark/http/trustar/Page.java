package earmark.http.trustar;

import java.util.List;
import java.util.function.Function;

/**
 * A numbered page, counted from 0. Clients go on while {@code hasNext}, so it is always there.
 *
 * @param totalElements of all pages together
 */
record Page<T>(List<T> items, int pageNumber, int pageSize, long totalElements, boolean hasNext) {

  /** No search shows more than this many of what it found. Source: "Search Reports" of API 1.3. */
  static final int REACHABLE_MAX = 10_000;

  /**
   * Which page is asked for.
   *
   * @param number from 0
   */
  record Wanted(int number, int size) {
    /** How many come before it. */
    long offset() {
      return (long) number * size;
    }

    /** How many of it a search may still show. */
    int limit() {
      return (int) Math.max(0, Math.min(size, REACHABLE_MAX - offset()));
    }

    <T> Page<T> of(List<T> items, long total) {
      long reachable = Math.min(total, REACHABLE_MAX);
      return new Page<>(items, number, size, total, offset() + items.size() < reachable);
    }

    /** The page of a list that is whole in memory. */
    <S, T> Page<T> cut(List<S> all, Function<S, T> shown) {
      int from = (int) Math.min(offset(), all.size());
      int to = Math.min(from + size, all.size());
      List<T> items = all.subList(from, to).stream().map(shown).toList();
      return new Page<>(items, number, size, all.size(), to < all.size());
    }
  }
}
