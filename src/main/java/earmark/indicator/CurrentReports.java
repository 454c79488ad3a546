package earmark.indicator;

import earmark.index.Answers;
import earmark.indicator.Mentions.Mention;
import earmark.search.Column;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The reports of some enclaves as they are now.
 *
 * @param answers of the index for reports
 */
record CurrentReports(Answers answers, Set<String> enclaves) {

  /** Whether a mention is by the current revision of a report in these enclaves. */
  boolean shows(Mention mention) {
    int report = mention.report();
    return answers.exists(report)
        && answers
            .values(report, Column.REPORT_REVISION)
            .equals(List.of(String.valueOf(mention.revision())))
        && answers.values(report, Column.REPORT_ENCLAVE).stream().anyMatch(enclaves::contains);
  }

  /** The reports of such mentions that changed last. */
  Set<Integer> newest(Collection<Mention> mentions, int limit) {
    Set<Integer> reports = new LinkedHashSet<>();
    mentions.stream()
        .filter(this::shows)
        .map(Mention::report)
        .distinct()
        .sorted(Comparator.comparingLong(this::updatedMs).reversed())
        .limit(limit)
        .forEach(reports::add);
    return reports;
  }

  private long updatedMs(int report) {
    return answers.values(report, Column.REPORT_UPDATED).stream()
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
