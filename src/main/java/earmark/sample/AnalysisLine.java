package earmark.sample;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who is analysed next: submitted samples in the order in which they came, then extracted files, so
 * that a large archive keeps nobody waiting. Each sample stands in it once. For many threads.
 */
final class AnalysisLine {
  private final BlockingQueue<Place> places = new PriorityBlockingQueue<>();
  private final Set<Integer> standing = ConcurrentHashMap.newKeySet();
  private final AtomicLong next = new AtomicLong();

  private record Place(int sample, boolean extracted, long order) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      if (extracted != other.extracted) return extracted ? 1 : -1;
      return Long.compare(order, other.order);
    }
  }

  void add(int sample, boolean extracted) {
    if (standing.add(sample)) places.add(new Place(sample, extracted, next.incrementAndGet()));
  }

  /** Waits for the next one. */
  int take() throws InterruptedException {
    Place first = places.take();
    standing.remove(first.sample);
    return first.sample;
  }

  /** Those of some samples that don't stand in it. */
  void removeFrom(Collection<Integer> samples) {
    samples.removeAll(standing);
  }
}
