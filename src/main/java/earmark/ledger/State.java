package earmark.ledger;

import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Map;

/** What all entries so far add up to, for things of one kind. */
public interface State {
  /** The number of the last entry in it, 0 before the first. */
  long seq();

  /** The same for things of another kind. */
  State of(Thing kind);

  /** The things that carry the tag, of whatever kind; none if nobody ever used it. */
  ThingSet things(Tag tag);

  /** All things that exist. */
  ThingSet all();

  /** The things that a query finds. */
  ThingSet find(Query query);

  /** The tags of one thing, in no particular order. */
  List<Tag> tags(int thing);

  /** Whether a thing would have at most {@code max} tags of a kind with so many more. */
  boolean hasRoom(int thing, Tag.Kind kind, int more, int max);

  /**
   * Those of the things that would have more than {@code max} tags of a kind with so many more. An
   * index that can rule out many things at once does so.
   */
  default ThingSet withoutRoom(ThingSet things, Tag.Kind kind, int more, int max) {
    Growing found = new Growing(ThingSet.none());
    things.forEach(thing -> {
      if (!hasRoom(thing, kind, more, max)) found.add(thing);
    });
    return found.get();
  }

  /**
   * The present values of the fields of a thing, numbers in decimal; fields without a value are
   * left out.
   */
  Map<String, List<String>> fields(int thing);
}
