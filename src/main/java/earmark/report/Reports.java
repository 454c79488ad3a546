package earmark.report;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.index.Index;
import earmark.indicator.ReportIndicators;
import earmark.indicator.ReportIndicators.Held;
import earmark.indicator.ReportIndicators.Step;
import earmark.ledger.Change;
import earmark.ledger.Decider;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.report.Revisions.Content;
import earmark.report.Revisions.Note;
import earmark.tag.IntelTagName;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of reports. Each change is one operation of the ledger, made after what the report says
 * is written down, so it is there whole or not at all, and visible at once.
 *
 * <p>All of these throw {@link Refusal.NotFound} for a report or enclave that the caller can't
 * read, {@link Refusal.Forbidden} if he may not do this there, {@link Refusal.TooLarge} above a
 * limit, {@link Refusal.Conflict} if the enclave has another report with the external id, or if an
 * external id means several reports.
 */
public final class Reports {
  /** So often an upsert looks again whether the report is there. */
  private static final int TRIES = 20;

  private final Visible visible;
  private final Writing writing;
  private final ReportIndicators indicators;
  private final Ledger ledger;
  private final Attempts attempts = new Attempts();

  public Reports(
      Enclaves enclaves,
      Revisions revisions,
      ReportIndicators indicators,
      Ledger ledger,
      Index index,
      ReportLimits limits,
      InstantSource clock) {
    this.visible = new Visible(enclaves, index, revisions);
    this.writing = new Writing(revisions, indicators, ledger, limits, clock);
    this.indicators = indicators;
    this.ledger = ledger;
  }

  /** What becomes of the body that a report has. */
  public enum Mode {
    /** The new one takes its place. */
    OVERRIDE,
    /** The new one is put behind it, on a line of its own. */
    APPEND
  }

  /** How far a report that somebody submitted is. */
  public enum Status {
    SUBMISSION_SUCCESS
  }

  /** Submits a report; needs the right to create in the enclave. */
  public Report submit(Caller caller, Via via, String enclave, Submission submission) {
    visible.require(caller, enclave, Right.CREATE);
    return create(caller, via, enclave, submission, new Origin(OptionalInt.empty(), Set.of()));
  }

  /**
   * Updates the report if there is one, else submits it.
   *
   * @param ref absent to submit a new one; an external id means a report of the enclave
   * @throws Refusal.NotFound also if a guid names no report that the caller sees
   */
  public Report upsert(
      Caller caller,
      Via via,
      Optional<ReportRef> ref,
      String enclave,
      Submission submission,
      Mode mode) {
    visible.require(caller, enclave, Right.READ);
    return switch (ref.orElse(null)) {
      case null -> submit(caller, via, enclave, submission);
      case ReportRef.ByGuid guid ->
          revise(caller, via, guid, Optional.of(enclave), submission, mode);
      case ReportRef.ByExternalId(String id) ->
          upsert(caller, via, id, enclave, submission.called(id), mode);
    };
  }

  private Report upsert(
      Caller caller, Via via, String externalId, String enclave, Submission said, Mode mode) {
    Refusal.@Nullable Conflict taken = null;
    for (int i = 0; i < TRIES; i++) {
      ThingSet found = Visible.withExternalId(visible.now(), externalId, Set.of(enclave));
      if (!found.isEmpty()) {
        Optional<Visible.Seen> seen = visible.seen(caller, visible.now(), found.toArray()[0]);
        if (seen.isEmpty()) continue;
        String guid = visible.report(seen.get(), false).guid();
        return revise(caller, via, new ReportRef.ByGuid(guid), Optional.of(enclave), said, mode);
      }
      try {
        return submit(caller, via, enclave, said);
      } catch (Refusal.Conflict refusal) {
        taken = refusal; // somebody submitted it meanwhile
      }
    }
    throw taken == null ? Attempts.tooBusy() : taken;
  }

  /**
   * Says something else in a report; its tags stay. Needs the right to update.
   *
   * @param enclave where it is to be from now on; absent to leave it where it is, else as {@link
   *     #move}
   */
  public Report update(
      Caller caller, Via via, ReportRef ref, Optional<String> enclave, Submission submission) {
    return revise(caller, via, ref, enclave, submission, Mode.OVERRIDE);
  }

