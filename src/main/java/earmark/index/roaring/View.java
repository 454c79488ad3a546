package earmark.index.roaring;

import earmark.index.Answers;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * All that readers see at one moment of things of one kind; immutable.
 *
 * @param seq the number of the last entry in it
 * @param names the dictionary of tags, shared by all views of this kind
 * @param tagCount how many tags there are; numbers from here on are newer
 * @param all all things
 * @param tags the tags on them, by their numbers in the dictionary; no others than these things
 *     carry any
 * @param columns what else is known of them, and of no others
 */
record View(long seq, Names names, int tagCount, ThingSet all, Labels tags, Columns columns)
    implements Answers {

  /** A view of nothing, with dictionaries of its own. */
  static View empty(Thing kind) {
    return new View(0, new Names(), 0, ThingSet.none(), Labels.EMPTY, Columns.none(kind));
  }

  /** The same after entries that were about other kinds. */
  View at(long later) {
    return new View(later, names, tagCount, all, tags, columns);
  }

  /** The things that carry a tag. */
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
    ThingSet found = things(query);
    List<Integer> sorted = new Sorting(this, found, order).page(after, skipped + limit + 1);
    int from = Math.min(skipped, sorted.size());
    List<Integer> page = sorted.subList(from, Math.min(skipped + limit, sorted.size()));
    Optional<Cursor> next =
        sorted.size() > skipped + limit && limit > 0
            ? Optional.of(cursor(order, page.getLast()))
            : Optional.empty();
    return new Found(found.size(), rows(page), next);
  }

  private Cursor cursor(Order order, int thing) {
    return switch (order.by()) {
      case Order.By.Arrival() -> new Cursor("", thing);
      case Order.By.Value(Column column) -> {
        List<String> values = values(thing, column);
        if (values.isEmpty()) yield new Cursor("", thing);
        yield new Cursor(order.descending() ? values.getLast() : values.getFirst(), thing);
      }
      case Order.By.Scoped(Column column, Set<String> scopes) -> {
        ScopedColumn numbers = columns.scoped(column);
        long greatest = numbers.greatest(thing, numbers.scopes(scopes));
        yield new Cursor(greatest < 0 ? "" : Long.toString(greatest), thing);
      }
    };
  }

  @Override
  public ThingSet things(Query query) {
    return new Evaluation(this).find(query);
  }

  @Override
  public boolean exists(int thing) {
    return all.contains(thing);
  }

  @Override
  public List<Tag> tags(int thing) {
    return rows(List.of(thing)).getFirst().tags();
  }

  @Override
  public List<Row> rows(List<Integer> things) {
    Map<Integer, List<Tag>> carried = new HashMap<>();
    ThingSet asked = ThingSet.of(things.stream().mapToInt(Integer::intValue).toArray());
    tags.forEachOf(
        asked,
        (thing, number) ->
            carried.computeIfAbsent(thing, _ -> new ArrayList<>()).add(names.tag(number)));
    List<Row> rows = new ArrayList<>(things.size());
    for (int thing : things) rows.add(new Row(thing, carried.getOrDefault(thing, List.of())));
    return rows;
  }

  @Override
  public List<String> values(int thing, Column column) {
    return columns.of(column).of(thing);
  }

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return new Suggestions(this).best(text, kinds, limit);
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    return new Facets(this, things(query), kinds, limit).largest();
  }

  @Override
  public List<Named> suggest(
      String text, Tag.Kind kind, Set<String> scopes, Query within, int limit) {
    return new ScopedNames(this, kind, scopes).best(text, things(within), limit);
  }

  @Override
  public List<Counted> inUse(Tag.Kind kind, Set<String> scopes) {
    return new ScopedNames(this, kind, scopes).inUse();
  }

  @Override
  public List<Tag> known(int from) {
    List<Tag> known = new ArrayList<>();
    for (int number = from; number < tagCount; number++) known.add(names.tag(number));
    return known;
  }
}
