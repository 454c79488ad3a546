package earmark.things;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.CharIterator;
import org.roaringbitmap.Container;
import org.roaringbitmap.PeekableCharIterator;
import org.roaringbitmap.RunContainer;

/**
 * A large set: Roaring containers by the upper 16 bits of the number, in ascending order, none
 * empty. Containers are shared between sets and never changed once they stand in one.
 */
@SuppressWarnings(
    "ReferenceEquality") // a shared container is the same object, which saves comparing
record ManyThings(char[] keys, Container[] parts, int size) implements ThingSet {

  static ManyThings ofSorted(int[] sorted) {
    Builder out = new Builder(1 + (sorted[sorted.length - 1] >>> 16) - (sorted[0] >>> 16));
    int from = 0;
    while (from < sorted.length) {
      int key = sorted[from] >>> 16;
      int to = from;
      Container part = new ArrayContainer();
      while (to < sorted.length && sorted[to] >>> 16 == key) part = part.add((char) sorted[to++]);
      out.add((char) key, part);
      from = to;
    }
    return out.build();
  }

  static ManyThings range(int first, int last) {
    int firstKey = first >>> 16;
    int lastKey = last >>> 16;
    Builder out = new Builder(lastKey - firstKey + 1);
    for (int key = firstKey; key <= lastKey; key++) {
      int from = key == firstKey ? first & 0xffff : 0;
      int to = key == lastKey ? last & 0xffff : 0xffff;
      out.add((char) key, new RunContainer().add(from, to + 1));
    }
    return out.build();
  }

  static ManyThings ofWords(int blocks, IntFunction<long @Nullable []> words) {
    Builder out = new Builder(blocks);
    for (int key = 0; key < blocks; key++) {
      long[] block = words.apply(key);
      if (block != null) out.add((char) key, ofBits(block));
    }
    return out.build();
  }

  static Container ofBits(long[] words) {
    int cardinality = 0;
    for (long word : words) cardinality += Long.bitCount(word);
    return new BitmapContainer(words, cardinality);
  }

  /** Itself, or as a small set if it is one. */
  ThingSet slim() {
    if (size >= MANY) return this;
    return size == 0 ? FewThings.NONE : new FewThings(toArray());
  }

  @Override
  public boolean contains(int thing) {
    Container part = part((char) (thing >>> 16));
    return part != null && part.contains((char) thing);
  }

  @Nullable Container part(char key) {
    if (key < keys.length && keys[key] == key) return parts[key]; // no container is missing before
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? null : parts[at];
  }

  @Override
  public void forEach(IntConsumer action) {
    for (int i = 0; i < keys.length; i++) parts[i].forEach(keys[i], action::accept);
  }

  @Override
  public void forEach(int first, int last, IntConsumer action) {
    int from = Math.max(0, first);
    for (int i = firstPart(from); i < keys.length; i++) {
      PeekableCharIterator low = lowFrom(i, from);
      while (low.hasNext()) {
        int thing = keys[i] << 16 | low.next();
        if (thing > last) return;
        action.accept(thing);
      }
    }
  }

  @Override
  public int[] below(int before, int limit) {
    int[] out = new int[Math.min(limit, size)];
    int n = 0;
    if (before <= 0) return new int[0];
    int top = before - 1;
    int at = Arrays.binarySearch(keys, (char) (top >>> 16));
    int i = at >= 0 ? at : -at - 2;
    int low = at >= 0 ? top & 0xffff : 0xffff;
    for (; i >= 0 && n < out.length; i--, low = 0xffff) {
      int high = keys[i] << 16;
      if (low == 0xffff) {
        CharIterator down = parts[i].getReverseCharIterator();
        while (down.hasNext() && n < out.length) out[n++] = high | down.nextAsInt();
      } else {
        int next = parts[i].previousValue((char) low);
        while (next >= 0 && n < out.length) {
          out[n++] = high | next;
          next = next == 0 ? -1 : parts[i].previousValue((char) (next - 1));
        }
      }
    }
    return Arrays.copyOf(out, n);
  }

