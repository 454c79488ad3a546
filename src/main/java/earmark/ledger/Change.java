package earmark.ledger;

import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an entry changed. Each holds only what really changed, so that undo is exact. */
public sealed interface Change {

  /** Whether the state is the same before and after. */
  boolean changesNothing();

  /** What kind of things it is about; absent if it only says something of the operation. */
  default Optional<Thing> about() {
    return switch (this) {
      case Arrived arrived -> Optional.of(arrived.kind());
      case Gone gone -> Optional.of(gone.kind());
      case Described described -> Optional.of(described.kind());
      case Tagged tagged -> Optional.of(tagged.tag().kind().thing());
      case Renamed renamed -> renamed.from().stream().map(tag -> tag.kind().thing()).findFirst();
      case Undid _ -> Optional.empty();
    };
  }

  /** Things of a kind with these numbers exist from now on. */
  record Arrived(Thing kind, ThingSet things) implements Change {
    @Override
    public boolean changesNothing() {
      return things.isEmpty();
    }
  }

  /** Things of a kind with these numbers don't exist any more. Their tags were removed before. */
  record Gone(Thing kind, ThingSet things) implements Change {
    @Override
    public boolean changesNothing() {
      return things.isEmpty();
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
   * What is known of a thing besides its tags changed.
   *
   * @param fields by name, such as {@code size}; only those that changed
   */
  record Described(Thing kind, int thing, Map<String, Values> fields) implements Change {
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
