package earmark.ledger;

import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.Leb128;
import earmark.things.ThingSet;
import earmark.things.ThingSetFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of an entry's changes. A change is a letter and its fields; numbers are {@link Leb128},
 * texts UTF-8 behind their length, sets as {@link ThingSetFormat} has them. Described in {@code
 * docs/ledger-format.md}.
 */
public final class EntryFormat {
  private static final int VERSION = 1;
  private static final int TEXT_BYTES_MAX = 1 << 16;

  private EntryFormat() {}

  public static byte[] write(List<Change> changes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      Leb128.write(out, changes.size());
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
      int count = Leb128.read(in);
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
      case Change.Arrived(Thing kind, ThingSet things) -> {
        writeKind(out, kind, 'A');
        ThingSetFormat.write(out, things);
      }
      case Change.Tagged(Tag tag, ThingSet added, ThingSet removed, int unchanged, int skipped) -> {
        out.writeByte('T');
        writeTag(out, tag);
        ThingSetFormat.write(out, added);
        ThingSetFormat.write(out, removed);
        Leb128.write(out, unchanged);
        Leb128.write(out, skipped);
      }
      case Change.Gone(Thing kind, ThingSet things) -> {
        writeKind(out, kind, 'G');
        ThingSetFormat.write(out, things);
      }
      case Change.Described(Thing kind, int thing, Map<String, Change.Values> fields) -> {
        writeKind(out, kind, 'D');
        Leb128.write(out, thing);
        Leb128.write(out, fields.size());
        for (Map.Entry<String, Change.Values> field : fields.entrySet()) {
          writeText(out, field.getKey());
          writeTexts(out, field.getValue().before());
          writeTexts(out, field.getValue().after());
        }
      }
      case Change.Renamed(List<Tag> from, List<Tag> to) -> {
        out.writeByte('R');
        writeTags(out, from);
        writeTags(out, to);
      }
      case Change.Undid(long operation) -> {
        out.writeByte('U');
        out.writeLong(operation);
      }
    }
  }

  /** The letter of a change, in lower case with the kind behind it if that is no sample. */
  private static void writeKind(DataOutputStream out, Thing kind, char letter) throws IOException {
    if (kind == Thing.SAMPLE) {
      out.writeByte(letter);
      return;
    }
    out.writeByte(Character.toLowerCase(letter));
    writeText(out, kind.name());
  }

  private static Change readChange(DataInputStream in) throws IOException {
    int letter = in.readUnsignedByte();
    return switch (letter) {
      case 'A', 'a' -> new Change.Arrived(readKind(in, letter), ThingSetFormat.read(in));
      case 'T' ->
          new Change.Tagged(
              readTag(in),
              ThingSetFormat.read(in),
              ThingSetFormat.read(in),
              Leb128.read(in),
              Leb128.read(in));
      case 'G', 'g' -> new Change.Gone(readKind(in, letter), ThingSetFormat.read(in));
      case 'D', 'd' -> {
        Thing kind = readKind(in, letter);
        int thing = Leb128.read(in);
        Map<String, Change.Values> fields = new TreeMap<>();
        for (int left = Leb128.read(in); left > 0; left--) {
          fields.put(readText(in), new Change.Values(readTexts(in), readTexts(in)));
        }
        yield new Change.Described(kind, thing, fields);
      }
      case 'R' -> new Change.Renamed(readTags(in), readTags(in));
      case 'U' -> new Change.Undid(in.readLong());
      default -> throw damaged("has an unknown change: " + letter);
    };
  }

  private static Thing readKind(DataInputStream in, int letter) throws IOException {
    return Character.isUpperCase(letter) ? Thing.SAMPLE : Thing.valueOf(readText(in));
  }

  private static void writeTag(DataOutputStream out, Tag tag) throws IOException {
    writeText(out, tag.kind().name());
    writeText(out, tag.scope());
    writeText(out, tag.name());
  }

  private static Tag readTag(DataInputStream in) throws IOException {
    Tag.Kind kind = Tag.Kind.valueOf(readText(in));
    return new Tag(kind, readText(in), readText(in));
  }

  private static void writeTags(DataOutputStream out, List<Tag> tags) throws IOException {
    Leb128.write(out, tags.size());
    for (Tag tag : tags) writeTag(out, tag);
  }

  private static List<Tag> readTags(DataInputStream in) throws IOException {
    List<Tag> tags = new ArrayList<>();
    for (int left = Leb128.read(in); left > 0; left--) tags.add(readTag(in));
    return tags;
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    Leb128.write(out, texts.size());
    for (String text : texts) writeText(out, text);
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = Leb128.read(in); left > 0; left--) texts.add(readText(in));
    return texts;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Leb128.write(out, bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = Leb128.read(in);
    if (length > TEXT_BYTES_MAX) throw damaged("has a text of " + length + " bytes");
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) throw damaged("has a text that is cut off");
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException damaged(String how) {
    return new IllegalArgumentException(how);
  }
}
