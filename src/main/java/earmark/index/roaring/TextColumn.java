package earmark.index.roaring;

import earmark.search.Wildcard;
import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.things.Growing;
import earmark.things.ThingSet;
import earmark.things.ThingSetSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A column of texts, one for a sample; of several the first counts.
 *
 * @param packs the texts, in packs of 64 samples
 * @param present the samples that have one
 */
record TextColumn(Chunks<TextPack> packs, ThingSet present) implements ColumnValues {
  static final TextColumn EMPTY = new TextColumn(new Chunks<>(), ThingSet.none());

  @Override
  public List<String> of(int sample) {
    return present.contains(sample) ? List.of(value(sample)) : List.of();
  }

  /** The text of a sample that has one. */
  String value(int sample) {
    TextPack pack = packs.get(sample >>> TextPack.BITS);
    if (pack == null) throw new IllegalStateException("sample " + sample + " has no text");
    return pack.get(sample & TextPack.MASK);
  }

  /** Those of some samples whose text matches. */
  ThingSet matching(Wildcard text, ThingSet within) {
    ThingSet candidates = within.and(present);
    return text.isEverything() ? candidates : candidates.filter(new TextPack.Scan(packs, text));
  }

  @Override
  public void write(SectionWriter out) throws IOException {
    ThingSetSnapshot.write(out, present);
    out.putNumber(packs.places());
    for (int place = 0; place < packs.places(); place++) {
      TextPack pack = packs.get(place);
      out.putNumber(pack == null ? 0 : pack.bytes().length);
      if (pack != null) out.putBytes(pack.bytes());
    }
  }

  static TextColumn read(SectionReader in) throws IOException {
    ThingSet present = ThingSetSnapshot.read(in);
    Chunks.Edit<TextPack> packs = new Chunks.Edit<>(new Chunks<>());
    int places = in.getNumber();
    for (int place = 0; place < places; place++) {
      int length = in.getNumber();
      if (length > 0) packs.set(place, new TextPack(in.getBytes(length)));
    }
    return new TextColumn(packs.build(), present);
  }

  @Override
  public Edit edit() {
    return new TextEdit(this);
  }

  /** One pack at a time is kept unpacked, since samples come one behind the other. */
  private static final class TextEdit implements Edit {
    private final Chunks.Edit<TextPack> packs;
    private final Growing present;
    private byte[][] texts = TextPack.nothing();
    private int open = -1;

    TextEdit(TextColumn base) {
      packs = new Chunks.Edit<>(base.packs);
      present = new Growing(base.present);
    }

    @Override
    public List<String> of(int sample) {
      if (!present.contains(sample)) return List.of();
      int place = sample >>> TextPack.BITS;
      int slot = sample & TextPack.MASK;
      TextPack pack = place == open ? null : packs.get(place);
      return List.of(
          pack == null ? new String(texts[slot], StandardCharsets.UTF_8) : pack.get(slot));
    }

    @Override
    public void set(int sample, List<String> values) {
      if (values.isEmpty() || values.getFirst().isEmpty()) {
        drop(ThingSet.of(sample));
        return;
      }
      open(sample >>> TextPack.BITS);
      texts[sample & TextPack.MASK] = values.getFirst().getBytes(StandardCharsets.UTF_8);
      if (!present.contains(sample)) present.add(sample);
    }

    @Override
    public void drop(ThingSet samples) {
      present
          .get()
          .and(samples)
          .forEach(sample -> {
            open(sample >>> TextPack.BITS);
            texts[sample & TextPack.MASK] = new byte[0];
          });
      present.remove(samples);
    }

    private void open(int place) {
      if (place == open) return;
      close();
      TextPack pack = packs.get(place);
      texts = pack == null ? TextPack.nothing() : pack.unpacked();
      open = place;
    }

    private void close() {
      if (open >= 0) packs.set(open, TextPack.of(texts));
      open = -1;
    }

    @Override
    public ColumnValues build() {
      close();
      return new TextColumn(packs.build(), present.get());
    }
  }
}
