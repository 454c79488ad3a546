package earmark.index.roaring;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.snapshot.Unusable;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * For each sample a list of numbers, in ascending order; immutable. The lists of 64 samples are
 * packed into one array: where each of them ends, then all numbers, then perhaps room for more.
 */
final class Lists {
  private static final int BITS = 6;
  private static final int SIZE = 1 << BITS;
  private static final int MASK = SIZE - 1;

  /** How many numbers a pack that was full gets room for. */
  private static final int ROOM = 16;

  static final Lists EMPTY = new Lists(new Chunks<>());

  private final Chunks<int[]> packs;

  private Lists(Chunks<int[]> packs) {
    this.packs = packs;
  }

  int size(int sample) {
    int[] pack = packs.get(sample >>> BITS);
    return pack == null ? 0 : end(pack, sample & MASK) - start(pack, sample & MASK);
  }

  void forEach(int sample, IntConsumer action) {
    int[] pack = packs.get(sample >>> BITS);
    if (pack == null) return;
    int end = end(pack, sample & MASK);
    for (int i = start(pack, sample & MASK); i < end; i++) action.accept(pack[i]);
  }

  boolean anyMatch(int sample, IntPredicate test) {
    int[] pack = packs.get(sample >>> BITS);
    if (pack == null) return false;
    int end = end(pack, sample & MASK);
    for (int i = start(pack, sample & MASK); i < end; i++) {
      if (test.test(pack[i])) return true;
    }
    return false;
  }

  private static int start(int[] pack, int slot) {
    return slot == 0 ? SIZE : SIZE + pack[slot - 1];
  }

  private static int end(int[] pack, int slot) {
    return SIZE + pack[slot];
  }

  /** Writes for each pack how many numbers it has, how many each sample has, and their gaps. */
  void write(SectionWriter out) throws IOException {
    out.putNumber(packs.places());
    for (int place = 0; place < packs.places(); place++) {
      int[] pack = packs.get(place);
      out.putNumber(pack == null ? 0 : end(pack, MASK) - SIZE);
      if (pack == null) continue;
      for (int slot = 0; slot < SIZE; slot++) out.putNumber(end(pack, slot) - start(pack, slot));
      for (int slot = 0; slot < SIZE; slot++) {
        int last = 0;
        for (int i = start(pack, slot); i < end(pack, slot); i++) {
          out.putNumber(pack[i] - last);
          last = pack[i];
        }
      }
    }
  }

  static Lists read(SectionReader in) throws IOException {
    Chunks.Edit<int[]> packs = new Chunks.Edit<>(new Chunks<>());
    int places = in.getNumber();
    for (int place = 0; place < places; place++) {
      int used = in.getNumber();
      if (used > 0) packs.set(place, readPack(in, used));
    }
    return new Lists(packs.build());
  }

  private static int[] readPack(SectionReader in, int used) throws IOException {
    int[] pack = new int[SIZE + used];
    int end = 0;
    for (int slot = 0; slot < SIZE; slot++) {
      end += in.getNumber();
      pack[slot] = end;
    }
    if (end != used) throw new Unusable("lists of " + end + " numbers instead of " + used);
    for (int slot = 0; slot < SIZE; slot++) {
      int last = 0;
      int stop = end(pack, slot);
      for (int i = start(pack, slot); i < stop; i++) {
        last += in.getNumber();
        pack[i] = last;
      }
    }
    return pack;
  }

  /** Changes to be made to a copy; not safe to share between threads. */
  @SuppressWarnings("ReferenceEquality") // a pack may be written to if it is not that of the base
  static final class Edit {
    private Chunks<int[]> base;
    private final Chunks.Edit<int[]> packs;

    Edit(Lists base) {
      this.base = base.packs;
      this.packs = new Chunks.Edit<>(base.packs);
    }

    int[] of(int sample) {
      int[] pack = packs.get(sample >>> BITS);
      if (pack == null) return new int[0];
      return Arrays.copyOfRange(pack, start(pack, sample & MASK), end(pack, sample & MASK));
    }

    int size(int sample) {
      int[] pack = packs.get(sample >>> BITS);
      return pack == null ? 0 : end(pack, sample & MASK) - start(pack, sample & MASK);
    }

    /** Those of some samples whose lists have more than so many numbers. */
    ThingSet longerThan(int most, ThingSet samples) {
      if (samples.size() < packs.places()) return samples.filter(sample -> size(sample) > most);
      Growing longer = new Growing(ThingSet.none());
      for (int place = 0; place < packs.places(); place++) {
        int[] pack = packs.get(place);
        if (pack == null || pack[MASK] <= most) continue; // all of them together are not longer
        for (int slot = 0; slot < SIZE; slot++) {
          if (end(pack, slot) - start(pack, slot) > most) longer.add(place << BITS | slot);
        }
      }
      return longer.get().and(samples);
    }

    /** Puts a number into the list of a sample, if it is not in there. */
    void add(int sample, int number) {
      int place = sample >>> BITS;
      int slot = sample & MASK;
      int[] pack = packs.get(place);
      if (pack == null) pack = new int[SIZE];
      int at = Arrays.binarySearch(pack, start(pack, slot), end(pack, slot), number);
      if (at >= 0) return;
      int insert = -at - 1;
      int used = end(pack, MASK);
      boolean inPlace = used < pack.length && owned(place, pack);
      int[] next = inPlace ? pack : Arrays.copyOf(pack, used + ROOM);
      System.arraycopy(pack, insert, next, insert + 1, used - insert);
      next[insert] = number;
      for (int i = slot; i < SIZE; i++) next[i]++;
      if (!inPlace) packs.set(place, next);
    }

    /**
     * Puts numbers into the list of a sample, with one change of it.
     *
     * @param more numbers that are not in there, each once, in ascending order
     */
    void addAll(int sample, int[] more) {
      if (more.length == 0) return;
      int place = sample >>> BITS;
      int slot = sample & MASK;
      int[] pack = packs.get(place);
      if (pack == null) pack = new int[SIZE];
      int start = start(pack, slot);
      int end = end(pack, slot);
      int used = end(pack, MASK);
      boolean inPlace = used + more.length <= pack.length && owned(place, pack);
      int[] next = inPlace ? pack : Arrays.copyOf(pack, used + more.length + ROOM);
      System.arraycopy(pack, end, next, end + more.length, used - end);
      System.arraycopy(more, 0, next, end, more.length);
      if (end > start) Arrays.sort(next, start, end + more.length);
      for (int i = slot; i < SIZE; i++) next[i] += more.length;
      if (!inPlace) packs.set(place, next);
    }

    /** Takes a number from the list of a sample, if it is in there. */
    void remove(int sample, int number) {
      int place = sample >>> BITS;
      int slot = sample & MASK;
      int[] pack = packs.get(place);
      if (pack == null) return;
      int at = Arrays.binarySearch(pack, start(pack, slot), end(pack, slot), number);
      if (at < 0) return;
      int used = end(pack, MASK);
      boolean inPlace = owned(place, pack);
      int[] next = inPlace ? pack : Arrays.copyOf(pack, used);
      System.arraycopy(pack, at + 1, next, at, used - at - 1);
      for (int i = slot; i < SIZE; i++) next[i]--;
      if (next[MASK] == 0) packs.set(place, null);
      else if (!inPlace) packs.set(place, next);
    }

    private boolean owned(int place, int @Nullable [] pack) {
      return pack != base.get(place);
    }

    Lists build() {
      base = packs.build();
      return new Lists(base);
    }
  }
}
