package earmark.report;

import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of reports and their tags at the moment at which it is decided. */
final class ReportChange {
  private ReportChange() {}

  static Tag tag(String name) {
    return new Tag(Tag.Kind.REPORT, "", name);
  }

  /** The changes with which a report begins to exist. */
  static List<Change> arrived(int number, Fields fields, Collection<String> tags) {
    ThingSet one = ThingSet.of(number);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Arrived(Thing.REPORT, one));
    changes.add(Fields.change(number, Optional.empty(), Optional.of(fields)));
    for (String name : tags) {
      changes.add(new Change.Tagged(tag(name), one, ThingSet.none(), 0, 0));
    }
    return changes;
  }

  /** The changes with which it ends: all that it had is taken from it first. */
  static List<Change> gone(State reports, int number, Fields fields) {
    ThingSet one = ThingSet.of(number);
    List<Change> changes = new ArrayList<>();
    for (Tag tag : reports.tags(number)) {
      changes.add(new Change.Tagged(tag, ThingSet.none(), one, 0, 0));
    }
    changes.add(Fields.change(number, Optional.of(fields), Optional.empty()));
    changes.add(new Change.Gone(Thing.REPORT, one));
    return changes;
  }

  /** The names of the tags of a report. */
  static List<String> names(Collection<Tag> tags) {
    return tags.stream().map(Tag::name).sorted().toList();
  }

  /**
   * Whether another report of an enclave has an external id.
   *
   * @param number the report that may have it
   */
  static boolean isTaken(State reports, String enclave, String externalId, int number) {
    return !reports
        .find(
            new Query.And(
                List.of(
                    new Query.HasWord(Column.REPORT_EXTERNAL_ID, Set.of(externalId)),
                    new Query.HasWord(Column.REPORT_ENCLAVE, Set.of(enclave)))))
        .andNot(ThingSet.of(number))
        .isEmpty();
  }

  /**
   * Refuses an external id that another report of the enclave has.
   *
   * @throws Refusal.Conflict if one has
   */
  static void requireFree(State reports, Fields fields, int number) {
    fields
        .externalId()
        .filter(id -> isTaken(reports, fields.enclave(), id, number))
        .ifPresent(_ -> {
          throw new Refusal.Conflict("The enclave has another report with this external id.");
        });
  }
}
