package earmark.report;

import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.tag.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the ledger says of a report besides its tags.
 *
 * @param revision what it says
 * @param updatedMs when it changed last, in milliseconds since 1970 UTC
 */
record Fields(String enclave, int revision, long updatedMs, Optional<String> externalId) {

  /** What is said of a report at some moment; absent if it does not exist then. */
  static Optional<Fields> of(State reports, int number) {
    if (!reports.all().contains(number)) return Optional.empty();
    Map<String, List<String>> values = reports.fields(number);
    return Optional.of(
        new Fields(
            one(values, Column.REPORT_ENCLAVE).orElseThrow(),
            Integer.parseInt(one(values, Column.REPORT_REVISION).orElseThrow()),
            Long.parseLong(one(values, Column.REPORT_UPDATED).orElseThrow()),
            one(values, Column.REPORT_EXTERNAL_ID)));
  }

  private static Optional<String> one(Map<String, List<String>> values, Column column) {
    return values.getOrDefault(column.field(), List.of()).stream().findFirst();
  }

  Fields updated(long ms) {
    return new Fields(enclave, revision, ms, externalId);
  }

  Fields in(String other) {
    return new Fields(other, revision, updatedMs, externalId);
  }

  private Map<String, List<String>> values() {
    Map<String, List<String>> values = new TreeMap<>();
    values.put(Column.REPORT_ENCLAVE.field(), List.of(enclave));
    values.put(Column.REPORT_REVISION.field(), List.of(String.valueOf(revision)));
    values.put(Column.REPORT_UPDATED.field(), List.of(String.valueOf(updatedMs)));
    values.put(Column.REPORT_EXTERNAL_ID.field(), externalId.stream().toList());
    return values;
  }

  /** The change from one to the other, either of which may be nothing. */
  static Change change(int number, Optional<Fields> before, Optional<Fields> after) {
    Map<String, List<String>> old = before.map(Fields::values).orElse(Map.of());
    Map<String, List<String>> next = after.map(Fields::values).orElse(Map.of());
    Map<String, Change.Values> changed = new TreeMap<>();
    for (Column column : Column.of(Thing.REPORT)) {
      List<String> was = old.getOrDefault(column.field(), List.of());
      List<String> is = next.getOrDefault(column.field(), List.of());
      if (!was.equals(is)) changed.put(column.field(), new Change.Values(was, is));
    }
    return new Change.Described(Thing.REPORT, number, changed);
  }
}
