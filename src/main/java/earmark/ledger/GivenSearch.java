package earmark.ledger;

import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Looks for things whose tags were given in a certain way. Goes through the entries in order: one
 * that fits gives its tags, any later one that takes such a tag away ends it, and whoever gives it
 * again is judged anew. So what is left was given last by an entry that fits.
 */
final class GivenSearch {
  private final Query.Given how;
  private final TagNumbers numbers;
  private final ThingSet tags;
  private final Map<Integer, Growing> given = new HashMap<>();

  GivenSearch(Query.Given how, TagNumbers numbers) {
    this.how = how;
    this.numbers = numbers;
    this.tags = numbers.matching(this::isWanted);
  }

  private boolean isWanted(Tag tag) {
    return how.kinds().contains(tag.kind()) && how.name().matches(Query.fold(tag.name()));
  }

  /** What is left after the entry with this number, or after the last. */
  ThingSet in(Blocks blocks, long upTo) {
    long from = how.operation().orElse(1L);
    if (from < 1 || how.fromMicros() > how.toMicros()) return ThingSet.none();
    blocks.ascending(from, upTo, block -> mayGive(block) || mayTake(block), this::apply);
    return ThingSet.union(given.values().stream().map(Growing::get).toList());
  }

  private boolean mayGive(Block block) {
    return block.toMicros() >= how.fromMicros()
        && block.fromMicros() <= how.toMicros()
        && how.operation().filter(seq -> seq > block.last() || seq < block.first()).isEmpty()
        && how.by().filter(by -> !block.actors().contains(by)).isEmpty()
        && how.via().filter(name -> block.vias().stream().noneMatch(via -> is(via, name))).isEmpty()
        && Blocks.meet(tags, block.tags());
  }

  private boolean mayTake(Block block) {
    if (given.isEmpty()) return false;
    for (int number : block.tags().and(tags).toArray()) {
      Growing things = given.get(number);
      if (things != null && Blocks.meet(things.get(), block.things())) return true;
    }
    return false;
  }

  private void apply(Entry entry) {
    boolean fits = fits(entry);
    if (!fits && given.isEmpty()) return;
    for (Change change : entry.changes()) {
      if (change instanceof Change.Tagged tagged && !tagged.changesNothing()) apply(tagged, fits);
    }
  }

  private void apply(Change.Tagged tagged, boolean fits) {
    OptionalInt number = numbers.find(tagged.tag());
    if (number.isEmpty() || !tags.contains(number.getAsInt())) return;
    Growing things = given.get(number.getAsInt());
    if (things != null) things.remove(tagged.removed());
    if (fits && !tagged.added().isEmpty()) {
      given
          .computeIfAbsent(number.getAsInt(), _ -> new Growing(ThingSet.none()))
          .add(tagged.added());
    }
  }

  private boolean fits(Entry entry) {
    return entry.atMicros() >= how.fromMicros()
        && entry.atMicros() <= how.toMicros()
        && how.by().filter(by -> !by.equals(entry.actor())).isEmpty()
        && how.via().filter(name -> !is(entry.via(), name)).isEmpty()
        && how.operation().filter(seq -> seq != entry.seq()).isEmpty();
  }

  private static boolean is(Via via, String name) {
    return via.name().toLowerCase(Locale.ROOT).equals(name);
  }
}
