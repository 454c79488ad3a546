package earmark.sample;

import earmark.access.Caller;
import earmark.ledger.Change;
import earmark.ledger.Decider;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.RequestKey;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.things.ThingSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sets and withdraws what users say that samples are, which every user may do, as with tags. Each
 * change is one operation, which also changes the verdicts of all that the samples came out of; see
 * {@link VerdictRules}.
 */
public final class Verdicts {
  /** How many samples one operation may judge: it names each of them, other than one on tags. */
  public static final int SAMPLES_MAX = 10_000;

  private static final int TRIES = 5;

  private final Targets targets;
  private final Ledger ledger;
  private final ExtractedFiles extracted;

  public Verdicts(Finder finder, Ledger ledger, ExtractedFiles extracted) {
    this.targets = new Targets(finder);
    this.ledger = ledger;
    this.extracted = extracted;
  }

  /**
   * What a change did, or would do; the numbers count samples.
   *
   * @param operation the number of the operation; absent if there was nothing to change, or it was
   *     only looked at
   * @param changed of which something else is said now
   * @param unchanged of which that was said before
   * @param propagated whose verdict follows from what is said of a file in them, and changed
   */
  public record Judged(Optional<Long> operation, int changed, int unchanged, int propagated) {}

  /**
   * Says what some samples are, in place of what users said before.
   *
   * @param judgement absent to say nothing any more
   * @throws Refusal.NotFound if a hash names no sample here
   * @throws Refusal.Conflict if it would be another number of samples than expected
   */
  public Judged set(
      Caller caller,
      Via via,
      SampleTags.Target target,
      Optional<Judgement> judgement,
      Optional<String> reason,
      Optional<RequestKey> key) {
    Operation.checkReason(reason);
    Attempt attempt = new Attempt(targets.of(target), judgement);
    Outcome outcome =
        attempt.repeatedly(
            decider -> ledger.append(new Operation(caller.login(), via, reason, key, decider)));
    settleIfOvertaken(attempt.family);
    return attempt.judged(outcome);
  }

  /** What {@link #set} would do now. */
  public Judged preview(SampleTags.Target target, Optional<Judgement> judgement) {
    Attempt attempt = new Attempt(targets.of(target), judgement);
    return attempt.judged(
        attempt.repeatedly(decider -> ledger.preview(SampleTags.onlyLooking(decider))));
  }

  /** Files were put into containers while something was said of them: says it to those too. */
  private void settleIfOvertaken(Family before) {
    Family now = Family.of(extracted, before.members());
    if (now.hasMoreThan(before)) settle(now);
  }

  private void settle(Family family) {
    ledger.append(
        Operation.ofEarmark(Via.ANALYSIS, state -> VerdictRules.changes(state, Map.of(), family)));
  }

  /** One change, tried again if samples were found meanwhile whose family was not read. */
  private final class Attempt {
    private final Function<State, ThingSet> target;
    private final Optional<Judgement> judgement;
    private Family family = Family.NOBODY;
    private int asked;
    private boolean overtaken;

    Attempt(Function<State, ThingSet> target, Optional<Judgement> judgement) {
      this.target = target;
      this.judgement = judgement;
    }

    Outcome repeatedly(Function<Decider, Outcome> carryOut) {
      for (int i = 0; i < TRIES; i++) {
        family = Family.of(extracted, ledger.look(state -> limited(target.apply(state))));
        overtaken = false;
        try {
          return carryOut.apply(this::decide);
        } catch (Refusal.Unavailable refusal) {
          if (!overtaken) throw refusal;
        }
      }
      throw tooBusy();
    }

    private List<Change> decide(State state) {
      ThingSet samples = limited(target.apply(state));
      overtaken = !samples.andNot(family.members()).isEmpty();
      if (overtaken) throw tooBusy();
      asked = samples.size();
      Map<Integer, List<String>> said = new HashMap<>();
      samples.forEach(sample ->
          said.put(
              sample,
              VerdictRules.with(
                  state.fields(sample).getOrDefault(Column.VERDICT.field(), List.of()),
                  Judgement.Source.USER,
                  judgement)));
      return VerdictRules.changes(state, said, family);
    }

    Judged judged(Outcome outcome) {
      int changed = SampleUndo.judged(outcome.changes()).size();
      int described = (int) outcome.changes().stream().filter(Attempt::isDescribed).count();
      return new Judged(
          Results.boxed(outcome.operation()),
          changed,
          Math.max(0, asked - changed),
          described - changed);
    }

    private static boolean isDescribed(Change change) {
      return change instanceof Change.Described;
    }
  }

  private static ThingSet limited(ThingSet samples) {
    if (samples.size() > SAMPLES_MAX) {
      throw new Refusal.Invalid(
          "These are %d samples; up to %d can be classified at once."
              .formatted(samples.size(), SAMPLES_MAX));
    }
    return samples;
  }

  private static Refusal tooBusy() {
    return new Refusal.Unavailable(
        "The samples change too fast for this at the moment; try again.");
  }
}
