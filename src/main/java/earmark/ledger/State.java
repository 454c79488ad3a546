package earmark.ledger;

import earmark.tag.Tag;

/** What all entries so far add up to. */
public interface State {
  /** The things that carry the tag; none if nobody ever used it. */
  ThingSet things(Tag tag);

  /** All samples that exist. */
  ThingSet samples();
}
