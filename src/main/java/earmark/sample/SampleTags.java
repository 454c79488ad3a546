package earmark.sample;

import earmark.access.Caller;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.RequestKey;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for User Tags of samples: every user may put them on and take them off every local
 * sample; a User Tag with the name of a System Tag that the sample has is skipped.
 */
public final class SampleTags {
  private final Finder finder;
  private final Ledger ledger;
  private final int tagsPerSampleMax;

  public SampleTags(Finder finder, Ledger ledger, int tagsPerSampleMax) {
    this.finder = finder;
    this.ledger = ledger;
    this.tagsPerSampleMax = tagsPerSampleMax;
  }

  /**
   * What is asked for: tags to put on and to take off.
   *
   * @param reason why, in the caller's words
   */
  public record Edit(Set<UserTagName> add, Set<UserTagName> remove, Optional<String> reason) {
    public static final int REASON_MAX = 10_000;

    /**
     * @throws Refusal.Invalid if a tag is to be both added and removed, or the reason is too long
     *     or holds U+0000
     */
    public Edit {
      add = new LinkedHashSet<>(add);
      remove = new LinkedHashSet<>(remove);
      for (UserTagName name : add) {
        if (remove.contains(name)) {
          throw new Refusal.Invalid("The tag \"" + name + "\" is to be both added and removed.");
        }
      }
      if (reason.isPresent() && reason.get().length() > REASON_MAX) {
        throw new Refusal.Invalid("The reason is longer than " + REASON_MAX + " characters.");
      }
      Operation.requireKeepable(reason);
    }
  }

  /** What happened to one tag of an edit; the numbers count samples. */
  public record Result(UserTagName name, boolean added, int changed, int unchanged, int skipped) {}

  /**
   * What an edit did.
   *
   * @param operation the number of the operation; absent if there was nothing to change
   */
  public record Edited(Optional<Long> operation, List<Result> results) {}

  /** Edits the tags of some samples, all or nothing, as one operation. */
  public Edited edit(
      Caller caller, Via via, List<SampleHash> hashes, Edit edit, Optional<RequestKey> key) {
    int[] numbers = hashes.stream().mapToInt(hash -> finder.get(hash).number()).toArray();
    ThingSet samples = ThingSet.of(numbers);
    Outcome outcome =
        ledger.append(
            new Operation(
                caller.login(), via, edit.reason(), key, state -> decide(state, samples, edit)));
    return edited(outcome, edit);
  }

  /** The changes that an edit means at this moment: removals first, each tag in the order asked. */
  List<Change> decide(State state, ThingSet samples, Edit edit) {
    List<Change> changes = new ArrayList<>();
    for (UserTagName name : edit.remove()) {
      Tag tag = Tag.user(name);
      ThingSet carriers = state.things(tag).and(samples);
      changes.add(
          new Change.Tagged(tag, ThingSet.none(), carriers, samples.size() - carriers.size(), 0));
    }
    ThingSet growing = ThingSet.none();
    for (UserTagName name : edit.add()) {
      Tag tag = Tag.user(name);
      ThingSet missing = samples.andNot(state.things(tag));
      ThingSet added = missing.andNot(state.things(tag.as(Tag.Kind.SYSTEM)));
      growing = growing.or(added);
      changes.add(
          new Change.Tagged(
              tag,
              added,
              ThingSet.none(),
              samples.size() - missing.size(),
              missing.size() - added.size()));
    }
    refuseTooMany(state, growing, changes);
    return changes;
  }

  private void refuseTooMany(State state, ThingSet growing, List<Change> changes) {
    growing.forEach(sample -> {
      int more = 0;
      for (Change change : changes) {
        if (change instanceof Change.Tagged tagged) {
          if (tagged.added().contains(sample)) more++;
          if (tagged.removed().contains(sample)) more--;
        }
      }
      if (!state.hasRoom(sample, Tag.Kind.USER, more, tagsPerSampleMax)) {
        throw new Refusal.Invalid(
            "A sample can have " + tagsPerSampleMax + " User Tags; this would be more.");
      }
    });
  }

  private static Edited edited(Outcome outcome, Edit edit) {
    List<Result> results = new ArrayList<>();
    for (Change change : outcome.changes()) {
      if (change instanceof Change.Tagged tagged) {
        UserTagName name = new UserTagName(tagged.tag().name());
        boolean added = edit.add().contains(name);
        int changed = (added ? tagged.added() : tagged.removed()).size();
        results.add(new Result(name, added, changed, tagged.unchanged(), tagged.skipped()));
      }
    }
    Optional<Long> operation =
        outcome.operation().isPresent()
            ? Optional.of(outcome.operation().getAsLong())
            : Optional.empty();
    return new Edited(operation, results);
  }
}
