package earmark.sample;

import earmark.ledger.Change;
import earmark.ledger.Outcome;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a change of User Tags did, read off the outcome of its operation. */
final class Results {
  private Results() {}

  /**
   * @param toAdd the tags that were to be put on; all others were to be taken off
   */
  static SampleTags.Edited edited(Outcome outcome, Set<UserTagName> toAdd) {
    List<SampleTags.Result> results = new ArrayList<>();
    List<ThingSet> touched = new ArrayList<>();
    int samples = 0;
    for (Change change : outcome.changes()) {
      if (!(change instanceof Change.Tagged tagged)) continue;
      UserTagName name = new UserTagName(tagged.tag().name());
      boolean added = toAdd.contains(name);
      ThingSet changed = added ? tagged.added() : tagged.removed();
      touched.add(changed);
      samples = Math.max(samples, changed.size() + tagged.unchanged() + tagged.skipped());
      results.add(
          new SampleTags.Result(name, added, changed.size(), tagged.unchanged(), tagged.skipped()));
    }
    // an edit asks the same of all its samples for each tag; of several that vanish, each has its
    // own
    return new SampleTags.Edited(
        boxed(outcome.operation()), Math.max(samples, ThingSet.union(touched).size()), results);
  }

  /**
   * @param judged of how many samples the operation had said something
   */
  static SampleTags.Undone undone(Outcome outcome, int judged) {
    List<SampleTags.Restored> results = new ArrayList<>();
    List<ThingSet> touched = new ArrayList<>();
    for (Change change : outcome.changes()) {
      if (change instanceof Change.Described described) {
        touched.add(ThingSet.of(described.thing()));
      }
      if (!(change instanceof Change.Tagged tagged)) continue;
      touched.add(tagged.added());
      touched.add(tagged.removed());
      results.add(
          new SampleTags.Restored(
              new UserTagName(tagged.tag().name()),
              tagged.added().size(),
              tagged.removed().size(),
              tagged.unchanged(),
              tagged.skipped()));
    }
    int restored = SampleUndo.judged(outcome.changes()).size();
    return new SampleTags.Undone(
        boxed(outcome.operation()),
        ThingSet.union(touched).size(),
        results,
        restored,
        Math.max(0, judged - restored));
  }

  static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
