package earmark.things;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The bytes of a set: its size, then either the gaps between its things or, from {@link
 * ThingSet#MANY} on, the portable Roaring format behind its length. Described in {@code
 * docs/ledger-format.md}.
 */
public final class ThingSetFormat {
  private ThingSetFormat() {}

  public static void write(DataOutputStream out, ThingSet set) throws IOException {
    Leb128.write(out, set.size());
    switch (set) {
      case FewThings(int[] sorted) -> {
        int last = 0;
        for (int thing : sorted) {
          Leb128.write(out, thing - last);
          last = thing;
        }
      }
      case ManyThings many -> {
        RoaringBitmap bitmap = new RoaringBitmap();
        int[] things = new int[1 << 16];
        for (int i = 0; i < many.keys().length; i++) {
          many.parts()[i].fillLeastSignificant16bits(things, 0, many.keys()[i] << 16);
          bitmap.addN(things, 0, many.parts()[i].getCardinality());
        }
        bitmap.runOptimize();
        Leb128.write(out, bitmap.serializedSizeInBytes());
        bitmap.serialize(out);
      }
    }
  }

  /**
   * Reads one set.
   *
   * @throws IllegalArgumentException if the bytes are no set
   */
  public static ThingSet read(DataInputStream in) throws IOException {
    int size = Leb128.read(in);
    if (size < ThingSet.MANY) {
      int[] sorted = new int[size];
      int last = 0;
      for (int i = 0; i < size; i++) {
        last = Math.addExact(last, Leb128.read(in));
        sorted[i] = last;
      }
      return size == 0 ? FewThings.NONE : new FewThings(sorted);
    }
    int length = Leb128.read(in);
    if (length > in.available()) throw damaged("has a set that is cut off");
    RoaringBitmap bitmap = new RoaringBitmap();
    bitmap.deserialize(new DataInputStream(new ByteArrayInputStream(in.readNBytes(length))));
    ManyThings.Builder out = new ManyThings.Builder(bitmap.getContainerCount());
    ContainerPointer at = bitmap.getContainerPointer();
    for (; at.getContainer() != null; at.advance()) out.add(at.key(), at.getContainer());
    ManyThings set = out.build();
    if (set.size() != size) throw damaged("has a set of " + set.size() + " instead of " + size);
    return set;
  }

  private static IllegalArgumentException damaged(String how) {
    return new IllegalArgumentException(how);
  }
}
