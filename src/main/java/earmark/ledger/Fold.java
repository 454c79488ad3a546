package earmark.ledger;

import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Map;

/**
 * The sum of all entries, kept up to date by the ledger. Only the ledger's pen changes it; whoever
 * reads the fold at the same time sees all of a published draft or nothing of it.
 */
public interface Fold {
  /** The number of the last entry folded, 0 before the first. */
  long seq();

  /**
   * A draft on top of what is published. Dropping it instead of publishing leaves no trace. Anyone
   * may make one to read from it; only the pen may apply entries.
   */
  Draft draft();

  /**
   * The state of things of each kind with some more entries applied; asked itself, it answers for
   * samples. Visible only to the pen until it is published.
   */
  interface Draft extends State {
    @Override
    default ThingSet things(Tag tag) {
      return of(tag.kind().thing()).things(tag);
    }

    @Override
    default ThingSet all() {
      return of(Thing.SAMPLE).all();
    }

    @Override
    default ThingSet find(Query query) {
      return of(Thing.SAMPLE).find(query);
    }

    @Override
    default List<Tag> tags(int sample) {
      return of(Thing.SAMPLE).tags(sample);
    }

    @Override
    default boolean hasRoom(int sample, Tag.Kind kind, int more, int max) {
      return of(Thing.SAMPLE).hasRoom(sample, kind, more, max);
    }

    @Override
    default ThingSet withoutRoom(ThingSet samples, Tag.Kind kind, int more, int max) {
      return of(Thing.SAMPLE).withoutRoom(samples, kind, more, max);
    }

    @Override
    default Map<String, List<String>> fields(int sample) {
      return of(Thing.SAMPLE).fields(sample);
    }

    /** Applies the next entry; the order is that of their numbers. An old one changes nothing. */
    void apply(Entry entry);

    /** Makes everything applied visible to all, at once. */
    void publish();
  }
}
