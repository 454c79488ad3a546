package earmark.index;

import earmark.ledger.Entries;
import earmark.ledger.Fold;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A search index of things of each kind; asked itself, it answers for samples. Readers never wait
 * for the writer and see each change whole or not at all.
 */
public interface Index extends Fold, Answers {

  /** What it answers now for things of a kind. */
  Answers of(Thing kind);

  /**
   * What it answered when an entry was the last one: the answers of now with all later entries
   * taken back.
   *
   * @param seq from 0 to the last
   */
  default Answers at(long seq, Entries entries) {
    return at(seq, entries, Thing.SAMPLE);
  }

  /** The same for things of a kind. */
  Answers at(long seq, Entries entries, Thing kind);

  @Override
  default Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    return of(Thing.SAMPLE).find(query, order, after, limit);
  }

  @Override
  default Found find(Query query, Order order, int skipped, int limit) {
    return of(Thing.SAMPLE).find(query, order, skipped, limit);
  }

  @Override
  default ThingSet things(Query query) {
    return of(Thing.SAMPLE).things(query);
  }

  @Override
  default boolean exists(int sample) {
    return of(Thing.SAMPLE).exists(sample);
  }

  @Override
  default List<Tag> tags(int sample) {
    return of(Thing.SAMPLE).tags(sample);
  }

  @Override
  default List<Row> rows(List<Integer> samples) {
    return of(Thing.SAMPLE).rows(samples);
  }

  @Override
  default List<String> values(int sample, Column column) {
    return of(Thing.SAMPLE).values(sample, column);
  }

  @Override
  default List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return of(Thing.SAMPLE).suggest(text, kinds, limit);
  }

  @Override
  default List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    return of(Thing.SAMPLE).facets(query, kinds, limit);
  }

  @Override
  default List<Named> suggest(
      String text, Tag.Kind kind, Set<String> scopes, Query within, int limit) {
    return of(Thing.SAMPLE).suggest(text, kind, scopes, within, limit);
  }

  @Override
  default List<Counted> inUse(Tag.Kind kind, Set<String> scopes) {
    return of(Thing.SAMPLE).inUse(kind, scopes);
  }

  @Override
  default List<Tag> known(int from) {
    return of(Thing.SAMPLE).known(from);
  }
}
