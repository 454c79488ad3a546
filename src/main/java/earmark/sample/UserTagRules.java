package earmark.sample;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.State;
import earmark.ledger.Undo;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation on User Tags means at the moment at which it is decided. A User Tag is not put
 * on a sample that has a System Tag of that name; a sample has a limited number of User Tags.
 */
final class UserTagRules {
  private final int tagsPerSampleMax;

  UserTagRules(int tagsPerSampleMax) {
    this.tagsPerSampleMax = tagsPerSampleMax;
  }

  /** The changes that an edit means: removals first, each tag in the order asked. */
  List<Change> edit(State state, ThingSet samples, SampleTags.Edit edit) {
    List<Change.Tagged> changes = new ArrayList<>();
    for (UserTagName name : edit.remove()) {
      Tag tag = Tag.user(name);
      ThingSet carriers = state.things(tag).and(samples);
      changes.add(
          new Change.Tagged(tag, ThingSet.none(), carriers, samples.size() - carriers.size(), 0));
    }
    for (UserTagName name : edit.add()) changes.add(put(state, Tag.user(name), samples));
    refuseTooMany(state, changes);
    return List.copyOf(changes);
  }

  /** The changes that put each tag on samples of its own, those that are gone left out. */
  List<Change> give(State state, Map<UserTagName, ThingSet> wanted) {
    List<Change.Tagged> changes = new ArrayList<>();
    wanted.forEach(
        (name, samples) -> changes.add(put(state, Tag.user(name), samples.and(state.all()))));
    refuseTooMany(state, changes);
    return List.copyOf(changes);
  }

  private static Change.Tagged put(State state, Tag tag, ThingSet samples) {
    ThingSet missing = samples.andNot(state.things(tag));
    ThingSet added = missing.andNot(state.things(tag.as(Tag.Kind.SYSTEM)));
    return new Change.Tagged(
        tag,
        added,
        ThingSet.none(),
        samples.size() - missing.size(),
        missing.size() - added.size());
  }

  /**
   * The changes that replace some tags by another or by none. Nobody gets more tags by it.
   *
   * @throws Refusal.NotFound if no sample carries one of the tags
   */
  List<Change> replace(State state, SampleTags.Replacement replacement) {
    List<Tag> from = replacement.from().stream().map(Tag::user).toList();
    Optional<Tag> to = replacement.to().map(Tag::user);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Renamed(from, to.stream().toList()));
    List<ThingSet> carriers = new ArrayList<>();
    for (Tag tag : from) {
      ThingSet things = state.things(tag);
      if (things.isEmpty()) {
        throw new Refusal.NotFound("No sample carries the tag \"" + tag.name() + "\".");
      }
      carriers.add(things);
      changes.add(new Change.Tagged(tag, ThingSet.none(), things, 0, 0));
    }
    to.ifPresent(tag -> changes.add(put(state, tag, ThingSet.union(carriers))));
    return changes;
  }

  /** Every user may take back what was done to User Tags. */
  final Undo.Rule undo =
      new Undo.Rule() {
        @Override
        public Thing kind() {
          return Thing.SAMPLE;
        }

        @Override
        public void check(Entry operation) {
          boolean system =
              operation.changes().stream()
                  .anyMatch(change ->
                      change instanceof Change.Tagged tagged
                          && tagged.tag().kind() == Tag.Kind.SYSTEM);
          if (system || operation.via() == Via.ANALYSIS) {
            throw new Refusal.Forbidden(
                "Operation "
                    + operation.seq()
                    + " can't be undone: only the analysis gives and takes System Tags.");
          }
        }

        @Override
        public List<Change.Tagged> decide(State state, List<Change.Tagged> wanted) {
          List<Change.Tagged> changes =
              wanted.stream().map(change -> withoutForbidden(state, change)).toList();
          refuseTooMany(state, changes);
          return changes;
        }
      };

  /** Without the samples that are gone or have the System Tag meanwhile. */
  private static Change.Tagged withoutForbidden(State state, Change.Tagged wanted) {
    Tag tag = wanted.tag();
    ThingSet added = wanted.added().and(state.all()).andNot(state.things(tag.as(Tag.Kind.SYSTEM)));
    return new Change.Tagged(
        tag,
        added,
        wanted.removed(),
        wanted.unchanged(),
        wanted.skipped() + wanted.added().size() - added.size());
  }

  /** Looks closely only at samples that could not take all the tags. */
  private void refuseTooMany(State state, Collection<Change.Tagged> changes) {
    List<ThingSet> added =
        changes.stream().map(Change.Tagged::added).filter(set -> !set.isEmpty()).toList();
    state
        .withoutRoom(ThingSet.union(added), Tag.Kind.USER, added.size(), tagsPerSampleMax)
        .forEach(sample -> {
          int more = 0;
          for (Change.Tagged tagged : changes) {
            if (tagged.added().contains(sample)) more++;
            if (tagged.removed().contains(sample)) more--;
          }
          if (!state.hasRoom(sample, Tag.Kind.USER, more, tagsPerSampleMax)) {
            throw new Refusal.Invalid(
                "A sample can have " + tagsPerSampleMax + " User Tags; this would be more.");
          }
        });
  }
}
