package earmark.index.roaring;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.things.Growing;
import earmark.things.ThingSet;
import earmark.things.ThingSetSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A column of numbers, one for a thing in each of several scopes.
 *
 * @param scopes the dictionary of scopes, shared by all views
 * @param packs the numbers, in packs of 64 things
 * @param present the things that have one
 */
record ScopedColumn(Words scopes, Chunks<ScopedPack> packs, ThingSet present)
    implements ColumnValues {

  /** A column without a value, with a dictionary of its own. */
  static ScopedColumn none() {
    return new ScopedColumn(new Words(), new Chunks<>(), ThingSet.none());
  }

  @Override
  public List<String> of(int thing) {
    ScopedPack pack = packs.get(thing >>> ScopedPack.BITS);
    return pack == null ? List.of() : texts(scopes, pack.of(thing & ScopedPack.MASK));
  }

  private static List<String> texts(Words scopes, long[] pairs) {
    List<String> texts = new ArrayList<>(pairs.length / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      texts.add(scopes.word((int) pairs[i]) + " " + pairs[i + 1]);
    }
    Collections.sort(texts);
    return texts;
  }

  /** The numbers of scopes in the dictionary; those that nothing has are left out. */
  BitSet scopes(Collection<String> asked) {
    BitSet numbers = new BitSet();
    for (String scope : asked) scopes.find(scope).ifPresent(numbers::set);
    return numbers;
  }

  /** The greatest number of a thing in some scopes; -1 if it has none there. */
  long greatest(int thing, BitSet asked) {
    ScopedPack pack = packs.get(thing >>> ScopedPack.BITS);
    return pack == null ? -1 : pack.greatest(thing & ScopedPack.MASK, asked);
  }

  /** Those of some things whose greatest number in some scopes is in a range, ends included. */
  ThingSet inRange(Collection<String> scopes, long from, long to, ThingSet within) {
    if (from > to) return ThingSet.none();
    BitSet asked = scopes(scopes);
    return within
        .and(present)
        .filter(thing -> {
          long greatest = greatest(thing, asked);
          return greatest >= Math.max(0, from) && greatest <= to;
        });
  }

  @Override
  public void write(SectionWriter out) throws IOException {
    scopes.write(out, scopes.count());
    ThingSetSnapshot.write(out, present);
    out.putNumber(packs.places());
    for (int place = 0; place < packs.places(); place++) {
      ScopedPack pack = packs.get(place);
      out.putByte(pack == null ? 0 : 1);
      if (pack != null) pack.write(out);
    }
  }

  static ScopedColumn read(SectionReader in) throws IOException {
    Words scopes = Words.read(in);
    ThingSet present = ThingSetSnapshot.read(in);
    Chunks.Edit<ScopedPack> packs = new Chunks.Edit<>(new Chunks<>());
    int places = in.getNumber();
    for (int place = 0; place < places; place++) {
      if (in.getByte() > 0) packs.set(place, ScopedPack.read(in));
    }
    return new ScopedColumn(scopes, packs.build(), present);
  }

  @Override
  public Edit edit() {
    return new ScopedEdit(this);
  }

  /** One pack at a time is kept unpacked, since things come one behind the other. */
  private static final class ScopedEdit implements Edit {
    private final Words scopes;
    private final Chunks.Edit<ScopedPack> packs;
    private final Growing present;
    private long[][] open = ScopedPack.nothing();
    private int place = -1;

    ScopedEdit(ScopedColumn base) {
      scopes = base.scopes;
      packs = new Chunks.Edit<>(base.packs);
      present = new Growing(base.present);
    }

    @Override
    public List<String> of(int thing) {
      int slot = thing & ScopedPack.MASK;
      if (thing >>> ScopedPack.BITS == place) return texts(scopes, open[slot]);
      ScopedPack pack = packs.get(thing >>> ScopedPack.BITS);
      return pack == null ? List.of() : texts(scopes, pack.of(slot));
    }

    @Override
    public void set(int thing, List<String> values) {
      long[] pairs = new long[values.size() * 2];
      int count = 0;
      for (String value : values) {
        int blank = value.lastIndexOf(' ');
        long number = blank <= 0 ? -1 : NumberColumn.read(value.substring(blank + 1));
        if (number < 0) continue; // no value: an entry stands in the ledger, see NumberColumn
        pairs[count++] = scopes.number(value.substring(0, blank));
        pairs[count++] = number;
      }
      if (count == 0) {
        drop(ThingSet.of(thing));
        return;
      }
      open(thing >>> ScopedPack.BITS);
      open[thing & ScopedPack.MASK] = Arrays.copyOf(pairs, count);
      if (!present.contains(thing)) present.add(thing);
    }

    @Override
    public void drop(ThingSet things) {
      present
          .get()
          .and(things)
          .forEach(thing -> {
            open(thing >>> ScopedPack.BITS);
            open[thing & ScopedPack.MASK] = new long[0];
          });
      present.remove(things);
    }

    private void open(int wanted) {
      if (wanted == place) return;
      close();
      ScopedPack pack = packs.get(wanted);
      open = pack == null ? ScopedPack.nothing() : pack.unpacked();
      place = wanted;
    }

    private void close() {
      if (place >= 0) packs.set(place, ScopedPack.of(open));
      place = -1;
    }

    @Override
    public ColumnValues build() {
      close();
      return new ScopedColumn(scopes, packs.build(), present.get());
    }
  }
}
