package earmark.index.roaring;

import earmark.search.Column;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a query finds in a view. Each part is asked about those samples only that the parts before
 * it left, and the cheap and selective ones come first.
 */
record Evaluation(View view) {
  /** How many things of sets are united in the time in which the list of a sample is read. */
  private static final int LISTED = 8;

  /** A range of numbers that leaves less than this part of all samples is asked early. */
  private static final int RULING = 4;

  /**
   * The samples that a query finds.
   *
   * @throws IllegalArgumentException if it asks for what an index does not know: hashes, history,
   *     or numbers in a column of texts
   */
  ThingSet find(Query query) {
    check(query);
    return find(query, view.all());
  }

  private void check(Query query) {
    switch (query) {
      case Query.HasHash _, Query.Given _ ->
          throw new IllegalArgumentException(
              "the caller has to resolve " + query.getClass().getSimpleName() + " to samples");
      case Query.And(List<Query> parts) -> parts.forEach(this::check);
      case Query.Or(List<Query> parts) -> parts.forEach(this::check);
      case Query.Not(Query part) -> check(part);
      case Query.InRange range -> view.columns().numbers(range.column());
      case Query.InScopedRange range -> view.columns().scoped(range.column());
      case Query.HasWord words -> view.columns().words(words.column());
      case Query.Matches(Column column, Wildcard _)
          when column.kind() == Column.Kind.NUMBER || column.kind() == Column.Kind.SCOPED_NUMBER ->
          throw new IllegalArgumentException(column + " has no texts");
      case Query.Everything _,
          Query.These _,
          Query.HasTag _,
          Query.HasTagIn _,
          Query.HasTagLike _,
          Query.Matches _ -> {}
    }
  }

