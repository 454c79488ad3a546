package earmark.things;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of things, each named by its number, 0 to 2^31 - 1. Small sets are sorted
 * arrays, larger ones Roaring containers. A changed copy shares all untouched containers with its
 * original, so adding one thing to a set of ten million copies 8 kB at most.
 */
public sealed interface ThingSet permits FewThings, ManyThings {
  /** The size from which a set is kept as containers. */
  int MANY = 1025;

  static ThingSet none() {
    return FewThings.NONE;
  }

  static ThingSet of(int... things) {
    if (things.length == 0) return none();
    int[] sorted = things.clone();
    Arrays.sort(sorted);
    if (sorted[0] < 0) {
      throw new IllegalArgumentException("negative number of a thing: " + sorted[0]);
    }
    int count = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) sorted[count++] = sorted[i];
    }
    if (count < sorted.length) sorted = Arrays.copyOf(sorted, count);
    return sorted.length < MANY ? new FewThings(sorted) : ManyThings.ofSorted(sorted);
  }

  /** All things from {@code first} to {@code last}, both included. */
  static ThingSet range(int first, int last) {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a range: " + first + " to " + last);
    }
    return ManyThings.range(first, last).slim();
  }

  /** All things that are in any of the sets. */
  static ThingSet union(Collection<ThingSet> sets) {
    return Union.of(sets);
  }

  /** All things of {@code within} that are in any of the sets. */
  static ThingSet union(Collection<ThingSet> sets, ThingSet within) {
    return Union.of(sets, within);
  }

  /**
   * The things whose bits are set, in blocks of 65,536 things. Whoever gives the words does not
   * change them any more.
   *
   * @param words for the number of a block, 1,024 words, the lowest thing in the lowest bit of the
   *     first; null for a block without a thing
   */
  static ThingSet ofWords(int blocks, IntFunction<long @Nullable []> words) {
    return ManyThings.ofWords(blocks, words).slim();
  }

  /** How many things it holds. */
  int size();

  boolean contains(int thing);

  /** Every thing, in ascending order. */
  void forEach(IntConsumer action);

  /** Every thing from {@code first} to {@code last}, both included, in ascending order. */
  void forEach(int first, int last, IntConsumer action);

  /** At most {@code limit} things below {@code before}, in descending order. */
  int[] below(int before, int limit);

  /** At most {@code limit} things above {@code after}, in ascending order. */
  int[] above(int after, int limit);

  /** The greatest thing that is not above {@code atMost}, or -1. */
  int last(int atMost);

  ThingSet or(ThingSet other);

  ThingSet and(ThingSet other);

  ThingSet andNot(ThingSet other);

  /** How many things are in both sets. */
  int andSize(ThingSet other);

  /** The things for which the test holds; it is asked once for each, in ascending order. */
  ThingSet filter(IntPredicate test);

  default boolean isEmpty() {
    return size() == 0;
  }

  default int[] toArray() {
    int[] out = new int[size()];
    int[] next = {0};
    forEach(thing -> out[next[0]++] = thing);
    return out;
  }
}
