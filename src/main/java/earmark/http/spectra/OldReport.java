package earmark.http.spectra;

import static earmark.http.spectra.Fields.field;

/**
 * The summary report in the first version of this API, which old clients still ask for. It has a
 * verdict in other words; whatever else they may name is that of the second version.
 */
final class OldReport {
  static final Fields FIELDS =
      SummaryReport.FIELDS
          .only(
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
              "classification_origin",
              "classification_reason")
          .and(
              Fields.of(
                  field("threat_status", subject -> VerdictWords.threatStatus(subject.verdict())),
                  field("trust_factor", subject -> VerdictWords.trustFactor(subject.verdict())),
                  field("threat_level", subject -> VerdictWords.threatLevel(subject.verdict())),
                  field("threat_name", subject -> VerdictWords.threatName(subject.verdict()))))
          .andOnRequest(SummaryReport.FIELDS);

  private OldReport() {}
}
