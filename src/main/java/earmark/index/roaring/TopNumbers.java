package earmark.index.roaring;

import earmark.things.ThingSet;
import java.util.Comparator;
import java.util.List;

/**
 * The samples with the smallest or largest numbers, newest first among equals. They are looked at
 * from the newest to the oldest. Of many samples, the newest show what number an older one must at
 * least have, and all with a worse one are ruled out together. A pack whose best number is no
 * better than what is kept is passed over whole. For one thread.
 */
final class TopNumbers {
  /** Of more samples than this, the newest so many are looked at before the others. */
  private static final int FIRST = 1 << 15;

  private final NumberColumn numbers;
  private final boolean descending;
  private final int limit;
  private final Comparator<Numbered> order;
  private final Best<Numbered> kept;
  private boolean limited;
  private Numbered last = new Numbered(0, 0);

  private record Numbered(long number, int sample) {}

  TopNumbers(NumberColumn numbers, boolean descending, int limit) {
    this.numbers = numbers;
    this.descending = descending;
    this.limit = limit;
    Comparator<Numbered> byNumber = Comparator.comparingLong(Numbered::number);
    this.order =
        (descending ? byNumber.reversed() : byNumber)
            .thenComparing(Numbered::sample, Comparator.reverseOrder());
    this.kept = new Best<>(order, limit);
  }

  /** Leaves out all that is not sorted behind this number and sample. */
  void behind(long number, int sample) {
    limited = true;
    last = new Numbered(number, sample);
  }

  /** The first of these samples in order; each has to have a number. */
  List<Integer> of(ThingSet samples) {
    if (limit <= 0) return List.of();
    int sample = samples.last(Integer.MAX_VALUE);
    if (samples.size() > 2 * FIRST) {
      int[] newest = samples.below(Integer.MAX_VALUE, FIRST);
      for (int one : newest) offer(numbers.value(one), one);
      samples = promising(samples.and(ThingSet.range(0, newest[FIRST - 1] - 1)));
      sample = samples.last(Integer.MAX_VALUE);
    }
    while (sample >= 0) {
      NumberPack pack = numbers.packOf(sample);
      int first = sample & ~NumberPack.MASK;
      if (pack != null && matters(pack)) {
        int[] some = samples.above(first - 1, NumberPack.SIZE);
        for (int i = some.length - 1; i >= 0; i--) {
          if (some[i] <= sample) offer(pack.get(some[i] & NumberPack.MASK), some[i]);
        }
      }
      sample = samples.last(first - 1);
    }
    return kept.sorted().stream().map(Numbered::sample).toList();
  }

  /** Those of some samples that may be among the first, all older than what is kept. */
  private ThingSet promising(ThingSet samples) {
    long from = 0;
    long to = Long.MAX_VALUE;
    if (kept.isFull()) {
      long worst = kept.worst().number;
      if (descending && worst == Long.MAX_VALUE) return ThingSet.none();
      if (descending) from = worst + 1;
      else to = worst - 1;
    }
    if (limited && descending) to = last.number;
    if (limited && !descending) from = last.number;
    return numbers.inRange(from, to, samples);
  }

  private boolean matters(NumberPack pack) {
    if (limited && (descending ? pack.min() > last.number : pack.max() < last.number)) return false;
    if (!kept.isFull()) return true;
    long worst = kept.worst().number;
    return descending ? pack.max() > worst : pack.min() < worst;
  }

  private void offer(long number, int sample) {
    if (kept.isFull()) {
      long worst = kept.worst().number;
      if (descending ? number <= worst : number >= worst) return;
    }
    Numbered one = new Numbered(number, sample);
    if (!limited || order.compare(one, last) > 0) kept.offer(one);
  }
}
