package earmark.ledger;

import earmark.tag.Tag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The bytes of an entry's changes. A change is a letter and its fields; numbers are unsigned
 * LEB128, texts UTF-8 behind their length; a set is its size, then either the gaps between its
 * things or, from {@link ThingSet#MANY} on, the portable Roaring format behind its length.
 * Described in {@code docs/ledger-format.md}.
 */
public final class EntryFormat {
  private static final int VERSION = 1;
  private static final int TEXT_BYTES_MAX = 1 << 16;

  private EntryFormat() {}

  public static byte[] write(List<Change> changes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeNumber(out, changes.size());
      for (Change change : changes) writeChange(out, change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The changes in the bytes of an entry.
   *
   * @throws Damaged if the bytes are damaged or of a newer version
   */
  public static List<Change> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) throw damaged("is of version " + version + ", not " + VERSION);
      int count = readNumber(in);
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < count; i++) changes.add(readChange(in));
      if (in.available() > 0) throw damaged("has bytes behind its end");
      return changes;
    } catch (IOException | RuntimeException e) { // whatever the libraries make of damaged bytes
      throw new Damaged("an entry can't be read, since it " + e.getMessage(), e);
    }
  }

  private static void writeChange(DataOutputStream out, Change change) throws IOException {
    switch (change) {
      case Change.Arrived(ThingSet samples) -> {
        out.writeByte('A');
        writeSet(out, samples);
      }
      case Change.Tagged(Tag tag, ThingSet added, ThingSet removed, int unchanged, int skipped) -> {
        out.writeByte('T');
        writeText(out, tag.kind().name());
        writeText(out, tag.scope());
        writeText(out, tag.name());
        writeSet(out, added);
        writeSet(out, removed);
        writeNumber(out, unchanged);
        writeNumber(out, skipped);
      }
    }
  }

  private static Change readChange(DataInputStream in) throws IOException {
    int letter = in.readUnsignedByte();
    return switch (letter) {
      case 'A' -> new Change.Arrived(readSet(in));
      case 'T' -> {
        Tag.Kind kind = Tag.Kind.valueOf(readText(in));
        Tag tag = new Tag(kind, readText(in), readText(in));
        yield new Change.Tagged(tag, readSet(in), readSet(in), readNumber(in), readNumber(in));
      }
      default -> throw damaged("has an unknown change: " + letter);
    };
  }

  private static void writeSet(DataOutputStream out, ThingSet set) throws IOException {
    writeNumber(out, set.size());
    switch (set) {
      case FewThings(int[] sorted) -> {
        int last = 0;
        for (int thing : sorted) {
          writeNumber(out, thing - last);
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
        writeNumber(out, bitmap.serializedSizeInBytes());
        bitmap.serialize(out);
      }
    }
  }

  private static ThingSet readSet(DataInputStream in) throws IOException {
    int size = readNumber(in);
    if (size < ThingSet.MANY) {
      int[] sorted = new int[size];
      int last = 0;
      for (int i = 0; i < size; i++) {
        last = Math.addExact(last, readNumber(in));
        sorted[i] = last;
      }
      return size == 0 ? FewThings.NONE : new FewThings(sorted);
    }
    int length = readNumber(in);
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

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeNumber(out, bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = readNumber(in);
    if (length > TEXT_BYTES_MAX) throw damaged("has a text of " + length + " bytes");
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) throw damaged("has a text that is cut off");
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeNumber(DataOutputStream out, int number) throws IOException {
    int rest = number;
    while (rest > 0x7f) {
      out.writeByte(0x80 | (rest & 0x7f));
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static int readNumber(DataInputStream in) throws IOException {
    int number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (next & 0x7f) << shift;
      if (next <= 0x7f) {
        if (number < 0) throw damaged("has a number that is too large");
        return number;
      }
    }
    throw damaged("has a number that is too long");
  }

  private static IllegalArgumentException damaged(String how) {
    return new IllegalArgumentException(how);
  }
}
