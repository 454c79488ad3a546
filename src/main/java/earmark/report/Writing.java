package earmark.report;

import earmark.indicator.IndicatorValue;
import earmark.indicator.ReportIndicators;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.report.Revisions.Content;
import earmark.report.Revisions.Note;
import earmark.report.Revisions.Settled;
import earmark.report.Revisions.Written;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what reports say before the ledger makes it true, and cleans up afterwards: what the
 * ledger refused at once, what a killed server left at the next start.
 */
final class Writing {
  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

  /** For so long old words stay, so that no search that is under way misses a report. */
  private static final Duration WORDS_STAY = Duration.ofMinutes(1);

  /** What was written down longer ago never becomes true any more. */
  private static final Duration TRUE_WITHIN = Duration.ofMinutes(10);

  /** What was written down longer ago is under way nowhere, whatever the clocks of servers say. */
  private static final Duration UNDER_WAY = Duration.ofHours(1);

  private static final int REPORTS_AT_ONCE = 200;

  private final Revisions revisions;
  private final ReportIndicators indicators;
  private final Ledger ledger;
  private final ReportLimits limits;
  private final InstantSource clock;
  private final Queue<Later> settled = new ConcurrentLinkedQueue<>();

  private record Later(Instant from, Settled settled) {}

  Writing(
      Revisions revisions,
      ReportIndicators indicators,
      Ledger ledger,
      ReportLimits limits,
      InstantSource clock) {
    this.revisions = revisions;
    this.indicators = indicators;
    this.ledger = ledger;
    this.limits = limits;
    this.clock = clock;
  }

  /** What was written down, with the indicators that it tells of. */
  record Draft(Written written, ThingSet indicators) {
    int report() {
      return written.report();
    }

    int revision() {
      return written.revision();
    }
  }

  /**
   * Writes down a new report, or what else one is to say.
   *
   * @param report absent for a new one
   * @param source what it is copied from
   * @throws Refusal.TooLarge above a limit; nothing is written then
   */
  Draft write(OptionalInt report, OptionalInt source, Content content) {
    requireWithinLimits(content);
    List<IndicatorValue> values = indicators.extract(content.title(), content.body());
    if (values.size() > limits.indicators()) {
      throw new Refusal.TooLarge(
          "The report tells of %d indicators; it may be %d."
              .formatted(values.size(), limits.indicators()));
    }
    ThingSet numbers = indicators.register(values);
    Instant now = clock.instant();
    List<Settled> done = takeSettled(now);
    Written written =
        report.isPresent()
            ? revisions.revise(report.getAsInt(), content, now, done)
            : revisions.add(UUID.randomUUID().toString(), source, content, now, done);
    indicators.keep(written.report(), written.revision(), numbers);
    return new Draft(written, numbers);
  }

  private void requireWithinLimits(Content content) {
    if (content.title().length() > limits.titleChars()) {
      throw new Refusal.TooLarge(
          "The title is longer than " + limits.titleChars() + " characters.");
    }
    if (content.externalUrl().map(String::length).orElse(0) > limits.externalUrlChars()) {
      throw new Refusal.TooLarge(
          "The external URL is longer than " + limits.externalUrlChars() + " characters.");
    }
    if (content.body().getBytes(StandardCharsets.UTF_8).length > limits.bodyBytes()) {
      throw new Refusal.TooLarge("The body is longer than " + limits.bodyBytes() + " bytes.");
    }
  }

  private List<Settled> takeSettled(Instant now) {
    List<Settled> done = new ArrayList<>();
    for (Later next = settled.peek();
        next != null && next.from().isBefore(now);
        next = settled.peek()) {
      if (settled.remove(next)) done.add(next.settled());
    }
    return done;
  }

