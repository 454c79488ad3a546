package earmark.search;

import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The operands that AND joins at one level. All of them that say how a tag was given speak of the
 * same tagging: each tag that is named beside them must have been given so; if none is named, some
 * tag must.
 */
final class AndGroup {
  private static final Query.HasTagLike ANY_TAG =
      new Query.HasTagLike(Tag.Kind.of(Thing.SAMPLE), Wildcard.parse("*"));

  private final List<Operand> operands;
  private final Counter counter;

  AndGroup(List<Operand> operands, Counter counter) {
    this.operands = operands;
    this.counter = counter;
  }

  /** Counts terms, wherever they come from, and refuses too many. */
  interface Counter {
    /**
     * So many more terms, because of what stands at a place.
     *
     * @throws Refusal.Invalid if these are too many
     */
    void count(int more, int at);
  }

  /** What all of them together find. */
  Query query() {
    Map<Keyword, Integer> places = places();
    List<Way> ways = ways();
    boolean done = operands.stream().anyMatch(Operand.Tags.class::isInstance);
    List<Query> parts = new ArrayList<>();
    for (Operand operand : operands) {
      switch (operand) {
        case Operand.Plain(Query query) -> parts.add(query);
        case Operand.Tags(List<Query.HasTagLike> any) ->
            parts.add(places.isEmpty() ? anyOf(any, tag -> tag) : given(any, ways, places));
        case Operand.Ways _ -> {
          if (!done) parts.add(given(List.of(ANY_TAG), ways, places));
          done = true;
        }
        case Operand.Nothing _ -> {}
      }
    }
    if (parts.isEmpty()) return new Query.Everything();
    return parts.size() == 1 ? parts.getFirst() : new Query.And(parts);
  }

  /** Where it is said how a tag was given. */
  private Map<Keyword, Integer> places() {
    Map<Keyword, Integer> places = new EnumMap<>(Keyword.class);
    for (Operand operand : operands) {
      if (!(operand instanceof Operand.Ways(int at, Keyword keyword, _))) continue;
      Integer first = places.putIfAbsent(keyword, at);
      if (first != null) throw twice(at, keyword, first);
    }
    return places;
  }

  /** Every combination of the ways that are asked for. */
  private List<Way> ways() {
    List<Way> all = List.of(Way.ANY);
    for (Operand operand : operands) {
      if (!(operand instanceof Operand.Ways(int at, _, List<Way> any))) continue;
      counter.count(all.size() * any.size() - any.size(), at);
      List<Way> combined = new ArrayList<>();
      for (Way one : all) for (Way other : any) combined.add(one.and(other));
      all = combined;
    }
    return all;
  }

  private static Refusal.Invalid twice(int at, Keyword keyword, int first) {
    return Scanner.problem(
        at,
        "\""
            + keyword.text()
            + "\" stands at position "
            + (first + 1)
            + " already, and both would speak of the same tag. Put one of them in parentheses,"
            + " with its tag.");
  }

  private Query given(List<Query.HasTagLike> tags, List<Way> ways, Map<Keyword, Integer> places) {
    int at = Collections.min(places.values());
    counter.count(tags.size() * ways.size() - tags.size(), at);
    List<Query> all = new ArrayList<>();
    for (Query.HasTagLike tag : tags) for (Way way : ways) all.add(way.given(tag));
    return anyOf(all, query -> query);
  }

  /** What any of some values finds. */
  static <T> Query anyOf(List<T> values, Function<T, Query> query) {
    List<Query> parts = values.stream().map(query).toList();
    return parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
  }
}
