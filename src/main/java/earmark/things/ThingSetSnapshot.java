package earmark.things;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.snapshot.Unusable;
import java.io.IOException;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;
import org.roaringbitmap.RunContainer;

/**
 * A set in a snapshot: its size, then the gaps between its things or its containers as they are,
 * each in the form that takes the least room.
 */
public final class ThingSetSnapshot {
  private static final int ARRAY = 0;
  private static final int BITS = 1;
  private static final int RUNS = 2;

  /** How many things fit into as many bytes as all bits of a container take. */
  private static final int ARRAY_MAX = 4096;

  private static final int WORDS = 1 << 10;

  private ThingSetSnapshot() {}

  public static void write(SectionWriter out, ThingSet set) throws IOException {
    out.putNumber(set.size());
    switch (set) {
      case FewThings(int[] sorted) -> {
        int last = 0;
        for (int thing : sorted) {
          out.putNumber(thing - last);
          last = thing;
        }
      }
      case ManyThings many -> {
        out.putNumber(many.parts().length);
        for (int i = 0; i < many.parts().length; i++) {
          out.putNumber(many.keys()[i]);
          write(out, many.parts()[i].runOptimize());
        }
      }
    }
  }

  private static void write(SectionWriter out, Container part) throws IOException {
    switch (part) {
      case RunContainer runs -> {
        char[] bounds = new char[runs.numberOfRuns() * 2];
        runs.toCharBuffer().rewind().get(bounds);
        out.putByte(RUNS);
        out.putNumber(bounds.length / 2);
        out.putChars(bounds);
      }
      case BitmapContainer bits when bits.getCardinality() > ARRAY_MAX -> {
        long[] words = new long[WORDS];
        bits.toLongBuffer().rewind().get(words);
        out.putByte(BITS);
        out.putLongs(words);
      }
      default -> {
        char[] things = new char[part.getCardinality()];
        int count = 0;
        for (var each = part.getCharIterator(); each.hasNext(); ) things[count++] = each.next();
        out.putByte(ARRAY);
        out.putNumber(things.length);
        out.putChars(things);
      }
    }
  }

  public static ThingSet read(SectionReader in) throws IOException {
    int size = in.getNumber();
    if (size == 0) return FewThings.NONE;
    if (size < ThingSet.MANY) {
      int[] sorted = new int[size];
      int last = 0;
      for (int i = 0; i < size; i++) {
        last += in.getNumber();
        sorted[i] = last;
      }
      return new FewThings(sorted);
    }
    int parts = in.getNumber();
    ManyThings.Builder out = new ManyThings.Builder(parts);
    for (int i = 0; i < parts; i++) out.add((char) in.getNumber(), readPart(in));
    ManyThings set = out.build();
    if (set.size() != size) throw new Unusable("a set of " + set.size() + " instead of " + size);
    return set;
  }

  private static Container readPart(SectionReader in) throws IOException {
    int form = in.getByte();
    return switch (form) {
      case ARRAY -> new ArrayContainer(in.getChars(in.getNumber()));
      case BITS -> ManyThings.ofBits(in.getLongs(WORDS));
      case RUNS -> {
        int runs = in.getNumber();
        yield new RunContainer(in.getChars(runs * 2), runs);
      }
      default -> throw new Unusable("a set of an unknown form " + form);
    };
  }
}
