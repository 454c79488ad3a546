package earmark.index.roaring;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Entries;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The index in process. One writer, any number of readers, none waits for another. */
public final class RoaringIndex implements Index {
  private final Past past = new Past();
  private volatile View view;

  /** An index of nothing. */
  public RoaringIndex() {
    view = View.empty();
  }

  /** An index that goes on from where {@link #saved} was called. */
  public RoaringIndex(SavedIndex saved) {
    view = saved.view();
  }

  /** All that readers see now, which does not change any more. */
  public SavedIndex saved() {
    return new SavedIndex(view);
  }

  @Override
  public long seq() {
    return view.seq();
  }

  @Override
  public Draft draft() {
    return new ViewDraft(view, next -> view = next);
  }

  @Override
  public Answers at(long seq, Entries entries) {
    return past.at(seq, view, entries);
  }

  @Override
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    return view.find(query, order, after, limit);
  }

  @Override
  public Found find(Query query, Order order, int skipped, int limit) {
    return view.find(query, order, skipped, limit);
  }

  @Override
  public ThingSet samples(Query query) {
    return view.samples(query);
  }

  @Override
  public boolean exists(int sample) {
    return view.exists(sample);
  }

  @Override
  public List<Tag> tags(int sample) {
    return view.tags(sample);
  }

  @Override
  public List<String> values(int sample, Column column) {
    return view.values(sample, column);
  }

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return view.suggest(text, kinds, limit);
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    return view.facets(query, kinds, limit);
  }
}
