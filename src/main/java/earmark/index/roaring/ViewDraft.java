package earmark.index.roaring;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Fold;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Another view in the making: the next one by applying entries, or one of the past by taking them
 * back. Tags and values are given to samples only that exist, and a sample that goes loses what it
 * still has, so that nothing else ever has to ask whether a sample exists. For one thread.
 */
final class ViewDraft implements Fold.Draft {
  private static final int FEW = 64;

  private final Names names;
  private final Consumer<View> publish;
  private final Labels.Edit tags;
  private final Columns.Edit columns;
  private final Growing samples;
  private long seq;
  private @Nullable View view;

  ViewDraft(View base, Consumer<View> publish) {
    this.names = base.names();
    this.publish = publish;
    this.tags = new Labels.Edit(base.tags());
    this.columns = new Columns.Edit(base.columns());
    this.samples = new Growing(base.samples());
    this.seq = base.seq();
    this.view = base;
  }

  @Override
  public long seq() {
    return seq;
  }

  @Override
  public ThingSet find(Query query) {
    return view().samples(query);
  }

  @Override
  public Map<String, List<String>> fields(int sample) {
    return columns.fields(sample);
  }

  @Override
  public ThingSet things(Tag tag) {
    OptionalInt number = names.find(tag);
    return number.isEmpty() ? ThingSet.none() : tags.set(number.getAsInt());
  }

  @Override
  public ThingSet samples() {
    return samples.get();
  }

  @Override
  public List<Tag> tags(int sample) {
    List<Tag> all = new ArrayList<>();
    tags.forEachOf(sample, number -> all.add(names.tag(number)));
    return all;
  }

  /** Most samples are far from any limit, which shows without looking into the common tags. */
  @Override
  public boolean hasRoom(int sample, Tag.Kind kind, int more, int max) {
    if (tags.countAtMost(sample) + more <= max) return true;
    return tags(sample).stream().filter(tag -> tag.kind() == kind).count() + more <= max;
  }

  /** Of many, nearly all are ruled out at once; the others are looked at one by one. */
  @Override
  public ThingSet withoutRoom(ThingSet samples, Tag.Kind kind, int more, int max) {
    if (samples.size() <= FEW) return samples.filter(sample -> !hasRoom(sample, kind, more, max));
    return tags.mayHaveMoreThan(max - more, samples, label -> names.tag(label).kind() == kind)
        .filter(sample -> !hasRoom(sample, kind, more, max));
  }

  @Override
  public void apply(Entry entry) {
    if (entry.seq() <= seq) return; // folded already
    view = null;
    for (Change change : entry.changes()) {
      switch (change) {
        case Change.Arrived(ThingSet arrived) -> samples.add(arrived);
        case Change.Gone(ThingSet gone) -> drop(gone);
        case Change.Described(int sample, Map<String, Change.Values> fields) -> {
          if (samples.contains(sample)) {
            columns.describe(sample, fields, Change.Values::after);
          }
        }
        case Change.Tagged tagged ->
            tag(tagged.tag(), /* added= */ tagged.added(), /* removed= */ tagged.removed());
        case Change.Renamed _, Change.Undid _ -> {}
      }
    }
    seq = entry.seq();
  }

  /** Makes it as if the last entry had never been. */
  void takeBack(Entry entry) {
    if (entry.seq() != seq) {
      throw new IllegalArgumentException("entry " + entry.seq() + " is not the last, " + seq);
    }
    view = null;
    for (Change change : entry.changes().reversed()) {
      switch (change) {
        case Change.Arrived(ThingSet arrived) -> drop(arrived);
        case Change.Gone(ThingSet gone) -> samples.add(gone);
        case Change.Described(int sample, Map<String, Change.Values> fields) -> {
          if (samples.contains(sample)) {
            columns.describe(sample, fields, Change.Values::before);
          }
        }
        case Change.Tagged tagged ->
            tag(tagged.tag(), /* added= */ tagged.removed(), /* removed= */ tagged.added());
        case Change.Renamed _, Change.Undid _ -> {}
      }
    }
    seq--;
  }

  private void tag(Tag tag, ThingSet added, ThingSet removed) {
    if (added.isEmpty() && removed.isEmpty()) return;
    tags.change(names.number(tag), existing(added), removed);
  }

  private ThingSet existing(ThingSet things) {
    if (things.size() == 1) {
      return samples.contains(things.last(Integer.MAX_VALUE)) ? things : ThingSet.none();
    }
    return things.isEmpty() ? things : things.and(samples.get());
  }

  private void drop(ThingSet gone) {
    tags.drop(gone);
    columns.drop(gone);
    samples.remove(gone);
  }

  /** The view as it is now; what is changed afterwards does not show in it. */
  View view() {
    View built = view;
    if (built == null) {
      built = new View(seq, names, names.count(), samples.get(), tags.build(), columns.build());
      view = built;
    }
    return built;
  }

  @Override
  public void publish() {
    publish.accept(view());
  }
}
