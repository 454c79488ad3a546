package earmark.index.roaring;

import earmark.things.ThingSet;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples with the smallest or largest numbers, newest first among equals. Of many samples, the
 * packs with the best numbers are looked at first, which mostly shows that no other can matter;
 * where it does not, it shows what number a sample must at least have, and all with a worse one are
 * ruled out together. What is left is looked at from the newest to the oldest. For one thread.
 */
final class TopNumbers {
  /** Of more samples than this, the best packs are looked at before the others. */
  private static final int MANY = 1 << 16;

  private static final int BEST_PACKS = 256;

  private final NumberColumn numbers;
  private final boolean descending;
  private final int limit;
  private final Comparator<Numbered> order;
  private final Best<Numbered> kept;
  private final BitSet looked = new BitSet();
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
    ThingSet left = samples.size() > MANY ? behindBestPacks(samples) : samples;
    int sample = left.last(Integer.MAX_VALUE);
    while (sample >= 0) {
      int place = sample >>> NumberPack.BITS;
      Numbered best = looked.get(place) ? null : bestOf(place);
      if (best != null && mayGetIn(best)) look(left, place);
      sample = left.last((place << NumberPack.BITS) - 1);
    }
    return kept.sorted().stream().map(Numbered::sample).toList();
  }

  /** Looks at the best packs; those of the samples in others that may still be among the first. */
  private ThingSet behindBestPacks(ThingSet samples) {
    Best<Numbered> best = new Best<>(order, BEST_PACKS);
    for (int place = numbers.packs().places() - 1; place >= 0; place--) {
      Numbered one = bestOf(place);
      if (one != null) best.offer(one);
    }
    for (Numbered one : best.sorted()) {
      if (!mayGetIn(one)) return ThingSet.none(); // nor may what is in worse packs
      look(samples, one.sample >>> NumberPack.BITS);
    }
    return best.isFull() ? promising(samples) : ThingSet.none();
  }

  /** Nothing that is asked for in a pack is better than this; null if nothing is. */
  private @Nullable Numbered bestOf(int place) {
    NumberPack pack = numbers.packs().get(place);
    if (pack == null) return null;
    long number = descending ? pack.max() : pack.min();
    if (limited && descending) {
      if (pack.min() > last.number) return null;
      number = Math.min(number, last.number);
    } else if (limited) {
      if (pack.max() < last.number) return null;
      number = Math.max(number, last.number);
    }
    return new Numbered(number, place << NumberPack.BITS | NumberPack.MASK);
  }

  private boolean mayGetIn(Numbered one) {
    return !kept.isFull() || order.compare(one, kept.worst()) < 0;
  }

  private void look(ThingSet samples, int place) {
    looked.set(place);
    int first = place << NumberPack.BITS;
    NumberPack pack = numbers.packs().get(place);
    if (pack == null) return;
    samples.forEach(
        first,
        first | NumberPack.MASK,
        sample -> offer(pack.get(sample & NumberPack.MASK), sample));
  }

  private void offer(long number, int sample) {
    if (kept.isFull()) {
      long worst = kept.worst().number;
      if (descending ? number < worst : number > worst) return;
    }
    Numbered one = new Numbered(number, sample);
    if (!limited || order.compare(one, last) > 0) kept.offer(one);
  }

  private ThingSet promising(ThingSet samples) {
    long from = 0;
    long to = Long.MAX_VALUE;
    if (kept.isFull()) {
      if (descending) from = kept.worst().number;
      else to = kept.worst().number;
    }
    if (limited && descending) to = last.number;
    if (limited && !descending) from = last.number;
    return numbers.inRange(from, to, samples);
  }
}
