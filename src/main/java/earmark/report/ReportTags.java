package earmark.report;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Change;
import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.RequestKey;
import earmark.ledger.State;
import earmark.ledger.Undo;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tags of reports: who sees a report sees them, who may update it may change them. */
public final class ReportTags {
  private final Visible visible;
  private final Revisions revisions;
  private final Ledger ledger;
  private final Index index;
  private final Entries entries;
  private final ReportLimits limits;
  private final InstantSource clock;
  private final Attempts attempts = new Attempts();

  /**
   * @param entries for the answers of past moments
   */
  public ReportTags(
      Enclaves enclaves,
      Revisions revisions,
      Ledger ledger,
      Index index,
      Entries entries,
      ReportLimits limits,
      InstantSource clock) {
    this.visible = new Visible(enclaves, index, revisions);
    this.revisions = revisions;
    this.ledger = ledger;
    this.index = index;
    this.entries = entries;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * What is asked for. A name in both lists is taken off first, so it is there afterwards.
   *
   * @param add names to put on
   * @param remove names to take off, in any spelling; those that are not there make no difference
   * @param reason why, in the caller's words
   */
  public record Edit(Set<IntelTagName> add, Set<String> remove, Optional<String> reason) {
    /**
     * @throws Refusal.Invalid if the reason is too long or can't be kept
     */
    public Edit {
      add = new LinkedHashSet<>(add);
      Set<String> names = new LinkedHashSet<>();
      for (String name : remove) names.add(IntelTagName.canonical(name));
      remove = names;
      Operation.checkReason(reason);
    }
  }

  /** The tag of a name in use on reports of an enclave. */
  public record InUse(String name, String enclave) {}

  /**
   * What a change of tags did.
   *
   * @param report the report afterwards, without its body
   * @param operation the id of the operation, for {@link #undo}; absent if nothing changed
   */
  public record Altered(
      Report report, Optional<String> operation, List<String> added, List<String> removed) {}

  /**
   * An operation on a report, as its readers see it.
   *
   * @param id says nothing of other operations
   * @param what such as {@code submitted}, {@code updated}, {@code tagged}, {@code moved}, {@code
   *     deleted}, {@code undid}
   * @param report the guid of the report
   * @param undoneBy the operation that took it back and still stands
   */
  public record Step(
      String id,
      Instant at,
      String by,
      Via via,
      Optional<String> reason,
      String what,
      String report,
      List<String> added,
      List<String> removed,
      Optional<String> undoneBy) {}

  /** A report with the names of its tags, sorted. */
  public record Tagged(Report report, List<String> tags) {}

  /**
   * The tags of a report, sorted; at a moment of the past if one is given.
   *
   * @throws Refusal.NotFound also if the report did not exist then, or was where the caller can't
   *     read
   */
  public Tagged tags(Caller caller, ReportRef ref, Optional<Instant> asOf) {
    Visible.Seen now = visible.find(caller, ref);
    Visible.Seen seen = asOf.isEmpty() ? now : then(caller, now, asOf.get());
    return new Tagged(
        visible.report(seen, false), ReportChange.names(seen.answers().tags(seen.number())));
  }

  private Visible.Seen then(Caller caller, Visible.Seen now, Instant moment) {
    long seq = ledger.history().lastSeqAt(moment);
    if (seq >= index.seq()) return now;
    return visible
        .seen(caller, index.at(seq, entries, Thing.REPORT), now.number())
        .orElseThrow(() -> new Refusal.NotFound("There was no such report then."));
  }

  /**
   * Takes tags off and puts tags on, all at once or, if it is refused, nothing. The report counts
   * as updated if the set is another one afterwards.
   *
   * @throws Refusal.TooLarge if it would have too many tags
   */
  public Altered alter(Caller caller, Via via, ReportRef ref, Edit edit, Optional<RequestKey> key) {
    List<String> add = edit.add().stream().map(IntelTagName::text).toList();
    Set<String> remove = new LinkedHashSet<>(edit.remove());
    add.forEach(remove::remove);
    return Attempts.repeat(attempt -> {
      Visible.Seen seen = visible.findToUpdate(caller, ref);
      Outcome outcome =
          ledger.append(
              new Operation(
                  caller.login(),
                  via,
                  edit.reason(),
                  key,
                  state -> changes(state, attempt, seen, add, remove)));
      return altered(caller, seen.number(), outcome);
    });
  }

  private List<Change> changes(
      State state,
      Attempts.Attempt attempt,
      Visible.Seen seen,
      List<String> add,
      Set<String> remove) {
    State reports = state.of(Thing.REPORT);
    Fields fields = Fields.of(reports, seen.number()).orElseThrow(attempt::overtaken);
    if (!fields.enclave().equals(seen.fields().enclave())) throw attempt.overtaken();
    Set<String> before = new HashSet<>(ReportChange.names(reports.tags(seen.number())));
    Set<String> after = new HashSet<>(before);
    after.removeAll(remove);
    after.addAll(add);
    if (after.size() > limits.tags() && after.size() > before.size()) {
      throw new Refusal.TooLarge(
          "A report can have %d tags; this would be %d.".formatted(limits.tags(), after.size()));
    }
    ThingSet one = ThingSet.of(seen.number());
    ThingSet none = ThingSet.none();
    List<Change> changes = new ArrayList<>();
    for (String name : remove) {
      boolean had = before.contains(name);
      changes.add(
          new Change.Tagged(ReportChange.tag(name), none, had ? one : none, had ? 0 : 1, 0));
    }
    for (String name : add) {
      boolean had = before.contains(name);
      changes.add(
          new Change.Tagged(ReportChange.tag(name), had ? none : one, none, had ? 1 : 0, 0));
    }
    if (!after.equals(before)) {
      long ms = Updates.next(reports, fields.enclave(), clock.millis(), fields.updatedMs());
      changes.add(
          Fields.change(seen.number(), Optional.of(fields), Optional.of(fields.updated(ms))));
    }
    return changes;
  }

  private Altered altered(Caller caller, int number, Outcome outcome) {
    Visible.Seen seen =
        visible
            .seen(caller, visible.now(), number)
            .orElseThrow(() -> new Refusal.NotFound("The report is gone since."));
    Report report = visible.report(seen, false);
    if (outcome.operation().isEmpty()) {
      return new Altered(report, Optional.empty(), List.of(), List.of());
    }
    Entry entry = ledger.history().operation(outcome.operation().getAsLong()).orElseThrow();
    Story.Told told = new Story.Told(entry, number, true);
    return new Altered(report, Optional.of(told.id()), told.added(), told.removed());
  }

  /**
   * All tags in use, by name, then by the id of the enclave.
   *
   * @param enclaves none for all that the caller reads
   * @throws Refusal.Forbidden if he can't read one of them
   */
  public List<InUse> all(Caller caller, Set<String> enclaves) {
    Answers answers = visible.now();
    List<InUse> all = new ArrayList<>();
    for (String enclave : visible.scope(caller, enclaves)) {
      answers
          .facets(Visible.in(Set.of(enclave)), Set.of(Tag.Kind.REPORT), Integer.MAX_VALUE)
          .forEach(counted -> all.add(new InUse(counted.tag().name(), enclave)));
    }
    all.sort(Comparator.comparing(InUse::name).thenComparing(InUse::enclave));
    return all;
  }

  /**
   * What was done to a report, newest first, while it was where the caller may read.
   *
   * @param before the id of the last step of the page before
   */
  public List<Step> history(Caller caller, ReportRef ref, Optional<String> before, int limit) {
    Visible.Seen seen = visible.find(caller, ref);
    Story story = story(caller, seen);
    List<Story.Told> shown = story.shown();
    int from = 0;
    if (before.isPresent()) from = place(shown, before.get()) + 1;
    return steps(shown.subList(from, Math.min(from + limit, shown.size())));
  }

  private static int place(List<Story.Told> shown, String id) {
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).id().equals(id)) return i;
    }
    throw new Refusal.NotFound("There is no such operation on this report.");
  }

  private Story story(Caller caller, Visible.Seen seen) {
    return Story.of(
        ledger.history(),
        visible.scope(caller, Set.of()),
        seen.number(),
        Optional.of(seen.fields().enclave()));
  }

  /**
   * What was done with a tag of this name on reports that the caller reads, or could read until
   * they were deleted; newest first.
   */
  public List<Step> historyOfTag(Caller caller, String name, Optional<String> before, int limit) {
    return steps(
        new TagStory(ledger.history(), visible, caller)
            .of(IntelTagName.canonical(name), before, limit));
  }

  private List<Step> steps(List<Story.Told> some) {
    Guids guids = Guids.of(revisions, some.stream().map(Story.Told::report).distinct().toList());
    return some.stream().map(told -> step(told, guids)).toList();
  }

  private Step step(Story.Told told, Guids guids) {
    Entry entry = told.entry();
    return new Step(
        told.id(),
        entry.at(),
        entry.actor(),
        entry.via(),
        entry.reason(),
        told.what(),
        guids.of(told.report()),
        told.added(),
        told.removed(),
        ledger
            .history()
            .undoneBy(entry.seq())
            .flatMap(seq -> ledger.history().operation(seq))
            .map(by -> Story.Told.id(by, told.report())));
  }

  /**
   * Takes an operation on the tags of a report back, as an operation of its own: tags that somebody
   * changed again since stay as they are. Needs the right to update the report.
   *
   * @param operation its id
   * @throws Refusal.NotFound also if the caller knows of no such operation on this report
   * @throws Refusal.Invalid if it did something else than changing tags
   */
  public Altered undo(
      Caller caller,
      Via via,
      ReportRef ref,
      String operation,
      Optional<String> reason,
      Optional<RequestKey> key) {
    Operation.checkReason(reason);
    return attempts.repeat(
        ref,
        attempt -> {
          Visible.Seen seen = visible.findToUpdate(caller, ref);
          List<Story.Told> shown = story(caller, seen).shown();
          Story.Told told = shown.get(place(shown, operation));
          if (!told.what().equals("tagged") && !told.what().equals("undid")) {
            throw new Refusal.Invalid(
                "This operation did not just change tags; it can't be undone.");
          }
          Undo.Rule rule = new TakenBack(attempt, seen);
          Outcome outcome =
              ledger.undo(new Undo(told.entry().seq(), caller.login(), via, reason, key, rule));
          return altered(caller, seen.number(), outcome);
        });
  }

  /** What is taken back of the tags of one report, which counts as updated by that. */
  private final class TakenBack implements Undo.Rule {
    private final Attempts.Attempt attempt;
    private final Visible.Seen seen;

    TakenBack(Attempts.Attempt attempt, Visible.Seen seen) {
      this.attempt = attempt;
      this.seen = seen;
    }

    @Override
    public Thing kind() {
      return Thing.REPORT;
    }

    @Override
    public void check(Entry operation) {} // done before, since the answer must not tell of others

    @Override
    public List<Change> decide(State state, List<Change.Tagged> wanted) {
      List<String> add = new ArrayList<>();
      Set<String> remove = new TreeSet<>();
      for (Change.Tagged one : wanted) {
        if (one.added().contains(seen.number())) add.add(one.tag().name());
        if (one.removed().contains(seen.number())) remove.add(one.tag().name());
      }
      add.sort(Comparator.naturalOrder());
      return changes(state, attempt, seen, add, remove);
    }
  }
}
