package earmark.index;

import earmark.ledger.Change;
import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An index in plain maps, slow and obvious, that judges the real one. */
final class MapIndex implements Index {
  private final Map<Tag, TreeSet<Integer>> byTag = new HashMap<>();
  private final TreeSet<Integer> samples = new TreeSet<>();
  private long seq;

  @Override
  public long seq() {
    return seq;
  }

  @Override
  public Draft draft() {
    return new Draft() {
      @Override
      public long seq() {
        return seq;
      }

      @Override
      public ThingSet find(Query query) {
        return MapIndex.this.samples(query);
      }

      @Override
      public Map<String, List<String>> fields(int sample) {
        return Map.of();
      }

      @Override
      public ThingSet things(Tag tag) {
        return ThingSet.of(of(tag).stream().mapToInt(Integer::intValue).toArray());
      }

      @Override
      public ThingSet samples() {
        return ThingSet.of(samples.stream().mapToInt(Integer::intValue).toArray());
      }

      @Override
      public List<Tag> tags(int sample) {
        return MapIndex.this.tags(sample);
      }

      @Override
      public boolean hasRoom(int sample, Tag.Kind kind, int more, int max) {
        return tags(sample).stream().filter(tag -> tag.kind() == kind).count() + more <= max;
      }

      @Override
      public void apply(Entry entry) {
        if (entry.seq() <= seq) return;
        for (Change change : entry.changes()) {
          switch (change) {
            case Change.Arrived arrived -> arrived.samples().forEach(samples::add);
            case Change.Gone gone -> gone.samples().forEach(samples::remove);
            case Change.Described _, Change.Renamed _, Change.Undid _ -> {}
            case Change.Tagged tagged -> {
              TreeSet<Integer> things = byTag.computeIfAbsent(tagged.tag(), _ -> new TreeSet<>());
              tagged.removed().forEach(things::remove);
              tagged.added().forEach(things::add);
            }
          }
        }
        seq = entry.seq();
      }

      @Override
      public void publish() {}
    };
  }

  private TreeSet<Integer> of(Tag tag) {
    return byTag.getOrDefault(tag, new TreeSet<>());
  }

  private TreeSet<Integer> numbers(Query query) {
    TreeSet<Integer> found = new TreeSet<>();
    switch (query) {
      case Query.Everything() -> found.addAll(samples);
      case Query.HasTag(Tag tag) -> found.addAll(of(tag));
      case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) ->
          byTag.forEach((tag, things) -> {
            if (kinds.contains(tag.kind()) && name.matches(Query.fold(tag.name()))) {
              found.addAll(things);
            }
          });
      default -> throw new UnsupportedOperationException();
    }
    return found;
  }

  @Override
  public ThingSet samples(Query query) {
    return ThingSet.of(numbers(query).stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    TreeSet<Integer> found = numbers(query);
    List<Integer> rest =
        new ArrayList<>(
            found
                .headSet(after.map(Cursor::sample).orElse(Integer.MAX_VALUE), false)
                .descendingSet());
    List<Row> rows =
        rest.stream().limit(limit).map(sample -> new Row(sample, tags(sample))).toList();
    return new Found(
        found.size(),
        rows,
        rest.size() > limit ? Optional.of(new Cursor("", rest.get(limit - 1))) : Optional.empty());
  }

  @Override
  public List<String> values(int sample, Column column) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Answers at(long seq, Entries entries) {
    throw new UnsupportedOperationException();
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

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    String folded = Query.fold(text);
    return byTag.keySet().stream()
        .filter(tag -> kinds.contains(tag.kind()) && !of(tag).isEmpty())
        .filter(tag -> Query.fold(tag.name()).contains(folded))
        .sorted(
            Comparator.<Tag, Boolean>comparing(tag -> !Query.fold(tag.name()).startsWith(folded))
                .thenComparingInt(tag -> -of(tag).size())
                .thenComparing(Tag::name)
                .thenComparing(Tag::kind))
        .limit(limit)
        .map(tag -> new Counted(tag, of(tag).size()))
        .toList();
  }
}
