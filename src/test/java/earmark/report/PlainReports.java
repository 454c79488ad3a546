package earmark.report;

import earmark.access.Caller;
import earmark.access.Right;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What reports are, as plainly as it can be said; judges the room. */
final class PlainReports {
  /** A report; changed in place. */
  static final class Plain {
    final String guid;
    String enclave;
    Optional<String> externalId;
    String title;
    String body;
    TreeSet<String> tags = new TreeSet<>();
    long changed;

    Plain(String guid, String enclave, Optional<String> externalId, String title, String body) {
      this.guid = guid;
      this.enclave = enclave;
      this.externalId = externalId;
      this.title = title;
      this.body = body;
    }
  }

  final Map<String, Plain> all = new HashMap<>();
  final Map<Caller, Map<String, Set<Right>>> rights = new HashMap<>();
  private long changes;

  /** The report that has to be there. */
  Plain get(String guid) {
    return Optional.ofNullable(all.get(guid)).orElseThrow();
  }

  boolean may(Caller caller, String enclave, Right right) {
    return rights.getOrDefault(caller, Map.of()).getOrDefault(enclave, Set.of()).contains(right);
  }

  /** What a room answers to who asks for a right: the name of a refusal, or nothing. */
  Optional<String> refusal(Caller caller, String enclave, Right right) {
    if (!may(caller, enclave, Right.READ)) return Optional.of("NotFound");
    return may(caller, enclave, right) ? Optional.empty() : Optional.of("Forbidden");
  }

  void changed(Plain report) {
    report.changed = ++changes;
  }

  boolean isTaken(String enclave, Optional<String> externalId, String guid) {
    return externalId.isPresent()
        && all.values().stream()
            .anyMatch(one ->
                one.enclave.equals(enclave)
                    && one.externalId.equals(externalId)
                    && !one.guid.equals(guid));
  }

  Optional<Plain> visible(Caller caller, String guid) {
    return Optional.ofNullable(all.get(guid)).filter(one -> may(caller, one.enclave, Right.READ));
  }

  /** The guid, or the refusal, of a report by its external id. */
  String byExternalId(Caller caller, String id) {
    List<Plain> found =
        all.values().stream()
            .filter(one -> one.externalId.equals(Optional.of(id)))
            .filter(one -> may(caller, one.enclave, Right.READ))
            .toList();
    if (found.isEmpty()) return "NotFound";
    if (found.size() == 1) return found.getFirst().guid;
    List<Plain> editable =
        found.stream().filter(one -> may(caller, one.enclave, Right.UPDATE)).toList();
    return editable.size() == 1 ? editable.getFirst().guid : "Conflict";
  }

  /** The guids of what a caller finds, last changed first. */
  List<String> find(Caller caller, Optional<String> word, Set<String> tags, Set<String> excluded) {
    List<Plain> found = new ArrayList<>();
    for (Plain one : all.values()) {
      boolean fits =
          may(caller, one.enclave, Right.READ)
              && one.tags.containsAll(tags)
              && excluded.stream().noneMatch(one.tags::contains)
              && word.filter(text -> !(" " + one.title + " " + one.body).contains(" " + text))
                  .isEmpty();
      if (fits) found.add(one);
    }
    found.sort(Comparator.comparingLong((Plain one) -> -one.changed));
    return found.stream().map(one -> one.guid).toList();
  }

  /** The tags in use in enclaves that a caller reads, with the enclave. */
  Set<ReportTags.InUse> inUse(Caller caller) {
    Set<ReportTags.InUse> used = new java.util.HashSet<>();
    for (Plain one : all.values()) {
      if (!may(caller, one.enclave, Right.READ)) continue;
      one.tags.forEach(name -> used.add(new ReportTags.InUse(name, one.enclave)));
    }
    return used;
  }
}
