package earmark.index.roaring;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Fold;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The next view in the making. A tag becomes common when it grows past {@link #COMMON_FROM} samples
 * and rare again below {@link #RARE_BELOW}; the gap keeps it from changing sides all the time. So a
 * bulk change of a common tag is one change of one set, however many samples it touches.
 */
final class ViewDraft implements Fold.Draft {
  static final int COMMON_FROM = 16_384;
  static final int RARE_BELOW = 4_096;

  private final Names names;
  private final Consumer<View> publish;
  private final Chunks.Edit<ThingSet> things;
  private final Chunks.Edit<int[]> rare;
  private ThingSet samples;
  private ThingSet common;
  private long seq;

  ViewDraft(View base, Names names, Consumer<View> publish) {
    this.names = names;
    this.publish = publish;
    this.things = new Chunks.Edit<>(base.things());
    this.rare = new Chunks.Edit<>(base.rare());
    this.samples = base.samples();
    this.common = base.common();
    this.seq = base.seq();
  }

  @Override
  public long seq() {
    return seq;
  }

  @Override
  public ThingSet find(Query query) {
    return new View(seq, names.count(), samples, things.build(), common, rare.build())
        .find(query, names);
  }

  @Override
  public Map<String, List<String>> fields(int sample) {
    return Map.of();
  }

  @Override
  public ThingSet things(Tag tag) {
    OptionalInt number = names.find(tag);
    return number.isEmpty() ? ThingSet.none() : things(number.getAsInt());
  }

  @Override
  public ThingSet samples() {
    return samples;
  }

  @Override
  public List<Tag> tags(int sample) {
    return names.ofSample(sample, rareOf(sample), common, this::things);
  }

  /** Most samples are far from any limit, which shows without looking into the common tags. */
  @Override
  public boolean hasRoom(int sample, Tag.Kind kind, int more, int max) {
    if (rareOf(sample).length + common.size() + more <= max) return true;
    return tags(sample).stream().filter(tag -> tag.kind() == kind).count() + more <= max;
  }

  @Override
  public void apply(Entry entry) {
    if (entry.seq() <= seq) return; // folded already
    for (Change change : entry.changes()) {
      switch (change) {
        case Change.Arrived(ThingSet arrived) -> samples = samples.or(arrived);
        case Change.Gone(ThingSet gone) -> samples = samples.andNot(gone);
        case Change.Described _, Change.Renamed _, Change.Undid _ -> {}
        case Change.Tagged tagged -> apply(tagged);
      }
    }
    seq = entry.seq();
  }

  private void apply(Change.Tagged change) {
    if (change.changesNothing()) return;
    int tag = names.number(change.tag());
    ThingSet before = things(tag);
    ThingSet after = before.andNot(change.removed()).or(change.added());
    things.set(tag, after);
    if (common.contains(tag)) {
      if (after.size() < RARE_BELOW) {
        common = common.andNot(ThingSet.of(tag));
        after.forEach(sample -> addRare(sample, tag));
      }
    } else if (after.size() > COMMON_FROM) {
      common = common.or(ThingSet.of(tag));
      before.forEach(sample -> removeRare(sample, tag));
    } else {
      change.removed().forEach(sample -> removeRare(sample, tag));
      change.added().forEach(sample -> addRare(sample, tag));
    }
  }

  private ThingSet things(int tag) {
    ThingSet set = things.get(tag);
    return set == null ? ThingSet.none() : set;
  }

  private void addRare(int sample, int tag) {
    int[] tags = rareOf(sample);
    int at = Arrays.binarySearch(tags, tag);
    if (at >= 0) return;
    int[] more = Arrays.copyOf(tags, tags.length + 1);
    System.arraycopy(tags, -at - 1, more, -at, tags.length + at + 1);
    more[-at - 1] = tag;
    rare.set(sample, more);
  }

  private void removeRare(int sample, int tag) {
    int[] tags = rareOf(sample);
    int at = Arrays.binarySearch(tags, tag);
    if (at < 0) return;
    int[] fewer = Arrays.copyOf(tags, tags.length - 1);
    System.arraycopy(tags, at + 1, fewer, at, fewer.length - at);
    rare.set(sample, fewer.length == 0 ? null : fewer);
  }

  private int[] rareOf(int sample) {
    int @Nullable [] tags = rare.get(sample);
    return tags == null ? View.NO_TAGS : tags;
  }

  @Override
  public void publish() {
    publish.accept(new View(seq, names.count(), samples, things.build(), common, rare.build()));
  }
}
