package earmark.index.roaring;

import earmark.index.Answers;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * All that readers see at one moment; immutable.
 *
 * @param seq the number of the last entry in it
 * @param names the dictionary of tags, shared by all views
 * @param tagCount how many tags there are; numbers from here on are newer
 * @param samples all samples
 * @param tags the tags on them, by their numbers in the dictionary; no others than these samples
 *     carry any
 * @param columns what else is known of them, and of no others
 */
record View(long seq, Names names, int tagCount, ThingSet samples, Labels tags, Columns columns)
    implements Answers {

  /** A view of nothing, with dictionaries of its own. */
  static View empty() {
    return new View(0, new Names(), 0, ThingSet.none(), Labels.EMPTY, Columns.none());
  }

  /** The samples that carry a tag. */
  ThingSet things(Tag tag) {
    OptionalInt number = names.find(tag);
    return number.isEmpty() ? ThingSet.none() : tags.set(number.getAsInt());
  }

  @Override
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    return find(query, order, after, 0, limit);
  }

  @Override
  public Found find(Query query, Order order, int skipped, int limit) {
    return find(query, order, Optional.empty(), skipped, limit);
  }

  private Found find(Query query, Order order, Optional<Cursor> after, int skipped, int limit) {
    ThingSet found = samples(query);
    List<Integer> sorted = new Sorting(this, found, order).page(after, skipped + limit + 1);
    int from = Math.min(skipped, sorted.size());
    List<Integer> page = sorted.subList(from, Math.min(skipped + limit, sorted.size()));
    List<Row> rows = new ArrayList<>(page.size());
    for (int sample : page) rows.add(new Row(sample, tags(sample)));
    Optional<Cursor> next =
        sorted.size() > skipped + limit && limit > 0
            ? Optional.of(cursor(order, page.getLast()))
            : Optional.empty();
    return new Found(found.size(), rows, next);
  }

  private Cursor cursor(Order order, int sample) {
    return switch (order.by()) {
      case Order.By.Arrival() -> new Cursor("", sample);
      case Order.By.Value(Column column) -> {
        List<String> values = values(sample, column);
        if (values.isEmpty()) yield new Cursor("", sample);
        yield new Cursor(order.descending() ? values.getLast() : values.getFirst(), sample);
      }
    };
  }

  @Override
  public ThingSet samples(Query query) {
    return new Evaluation(this).find(query);
  }

  @Override
  public boolean exists(int sample) {
    return samples.contains(sample);
  }

  @Override
  public List<Tag> tags(int sample) {
    List<Tag> all = new ArrayList<>();
    tags.forEachOf(sample, number -> all.add(names.tag(number)));
    return all;
  }

  @Override
  public List<String> values(int sample, Column column) {
    return columns.of(column).of(sample);
  }

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return new Suggestions(this).best(text, kinds, limit);
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    return new Facets(this, samples(query), kinds, limit).largest();
  }
}
