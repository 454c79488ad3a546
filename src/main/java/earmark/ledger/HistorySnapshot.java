package earmark.ledger;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.snapshot.Unusable;
import earmark.tag.Tag;
import earmark.things.ThingSetSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The history in a snapshot: its tags in the order of their numbers, then its blocks. */
public final class HistorySnapshot {
  private HistorySnapshot() {}

  public static void write(SectionWriter out, History.Saved saved) throws IOException {
    out.putNumber(saved.tags().size());
    for (Tag tag : saved.tags()) {
      out.putText(tag.kind().name());
      out.putText(tag.scope());
      out.putText(tag.name());
    }
    out.putNumber(saved.blocks().size());
    for (Block block : saved.blocks()) {
      out.putLong(block.first());
      out.putLong(block.last());
      out.putLong(block.fromMicros());
      out.putLong(block.toMicros());
      ThingSetSnapshot.write(out, block.tags());
      ThingSetSnapshot.write(out, block.things());
      out.putNumber(block.actors().size());
      for (String actor : block.actors()) out.putText(actor);
      out.putNumber(block.vias().size());
      for (Via via : block.vias()) out.putText(via.name());
    }
    out.putNumber(saved.undos().size());
    for (Map.Entry<Long, Long> undo : saved.undos().entrySet()) {
      out.putLong(undo.getKey());
      out.putLong(undo.getValue());
    }
  }

  public static History.Saved read(SectionReader in) throws IOException {
    List<Tag> tags = new ArrayList<>();
    for (int left = in.getNumber(); left > 0; left--) {
      tags.add(new Tag(Tag.Kind.valueOf(in.getText()), in.getText(), in.getText()));
    }
    if (Set.copyOf(tags).size() < tags.size()) throw new Unusable("a tag has two numbers");
    List<Block> blocks = new ArrayList<>();
    for (int left = in.getNumber(); left > 0; left--) {
      blocks.add(
          new Block(
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              ThingSetSnapshot.read(in),
              ThingSetSnapshot.read(in),
              actors(in),
              vias(in)));
    }
    Map<Long, Long> undos = new HashMap<>();
    for (int left = in.getNumber(); left > 0; left--) undos.put(in.getLong(), in.getLong());
    return new History.Saved(tags, blocks, undos);
  }

  private static Set<String> actors(SectionReader in) throws IOException {
    Set<String> actors = new HashSet<>();
    for (int left = in.getNumber(); left > 0; left--) actors.add(in.getText());
    return actors;
  }

  private static Set<Via> vias(SectionReader in) throws IOException {
    Set<Via> vias = new HashSet<>();
    for (int left = in.getNumber(); left > 0; left--) vias.add(Via.valueOf(in.getText()));
    return vias;
  }
}
