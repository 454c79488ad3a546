package earmark.ledger;

import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Map;

/** What all entries so far add up to. */
public interface State {
  /** The number of the last entry in it, 0 before the first. */
  long seq();

  /** The things that carry the tag; none if nobody ever used it. */
  ThingSet things(Tag tag);

  /** All samples that exist. */
  ThingSet samples();

  /** The samples that a query finds. */
  ThingSet find(Query query);

  /** The tags of one sample, in no particular order. */
  List<Tag> tags(int sample);

  /** Whether a sample would have at most {@code max} tags of a kind with so many more. */
  boolean hasRoom(int sample, Tag.Kind kind, int more, int max);

  /**
   * Those of the samples that would have more than {@code max} tags of a kind with so many more. An
   * index that can rule out many samples at once does so.
   */
  default ThingSet withoutRoom(ThingSet samples, Tag.Kind kind, int more, int max) {
    Growing found = new Growing(ThingSet.none());
    samples.forEach(sample -> {
      if (!hasRoom(sample, kind, more, max)) found.add(sample);
    });
    return found.get();
  }

  /**
   * The present values of some fields of a sample, numbers in decimal; fields without a value are
   * left out.
   */
  Map<String, List<String>> fields(int sample);
}
