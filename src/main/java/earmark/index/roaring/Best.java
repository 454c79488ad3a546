package earmark.index.roaring;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best of many, at most so many. */
final class Best<T> {
  private final Comparator<T> order;
  private final int limit;
  private final PriorityQueue<T> kept;

  /**
   * Nothing yet.
   *
   * @param order the best first
   */
  Best(Comparator<T> order, int limit) {
    this.order = order;
    this.limit = limit;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  void offer(T one) {
    if (limit <= 0 || (isFull() && order.compare(one, kept.element()) >= 0)) return;
    kept.add(one);
    if (kept.size() > limit) kept.remove();
  }

  /** Whether only what is better than {@link #worst} can still get in. */
  boolean isFull() {
    return kept.size() >= limit;
  }

  /** The worst that is kept; there has to be one. */
  T worst() {
    return kept.element();
  }

  List<T> sorted() {
    return kept.stream().sorted(order).toList();
  }
}
