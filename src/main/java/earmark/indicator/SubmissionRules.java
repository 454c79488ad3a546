package earmark.indicator;

import earmark.access.Enclave;
import earmark.indicator.IndicatorRecords.Remark;
import earmark.ledger.Change;
import earmark.ledger.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a submission means at the moment at which it is decided. For one submission. */
final class SubmissionRules {
  private final Submission submission;
  private final Set<String> enclaves;
  private final Map<IndicatorTag, Set<IndicatorValue>> tags = new LinkedHashMap<>();
  private final Set<IndicatorValue> values = new LinkedHashSet<>();
  private Map<IndicatorValue, Integer> numbers = Map.of();

  /**
   * @param enclaves the ids of those that it goes to
   */
  SubmissionRules(Submission submission, Set<String> enclaves) {
    this.submission = submission;
    this.enclaves = enclaves;
    for (IndicatorTag tag : submission.tags()) tags.put(canonical(tag), new LinkedHashSet<>());
    for (Submission.Row row : submission.rows()) {
      values.add(row.value());
      for (IndicatorTag tag : row.tags().orElse(submission.tags())) {
        tags.computeIfAbsent(canonical(tag), _ -> new LinkedHashSet<>()).add(row.value());
      }
    }
  }

  private static IndicatorTag canonical(IndicatorTag tag) {
    return new IndicatorTag(Enclave.canonicalId(tag.enclave()), tag.name());
  }

  /** All tags that it names, each once. */
  Set<IndicatorTag> tags() {
    return tags.keySet();
  }

  Collection<IndicatorValue> values() {
    return values;
  }

  /** Says the numbers of all values; to be called before the rest. */
  void number(Map<IndicatorValue, Integer> known) {
    numbers = known;
  }

  private Indicator indicator(IndicatorValue value) {
    Integer number = numbers.get(value);
    if (number == null) throw new IllegalStateException("an indicator has no number");
    return new Indicator(number, value);
  }

  List<Change> decide(State state, long nowMs) {
    Dossiers dossiers = new Dossiers(state);
    for (Submission.Row row : submission.rows()) {
      Dossier dossier = dossiers.of(indicator(row.value()));
      long last = row.lastSeenMs().orElse(Math.max(nowMs, row.firstSeenMs().orElse(nowMs)));
      long first = row.firstSeenMs().orElse(Math.min(nowMs, last));
      for (String enclave : enclaves) dossier.submitted(enclave, first, last, row.sightings());
    }
    TagChanges put = new TagChanges(state);
    tags.forEach((tag, carriers) -> {
      if (carriers.isEmpty()) return;
      List<Indicator> indicators = carriers.stream().map(this::indicator).toList();
      for (Indicator indicator : indicators) dossiers.of(indicator).tagged(tag.enclave(), nowMs);
      put.add(tag, indicators);
    });
    List<Change> changes = new ArrayList<>(dossiers.changes());
    changes.addAll(put.changes());
    return changes;
  }

  /** The sources and notes, for each enclave. */
  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    for (Submission.Row row : submission.rows()) {
      int number = indicator(row.value()).number();
      for (String enclave : enclaves) {
        row.source()
            .filter(text -> !text.isBlank())
            .ifPresent(text -> remarks.add(new Remark(number, enclave, Remark.Kind.SOURCE, text)));
        row.note()
            .filter(text -> !text.isBlank())
            .ifPresent(text -> remarks.add(new Remark(number, enclave, Remark.Kind.NOTE, text)));
      }
    }
    return remarks;
  }
}
