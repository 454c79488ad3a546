package earmark.index;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * The answers of one moment for things of one kind in plain maps, slow and obvious; never changed
 * once it is made.
 */
final class MapState implements Answers {
  private static final Comparator<String> WORDS =
      Comparator.comparing(Query::fold).thenComparing(Comparator.naturalOrder());

  private final long seq;
  private final Thing kind;
  private final TreeSet<Integer> all = new TreeSet<>();
  private final Map<Tag, TreeSet<Integer>> byTag = new LinkedHashMap<>();
  private final Map<Column, Map<Integer, List<String>>> byColumn = new HashMap<>();

  MapState(long seq, Thing kind) {
    this.seq = seq;
    this.kind = kind;
  }

  /** The state after one more entry; this one stays as it is. */
  MapState with(Entry entry) {
    MapState next = new MapState(entry.seq(), kind);
    next.all.addAll(all);
    byTag.forEach((tag, things) -> next.byTag.put(tag, new TreeSet<>(things)));
    byColumn.forEach((column, values) -> next.byColumn.put(column, new HashMap<>(values)));
    for (Change change : entry.changes()) {
      if (change.about().orElse(kind) == kind) next.apply(change);
    }
    return next;
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Arrived arrived -> arrived.things().forEach(all::add);
      case Change.Gone gone ->
          gone.things()
              .forEach(sample -> {
                all.remove(sample);
                byTag.values().forEach(things -> things.remove(sample));
                byColumn.values().forEach(values -> values.remove(sample));
              });
      case Change.Described described -> {
        if (!all.contains(described.thing())) return;
        described
            .fields()
            .forEach((field, values) ->
                Column.ofField(field)
                    .filter(column -> column.thing() == kind)
                    .ifPresent(column ->
                        byColumn
                            .computeIfAbsent(column, _ -> new HashMap<>())
                            .put(described.thing(), kept(column, values.after()))));
      }
      case Change.Tagged tagged -> {
        TreeSet<Integer> things = byTag.computeIfAbsent(tagged.tag(), _ -> new TreeSet<>());
        tagged.removed().forEach(things::remove);
        tagged
            .added()
            .forEach(sample -> {
              if (all.contains(sample)) things.add(sample);
            });
      }
      case Change.Renamed _, Change.Undid _ -> {}
    }
  }

  private static List<String> kept(Column column, List<String> values) {
    List<String> some = values.stream().filter(value -> !value.isEmpty()).distinct().toList();
    return switch (column.kind()) {
      case WORD -> some.stream().sorted(WORDS).toList();
      case TEXT -> values.stream().limit(1).filter(value -> !value.isEmpty()).toList();
      case NUMBER -> values.stream().limit(1).filter(value -> value.matches("[0-9]+")).toList();
      case SCOPED_NUMBER ->
          values.stream().filter(value -> value.matches("[^ ]+ [0-9]+")).sorted().toList();
    };
  }

  @Override
  public long seq() {
    return seq;
  }

  TreeSet<Integer> of(Tag tag) {
    return byTag.getOrDefault(tag, new TreeSet<>());
  }

  TreeSet<Integer> all() {
    return all;
  }

  static ThingSet set(Set<Integer> numbers) {
    return ThingSet.of(numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private boolean finds(Query query, int sample) {
    return switch (query) {
      case Query.Everything() -> true;
      case Query.These(ThingSet these) -> these.contains(sample);
      case Query.HasTag(Tag tag) -> of(tag).contains(sample);
      case Query.HasTagIn(Tag.Kind kind, Set<String> scopes, String name) ->
          scopes.stream().anyMatch(scope -> of(new Tag(kind, scope, name)).contains(sample));
      case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) ->
          tags(sample).stream()
              .anyMatch(tag -> kinds.contains(tag.kind()) && name.matches(Query.fold(tag.name())));
      case Query.Matches(Column column, Wildcard text) -> {
        if (column.kind() != Column.Kind.WORD && column.kind() != Column.Kind.TEXT) {
          throw new IllegalArgumentException("no texts");
        }
        yield values(sample, column).stream().anyMatch(value -> text.matches(Query.fold(value)));
      }
      case Query.InRange(Column column, long from, long to) -> {
        if (column.kind() != Column.Kind.NUMBER) throw new IllegalArgumentException("no numbers");
        yield values(sample, column).stream()
            .mapToLong(Long::parseLong)
            .anyMatch(number -> from <= number && number <= to);
      }
      case Query.HasWord(Column column, Set<String> words) ->
          values(sample, column).stream().anyMatch(words::contains);
      case Query.InScopedRange(Column column, Set<String> scopes, long from, long to) -> {
        OptionalLong greatest = greatest(sample, column, scopes);
        yield greatest.isPresent() && from <= greatest.getAsLong() && greatest.getAsLong() <= to;
      }
      case Query.And(List<Query> parts) -> parts.stream().allMatch(part -> finds(part, sample));
      case Query.Or(List<Query> parts) -> parts.stream().anyMatch(part -> finds(part, sample));
      case Query.Not(Query part) -> !finds(part, sample);
      case Query.HasHash _, Query.Given _ -> throw new IllegalArgumentException("not resolved");
    };
  }

  private OptionalLong greatest(int thing, Column column, Set<String> scopes) {
    return values(thing, column).stream()
        .map(value -> value.split(" ", -1))
        .filter(parts -> scopes.contains(parts[0]))
        .mapToLong(parts -> Long.parseLong(parts[1]))
        .max();
  }

  private List<Integer> numbers(Query query) {
    return all.stream().filter(sample -> finds(query, sample)).toList();
  }

  @Override
  public ThingSet things(Query query) {
    return set(new TreeSet<>(numbers(query)));
  }

  /** What a sample is sorted by: its value, if it has one. */
  private Optional<String> key(int sample, Order order) {
    if (order.by() instanceof Order.By.Scoped(Column column, Set<String> scopes)) {
      OptionalLong greatest = greatest(sample, column, scopes);
      return greatest.isPresent()
          ? Optional.of(Long.toString(greatest.getAsLong()))
          : Optional.empty();
    }
    if (!(order.by() instanceof Order.By.Value(Column column))) return Optional.empty();
    List<String> values = values(sample, column);
    if (values.isEmpty()) return Optional.empty();
    return Optional.of(order.descending() ? values.getLast() : values.getFirst());
  }

  private static Comparator<Cursor> comparator(Order order) {
    Comparator<Cursor> newest = Comparator.comparingInt((Cursor row) -> -row.thing());
    return switch (order.by()) {
      case Order.By.Arrival() -> order.descending() ? newest : newest.reversed();
      case Order.By.Scoped _ -> byValue(order, Comparator.comparingLong(Long::parseLong), newest);
      case Order.By.Value(Column column) ->
          byValue(
              order,
              column.kind() == Column.Kind.NUMBER
                  ? Comparator.comparingLong(Long::parseLong)
                  : WORDS,
              newest);
    };
  }

  private static Comparator<Cursor> byValue(
      Order order, Comparator<String> values, Comparator<Cursor> newest) {
    Comparator<String> directed = order.descending() ? values.reversed() : values;
    return (a, b) -> {
      boolean both = !a.value().isEmpty() && !b.value().isEmpty();
      int byValue =
          both
              ? directed.compare(a.value(), b.value())
              : Boolean.compare(a.value().isEmpty(), b.value().isEmpty());
      return byValue != 0 ? byValue : newest.compare(a, b);
    };
  }

  @Override
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    List<Integer> found = numbers(query);
    Comparator<Cursor> comparator = comparator(order);
    List<Cursor> rest =
        found.stream()
            .map(sample -> new Cursor(key(sample, order).orElse(""), sample))
            .filter(row -> after.isEmpty() || comparator.compare(row, after.get()) > 0)
            .sorted(comparator)
            .toList();
    List<Row> rows =
        rest.stream().limit(limit).map(row -> new Row(row.thing(), tags(row.thing()))).toList();
    return new Found(
        found.size(),
        rows,
        rest.size() > limit ? Optional.of(rest.get(limit - 1)) : Optional.empty());
  }

  @Override
  public Found find(Query query, Order order, int skipped, int limit) {
    Found whole = find(query, order, Optional.empty(), skipped + limit);
    List<Row> rows = whole.rows();
    return new Found(
        whole.total(), rows.subList(Math.min(skipped, rows.size()), rows.size()), whole.next());
  }

  @Override
  public List<String> values(int sample, Column column) {
    return byColumn.getOrDefault(column, Map.of()).getOrDefault(sample, List.of());
  }

  @Override
  public boolean exists(int sample) {
    return all.contains(sample);
  }

  @Override
  public List<Tag> tags(int sample) {
    return byTag.entrySet().stream()
        .filter(entry -> entry.getValue().contains(sample))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Counted> counted(Set<Tag.Kind> kinds, ToIntFunction<Tag> count) {
    return byTag.keySet().stream()
        .filter(tag -> kinds.contains(tag.kind()))
        .map(tag -> new Counted(tag, count.applyAsInt(tag)))
        .filter(counted -> counted.count() > 0)
        .sorted(
            Comparator.comparingInt((Counted counted) -> -counted.count())
                .thenComparing(counted -> counted.tag().name())
                .thenComparing(counted -> counted.tag().kind())
                .thenComparing(counted -> counted.tag().scope()))
        .toList();
  }

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    String folded = Query.fold(text);
    return counted(kinds, tag -> of(tag).size()).stream()
        .filter(counted -> Query.fold(counted.tag().name()).contains(folded))
        .sorted(
            Comparator.comparing(counted ->
                !Query.fold(counted.tag().name()).startsWith(folded))) // the rest stays in order
        .limit(limit)
        .toList();
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    List<Integer> found = numbers(query);
    return counted(kinds, tag -> (int) found.stream().filter(of(tag)::contains).count()).stream()
        .limit(limit)
        .toList();
  }

  @Override
  public List<Named> suggest(
      String text, Tag.Kind tagKind, Set<String> scopes, Query within, int limit) {
    String folded = Query.fold(text);
    Map<String, Set<Integer>> carriers = new HashMap<>();
    Set<Integer> found = new TreeSet<>(numbers(within));
    byTag.forEach((tag, things) -> {
      boolean wanted = tag.kind() == tagKind && scopes.contains(tag.scope());
      if (!wanted || !Query.fold(tag.name()).contains(folded)) return;
      Set<Integer> carrying = carriers.computeIfAbsent(tag.name(), _ -> new TreeSet<>());
      things.stream().filter(found::contains).forEach(carrying::add);
    });
    return carriers.entrySet().stream()
        .map(entry -> new Named(entry.getKey(), entry.getValue().size()))
        .filter(named -> named.count() > 0)
        .sorted(
            Comparator.comparing((Named named) -> !Query.fold(named.name()).startsWith(folded))
                .thenComparingInt(named -> -named.count())
                .thenComparing(Named::name))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Counted> inUse(Tag.Kind tagKind, Set<String> scopes) {
    return counted(Set.of(tagKind), tag -> scopes.contains(tag.scope()) ? of(tag).size() : 0);
  }

  @Override
  public List<Tag> known(int from) {
    return byTag.keySet().stream().skip(from).toList();
  }
}