  private Report revise(
      Caller caller,
      Via via,
      ReportRef ref,
      Optional<String> enclave,
      Submission submission,
      Mode mode) {
    return attempts.repeat(
        ref,
        attempt -> {
          Visible.Seen seen = visible.findToUpdate(caller, ref);
          Fields before = seen.fields();
          String destination = enclave.orElse(before.enclave());
          if (!destination.equals(before.enclave())) {
            visible.require(caller, destination, Right.CREATE);
          }
          Report now = visible.report(seen, mode == Mode.APPEND);
          Content content = content(submission, now, mode);
          ThingSet held = indicators.of(seen.number(), before.revision());
          Writing.Draft draft =
              writing.write(OptionalInt.of(seen.number()), OptionalInt.empty(), content);
          Fields wanted =
              new Fields(
                  destination,
                  draft.revision(),
                  before.updatedMs(),
                  submission.externalId().or(before::externalId));
          Decider decider =
              state ->
                  changes(
                      state,
                      attempt,
                      seen,
                      wanted,
                      new Held(before.enclave(), held),
                      draft.indicators());
          writing.make(draft, false, operation(caller, via, decider));
          return after(caller, seen.number());
        });
  }

  private static Content content(Submission submission, Report now, Mode mode) {
    String body =
        mode == Mode.APPEND ? now.body().orElse("") + "\n" + submission.body() : submission.body();
    return new Content(
        submission.title(),
        body,
        submission.externalUrl(),
        submission.timeBegan().orElse(now.timeBegan()));
  }

  /** The report with its body; needs the right to read. */
  public Report get(Caller caller, ReportRef ref) {
    return visible.report(visible.find(caller, ref), true);
  }

  /** How far a report is; it is done as soon as it was submitted. */
  public Status status(Caller caller, ReportRef ref) {
    visible.find(caller, ref);
    return Status.SUBMISSION_SUCCESS;
  }

  /** Deletes a report with its tags; needs the right to update. */
  public void delete(Caller caller, Via via, ReportRef ref) {
    attempts.repeat(
        ref,
        attempt -> {
          Visible.Seen seen = visible.findToUpdate(caller, ref);
          int number = seen.number();
          Fields before = seen.fields();
          Held held = new Held(before.enclave(), indicators.of(number, before.revision()));
          Note note = writing.noteDeletion(number);
          try {
            ledger.append(
                operation(
                    caller,
                    via,
                    state -> {
                      State reports = state.of(Thing.REPORT);
                      Fields fields = present(reports, seen, attempt);
                      List<Change> changes =
                          new ArrayList<>(ReportChange.gone(reports, number, fields));
                      long ms = Updates.next(reports, fields.enclave(), writing.nowMs(), 0);
                      changes.addAll(
                          indicators.changes(
                              state, List.of(new Step(Optional.of(held), Optional.empty())), ms));
                      return changes;
                    }));
          } catch (Refusal.Unavailable refusal) {
            throw refusal; // it may be gone; the next start knows
          } catch (Refusal refusal) {
            writing.forget(note);
            throw refusal;
          }
          writing.remove(number);
          return number;
        });
  }

  /**
   * Copies a report with its tags; needs the right to read it and to create in the destination. The
   * copy has the external id too, if that is free there.
   */
  public Report copy(Caller caller, Via via, ReportRef ref, String destination) {
    return attempts.repeat(
        ref,
        attempt -> {
          Visible.Seen seen = visible.find(caller, ref);
          visible.require(caller, destination, Right.CREATE);
          Report now = visible.report(seen, true);
          Content content =
              new Content(now.title(), now.body().orElse(""), now.externalUrl(), now.timeBegan());
          Writing.Draft draft =
              writing.write(OptionalInt.empty(), OptionalInt.of(seen.number()), content);
          Decider decider =
              state -> {
                State reports = state.of(Thing.REPORT);
                Fields source = present(reports, seen, attempt);
                Optional<String> id =
                    source
                        .externalId()
                        .filter(name ->
                            !ReportChange.isTaken(reports, destination, name, draft.report()));
                List<String> tags = ReportChange.names(reports.tags(seen.number()));
                return arrival(state, draft, destination, id, Set.copyOf(tags));
              };
          writing.make(draft, true, operation(caller, via, decider));
          return after(caller, draft.report());
        });
  }