  /** Makes what was written down true by an operation, or cleans it up if it is refused. */
  Outcome make(Draft draft, boolean isNew, Operation operation) {
    Instant begun = draft.written().note().at();
    try {
      Outcome outcome =
          ledger.append(
              new Operation(
                  operation.actor(),
                  operation.via(),
                  operation.reason(),
                  operation.key(),
                  state -> {
                    if (begun.plus(TRUE_WITHIN).isBefore(clock.instant())) {
                      throw new Refusal.Unavailable("This took too long; nothing was changed.");
                    }
                    return operation.decider().decide(state);
                  }));
      settled.add(
          new Later(
              clock.instant().plus(WORDS_STAY), new Settled(draft.report(), draft.revision())));
      return outcome;
    } catch (Refusal.Unavailable refusal) {
      throw refusal; // it may have become true; the next start knows
    } catch (Refusal refusal) {
      undo(draft, isNew);
      throw refusal;
    }
  }

  /** Removes what was written down and did not become true. */
  void undo(Draft draft, boolean isNew) {
    try {
      if (isNew) revisions.remove(draft.report());
      else revisions.drop(draft.written().note());
    } catch (Refusal.Unavailable refusal) {
      LOG.warn("What a refused change left is removed later: {}", refusal.reason());
    }
  }

  /** Notes that a report is about to be deleted. */
  Note noteDeletion(int report) {
    return revisions.noteDeletion(report, clock.instant());
  }

  /** Removes the words of a report that is gone. */
  void remove(int report) {
    try {
      revisions.remove(report);
    } catch (Refusal.Unavailable refusal) {
      LOG.warn("What is left of a deleted report is removed later: {}", refusal.reason());
    }
  }

  /** Forgets that a report was to be deleted. */
  void forget(Note deletion) {
    revisions.drop(deletion);
  }

  /** Finishes what other runs began, and writes the words of all reports down if they are lost. */
  void finish() {
    if (revisions.isIndexLost()) index();
    List<Note> notes = revisions.notes();
    if (notes.isEmpty()) return;
    Map<Integer, Fields> fields = present(notes);
    List<Settled> done = new ArrayList<>();
    for (Note note : notes) {
      Fields present = fields.get(note.report());
      boolean over = note.at().plus(UNDER_WAY).isBefore(clock.instant());
      if (present == null) {
        if (note.deletion() || over) revisions.remove(note.report());
      } else if (!note.deletion() && note.id() <= present.revision()) {
        done.add(new Settled(note.report(), note.id()));
      } else if (over) {
        revisions.drop(note);
      }
    }
    revisions.settle(done);
  }

  /** Asks under the pen what is true of these reports, so that no other server knows better. */
  private Map<Integer, Fields> present(List<Note> notes) {
    Map<Integer, Fields> found = new HashMap<>();
    ledger.append(
        Operation.ofEarmark(
            Via.API,
            state -> {
              State reports = state.of(Thing.REPORT);
              for (Note note : notes) {
                Fields.of(reports, note.report())
                    .ifPresent(fields -> found.put(note.report(), fields));
              }
              return List.of();
            }));
    return found;
  }

  private void index() {
    List<Integer> current = ledger.look(Writing::currentRevisions);
    LOG.info("The words of {} reports are written down anew", current.size());
    for (int from = 0; from < current.size(); from += REPORTS_AT_ONCE) {
      int to = Math.min(from + REPORTS_AT_ONCE, current.size());
      revisions.index(current.subList(from, to), false);
    }
    revisions.index(List.of(), true);
  }

  private static List<Integer> currentRevisions(State state) {
    State reports = state.of(Thing.REPORT);
    List<Integer> current = new ArrayList<>();
    reports
        .all()
        .forEach(number -> Fields.of(reports, number).ifPresent(f -> current.add(f.revision())));
    return current;
  }

  /** A moment of now, in milliseconds since 1970 UTC. */
  long nowMs() {
    return clock.millis();
  }

  /** Refuses more tags than a report may have. */
  void requireRoom(Set<String> tags) {
    if (tags.size() > limits.tags()) {
      throw new Refusal.TooLarge(
          "A report can have %d tags; this would be %d.".formatted(limits.tags(), tags.size()));
    }
  }
}
