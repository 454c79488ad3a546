package earmark.http.spectra;

import static earmark.http.spectra.Fields.empty;
import static earmark.http.spectra.Fields.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The full report of a sample: beside what the summary knows, what sandboxes and scanners say, of
 * which there are none here.
 */
final class FullReport {
  static final Fields FIELDS =
      Fields.of(
              empty("rl_auxiliary_analysis", Map.of()),
              empty("av_scanners", List.of()),
              empty("av_scanners_summary", SummaryReport.noScanners()),
              empty("cape", Map.of()),
              empty("cisco_secure_malware_analytics", Map.of()),
              empty("cuckoo", Map.of()),
              empty("discussion", List.of()),
              empty("joe", Map.of()),
              empty("fireeye", Map.of()),
              empty("rl_cloud_sandbox", Map.of()),
              empty("sources", List.of()),
              field("sample_summary", FullReport::sampleSummary),
              field("ticore", CoreReport.FIELDS::report),
              field("tags", SummaryReport::tags),
              field("ticloud", _ -> SummaryReport.nothingInTheCloud()),
              empty("vmray_tcbase", Map.of()))
          .andOnRequest(
              Fields.of(empty("network_indicators", Map.of()), empty("behavior", Map.of())))
          .andOnRequest(SummaryReport.FIELDS);

  private static final List<String> SAMPLE_SUMMARY =
      List.of(
          "id",
          "sha1",
          "sha256",
          "sha512",
          "md5",
          "category",
          "file_type",
          "file_subtype",
          "identification_name",
          "identification_version",
          "file_size",
          "extracted_file_count",
          "local_first_seen",
          "local_last_seen",
          "classification",
          "riskscore",
          "classification_result");

  private FullReport() {}

  private static Map<String, @Nullable Object> sampleSummary(Subject subject) {
    Map<String, @Nullable Object> summary =
        new LinkedHashMap<>(SummaryReport.FIELDS.report(subject, SAMPLE_SUMMARY));
    summary.put("goodware_override", false);
    return summary;
  }
}
