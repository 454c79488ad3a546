package earmark.indicator;

import earmark.ledger.Change;
import earmark.search.Column;
import earmark.tag.Thing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of one indicator in which enclaves, while an operation changes it. An indicator is
 * known in an enclave because it was submitted or tagged there, which stays; or because a report
 * there mentions it, which ends with the last such report.
 */
final class Dossier {
  private final Indicator indicator;
  private final Map<String, List<String>> before;
  private final TreeSet<String> enclaves;
  private final Map<String, Long> first;
  private final Map<String, Long> last;
  private final Map<String, Long> sightings;
  private final Map<String, Long> reports;

  /**
   * @param before the fields of the indicator; none if it has not arrived
   */
  Dossier(Indicator indicator, Map<String, List<String>> before) {
    this.indicator = indicator;
    this.before = before;
    this.enclaves = new TreeSet<>(values(Column.INDICATOR_ENCLAVE));
    this.first = ScopedNumbers.read(values(Column.INDICATOR_FIRST_SEEN));
    this.last = ScopedNumbers.read(values(Column.INDICATOR_LAST_SEEN));
    this.sightings = ScopedNumbers.read(values(Column.INDICATOR_SIGHTINGS));
    this.reports = ScopedNumbers.read(values(Column.INDICATOR_REPORTS));
  }

  private List<String> values(Column column) {
    return before.getOrDefault(column.field(), List.of());
  }

  /** It was submitted to an enclave. */
  void submitted(String enclave, long firstMs, long lastMs, long times) {
    enclaves.add(enclave);
    first.merge(enclave, firstMs, Math::min);
    last.merge(enclave, LastSeen.key(lastMs, indicator), Math::max);
    sightings.merge(enclave, times, Math::addExact);
  }

  /** It got a tag of an enclave. */
  void tagged(String enclave, long nowMs) {
    enclaves.add(enclave);
    first.putIfAbsent(enclave, nowMs);
    last.putIfAbsent(enclave, LastSeen.key(nowMs, indicator));
    sightings.putIfAbsent(enclave, 0L);
  }

  /** So many more reports of an enclave mention it, or fewer. */
  void mentioned(String enclave, long more, long nowMs) {
    if (more == 0) return;
    long count = Math.max(0, reports.getOrDefault(enclave, 0L) + more);
    if (count > 0) reports.put(enclave, count);
    else reports.remove(enclave);
    if (more > 0) {
      enclaves.add(enclave);
      first.putIfAbsent(enclave, nowMs);
      last.merge(enclave, LastSeen.key(nowMs, indicator), Math::max);
    } else if (count == 0 && !sightings.containsKey(enclave)) {
      enclaves.remove(enclave);
      first.remove(enclave);
      last.remove(enclave);
    }
  }

  /** What changed; absent if nothing did. */
  Optional<Change> change() {
    Map<String, Change.Values> changed = new TreeMap<>();
    if (before.isEmpty()) {
      put(changed, Column.INDICATOR_TYPE, List.of(indicator.value().type().name()));
      put(changed, Column.INDICATOR_VALUE, List.of(indicator.value().text()));
    }
    put(changed, Column.INDICATOR_ENCLAVE, new ArrayList<>(enclaves));
    put(changed, Column.INDICATOR_FIRST_SEEN, ScopedNumbers.write(first));
    put(changed, Column.INDICATOR_LAST_SEEN, ScopedNumbers.write(last));
    put(changed, Column.INDICATOR_SIGHTINGS, ScopedNumbers.write(sightings));
    put(changed, Column.INDICATOR_REPORTS, ScopedNumbers.write(reports));
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(new Change.Described(Thing.INDICATOR, indicator.number(), changed));
  }

  private void put(Map<String, Change.Values> changed, Column column, List<String> after) {
    List<String> old = new ArrayList<>(values(column));
    Collections.sort(old);
    if (!old.equals(after)) changed.put(column.field(), new Change.Values(old, after));
  }
}