  @Override
  public int[] above(int after, int limit) {
    if (after == Integer.MAX_VALUE) return new int[0];
    int from = Math.max(0, after + 1);
    int[] out = new int[Math.min(limit, size)];
    int n = 0;
    for (int i = firstPart(from); i < keys.length && n < out.length; i++) {
      PeekableCharIterator low = lowFrom(i, from);
      while (low.hasNext() && n < out.length) out[n++] = keys[i] << 16 | low.next();
    }
    return Arrays.copyOf(out, n);
  }

  /** The place of the first container that may hold a thing from {@code from} on. */
  private int firstPart(int from) {
    int at = Arrays.binarySearch(keys, (char) (from >>> 16));
    return at >= 0 ? at : -at - 1;
  }

  /** The lower bits of the things in such a container, without those before {@code from}. */
  private PeekableCharIterator lowFrom(int place, int from) {
    PeekableCharIterator low = parts[place].getCharIterator();
    if (keys[place] << 16 < from) low.advanceIfNeeded((char) from);
    return low;
  }

  @Override
  public int last(int atMost) {
    if (atMost < 0) return -1;
    int key = atMost >>> 16;
    int at = key < keys.length && keys[key] == key ? key : Arrays.binarySearch(keys, (char) key);
    if (at >= 0) {
      int low = parts[at].previousValue((char) atMost);
      if (low >= 0) return key << 16 | low;
      at--;
    } else {
      at = -at - 2;
    }
    return at < 0 ? -1 : keys[at] << 16 | parts[at].last();
  }

  @Override
  public ThingSet or(ThingSet other) {
    return switch (other) {
      case FewThings few -> changed(few, true);
      case ManyThings many -> orMany(many);
    };
  }

  @Override
  public ThingSet and(ThingSet other) {
    return switch (other) {
      case FewThings few -> partOf(few);
      case ManyThings many -> {
        Builder out = new Builder(Math.min(keys.length, many.keys.length));
        for (int i = 0; i < keys.length; i++) {
          Container theirs = many.part(keys[i]);
          if (theirs != null) out.add(keys[i], both(parts[i], theirs));
        }
        yield out.build().slim();
      }
    };
  }

  /** Those of a few things that are here, found in one walk through each container. */
  FewThings partOf(FewThings few) {
    int[] sorted = few.sorted();
    int[] out = new int[sorted.length];
    int n = 0;
    for (int from = 0, to; from < sorted.length; from = to) {
      to = endOfPart(sorted, from);
      Container part = part((char) (sorted[from] >>> 16));
      if (part == null) continue;
      PeekableCharIterator low = part.getCharIterator();
      for (int i = from; i < to; i++) {
        low.advanceIfNeeded((char) sorted[i]);
        if (!low.hasNext()) break;
        if (low.peekNext() == (char) sorted[i]) out[n++] = sorted[i];
      }
    }
    if (n == sorted.length) return few;
    return n == 0 ? FewThings.NONE : new FewThings(Arrays.copyOf(out, n));
  }

  /** What is in both containers; one of them itself, where the other holds all there can be. */
  private static Container both(Container mine, Container theirs) {
    if (mine == theirs || theirs.isFull()) return mine;
    return mine.isFull() ? theirs : mine.and(theirs);
  }

  @Override
  public ThingSet andNot(ThingSet other) {
    return switch (other) {
      case FewThings few -> changed(few, false);
      case ManyThings many -> {
        Builder out = new Builder(keys.length);
        for (int i = 0; i < keys.length; i++) {
          Container theirs = many.part(keys[i]);
          if (theirs == null) out.add(keys[i], parts[i]);
          else if (theirs != parts[i] && !theirs.isFull()) {
            out.add(keys[i], parts[i].andNot(theirs));
          }
        }
        yield out.build().slim();
      }
    };
  }

