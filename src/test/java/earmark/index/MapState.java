package earmark.index;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** The answers of one moment in plain maps, slow and obvious; never changed once it is made. */
final class MapState implements Answers {
  private static final Comparator<String> WORDS =
      Comparator.comparing(Query::fold).thenComparing(Comparator.naturalOrder());

  private final long seq;
  private final TreeSet<Integer> samples = new TreeSet<>();
  private final Map<Tag, TreeSet<Integer>> byTag = new HashMap<>();
  private final Map<Column, Map<Integer, List<String>>> byColumn = new HashMap<>();

  MapState(long seq) {
    this.seq = seq;
  }

  /** The state after one more entry; this one stays as it is. */
  MapState with(Entry entry) {
    MapState next = new MapState(entry.seq());
    next.samples.addAll(samples);
    byTag.forEach((tag, things) -> next.byTag.put(tag, new TreeSet<>(things)));
    byColumn.forEach((column, values) -> next.byColumn.put(column, new HashMap<>(values)));
    entry.changes().forEach(next::apply);
    return next;
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Arrived arrived -> arrived.samples().forEach(samples::add);
      case Change.Gone gone ->
          gone.samples()
              .forEach(sample -> {
                samples.remove(sample);
                byTag.values().forEach(things -> things.remove(sample));
                byColumn.values().forEach(values -> values.remove(sample));
              });
      case Change.Described described -> {
        if (!samples.contains(described.sample())) return;
        described
            .fields()
            .forEach((field, values) ->
                Column.ofField(field)
                    .ifPresent(column ->
                        byColumn
                            .computeIfAbsent(column, _ -> new HashMap<>())
                            .put(described.sample(), kept(column, values.after()))));
      }
      case Change.Tagged tagged -> {
        TreeSet<Integer> things = byTag.computeIfAbsent(tagged.tag(), _ -> new TreeSet<>());
        tagged.removed().forEach(things::remove);
        tagged
            .added()
            .forEach(sample -> {
              if (samples.contains(sample)) things.add(sample);
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
    return samples;
  }

  static ThingSet set(Set<Integer> numbers) {
    return ThingSet.of(numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private boolean finds(Query query, int sample) {
    return switch (query) {
      case Query.Everything() -> true;
      case Query.These(ThingSet these) -> these.contains(sample);
      case Query.HasTag(Tag tag) -> of(tag).contains(sample);
      case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) ->
          tags(sample).stream()
              .anyMatch(tag -> kinds.contains(tag.kind()) && name.matches(Query.fold(tag.name())));
      case Query.Matches(Column column, Wildcard text) -> {
        if (column.kind() == Column.Kind.NUMBER) throw new IllegalArgumentException("no texts");
        yield values(sample, column).stream().anyMatch(value -> text.matches(Query.fold(value)));
      }
      case Query.InRange(Column column, long from, long to) -> {
        if (column.kind() != Column.Kind.NUMBER) throw new IllegalArgumentException("no numbers");
        yield values(sample, column).stream()
            .mapToLong(Long::parseLong)
            .anyMatch(number -> from <= number && number <= to);
      }
      case Query.And(List<Query> parts) -> parts.stream().allMatch(part -> finds(part, sample));
      case Query.Or(List<Query> parts) -> parts.stream().anyMatch(part -> finds(part, sample));
      case Query.Not(Query part) -> !finds(part, sample);
      case Query.HasHash _, Query.Given _ -> throw new IllegalArgumentException("not resolved");
    };
  }

  private List<Integer> numbers(Query query) {
    return samples.stream().filter(sample -> finds(query, sample)).toList();
  }

  @Override
  public ThingSet samples(Query query) {
    return set(new TreeSet<>(numbers(query)));
  }

  /** What a sample is sorted by: its value, if it has one. */
  private Optional<String> key(int sample, Order order) {
    if (!(order.by() instanceof Order.By.Value(Column column))) return Optional.empty();
    List<String> values = values(sample, column);
    if (values.isEmpty()) return Optional.empty();
    return Optional.of(order.descending() ? values.getLast() : values.getFirst());
  }

  private static Comparator<Cursor> comparator(Order order) {
    Comparator<Cursor> newest = Comparator.comparingInt((Cursor row) -> -row.sample());
    return switch (order.by()) {
      case Order.By.Arrival() -> order.descending() ? newest : newest.reversed();
      case Order.By.Value(Column column) -> {
        Comparator<String> values =
            column.kind() == Column.Kind.NUMBER ? Comparator.comparingLong(Long::parseLong) : WORDS;
        Comparator<String> directed = order.descending() ? values.reversed() : values;
        yield (a, b) -> {
          boolean both = !a.value().isEmpty() && !b.value().isEmpty();
          int byValue =
              both
                  ? directed.compare(a.value(), b.value())
                  : Boolean.compare(a.value().isEmpty(), b.value().isEmpty());
          return byValue != 0 ? byValue : newest.compare(a, b);
        };
      }
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
        rest.stream().limit(limit).map(row -> new Row(row.sample(), tags(row.sample()))).toList();
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
    return samples.contains(sample);
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
                .thenComparing(counted -> counted.tag().kind()))
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
}
