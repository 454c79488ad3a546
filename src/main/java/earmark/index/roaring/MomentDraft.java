package earmark.index.roaring;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Fold;
import earmark.tag.Thing;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Another moment in the making: the next one by applying entries, or one of the past by taking them
 * back. For one thread.
 */
final class MomentDraft implements Fold.Draft {
  private final Moment base;
  private final Consumer<Moment> publish;
  private final Map<Thing, ViewDraft> drafts = new EnumMap<>(Thing.class);
  private long seq;

  MomentDraft(Moment base, Consumer<Moment> publish) {
    this.base = base;
    this.publish = publish;
    this.seq = base.seq();
  }

  @Override
  public long seq() {
    return seq;
  }

  @Override
  public ViewDraft of(Thing kind) {
    return drafts.computeIfAbsent(kind, missing -> new ViewDraft(base.of(missing), this));
  }

  @Override
  public void apply(Entry entry) {
    if (entry.seq() <= seq) return; // folded already
    for (Change change : entry.changes()) {
      change.about().ifPresent(kind -> of(kind).apply(change, false));
    }
    seq = entry.seq();
  }

  /** Makes it as if the last entry had never been. */
  void takeBack(Entry entry) {
    if (entry.seq() != seq) {
      throw new IllegalArgumentException("entry " + entry.seq() + " is not the last, " + seq);
    }
    for (Change change : entry.changes().reversed()) {
      change.about().ifPresent(kind -> of(kind).apply(change, true));
    }
    seq--;
  }

  /** The moment as it is now; what is changed afterwards does not show in it. */
  Moment moment() {
    Map<Thing, View> views = new EnumMap<>(Thing.class);
    for (Thing kind : Thing.values()) {
      ViewDraft draft = drafts.get(kind);
      views.put(kind, draft == null ? base.of(kind).at(seq) : draft.view());
    }
    return new Moment(views);
  }

  @Override
  public void publish() {
    publish.accept(moment());
  }
}
