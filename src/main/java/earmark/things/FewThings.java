package earmark.things;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** A small set: sorted, distinct, fewer than {@link ThingSet#MANY}. */
record FewThings(int[] sorted) implements ThingSet {
  static final FewThings NONE = new FewThings(new int[0]);

  @Override
  public int size() {
    return sorted.length;
  }

  @Override
  public boolean contains(int thing) {
    return Arrays.binarySearch(sorted, thing) >= 0;
  }

  @Override
  public void forEach(IntConsumer action) {
    for (int thing : sorted) action.accept(thing);
  }

  @Override
  public void forEach(int first, int last, IntConsumer action) {
    int found = Arrays.binarySearch(sorted, first);
    for (int i = found >= 0 ? found : -found - 1; i < sorted.length && sorted[i] <= last; i++) {
      action.accept(sorted[i]);
    }
  }

  @Override
  public int[] below(int before, int limit) {
    int found = Arrays.binarySearch(sorted, before);
    int end = found >= 0 ? found : -found - 1;
    int[] out = new int[Math.min(limit, end)];
    for (int i = 0; i < out.length; i++) out[i] = sorted[end - 1 - i];
    return out;
  }

  @Override
  public int[] above(int after, int limit) {
    int found = Arrays.binarySearch(sorted, after);
    int from = found >= 0 ? found + 1 : -found - 1;
    return Arrays.copyOfRange(sorted, from, from + Math.min(limit, sorted.length - from));
  }

  @Override
  public int last(int atMost) {
    int found = Arrays.binarySearch(sorted, atMost);
    if (found >= 0) return atMost;
    int end = -found - 1;
    return end == 0 ? -1 : sorted[end - 1];
  }

  @Override
  public ThingSet or(ThingSet other) {
    if (isEmpty()) return other;
    return switch (other) {
      case ManyThings many -> many.or(this);
      case FewThings few -> merge(few);
    };
  }

  @Override
  public ThingSet and(ThingSet other) {
    return switch (other) {
      case FewThings few when few.sorted.length < sorted.length -> few.and(this);
      case FewThings few -> filter(few::contains);
      case ManyThings many -> many.partOf(this);
    };
  }

  @Override
  public ThingSet andNot(ThingSet other) {
    return filter(thing -> !other.contains(thing));
  }

  @Override
  public int andSize(ThingSet other) {
    if (other instanceof FewThings few && few.sorted.length < sorted.length) {
      return few.andSize(this);
    }
    int n = 0;
    for (int thing : sorted) {
      if (other.contains(thing)) n++;
    }
    return n;
  }

  @Override
  public ThingSet filter(IntPredicate test) {
    int[] out = new int[sorted.length];
    int n = 0;
    for (int thing : sorted) {
      if (test.test(thing)) out[n++] = thing;
    }
    if (n == sorted.length) return this;
    return n == 0 ? NONE : new FewThings(Arrays.copyOf(out, n));
  }

  private ThingSet merge(FewThings other) {
    int[] a = sorted;
    int[] b = other.sorted;
    int[] out = new int[a.length + b.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] < b[j]) {
        out[n++] = a[i++];
      } else if (a[i] > b[j]) {
        out[n++] = b[j++];
      } else {
        out[n++] = a[i++];
        j++;
      }
    }
    while (i < a.length) out[n++] = a[i++];
    while (j < b.length) out[n++] = b[j++];
    if (n == a.length) return this;
    int[] merged = Arrays.copyOf(out, n);
    return n < MANY ? new FewThings(merged) : ManyThings.ofSorted(merged);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FewThings few && Arrays.equals(sorted, few.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
