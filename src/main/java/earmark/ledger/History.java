package earmark.ledger;

import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers who did what, when and why. Keeps a summary of each block of entries, so that a question
 * reads only the entries that can matter. The ledger's pen adds to it; readers never wait, and see
 * durable entries only.
 */
public final class History {
  private static final int BLOCK_SIZE = 1024;

  private final TagNumbers numbers = new TagNumbers();
  private final Undone undone = new Undone();
  private final Blocks blocks;

  public History(Entries entries) {
    this(entries, BLOCK_SIZE);
  }

  History(Entries entries, int blockSize) {
    blocks = new Blocks(entries, blockSize, numbers, List.of());
  }

  /** A history that goes on from where {@link #saved} was called. */
  public History(Entries entries, Saved saved) {
    for (Tag tag : saved.tags()) numbers.number(tag);
    saved.undos().forEach(undone::add);
    blocks = new Blocks(entries, BLOCK_SIZE, numbers, saved.blocks());
  }

  /**
   * All closed blocks; the entries behind them are read again.
   *
   * @param tags by their numbers in the blocks
   * @param undos for the number of each operation that took another back, the number of that other
   */
  public record Saved(List<Tag> tags, List<Block> blocks, Map<Long, Long> undos) {
    public Saved {
      tags = List.copyOf(tags);
      blocks = List.copyOf(blocks);
      undos = Map.copyOf(undos);
    }

    /** The number of the last entry in it, 0 before the first. */
    public long seq() {
      return blocks.isEmpty() ? 0 : blocks.getLast().last();
    }

    /** The same without the blocks that go beyond an entry. */
    public Saved upTo(long seq) {
      Map<Long, Long> earlier = new HashMap<>(undos);
      earlier.keySet().removeIf(operation -> operation > seq);
      return new Saved(
          tags, blocks.stream().takeWhile(block -> block.last() <= seq).toList(), earlier);
    }
  }

  public Saved saved() {
    List<Block> closed = blocks.closed(); // first, so that every tag in it has its number
    return new Saved(numbers.all(), closed, undone.all());
  }

  /** The number of the last entry that it knows of, 0 before the first. */
  public long seq() {
    return blocks.seq();
  }

  void add(Entry entry) {
    undone.add(entry);
    blocks.add(entry);
  }

  void publish() {
    blocks.publish();
  }

  /** The operation with this number. */
  public Optional<Entry> operation(long seq) {
    List<Entry> found = new ArrayList<>(1);
    blocks.ascending(seq, seq, _ -> true, found::add);
    return found.stream().findFirst();
  }

