package earmark.ledger;

import earmark.tag.SystemTag;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random operations on a few tags and things, and in plain maps what entries add up to. */
final class RandomHistory {
  static final int THINGS = 12;
  static final List<String> ACTORS = List.of("ann", "bob", "eve");
  static final List<Tag> TAGS =
      List.of(
          Tag.user(new UserTagName("apt1")),
          Tag.user(new UserTagName("apt2")),
          Tag.user(new UserTagName("loader")),
          Tag.system(new SystemTag("packed")));

  private RandomHistory() {}

  /** The things of each tag after these entries. */
  static Map<Tag, TreeSet<Integer>> replay(List<Entry> entries) {
    Map<Tag, TreeSet<Integer>> carriers = new TreeMap<>(Comparator.comparing(Tag::toString));
    for (Entry entry : entries) apply(carriers, entry.changes());
    return carriers;
  }

  static void apply(Map<Tag, TreeSet<Integer>> carriers, List<Change> changes) {
    for (Change change : changes) {
      if (!(change instanceof Change.Tagged tagged)) continue;
      TreeSet<Integer> things = carriers.computeIfAbsent(tagged.tag(), _ -> new TreeSet<>());
      tagged.removed().forEach(things::remove);
      tagged.added().forEach(things::add);
      if (things.isEmpty()) carriers.remove(tagged.tag());
    }
  }

  static <T> T pick(SplittableRandom random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  static ThingSet things(SplittableRandom random, int from) {
    int[] things = new int[1 + random.nextInt(random.nextInt(5) == 0 ? THINGS : 3)];
    for (int i = 0; i < things.length; i++) things[i] = from + random.nextInt(THINGS);
    return ThingSet.of(things);
  }

  /** Adds, removes, renames or merges; decided against the state like any operation. */
  static Decider decider(SplittableRandom random, List<Tag> tags, int firstThing) {
    ThingSet things = things(random, firstThing);
    Tag one = pick(random, tags);
    Tag two = pick(random, tags);
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> state -> List.of(add(state, one, things));
      case 3 -> state -> List.of(remove(state, one, things));
      case 4 ->
          state ->
              one.equals(two)
                  ? List.of(add(state, one, things))
                  : List.of(remove(state, two, things), add(state, one, things));
      default ->
          state -> {
            ThingSet carriers = state.things(one);
            if (one.equals(two)) return List.of(remove(state, one, carriers));
            return List.of(
                new Change.Renamed(List.of(one), List.of(two)),
                remove(state, one, carriers),
                add(state, two, carriers));
          };
    };
  }

  static Change add(State state, Tag tag, ThingSet things) {
    ThingSet added = things.andNot(state.things(tag));
    return new Change.Tagged(tag, added, ThingSet.none(), things.size() - added.size(), 0);
  }

  static Change remove(State state, Tag tag, ThingSet things) {
    ThingSet removed = things.and(state.things(tag));
    return new Change.Tagged(tag, ThingSet.none(), removed, things.size() - removed.size(), 0);
  }

  /** So many entries, some at the same moment, through random doors by random actors. */
  static List<Entry> entries(SplittableRandom random, int count) {
    List<Entry> entries = new ArrayList<>();
    Map<Tag, TreeSet<Integer>> carriers = replay(entries);
    Chain end = Chain.START;
    long now = 1_000;
    while (entries.size() < count) {
      now += random.nextInt(3);
      List<Change> changes = new ArrayList<>();
      if (random.nextInt(12) == 0) changes.add(new Change.Arrived(Thing.SAMPLE, things(random, 0)));
      if (random.nextInt(15) == 0)
        changes.add(new Change.Described(Thing.SAMPLE, random.nextInt(THINGS), Map.of()));
      changes.addAll(decider(random, TAGS, 0).decide(new MapState(carriers)));
      apply(carriers, changes);
      Operation operation =
          new Operation(
              pick(random, ACTORS),
              pick(random, List.of(Via.values())),
              Optional.empty(),
              Optional.empty(),
              _ -> List.of());
      Entry entry = end.next(operation, changes, now);
      end = Chain.at(entry);
      entries.add(entry);
    }
    return entries;
  }
}