  /** A copy that says something else and has other tags; it only remembers where it is from. */
  public Report copyAs(
      Caller caller,
      Via via,
      ReportRef ref,
      String destination,
      Submission submission,
      Set<IntelTagName> tags) {
    Visible.Seen seen = visible.find(caller, ref);
    visible.require(caller, destination, Right.CREATE);
    Set<String> names = tags.stream().map(IntelTagName::text).collect(Collectors.toSet());
    writing.requireRoom(names);
    return create(
        caller, via, destination, submission, new Origin(OptionalInt.of(seen.number()), names));
  }

  /** Moves a report with its tags; needs the right to update it, and to create where it goes. */
  public Report move(Caller caller, Via via, ReportRef ref, String destination) {
    return attempts.repeat(
        ref,
        attempt -> {
          Visible.Seen seen = visible.findToUpdate(caller, ref);
          Fields before = seen.fields();
          if (!destination.equals(before.enclave())) {
            visible.require(caller, destination, Right.CREATE);
            ThingSet held = indicators.of(seen.number(), before.revision());
            Held from = new Held(before.enclave(), held);
            ledger.append(
                operation(
                    caller,
                    via,
                    state -> changes(state, attempt, seen, before.in(destination), from, held)));
          }
          return after(caller, seen.number());
        });
  }

  /** Finishes what a killed server left; to be called at a start. */
  public void finish() {
    writing.finish();
  }

  /** Where a new report comes from, and the tags that it begins with. */
  private record Origin(OptionalInt source, Set<String> tags) {}

  private Report create(
      Caller caller, Via via, String enclave, Submission submission, Origin origin) {
    Instant now = Instant.ofEpochMilli(writing.nowMs());
    Content content =
        new Content(
            submission.title(),
            submission.body(),
            submission.externalUrl(),
            submission.timeBegan().orElse(now));
    Writing.Draft draft = writing.write(OptionalInt.empty(), origin.source(), content);
    writing.make(
        draft,
        true,
        operation(
            caller,
            via,
            state -> arrival(state, draft, enclave, submission.externalId(), origin.tags())));
    return after(caller, draft.report());
  }

  private List<Change> arrival(
      State state,
      Writing.Draft draft,
      String enclave,
      Optional<String> externalId,
      Set<String> tags) {
    State reports = state.of(Thing.REPORT);
    long ms = Updates.next(reports, enclave, writing.nowMs(), 0);
    Fields fields = new Fields(enclave, draft.revision(), ms, externalId);
    ReportChange.requireFree(reports, fields, draft.report());
    List<Change> changes =
        new ArrayList<>(
            ReportChange.arrived(draft.report(), fields, tags.stream().sorted().toList()));
    Step step = new Step(Optional.empty(), Optional.of(new Held(enclave, draft.indicators())));
    changes.addAll(indicators.changes(state, List.of(step), ms));
    return changes;
  }

  /** The changes from what was seen of a report to what is wanted. */
  private List<Change> changes(
      State state,
      Attempts.Attempt attempt,
      Visible.Seen seen,
      Fields wanted,
      Held before,
      ThingSet after) {
    State reports = state.of(Thing.REPORT);
    Fields fields = present(reports, seen, attempt);
    ReportChange.requireFree(reports, wanted, seen.number());
    long ms = Updates.next(reports, wanted.enclave(), writing.nowMs(), fields.updatedMs());
    List<Change> changes = new ArrayList<>();
    changes.add(Fields.change(seen.number(), Optional.of(fields), Optional.of(wanted.updated(ms))));
    Step step = new Step(Optional.of(before), Optional.of(new Held(wanted.enclave(), after)));
    changes.addAll(indicators.changes(state, List.of(step), ms));
    return changes;
  }

  /** What is said of a report under the pen, which has to be what was seen, besides its tags. */
  private static Fields present(State reports, Visible.Seen seen, Attempts.Attempt attempt) {
    Fields fields = Fields.of(reports, seen.number()).orElseThrow(attempt::overtaken);
    if (!fields.updated(0).equals(seen.fields().updated(0))) throw attempt.overtaken();
    return fields;
  }

  private static Operation operation(Caller caller, Via via, Decider decider) {
    return new Operation(caller.login(), via, Optional.empty(), Optional.empty(), decider);
  }

  /** The report as it is now, for who has just changed it. */
  private Report after(Caller caller, int number) {
    return visible
        .seen(caller, visible.now(), number)
        .map(seen -> visible.report(seen, true))
        .orElseThrow(() -> new Refusal.NotFound("The report is gone, or out of sight, since."));
  }
}
