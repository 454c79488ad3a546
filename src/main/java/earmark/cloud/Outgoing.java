package earmark.cloud;

import earmark.search.Query;
import earmark.search.Search;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a search may leave for a cloud. Whatever this finds there, the search would find.
 *
 * <ul>
 *   <li>A sample in a cloud has no User Tag, and nobody here gave it a tag: {@code tag-user},
 *       {@code tag-by}, {@code tag-at}, {@code tag-via} and {@code tag-op} are false for it, so
 *       {@code NOT} of them is true. Nothing is lost.
 *   <li>{@code tag-any} may name a User Tag, so it can't be asked, and stands neither for true nor
 *       for false: what depends on it is not searched for. Something may be lost, nothing false is
 *       found. With {@code *} for a name it means any System Tag.
 *   <li>{@code as-of} speaks of a past moment of this instance, when no cloud sample was here:
 *       nothing is found.
 * </ul>
 *
 * @param query without anything of the above
 * @param kept the keywords that stayed here, in order of the alphabet
 */
public record Outgoing(Query query, Set<String> kept) {
  private static final Query ALL = new Query.Everything();
  private static final Query NONE = new Query.Not(ALL);
  private static final Wildcard ANY = Wildcard.parse("*");

  /** What of this may leave. */
  public static Outgoing of(Search search) {
    Set<String> kept = new TreeSet<>();
    if (search.asOf().isPresent()) {
      kept.add("as-of");
      return new Outgoing(NONE, kept);
    }
    Query query = new Rewriting(kept).within(search.query(), false);
    return new Outgoing(query, kept);
  }

  /** Whether no sample in any cloud can fit, so that there is nothing to ask. */
  public boolean isNothing() {
    return query.equals(NONE);
  }

  /** The same, of which a second condition holds too. */
  public Outgoing and(Query condition) {
    return isNothing()
        ? this
        : new Outgoing(
            query.equals(ALL) ? condition : new Query.And(List.of(query, condition)), kept);
  }

  private record Rewriting(Set<String> kept) {
    /**
     * A query that finds no sample which the given one does not find; or, seen from below a NOT,
     * every sample which that finds.
     *
     * @param atLeast whether it is the latter
     */
    Query within(Query query, boolean atLeast) {
      return switch (query) {
        case Query.Everything _, Query.Matches _, Query.InRange _, Query.HasHash _ -> query;
        case Query.These _, Query.HasTagIn _, Query.HasWord _, Query.InScopedRange _ -> NONE;
        case Query.Given _ -> keep("tag-by", NONE);
        case Query.HasTag(Tag tag) ->
            tag.kind() == Tag.Kind.SYSTEM && Query.fold(tag.name()).equals(tag.name())
                ? new Query.HasTagLike(Set.of(Tag.Kind.SYSTEM), Wildcard.literal(tag.name()))
                : tag.kind() == Tag.Kind.SYSTEM ? NONE : keep("tag-user", NONE);
        case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) -> tag(kinds, name, atLeast);
        case Query.And(List<Query> parts) -> joined(parts, atLeast, ALL, NONE);
        case Query.Or(List<Query> parts) -> joined(parts, atLeast, NONE, ALL);
        case Query.Not(Query part) -> not(within(part, !atLeast));
      };
    }

    private Query tag(Set<Tag.Kind> kinds, Wildcard name, boolean atLeast) {
      if (kinds.equals(Set.of(Tag.Kind.SYSTEM))) return new Query.HasTagLike(kinds, name);
      if (!kinds.contains(Tag.Kind.SYSTEM)) return keep("tag-user", NONE);
      if (name.isEverything()) return new Query.HasTagLike(Set.of(Tag.Kind.SYSTEM), ANY);
      return keep("tag-any", atLeast ? ALL : NONE);
    }

    private Query keep(String keyword, Query instead) {
      kept.add(keyword);
      return instead;
    }

    private static Query not(Query part) {
      if (part.equals(NONE)) return ALL;
      return part.equals(ALL) ? NONE : new Query.Not(part);
    }

    /**
     * The parts, joined as they were.
     *
     * @param neutral what makes no difference among them
     * @param decisive what decides alone
     */
    private Query joined(List<Query> parts, boolean atLeast, Query neutral, Query decisive) {
      List<Query> left = new ArrayList<>();
      boolean decided = false;
      for (Query part : parts) {
        Query rewritten = within(part, atLeast); // each of them, for the record of what was kept
        if (rewritten.equals(decisive)) decided = true;
        else if (!rewritten.equals(neutral)) left.add(rewritten);
      }
      if (decided) return decisive;
      if (left.isEmpty()) return neutral;
      if (left.size() == 1) return left.getFirst();
      return neutral.equals(ALL) ? new Query.And(left) : new Query.Or(left);
    }
  }

  /** What to tell whoever searched about what stayed here. */
  public Optional<String> note() {
    if (kept.isEmpty()) return Optional.empty();
    String why =
        kept.contains("tag-any")
            ? " A tag of either kind may be a User Tag, whose name does not leave; with tag: the"
                + " System Tags of the cloud are searched."
            : "";
    return Optional.of(
        "Not asked of the cloud, since it concerns this appliance alone: "
            + String.join(", ", kept)
            + "."
            + why);
  }
}
