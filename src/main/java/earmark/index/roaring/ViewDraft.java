package earmark.index.roaring;

import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Another view of things of one kind in the making, change by change. Tags and values are given to
 * things only that exist, and a thing that goes loses what it still has, so that nothing else ever
 * has to ask whether a thing exists. For one thread.
 */
final class ViewDraft implements State {
  private static final int FEW = 64;

  private final Names names;
  private final MomentDraft moment;
  private final Labels.Edit tags;
  private final Columns.Edit columns;
  private final Growing all;
  private @Nullable View view;

  /**
   * @param moment what it is a part of
   */
  ViewDraft(View base, MomentDraft moment) {
    this.names = base.names();
    this.moment = moment;
    this.tags = new Labels.Edit(base.tags());
    this.columns = new Columns.Edit(base.columns());
    this.all = new Growing(base.all());
    this.view = base;
  }

  @Override
  public long seq() {
    return moment.seq();
  }

  @Override
  public State of(Thing kind) {
    return moment.of(kind);
  }

  @Override
  public ThingSet find(Query query) {
    return view().things(query);
  }

  @Override
  public Map<String, List<String>> fields(int thing) {
    return columns.fields(thing);
  }

  @Override
  public ThingSet things(Tag tag) {
    OptionalInt number = names.find(tag);
    return number.isEmpty() ? ThingSet.none() : tags.set(number.getAsInt());
  }

  @Override
  public ThingSet all() {
    return all.get();
  }

  @Override
  public List<Tag> tags(int thing) {
    List<Tag> carried = new ArrayList<>();
    tags.forEachOf(thing, number -> carried.add(names.tag(number)));
    return carried;
  }

  /** Most things are far from any limit, which shows without looking into the common tags. */
  @Override
  public boolean hasRoom(int thing, Tag.Kind kind, int more, int max) {
    if (tags.countAtMost(thing) + more <= max) return true;
    return tags(thing).stream().filter(tag -> tag.kind() == kind).count() + more <= max;
  }

  /** Of many, nearly all are ruled out at once; the others are looked at one by one. */
  @Override
  public ThingSet withoutRoom(ThingSet things, Tag.Kind kind, int more, int max) {
    if (things.size() <= FEW) return things.filter(thing -> !hasRoom(thing, kind, more, max));
    return tags.mayHaveMoreThan(max - more, things, label -> names.tag(label).kind() == kind)
        .filter(thing -> !hasRoom(thing, kind, more, max));
  }

  /** Makes a change, or makes it as if a change had never been. */
  void apply(Change change, boolean back) {
    view = null;
    switch (change) {
      case Change.Arrived(Thing _, ThingSet arrived) -> {
        if (back) drop(arrived);
        else all.add(arrived);
      }
      case Change.Gone(Thing _, ThingSet gone) -> {
        if (back) all.add(gone);
        else drop(gone);
      }
      case Change.Described(Thing _, int thing, Map<String, Change.Values> fields) -> {
        if (all.contains(thing)) {
          columns.describe(thing, fields, back ? Change.Values::before : Change.Values::after);
        }
      }
      case Change.Tagged(Tag tag, ThingSet added, ThingSet removed, int _, int _) -> {
        if (back) tag(tag, removed, added);
        else tag(tag, added, removed);
      }
      case Change.Renamed _, Change.Undid _ -> {}
    }
  }

  private void tag(Tag tag, ThingSet added, ThingSet removed) {
    if (added.isEmpty() && removed.isEmpty()) return;
    tags.change(names.number(tag), existing(added), removed);
  }

  private ThingSet existing(ThingSet things) {
    if (things.size() == 1) {
      return all.contains(things.last(Integer.MAX_VALUE)) ? things : ThingSet.none();
    }
    return things.isEmpty() ? things : things.and(all.get());
  }

  private void drop(ThingSet gone) {
    tags.drop(gone);
    columns.drop(gone);
    all.remove(gone);
  }

  /** The view as it is now; what is changed afterwards does not show in it. */
  View view() {
    View built = view;
    if (built == null) {
      built = new View(seq(), names, names.count(), all.get(), tags.build(), columns.build());
    } else if (built.seq() != seq()) {
      built = built.at(seq());
    }
    view = built;
    return built;
  }
}
