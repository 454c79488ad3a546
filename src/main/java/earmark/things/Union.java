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
  private @Nullable Part[] marks = new Part[16];

  private Union() {}

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
    Union union = new Union();
    for (ThingSet set : some) union.mark(set);
    return union.build();
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
        for (int thing : sorted) part(thing >>> 16).words[(thing & 0xffff) >> 6] |= 1L << thing;
      }
      case ManyThings many -> {
        for (int i = 0; i < many.keys().length; i++) part(many.keys()[i]).mark(many.parts()[i]);
      }
    }
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
      int cardinality = 0;
      for (long word : words) cardinality += Long.bitCount(word);
      return new BitmapContainer(words, cardinality);
    }
  }
}
