package earmark.http.spectra;

import static earmark.http.spectra.Fields.empty;
import static earmark.http.spectra.Fields.field;

import earmark.sample.Sample;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sample in the answer to a search. Its tags are in the reports only. */
final class SearchEntry {
  private static final Fields FIELDS =
      Fields.of(
          field("sha1", subject -> subject.digests().sha1()),
          field("sha256", subject -> subject.digests().sha256()),
          field("md5", subject -> subject.digests().md5()),
          empty("available", true),
          field("classification", subject -> VerdictWords.classification(subject.verdict())),
          field("threatname", subject -> VerdictWords.threatName(subject.verdict())),
          field("factor", subject -> VerdictWords.riskScore(subject.verdict())),
          field("size", subject -> subject.digests().sizeBytes()),
          field("sampletype", subject -> subject.sample().type().orElse("")),
          field("filename", subject -> subject.sample().name()),
          field("filecount", Subject::extractedFileCount),
          empty("antivirus", 0),
          field("firstseen", subject -> Times.seconds(subject.sample().firstSeen())),
          field("lastseen", subject -> Times.seconds(subject.sample().lastSeen())));

  /** The first version had a verdict in other words. */
  private static final Fields OLD_FIELDS =
      FIELDS
          .only("sha1", "sha256", "md5", "available")
          .and(
              Fields.of(
                  field("status", subject -> VerdictWords.threatStatus(subject.verdict())),
                  field("threat_name", subject -> VerdictWords.threatName(subject.verdict())),
                  field("threat_level", subject -> VerdictWords.threatLevel(subject.verdict())),
                  field("trust_factor", subject -> VerdictWords.trustFactor(subject.verdict()))))
          .and(
              FIELDS.only(
                  "size",
                  "sampletype",
                  "filename",
                  "filecount",
                  "antivirus",
                  "firstseen",
                  "lastseen"));

  private SearchEntry() {}

  /** A file that came without a name has none here. */
  static Map<String, @Nullable Object> of(Subject subject, boolean old) {
    Map<String, @Nullable Object> entry = (old ? OLD_FIELDS : FIELDS).report(subject);
    Sample sample = subject.sample();
    if (sample.name().isEmpty()) entry.remove("filename");
    return entry;
  }
}
