package earmark.sample;

import earmark.access.Caller;
import earmark.ledger.Change;
import earmark.ledger.Decider;
import earmark.ledger.Entry;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.RequestKey;
import earmark.ledger.State;
import earmark.ledger.Undo;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.search.Search;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes User Tags of samples, which every user may do: of one or many samples, or a tag wherever
 * it is. Each change is one operation, carried out whole or not at all, and can be looked at
 * before; see {@link UserTagRules} for what it means.
 */
public final class SampleTags {
  private final Targets targets;
  private final Ledger ledger;
  private final UserTagRules rules;
  private final ExtractedFiles extracted;

  public SampleTags(Finder finder, Ledger ledger, ExtractedFiles extracted, int tagsPerSampleMax) {
    this.extracted = extracted;
    this.targets = new Targets(finder);
    this.ledger = ledger;
    this.rules = new UserTagRules(tagsPerSampleMax);
  }

  /**
   * What is asked for: tags to put on and to take off.
   *
   * @param reason why, in the caller's words
   */
  public record Edit(Set<UserTagName> add, Set<UserTagName> remove, Optional<String> reason) {
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
      Operation.checkReason(reason);
    }
  }

  /** Whose tags are to be edited. */
  public sealed interface Target {
    /**
     * How many samples that has to be at the moment of the change; absent if any number will do.
     */
    OptionalInt expected();

    /** The samples with these hashes, all of which have to be here. */
    record ByHashes(List<SampleHash> hashes, OptionalInt expected) implements Target {
      public ByHashes {
        hashes = List.copyOf(hashes);
      }

      public ByHashes(List<SampleHash> hashes) {
        this(hashes, OptionalInt.empty());
      }
    }

    /** The samples that a search finds at the moment of the change, or found at its own. */
    record ByQuery(Search search, OptionalInt expected) implements Target {}
  }

  /**
   * Some tags that are to become another or to vanish, on all samples.
   *
   * @param to what they become; absent if they vanish
   */
  public record Replacement(Set<UserTagName> from, Optional<UserTagName> to) {
    /**
     * @throws Refusal.Invalid if there is no tag to replace, or a tag would replace itself
     */
    public Replacement {
      from = new LinkedHashSet<>(from);
      if (from.isEmpty()) throw new Refusal.Invalid("Name at least one tag.");
      if (to.isPresent() && from.contains(to.get())) {
        throw new Refusal.Invalid("The tag \"" + to.get() + "\" has this name already.");
      }
    }

    public static Replacement rename(UserTagName from, UserTagName to) {
      return new Replacement(Set.of(from), Optional.of(to));
    }

    /** Several tags become one, which may be one of them. */
    public static Replacement merge(Set<UserTagName> many, UserTagName into) {
      Set<UserTagName> others = new LinkedHashSet<>(many);
      if (others.size() > 1) others.remove(into);
      return new Replacement(others, Optional.of(into));
    }

    public static Replacement deleteEverywhere(Set<UserTagName> tags) {
      return new Replacement(tags, Optional.empty());
    }
  }

  /** What happened to one tag of an edit; the numbers count samples. */
  public record Result(UserTagName name, boolean added, int changed, int unchanged, int skipped) {}

  /**
   * What a change did, or would do.
   *
   * @param operation the number of the operation; absent if there was nothing to change, or it was
   *     only looked at
   * @param samples how many samples it was about, whether they changed or not
   */
  public record Edited(Optional<Long> operation, int samples, List<Result> results) {}

  /**
   * What an undo did, or would do, with one tag; the numbers count samples.
   *
   * @param added the tag was put back
   * @param removed the tag was taken off
   * @param leftAlone somebody changed the tag there since
   * @param skipped the sample is gone, or has a System Tag of that name meanwhile
   */
  public record Restored(UserTagName name, int added, int removed, int leftAlone, int skipped) {}

  /**
   * What an undo did, or would do.
   *
   * @param operation the number of its own operation; absent as in {@link Edited}
   * @param samples how many samples it changed
   * @param verdicts of how many samples something else is said again, besides tags
   * @param verdictsLeft of how many it is not, since somebody said something later or they are gone
   */
  public record Undone(
      Optional<Long> operation,
      int samples,
      List<Restored> results,
      int verdicts,
      int verdictsLeft) {}

  /** Edits the tags of the samples with these hashes. */
  public Edited edit(
      Caller caller, Via via, List<SampleHash> hashes, Edit edit, Optional<RequestKey> key) {
    return edit(caller, via, new Target.ByHashes(hashes), edit, key);
  }

  /**
   * Edits the tags of some samples.
   *
   * @throws Refusal.NotFound if a hash names no sample here
   * @throws Refusal.Conflict if it would be another number of samples than expected
   */
  public Edited edit(Caller caller, Via via, Target target, Edit edit, Optional<RequestKey> key) {
    Decider decider = decider(target, edit);
    return Results.edited(
        ledger.append(new Operation(caller.login(), via, edit.reason(), key, decider)), edit.add());
  }

  /** What {@link #edit} would do now. */
  public Edited preview(Target target, Edit edit) {
    return Results.edited(ledger.preview(onlyLooking(decider(target, edit))), edit.add());
  }

  /** Puts each of some tags on samples of its own; those that are gone are left out. */
  public Edited give(
      Caller caller,
      Via via,
      Map<UserTagName, ThingSet> wanted,
      Optional<String> reason,
      Optional<RequestKey> key) {
    Operation.checkReason(reason);
    Decider decider = state -> rules.give(state, wanted);
    return Results.edited(
        ledger.append(new Operation(caller.login(), via, reason, key, decider)), wanted.keySet());
  }

  /** What {@link #give} would do now. */
  public Edited previewGive(Map<UserTagName, ThingSet> wanted) {
    return Results.edited(
        ledger.preview(onlyLooking(state -> rules.give(state, wanted))), wanted.keySet());
  }

  /**
   * Renames, merges or deletes tags on all samples. Where the new tag is skipped since the sample
   * has a System Tag of that name, the old tags go all the same.
   *
   * @throws Refusal.NotFound if no sample carries one of the tags
   */
  public Edited replace(
      Caller caller,
      Via via,
      Replacement replacement,
      Optional<String> reason,
      Optional<RequestKey> key) {
    Operation.checkReason(reason);
    Decider decider = state -> rules.replace(state, replacement);
    return Results.edited(
        ledger.append(new Operation(caller.login(), via, reason, key, decider)),
        added(replacement));
  }

  /** What {@link #replace} would do now. */
  public Edited preview(Replacement replacement) {
    return Results.edited(
        ledger.preview(onlyLooking(state -> rules.replace(state, replacement))),
        added(replacement));
  }

  private static Set<UserTagName> added(Replacement replacement) {
    return replacement.to().map(Set::of).orElse(Set.of());
  }

  /** Takes an operation on samples back; see {@link SampleUndo} and {@link Ledger#undo}. */
  public Undone undo(
      Caller caller, Via via, long operation, Optional<String> reason, Optional<RequestKey> key) {
    Operation.checkReason(reason);
    Undo undo = new Undo(operation, caller.login(), via, reason, key, rule());
    return undone(operation, ledger.undo(undo));
  }

  /** What {@link #undo} would do now. */
  public Undone previewUndo(long operation) {
    Undo undo =
        new Undo(operation, Operation.EARMARK, Via.API, Optional.empty(), Optional.empty(), rule());
    return undone(operation, ledger.previewUndo(undo));
  }

  private Undo.Rule rule() {
    return new SampleUndo(rules.undo, extracted);
  }

  private Undone undone(long operation, Outcome outcome) {
    List<Change> before =
        ledger.history().operation(operation).map(Entry::changes).orElse(List.of());
    return Results.undone(outcome, SampleUndo.judged(before).size());
  }

  /** The changes that an edit of these samples means at this moment. */
  List<Change> decide(State state, ThingSet samples, Edit edit) {
    return rules.edit(state, samples, edit);
  }

  private Decider decider(Target target, Edit edit) {
    Function<State, ThingSet> samples = targets.of(target);
    return state -> rules.edit(state, samples.apply(state), edit);
  }

  static Operation onlyLooking(Decider decider) {
    return Operation.ofEarmark(Via.API, decider);
  }
}
