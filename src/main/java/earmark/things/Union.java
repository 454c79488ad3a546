package earmark.things;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;

/**
 * The union of many sets at once: things are marked in plain bit arrays of 65,536, one for each
 * range that is touched. This beats uniting them two by two by far, since nothing is made and
 * thrown away on the way.
 */
final class Union {
  private final @Nullable ManyThings within;
  private @Nullable Part[] marks = new Part[16];

  /** A union that leaves out ranges where {@code within} has nothing. */
  private Union(@Nullable ManyThings within) {
    this.within = within;
  }

  static ThingSet of(Collection<ThingSet> sets) {
    List<ThingSet> some = new ArrayList<>(sets.size());
    long total = 0;
    for (ThingSet set : sets) {
      if (set.isEmpty()) continue;
      some.add(set);
      total += set.size();
    }
    if (some.isEmpty()) return FewThings.NONE;
    if (some.size() == 1) return some.getFirst();
    if (total < ThingSet.MANY) return ofFew(some, (int) total);
    Union union = new Union(null);
    for (ThingSet set : some) union.mark(set);
    return union.build();
  }

  static ThingSet of(Collection<ThingSet> sets, ThingSet within) {
    return switch (within) {
      case FewThings few -> of(sets, few);
      case ManyThings many -> {
        long total = 0;
        for (ThingSet set : sets) total += set.size();
        if (total < many.size()) yield of(sets).and(many);
        Union union = new Union(many);
        for (ThingSet set : sets) union.mark(set);
        yield union.build().and(many);
      }
    };
  }

  /** Looks each candidate up until some set has it. */
  private static ThingSet of(Collection<ThingSet> sets, FewThings within) {
    int[] candidates = within.sorted();
    boolean[] found = new boolean[candidates.length];
    int missing = candidates.length;
    for (ThingSet set : sets) {
      if (missing == 0) return within;
      if (set.size() < missing) {
        for (int thing : set.toArray()) {
          int at = Arrays.binarySearch(candidates, thing);
          if (at < 0 || found[at]) continue;
          found[at] = true;
          missing--;
        }
      } else {
        for (int at = 0; at < candidates.length; at++) {
          if (found[at] || !set.contains(candidates[at])) continue;
          found[at] = true;
          missing--;
        }
      }
    }
    int[] out = new int[candidates.length - missing];
    int n = 0;
    for (int at = 0; at < candidates.length; at++) {
      if (found[at]) out[n++] = candidates[at];
    }
    return n == 0 ? FewThings.NONE : new FewThings(out);
  }

  private static ThingSet ofFew(List<ThingSet> some, int total) {
    int[] all = new int[total];
    int n = 0;
    for (ThingSet set : some) {
      int[] things = set.toArray();
      System.arraycopy(things, 0, all, n, things.length);
      n += things.length;
    }
    return ThingSet.of(all);
  }

  private void mark(ThingSet set) {
    switch (set) {
      case FewThings(int[] sorted) -> {
        for (int thing : sorted) {
          int key = thing >>> 16;
          if (matters(key)) part(key).words[(thing & 0xffff) >> 6] |= 1L << thing;
        }
      }
      case ManyThings many -> {
        for (int i = 0; i < many.keys().length; i++) {
          int key = many.keys()[i];
          if (matters(key)) part(key).mark(many.parts()[i]);
        }
      }
    }
  }

  private boolean matters(int key) {
    return within == null || within.part((char) key) != null;
  }

  private Part part(int key) {
    if (key >= marks.length) marks = Arrays.copyOf(marks, Math.max(key + 1, marks.length * 2));
    Part part = marks[key];
    if (part == null) {
      part = new Part();
      marks[key] = part;
    }
    return part;
  }

  private ThingSet build() {
    ManyThings.Builder out = new ManyThings.Builder(marks.length);
    for (int key = 0; key < marks.length; key++) {
      Part part = marks[key];
      if (part != null) out.add((char) key, part.counted());
    }
    return out.build().slim();
  }

  /**
   * The marks of one range: an array of bits, and the same array as a container without a count.
   */
  private static final class Part {
    private static final int NOT_COUNTED = -1;
    final long[] words = new long[1 << 10];
    private final BitmapContainer lazy = new BitmapContainer(words, NOT_COUNTED);

    void mark(Container other) {
      lazy.lazyIOR(other);
    }

    Container counted() {
      return ManyThings.ofBits(words);
    }
  }
}
