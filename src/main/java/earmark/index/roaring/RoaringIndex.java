package earmark.index.roaring;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Entries;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The index in process. One writer, any number of readers, none waits for another. */
public final class RoaringIndex implements Index {
  private final Past past = new Past();
  private volatile Moment moment;

  /** An index of nothing. */
  public RoaringIndex() {
    moment = Moment.empty();
  }

  /** An index that goes on from where {@link #saved} was called. */
  public RoaringIndex(SavedIndex saved) {
    moment = saved.moment();
  }

  /** All that readers see now, which does not change any more. */
  public SavedIndex saved() {
    return new SavedIndex(moment);
  }

  @Override
  public long seq() {
    return moment.seq();
  }

  @Override
  public Draft draft() {
    return new MomentDraft(moment, next -> moment = next);
  }

  @Override
  public Answers of(Thing kind) {
    return moment.of(kind);
  }

  @Override
  public Answers at(long seq, Entries entries, Thing kind) {
    return past.at(seq, moment, entries).of(kind);
  }

  private View samples() {
    return moment.of(Thing.SAMPLE);
  }

  @Override
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    return samples().find(query, order, after, limit);
  }

  @Override
  public Found find(Query query, Order order, int skipped, int limit) {
    return samples().find(query, order, skipped, limit);
  }

  @Override
  public ThingSet things(Query query) {
    return samples().things(query);
  }

  @Override
  public boolean exists(int thing) {
    return samples().exists(thing);
  }

  @Override
  public List<Tag> tags(int thing) {
    return samples().tags(thing);
  }

  @Override
  public List<String> values(int thing, Column column) {
    return samples().values(thing, column);
  }

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return samples().suggest(text, kinds, limit);
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    return samples().facets(query, kinds, limit);
  }

  @Override
  public List<Named> suggest(
      String text, Tag.Kind kind, Set<String> scopes, Query within, int limit) {
    return samples().suggest(text, kind, scopes, within, limit);
  }

  @Override
  public List<Counted> inUse(Tag.Kind kind, Set<String> scopes) {
    return samples().inUse(kind, scopes);
  }

  @Override
  public List<Tag> known(int from) {
    return samples().known(from);
  }
}