  private ThingSet find(Query query, ThingSet within) {
    if (within.isEmpty()) return within;
    return switch (query) {
      case Query.Everything() -> within;
      case Query.These(ThingSet samples) -> within.and(samples);
      case Query.HasTag(Tag tag) -> cut(view.things(tag), within);
      case Query.HasTagIn(Tag.Kind kind, Set<String> scopes, String name) ->
          cut(new ScopedNames(view, kind, scopes).carriers(name), within);
      case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) ->
          name.isEverything()
              ? withLabel(view.names().ofKinds(kinds), within)
              : withTag(kinds, name, within);
      case Query.Matches(Column column, Wildcard text) ->
          switch (view.columns().of(column)) {
            case WordColumn words -> words.matching(text, within);
            case TextColumn texts -> texts.matching(text, within);
            case NumberColumn _, ScopedColumn _ ->
                throw new IllegalStateException("checked before");
          };
      case Query.HasWord(Column column, Set<String> words) ->
          view.columns().words(column).withAny(words, within);
      case Query.InRange(Column column, long from, long to) ->
          view.columns().numbers(column).inRange(from, to, within);
      case Query.InScopedRange(Column column, Set<String> scopes, long from, long to) ->
          view.columns().scoped(column).inRange(scopes, from, to, within);
      case Query.And(List<Query> parts) -> all(parts, within);
      case Query.Or(List<Query> parts) -> any(parts, within);
      case Query.Not(Query part) -> within.andNot(find(part, within));
      case Query.HasHash _, Query.Given _ -> throw new IllegalStateException("checked before");
    };
  }

  /** Those of a set of samples that are candidates; nothing is to be done if all are. */
  private ThingSet cut(ThingSet samples, ThingSet within) {
    return within.size() == view.all().size() ? samples : samples.and(within);
  }

  private ThingSet all(List<Query> parts, ThingSet within) {
    List<Query> flat = new ArrayList<>();
    flatten(parts, flat);
    List<Planned> planned = new ArrayList<>();
    for (Query part : flat) planned.add(planned(part));
    planned.sort(
        Comparator.comparingInt(Planned::cost)
            .thenComparing(part -> part.query() instanceof Query.Not)
            .thenComparingLong(Planned::sizeAtMost));
    ThingSet left = within;
    for (Planned part : planned) left = find(part.query(), left);
    return left;
  }

  /** A part of a conjunction, with what decides when it is its turn. */
  private record Planned(Query query, int cost, long sizeAtMost) {}

  /** A range of numbers comes before names of tags if it leaves few samples. */
  private Planned planned(Query query) {
    long sizeAtMost = sizeAtMost(query);
    boolean rules = query instanceof Query.InRange && sizeAtMost < view.all().size() / RULING;
    return new Planned(query, rules ? 1 : cost(query), sizeAtMost);
  }

  private static void flatten(List<Query> parts, List<Query> flat) {
    for (Query part : parts) {
      if (part instanceof Query.And(List<Query> inner)) flatten(inner, flat);
      else flat.add(part);
    }
  }

  private ThingSet any(List<Query> parts, ThingSet within) {
    List<ThingSet> sets = new ArrayList<>();
    for (Query part : parts) {
      sets.add(part instanceof Query.HasTag(Tag tag) ? view.things(tag) : find(part, within));
    }
    return ThingSet.union(sets, within);
  }

  private ThingSet withTag(Set<Tag.Kind> kinds, Wildcard name, ThingSet within) {
    List<ThingSet> sets = new ArrayList<>();
    BitSet matching = new BitSet();
    IntPredicate isAskedFor = view.names().ofKinds(kinds);
    view.names()
        .matching(
            name,
            view.tagCount(),
            number -> {
              if (!isAskedFor.test(number)) return;
              ThingSet set = view.tags().set(number);
              if (set.isEmpty()) return;
              sets.add(set);
              matching.set(number);
            });
    if (within.size() == view.all().size()) return ThingSet.union(sets);
    long carriers = 0;
    for (ThingSet set : sets) carriers += set.size();
    if (carriers < (long) within.size() * LISTED) return ThingSet.union(sets, within);
    return withLabel(matching::get, within);
  }

  /** Samples with one of some tags: those in sets of common ones, then those with one listed. */
  private ThingSet withLabel(IntPredicate isAskedFor, ThingSet within) {
    List<ThingSet> sets = new ArrayList<>();
    view.tags()
        .common()
        .forEach(number -> {
          if (isAskedFor.test(number)) sets.add(view.tags().set(number));
        });
    ThingSet withCommon = ThingSet.union(sets, within);
    Lists lists = view.tags().lists();
    return withCommon.or(
        within.andNot(withCommon).filter(sample -> lists.anyMatch(sample, isAskedFor)));
  }

  /** How much work a part is, roughly: sets, words, names of tags, numbers, texts. */
  private int cost(Query query) {
    return switch (query) {
      case Query.Everything _, Query.These _, Query.HasTag _, Query.HasTagIn _ -> 0;
      case Query.Matches(Column column, Wildcard _) -> column.kind() == Column.Kind.WORD ? 1 : 4;
      case Query.HasWord _ -> 1;
      case Query.HasTagLike _ -> 2;
      case Query.InRange _, Query.InScopedRange _ -> 3;
      case Query.Not(Query part) -> cost(part);
      case Query.And(List<Query> parts) -> parts.stream().mapToInt(this::cost).max().orElse(0);
      case Query.Or(List<Query> parts) -> parts.stream().mapToInt(this::cost).max().orElse(0);
      case Query.HasHash _, Query.Given _ -> 0;
    };
  }

  private long sizeAtMost(Query query) {
    return switch (query) {
      case Query.These(ThingSet samples) -> samples.size();
      case Query.HasTag(Tag tag) -> view.things(tag).size();
      case Query.Or(List<Query> parts) -> parts.stream().mapToLong(this::sizeAtMost).sum();
      case Query.InRange(Column column, long from, long to) ->
          view.columns().numbers(column).sizeAtMost(from, to);
      default -> view.all().size();
    };
  }
}
