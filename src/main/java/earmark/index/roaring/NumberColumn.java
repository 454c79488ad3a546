package earmark.index.roaring;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.things.Growing;
import earmark.things.ThingSet;
import earmark.things.ThingSetSnapshot;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers, one for a sample; of several the first counts.
 *
 * @param packs the numbers, in packs of 512 samples
 * @param present the samples that have one
 */
record NumberColumn(Chunks<NumberPack> packs, ThingSet present) implements ColumnValues {
  static final NumberColumn EMPTY = new NumberColumn(new Chunks<>(), ThingSet.none());

  /** How many packs a block of 65,536 samples has. */
  private static final int BLOCK_PACKS = (1 << 16) / NumberPack.SIZE;

  /** Looking at all numbers of a pack in their order costs that many looks at single ones. */
  private static final int SCAN_COST = 8;

  @Override
  public List<String> of(int sample) {
    return present.contains(sample) ? List.of(Long.toString(value(sample))) : List.of();
  }

  /** The number of a sample that has one. */
  long value(int sample) {
    NumberPack pack = packs.get(sample >>> NumberPack.BITS);
    if (pack == null) throw new IllegalStateException("sample " + sample + " has no number");
    return pack.get(sample & NumberPack.MASK);
  }

  /**
   * The number that stands for a value. What is no number is no value, {@link NumberPack#NONE}: an
   * entry stands in the ledger and can't be refused here.
   */
  static long read(String value) {
    try {
      return Math.max(NumberPack.NONE, Long.parseLong(value));
    } catch (NumberFormatException e) {
      return NumberPack.NONE;
    }
  }

  /** At most so many samples have a number in a range, told without looking at any number. */
  long sizeAtMost(long from, long to) {
    long packsInReach = 0;
    for (int place = 0; place < packs.places(); place++) {
      NumberPack pack = packs.get(place);
      if (pack != null && pack.max() >= from && pack.min() <= to) packsInReach++;
    }
    return Math.min(packsInReach * NumberPack.SIZE, present.size());
  }

  /** Those of some samples whose number is from {@code from} to {@code to}, both included. */
  ThingSet inRange(long from, long to, ThingSet within) {
    if (from > to) return ThingSet.none();
    ThingSet candidates = within.and(present);
    if ((long) candidates.size() * SCAN_COST < sizeAtMost(from, to)) {
      return candidates.filter(sample -> isInRange(sample, from, to));
    }
    int blocks = (candidates.last(Integer.MAX_VALUE) >>> 16) + 1;
    return ThingSet.ofWords(
            blocks,
            block -> {
              int last = block << 16 | 0xffff;
              return candidates.last(last) >>> 16 == block ? words(block, from, to) : null;
            })
        .and(candidates);
  }

  private boolean isInRange(int sample, long from, long to) {
    NumberPack pack = packs.get(sample >>> NumberPack.BITS);
    if (pack == null || pack.max() < from || pack.min() > to) return false;
    if (from <= pack.min() && pack.max() <= to) return true;
    long number = pack.get(sample & NumberPack.MASK);
    return number >= from && number <= to;
  }

  private long @Nullable [] words(int block, long from, long to) {
    long[] words = null;
    for (int i = 0; i < BLOCK_PACKS; i++) {
      NumberPack pack = packs.get(block * BLOCK_PACKS + i);
      if (pack == null || pack.max() < from || pack.min() > to) continue;
      if (words == null) words = new long[(1 << 16) / Long.SIZE];
      pack.mark(from, to, words, i * (NumberPack.SIZE / Long.SIZE));
    }
    return words;
  }

  @Override
  public void write(SectionWriter out) throws IOException {
    ThingSetSnapshot.write(out, present);
    out.putNumber(packs.places());
    for (int place = 0; place < packs.places(); place++) {
      NumberPack pack = packs.get(place);
      out.putByte(pack == null ? 0 : 1);
      if (pack != null) pack.write(out);
    }
  }

  static NumberColumn read(SectionReader in) throws IOException {
    ThingSet present = ThingSetSnapshot.read(in);
    Chunks.Edit<NumberPack> packs = new Chunks.Edit<>(new Chunks<>());
    int places = in.getNumber();
    for (int place = 0; place < places; place++) {
      if (in.getByte() > 0) packs.set(place, NumberPack.read(in));
    }
    return new NumberColumn(packs.build(), present);
  }

  @Override
  public Edit edit() {
    return new NumberEdit(this);
  }

  /** One pack at a time is kept unpacked, since samples come one behind the other. */
  private static final class NumberEdit implements Edit {
    private final Chunks.Edit<NumberPack> packs;
    private final Growing present;
    private final long[] numbers = new long[NumberPack.SIZE];
    private int open = -1;

    NumberEdit(NumberColumn base) {
      packs = new Chunks.Edit<>(base.packs);
      present = new Growing(base.present);
    }

    @Override
    public List<String> of(int sample) {
      if (!present.contains(sample)) return List.of();
      int place = sample >>> NumberPack.BITS;
      int slot = sample & NumberPack.MASK;
      NumberPack pack = place == open ? null : packs.get(place);
      return List.of(Long.toString(pack == null ? numbers[slot] : pack.get(slot)));
    }

    @Override
    public void set(int sample, List<String> values) {
      long number = values.isEmpty() ? NumberPack.NONE : read(values.getFirst());
      if (number == NumberPack.NONE) {
        drop(ThingSet.of(sample));
        return;
      }
      open(sample >>> NumberPack.BITS);
      numbers[sample & NumberPack.MASK] = number;
      if (!present.contains(sample)) present.add(sample);
    }

    @Override
    public void drop(ThingSet samples) {
      present
          .get()
          .and(samples)
          .forEach(sample -> {
            open(sample >>> NumberPack.BITS);
            numbers[sample & NumberPack.MASK] = NumberPack.NONE;
          });
      present.remove(samples);
    }

    private void open(int place) {
      if (place == open) return;
      close();
      NumberPack pack = packs.get(place);
      Arrays.fill(numbers, NumberPack.NONE);
      for (int slot = 0; slot < NumberPack.SIZE && pack != null; slot++) {
        if (present.contains(place << NumberPack.BITS | slot)) numbers[slot] = pack.get(slot);
      }
      open = place;
    }

    private void close() {
      if (open >= 0) packs.set(open, NumberPack.of(numbers));
      open = -1;
    }

    @Override
    public ColumnValues build() {
      close();
      return new NumberColumn(packs.build(), present.get());
    }
  }
}
