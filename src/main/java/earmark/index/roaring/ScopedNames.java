package earmark.index.roaring;

import earmark.index.Answers.Counted;
import earmark.index.Answers.Named;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Tags of one kind in some scopes; several of one name in different scopes are one name. */
final class ScopedNames {
  private final View view;
  private final IntPredicate asked;

  ScopedNames(View view, Tag.Kind kind, Set<String> scopes) {
    this.view = view;
    this.asked = view.names().in(kind, scopes);
  }

  List<Counted> inUse() {
    List<Counted> found = new ArrayList<>();
    for (int tag = 0; tag < view.tagCount(); tag++) {
      int size = asked.test(tag) ? view.tags().set(tag).size() : 0;
      if (size > 0) found.add(new Counted(view.names().tag(tag), size));
    }
    return found;
  }

  /**
   * The best names that contain a text. Those that start with it come first, so the others, which
   * may be many more, are looked at only if too few do.
   */
  List<Named> best(String text, ThingSet within, int limit) {
    if (limit <= 0 || within.isEmpty()) return List.of();
    String folded = Query.fold(text);
    IntStream.Builder starting = IntStream.builder();
    view.names().namesStarting(folded, starting);
    List<Named> best = new ArrayList<>(best(starting.build(), within, limit));
    if (best.size() == limit) return best;
    IntStream.Builder others = IntStream.builder();
    view.names()
        .namesContaining(
            folded,
            name -> {
              if (!view.names().starts(name, folded)) others.accept(name);
            });
    best.addAll(best(others.build(), within, limit - best.size()));
    return best;
  }

  /** A name, by its number, and on how many things it is at most. */
  private record Promise(int name, long most) {}

  private static final Comparator<Named> ORDER =
      Comparator.comparingInt(Named::count).reversed().thenComparing(Named::name);

  /**
   * What the sizes of its tags add up to tells on how many things a name is at most, so the names
   * that promise most are counted first, until no other can be better.
   */
  private List<Named> best(IntStream names, ThingSet within, int limit) {
    List<Promise> promises =
        names
            .mapToObj(name -> new Promise(name, most(name)))
            .filter(promise -> promise.most() > 0)
            .sorted(Comparator.comparingLong(Promise::most).reversed())
            .toList();
    boolean isAll = within.size() == view.all().size();
    Best<Named> best = new Best<>(ORDER, limit);
    for (Promise promise : promises) {
      if (best.isFull() && promise.most() < best.worst().count()) break;
      ThingSet carriers = carriers(promise.name());
      int size = isAll ? carriers.size() : carriers.andSize(within);
      if (size > 0) best.offer(new Named(view.names().spelt(promise.name()), size));
    }
    return best.sorted();
  }

  private long most(int name) {
    long[] most = {0};
    view.names()
        .tagsOf(
            name,
            view.tagCount(),
            tag -> {
              if (asked.test(tag)) most[0] += view.tags().set(tag).size();
            });
    return most[0];
  }

  /** The things with a tag of this name. */
  ThingSet carriers(String name) {
    OptionalInt number = view.names().find(name);
    return number.isEmpty() ? ThingSet.none() : carriers(number.getAsInt());
  }

  private ThingSet carriers(int name) {
    List<ThingSet> sets = new ArrayList<>();
    view.names()
        .tagsOf(
            name,
            view.tagCount(),
            tag -> {
              if (asked.test(tag)) sets.add(view.tags().set(tag));
            });
    return ThingSet.union(sets);
  }
}