  /**
   * Which operations are asked for; all conditions together.
   *
   * @param fromMicros not before this moment, in microseconds since 1970 UTC
   * @param toMicros not after this moment
   * @param tag those that changed who carries this tag, or renamed it
   * @param about those about things of this kind and no others
   * @param thing those that touched this thing; with a tag, those that changed this tag on it
   */
  public record Filter(
      Optional<String> actor,
      Optional<Via> via,
      long fromMicros,
      long toMicros,
      Optional<Tag> tag,
      Optional<Thing> about,
      Optional<Numbered> thing) {

    /** A thing by its kind and number. */
    public record Numbered(Thing kind, int number) {}

    /** Every operation. */
    public static Filter all() {
      return new Filter(
          Optional.empty(),
          Optional.empty(),
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    public Filter byTag(Tag wanted) {
      return new Filter(actor, via, fromMicros, toMicros, Optional.of(wanted), about, thing);
    }

    public Filter about(Thing kind) {
      return new Filter(actor, via, fromMicros, toMicros, tag, Optional.of(kind), thing);
    }

    public Filter byThing(Thing kind, int number) {
      return new Filter(
          actor, via, fromMicros, toMicros, tag, about, Optional.of(new Numbered(kind, number)));
    }

    boolean matches(Entry entry) {
      return entry.atMicros() >= fromMicros
          && entry.atMicros() <= toMicros
          && actor.filter(wanted -> !wanted.equals(entry.actor())).isEmpty()
          && via.filter(wanted -> wanted != entry.via()).isEmpty()
          && about.filter(kind -> !entry.isAbout(kind)).isEmpty()
          && ((tag.isEmpty() && thing.isEmpty())
              || entry.changes().stream().anyMatch(this::touches));
    }

    private boolean touches(Change change) {
      return switch (change) {
        case Change.Arrived(Thing kind, ThingSet things) -> tag.isEmpty() && has(kind, things);
        case Change.Gone(Thing kind, ThingSet things) -> tag.isEmpty() && has(kind, things);
        case Change.Described(Thing kind, int number, var _) ->
            tag.isEmpty() && thing.equals(Optional.of(new Numbered(kind, number)));
        case Change.Renamed(List<Tag> from, List<Tag> to) ->
            thing.isEmpty()
                && tag.filter(wanted -> from.contains(wanted) || to.contains(wanted)).isPresent();
        case Change.Undid _ -> false;
        case Change.Tagged tagged ->
            !tagged.changesNothing()
                && tag.filter(wanted -> !wanted.equals(tagged.tag())).isEmpty()
                && (thing.isEmpty()
                    || has(tagged.tag().kind().thing(), tagged.added())
                    || has(tagged.tag().kind().thing(), tagged.removed()));
      };
    }

    private boolean has(Thing kind, ThingSet things) {
      return thing
          .filter(wanted -> wanted.kind() == kind && things.contains(wanted.number()))
          .isPresent();
    }
  }

  /**
   * Operations, newest first.
   *
   * @param before only those with a lower number
   */
  public List<Entry> operations(Filter filter, long before, int limit) {
    List<Entry> found = new ArrayList<>();
    ThingSet tag = filter.tag().map(wanted -> numbers.of(List.of(wanted))).orElse(ThingSet.none());
    if (limit <= 0 || (filter.tag().isPresent() && tag.isEmpty())) return found;
    Predicate<Block> matters =
        block ->
            block.toMicros() >= filter.fromMicros()
                && block.fromMicros() <= filter.toMicros()
                && filter.actor().filter(wanted -> !block.actors().contains(wanted)).isEmpty()
                && filter.via().filter(wanted -> !block.vias().contains(wanted)).isEmpty()
                && (tag.isEmpty() || Blocks.meet(tag, block.tags()))
                && filter
                    .thing()
                    .filter(wanted -> !block.things().contains(wanted.number()))
                    .isEmpty();
    blocks.descending(
        before,
        matters,
        entry -> {
          if (filter.matches(entry)) found.add(entry);
          return found.size() < limit;
        });
    return found;
  }

  /** The operations that touched a tag, newest first; see {@link #operations}. */
  public List<Entry> ofTag(Tag tag, long before, int limit) {
    return operations(Filter.all().byTag(tag), before, limit);
  }

  /** The operations that touched a thing, newest first; see {@link #operations}. */
  public List<Entry> ofThing(Thing kind, int thing, long before, int limit) {
    return operations(Filter.all().byThing(kind, thing), before, limit);
  }

  /** For each of the tags that a thing carries, the operation that put it there. */
  public Map<Tag, Entry> givers(int thing, Collection<Tag> tags) {
    Map<Tag, Entry> givers = new LinkedHashMap<>();
    Set<Tag> open = new HashSet<>(tags);
    if (open.isEmpty()) return givers;
    blocks.descending(
        Long.MAX_VALUE,
        block -> block.things().contains(thing) && Blocks.meet(numbers.of(open), block.tags()),
        entry -> {
          for (Change change : entry.changes().reversed()) {
            if (!(change instanceof Change.Tagged tagged) || !open.contains(tagged.tag())) continue;
            if (tagged.added().contains(thing)) {
              givers.put(tagged.tag(), entry);
              open.remove(tagged.tag());
            } else if (tagged.removed().contains(thing)) {
              open.remove(tagged.tag());
            }
          }
          return !open.isEmpty();
        });
    return givers;
  }

  /** The things that now carry a tag which was put there in a certain way. */
  public ThingSet given(Query.Given how) {
    return given(how, Long.MAX_VALUE);
  }

  /** The things that carried such a tag when the entry with this number was the last. */
  public ThingSet given(Query.Given how, long upTo) {
    return new GivenSearch(how, numbers).in(blocks, upTo);
  }

  /**
   * The number of the operation that took this one back: the last one that changed something and
   * was not taken back itself.
   */
  public Optional<Long> undoneBy(long operation) {
    return undone.by(operation);
  }

  /** The number of the last entry made at or before a moment, 0 if there is none. */
  public long lastSeqAt(Instant moment) {
    return blocks.lastSeqAt(micros(moment));
  }

  /** Rounded down; what is too far away for a number is as far as numbers go. */
  private static long micros(Instant moment) {
    long reach = Long.MAX_VALUE / 1_000_000 - 1;
    if (moment.getEpochSecond() > reach) return Long.MAX_VALUE;
    if (moment.getEpochSecond() < -reach) return Long.MIN_VALUE;
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.ofEpochSecond(moment.getEpochSecond()))
        + moment.getNano() / 1000;
  }

  /**
   * Hands over every entry from one number to another that may have touched one of the tags on one
   * of its things, or described one of some things, in order; possibly others too.
   *
   * @param things those of a tag; asked again for each block, so they may become fewer on the way
   */
  void touching(
      long from,
      long to,
      Collection<Tag> tags,
      Function<Tag, ThingSet> things,
      ThingSet described,
      Consumer<Entry> action) {
    Map<Integer, Tag> byNumber = new HashMap<>();
    for (Tag tag : tags) numbers.find(tag).ifPresent(number -> byNumber.put(number, tag));
    ThingSet wanted = numbers.of(tags);
    blocks.ascending(
        from,
        to,
        block -> {
          if (!described.isEmpty() && Blocks.meet(described, block.things())) return true;
          for (int number : block.tags().and(wanted).toArray()) {
            Tag tag = byNumber.get(number);
            if (tag != null && Blocks.meet(things.apply(tag), block.things())) return true;
          }
          return false;
        },
        action);
  }
}
