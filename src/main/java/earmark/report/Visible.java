package earmark.report;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.index.Answers;
import earmark.index.Index;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Query;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What of the reports a caller may read, and in which words they are shown to him. */
final class Visible {
  private final Enclaves enclaves;
  private final Index index;
  private final Revisions revisions;

  Visible(Enclaves enclaves, Index index, Revisions revisions) {
    this.enclaves = enclaves;
    this.index = index;
    this.revisions = revisions;
  }

  /** A report that the caller sees, at one moment. */
  record Seen(Answers answers, int number, Fields fields) {}

  /** The answers of now, all of one moment. */
  Answers now() {
    return index.of(Thing.REPORT);
  }

  /**
   * The enclaves to look in.
   *
   * @param asked none for all that the caller reads
   * @throws Refusal.Forbidden if he can't read one of them
   */
  Set<String> scope(Caller caller, Collection<String> asked) {
    return enclaves.scope(caller, asked);
  }

  /** Whether the caller may read an enclave. */
  boolean reads(Caller caller, String enclave) {
    return enclaves.readableIds(caller).contains(enclave);
  }

  /** Finds what is in some enclaves. */
  static Query in(Set<String> scope) {
    return new Query.HasWord(Column.REPORT_ENCLAVE, scope);
  }

  /**
   * The report that the caller means.
   *
   * @throws Refusal.NotFound if he sees no such report
   * @throws Refusal.Conflict if he sees several, of which he may edit none or several
   */
  Seen find(Caller caller, ReportRef ref) {
    Answers answers = now();
    return switch (ref) {
      case ReportRef.ByGuid(String guid) -> {
        OptionalInt number = revisions.number(guid);
        if (number.isEmpty()) throw notFound();
        yield seen(caller, answers, number.getAsInt()).orElseThrow(Visible::notFound);
      }
      case ReportRef.ByExternalId(String id) -> {
        ThingSet all = withExternalId(answers, id, enclaves.readableIds(caller));
        if (all.size() > 1) all = all.filter(number -> isEditable(caller, answers, number));
        if (all.size() != 1) throw all.isEmpty() && !isAny(caller, id) ? notFound() : ambiguous();
        yield seen(caller, answers, all.toArray()[0]).orElseThrow(Visible::notFound);
      }
    };
  }

  private boolean isAny(Caller caller, String id) {
    return !withExternalId(now(), id, enclaves.readableIds(caller)).isEmpty();
  }

  private boolean isEditable(Caller caller, Answers answers, int number) {
    return enclaves
        .rights(caller, value(answers, number, Column.REPORT_ENCLAVE).orElse(""))
        .contains(Right.UPDATE);
  }

  /** The same, if he may update it. */
  Seen findToUpdate(Caller caller, ReportRef ref) {
    Seen seen = find(caller, ref);
    enclaves.require(caller, seen.fields().enclave(), Right.UPDATE);
    return seen;
  }

  /** Requires a right in an enclave. */
  void require(Caller caller, String enclave, Right right) {
    enclaves.require(caller, enclave, right);
  }

  static ThingSet withExternalId(Answers answers, String id, Set<String> scope) {
    return answers.things(
        new Query.And(
            List.of(new Query.HasWord(Column.REPORT_EXTERNAL_ID, Set.of(id)), in(scope))));
  }

  /** A report at the moment of the answers, if the caller may read where it is then. */
  Optional<Seen> seen(Caller caller, Answers answers, int number) {
    return fields(answers, number)
        .filter(fields -> reads(caller, fields.enclave()))
        .map(fields -> new Seen(answers, number, fields));
  }

  /** What is said of a report at the moment of the answers, if it exists then. */
  static Optional<Fields> fields(Answers answers, int number) {
    return value(answers, number, Column.REPORT_ENCLAVE)
        .map(enclave ->
            new Fields(
                enclave,
                Integer.parseInt(value(answers, number, Column.REPORT_REVISION).orElseThrow()),
                Long.parseLong(value(answers, number, Column.REPORT_UPDATED).orElseThrow()),
                value(answers, number, Column.REPORT_EXTERNAL_ID)));
  }

  private static Optional<String> value(Answers answers, int number, Column column) {
    return answers.values(number, column).stream().findFirst();
  }

  private static Refusal notFound() {
    return new Refusal.NotFound("There is no such report.");
  }

  private static Refusal ambiguous() {
    return new Refusal.Conflict(
        "Several reports have this external id; name the one you mean by its id.");
  }

  /** A report in words. */
  Report report(Seen seen, boolean withBody) {
    return reports(seen.answers(), List.of(seen.number()), withBody).stream()
        .findFirst()
        .orElseThrow(Visible::notFound); // removed since that moment
  }

  /** Some reports in words, in this order; those whose words are removed since are left out. */
  List<Report> reports(Answers answers, List<Integer> numbers, boolean withBodies) {
    Map<Integer, Fields> fields = new HashMap<>();
    for (int number : numbers) {
      fields(answers, number).ifPresent(known -> fields.put(number, known));
    }
    Map<Integer, Revisions.Known> known = new HashMap<>();
    revisions.reports(fields.keySet()).forEach(one -> known.put(one.number(), one));
    Map<Integer, Revisions.Revision> said = new HashMap<>();
    revisions
        .get(fields.values().stream().map(Fields::revision).toList(), withBodies)
        .forEach(one -> said.put(one.report(), one));
    List<Report> reports = new ArrayList<>();
    for (int number : numbers) {
      Fields of = fields.get(number);
      Revisions.Known report = known.get(number);
      Revisions.Revision revision = said.get(number);
      if (of != null && report != null && revision != null) {
        reports.add(report(report, of, revision, ReportChange.names(answers.tags(number))));
      }
    }
    return reports;
  }

  private static Report report(
      Revisions.Known known, Fields fields, Revisions.Revision revision, List<String> tags) {
    return new Report(
        known.number(),
        known.guid(),
        fields.enclave(),
        fields.externalId(),
        revision.externalUrl(),
        revision.title(),
        revision.body(),
        revision.timeBegan(),
        Instant.ofEpochMilli(known.created().toEpochMilli()),
        Instant.ofEpochMilli(fields.updatedMs()),
        tags);
  }

  /** Those of some hits that are true at the moment of the answers. */
  static ThingSet current(Answers answers, Collection<Revisions.Hit> hits) {
    return ThingSet.of(
        hits.stream()
            .filter(hit ->
                value(answers, hit.report(), Column.REPORT_REVISION)
                    .filter(is -> Integer.parseInt(is) == hit.revision())
                    .isPresent())
            .mapToInt(Revisions.Hit::report)
            .toArray());
  }
}