  @Override
  public int andSize(ThingSet other) {
    return switch (other) {
      case FewThings few -> few.andSize(this);
      case ManyThings many -> {
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
          Container theirs = many.part(keys[i]);
          if (theirs == parts[i]) n += parts[i].getCardinality();
          else if (theirs != null) n += parts[i].andCardinality(theirs);
        }
        yield n;
      }
    };
  }

  @Override
  public ThingSet filter(IntPredicate test) {
    Builder out = new Builder(keys.length);
    for (int i = 0; i < keys.length; i++) {
      long[] words = new long[1 << 10];
      parts[i].forEach(
          keys[i],
          thing -> {
            if (test.test(thing)) words[(thing & 0xffff) >> 6] |= 1L << thing;
          });
      Container kept = ofBits(words);
      out.add(keys[i], kept.getCardinality() == parts[i].getCardinality() ? parts[i] : kept);
    }
    return out.build().slim();
  }

  private ThingSet orMany(ManyThings other) {
    Builder out = new Builder(keys.length + other.keys.length);
    int i = 0;
    int j = 0;
    while (i < keys.length || j < other.keys.length) {
      if (j == other.keys.length || (i < keys.length && keys[i] < other.keys[j])) {
        out.add(keys[i], parts[i++]);
      } else if (i == keys.length || keys[i] > other.keys[j]) {
        out.add(other.keys[j], other.parts[j++]);
      } else {
        Container mine = parts[i];
        out.add(keys[i++], mine == other.parts[j] ? mine : mine.or(other.parts[j]));
        j++;
      }
    }
    return out.build();
  }

  /** A copy with or without a few things, which shares all containers in which nothing changes. */
  private ThingSet changed(FewThings few, boolean present) {
    int[] sorted = few.sorted();
    Container[] changed = parts;
    int count = size;
    for (int from = 0, to; from < sorted.length; from = to) {
      to = endOfPart(sorted, from);
      int at = Arrays.binarySearch(keys, (char) (sorted[from] >>> 16));
      if (at < 0 && present) return rebuilt(few, true);
      if (at < 0) continue;
      Container part = changed(parts[at], sorted, from, to, present);
      if (part == parts[at]) continue;
      if (part.isEmpty()) return rebuilt(few, false);
      if (changed == parts) changed = parts.clone();
      changed[at] = part;
      count += part.getCardinality() - parts[at].getCardinality();
    }
    return changed == parts ? this : new ManyThings(keys, changed, count).slim();
  }

  /** The same if containers come or go. */
  private ThingSet rebuilt(FewThings few, boolean present) {
    Builder out = new Builder(keys.length + few.size());
    int[] sorted = few.sorted();
    int i = 0;
    int from = 0;
    while (i < keys.length || from < sorted.length) {
      int key = from < sorted.length ? sorted[from] >>> 16 : Character.MAX_VALUE + 1;
      if (i < keys.length && keys[i] < key) {
        out.add(keys[i], parts[i++]);
        continue;
      }
      Container old = i < keys.length && keys[i] == key ? parts[i++] : new ArrayContainer();
      int to = endOfPart(sorted, from);
      out.add((char) key, changed(old, sorted, from, to, present));
      from = to;
    }
    return out.build().slim();
  }

  private static int endOfPart(int[] sorted, int from) {
    int to = from + 1;
    while (to < sorted.length && sorted[to] >>> 16 == sorted[from] >>> 16) to++;
    return to;
  }

  private static Container changed(Container old, int[] sorted, int from, int to, boolean present) {
    Container part = old;
    for (int i = from; i < to; i++) {
      char low = (char) sorted[i];
      if (old.contains(low) == present) continue;
      if (part == old) part = old.clone();
      part = present ? part.add(low) : part.remove(low);
    }
    return part;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ManyThings many
        && size == many.size
        && Arrays.equals(keys, many.keys)
        && Arrays.equals(toArray(), many.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  @Override
  public String toString() {
    return size + " things";
  }

  /** Collects containers in ascending order of their keys. */
  static final class Builder {
    private final char[] keys;
    private final Container[] parts;
    private int count;
    private int size;

    Builder(int countMax) {
      keys = new char[countMax];
      parts = new Container[countMax];
    }

    void add(char key, Container part) {
      int cardinality = part.getCardinality();
      if (cardinality == 0) return;
      keys[count] = key;
      parts[count++] = part;
      size = Math.addExact(size, cardinality);
    }

    ManyThings build() {
      return new ManyThings(Arrays.copyOf(keys, count), Arrays.copyOf(parts, count), size);
    }
  }
}
