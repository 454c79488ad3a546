package earmark.report;

import java.util.List;

/**
 * One page of a list of reports.
 *
 * @param total how many the caller would find in all, exactly
 * @param hasNext whether there are more behind this page
 */
public record ReportPage(long total, List<Report> reports, boolean hasNext) {
  public ReportPage {
    reports = List.copyOf(reports);
  }
}
