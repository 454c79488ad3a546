package earmark.ledger;

import earmark.tag.Tag;

/** What an entry changed. The sets hold only what really changed, so that undo is exact. */
public sealed interface Change {

  /** Samples with these numbers exist from now on. */
  record Arrived(ThingSet samples) implements Change {}

  /**
   * A tag was asked to be put on things or taken from them.
   *
   * @param added the things that got the tag and did not have it before
   * @param removed the things that had the tag and lost it
   * @param unchanged how many things were already as asked
   * @param skipped how many things a rule left as they are, such as a sample whose System Tag bears
   *     the name of the User Tag
   */
  record Tagged(Tag tag, ThingSet added, ThingSet removed, int unchanged, int skipped)
      implements Change {
    public boolean changesNothing() {
      return added.isEmpty() && removed.isEmpty();
    }
  }
}
