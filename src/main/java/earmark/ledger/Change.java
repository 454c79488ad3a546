package earmark.ledger;

import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an entry changed. Each holds only what really changed, so that undo is exact. */
public sealed interface Change {

  /** Whether the state is the same before and after. */
  boolean changesNothing();

  /** Samples with these numbers exist from now on. */
  record Arrived(ThingSet samples) implements Change {
    @Override
    public boolean changesNothing() {
      return samples.isEmpty();
    }
  }

  /** Samples with these numbers don't exist any more. Their tags were removed before. */
  record Gone(ThingSet samples) implements Change {
    @Override
    public boolean changesNothing() {
      return samples.isEmpty();
    }
  }

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
    @Override
    public boolean changesNothing() {
      return added.isEmpty() && removed.isEmpty();
    }
  }

  /**
   * What is known of a sample besides its tags changed.
   *
   * @param fields by name, such as {@code size}; only those that changed
   */
  record Described(int sample, Map<String, Values> fields) implements Change {
    public Described {
      fields = new TreeMap<>(fields);
    }

    @Override
    public boolean changesNothing() {
      return fields.isEmpty();
    }
  }

  /** The values of one field, numbers in decimal; none if the field is unknown. */
  record Values(List<String> before, List<String> after) {
    public Values {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /**
   * The changes of this entry renamed a tag, or merged several into one, or, without {@code to},
   * took tags from all that carried them. Says why; it changes nothing itself.
   *
   * @param to the one tag that they became, or nothing
   */
  record Renamed(List<Tag> from, List<Tag> to) implements Change {
    public Renamed {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }

    @Override
    public boolean changesNothing() {
      return true;
    }
  }

  /** The changes of this entry take back those of an earlier one. It changes nothing itself. */
  record Undid(long operation) implements Change {
    @Override
    public boolean changesNothing() {
      return true;
    }
  }
}
