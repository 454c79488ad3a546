package earmark.http.trustar;

import earmark.report.Report;
import earmark.report.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as clients know it. Of the external id's two names some read one, some the other. It has
 * no tags in this API. Times are ms since 1970. Source: "Reports" of API 1.3.
 */
record ReportBody(
    String id,
    @Nullable String externalTrackingId,
    @Nullable String externalId,
    @Nullable String externalUrl,
    long created,
    long updated,
    long timeBegan,
    String title,
    @Nullable String reportBody,
    String distributionType,
    List<String> enclaveIds) {

  static ReportBody of(Report report) {
    String externalId = report.externalId().orElse(null);
    return new ReportBody(
        report.guid(),
        externalId,
        externalId,
        report.externalUrl().orElse(null),
        report.created().toEpochMilli(),
        report.updated().toEpochMilli(),
        report.timeBegan().toEpochMilli(),
        report.title(),
        report.body().orElse(null),
        "ENCLAVE",
        List.of(report.enclave()));
  }

  /** What a client wants a report to say. */
  static Submission submission(Body body) {
    return new Submission(
        body.required("title"),
        body.required("reportBody"),
        body.text("externalTrackingId").or(() -> body.text("externalId")),
        body.text("externalUrl"),
        body.time("timeBegan"));
  }
}
