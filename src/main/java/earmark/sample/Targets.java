package earmark.sample;

import earmark.ledger.State;
import earmark.refusal.Refusal;
import earmark.search.Query;
import earmark.search.Search;
import earmark.things.ThingSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Finds the samples that an operation is about, at the moment at which it is decided. */
final class Targets {
  private final Finder finder;

  Targets(Finder finder) {
    this.finder = finder;
  }

  /**
   * What answers the samples of a target, given the state of the moment.
   *
   * @throws Refusal.NotFound if a hash names no sample here; what is answered throws it if one is
   *     gone since, and {@link Refusal.Conflict} if it is another number of samples than expected
   */
  Function<State, ThingSet> of(SampleTags.Target target) {
    return switch (target) {
      case SampleTags.Target.ByHashes(List<SampleHash> hashes, OptionalInt expected) -> {
        ThingSet samples = finder.numbers(hashes);
        yield state -> {
          if (!samples.andNot(state.all()).isEmpty()) {
            throw new Refusal.NotFound("A sample was removed meanwhile; nothing was changed.");
          }
          requireNumber(expected, samples, "The hashes name");
          return samples;
        };
      }
      case SampleTags.Target.ByQuery(Search search, OptionalInt expected) -> {
        Query resolved = finder.resolve(search);
        yield state -> {
          ThingSet samples = state.find(resolved);
          requireNumber(expected, samples, "The query finds");
          return samples;
        };
      }
    };
  }

  private static void requireNumber(OptionalInt expected, ThingSet samples, String who) {
    if (expected.isPresent() && expected.getAsInt() != samples.size()) {
      throw new Refusal.Conflict(
          "%s %d samples now, not %d; nothing was changed."
              .formatted(who, samples.size(), expected.getAsInt()));
    }
  }
}
