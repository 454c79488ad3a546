package earmark.ledger;

import earmark.tag.Tag;
import java.util.List;

/** What all entries so far add up to. */
public interface State {
  /** The things that carry the tag; none if nobody ever used it. */
  ThingSet things(Tag tag);

  /** All samples that exist. */
  ThingSet samples();

  /** The tags of one sample, in no particular order. */
  List<Tag> tags(int sample);

  /** Whether a sample would have at most {@code max} tags of a kind with so many more. */
  boolean hasRoom(int sample, Tag.Kind kind, int more, int max);
}
