package earmark.http.spectra;

import static earmark.http.spectra.Fields.empty;
import static earmark.http.spectra.Fields.field;
import static earmark.http.spectra.Fields.onRequest;

import earmark.analysis.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The summary report of a sample. */
final class SummaryReport {
  static final Fields FIELDS =
      Fields.of(
          field("id", subject -> Times.id(subject.sample())),
          field("sha1", subject -> subject.digests().sha1()),
          field("sha256", subject -> subject.digests().sha256()),
          field("sha512", subject -> subject.digests().sha512()),
          field("md5", subject -> subject.digests().md5()),
          field("category", subject -> subject.facts().map(Facts::category).orElse("")),
          field("file_type", subject -> subject.facts().map(Facts::fileType).orElse("")),
          field("file_subtype", subject -> subject.facts().map(Facts::fileSubtype).orElse("")),
          field(
              "identification_name",
              subject -> subject.facts().map(Facts::identification).orElse("")),
          empty("identification_version", ""),
          field("file_size", subject -> subject.digests().sizeBytes()),
          field("extracted_file_count", Subject::extractedFileCount),
          field("local_first_seen", subject -> Times.micros(subject.sample().firstSeen())),
          field("local_last_seen", subject -> Times.micros(subject.sample().lastSeen())),
          field("classification_origin", VerdictWords::origin),
          field("classification_reason", subject -> VerdictWords.reason(subject.verdict())),
          empty("classification_source", null),
          field("classification", subject -> VerdictWords.classification(subject.verdict())),
          field("riskscore", subject -> VerdictWords.riskScore(subject.verdict())),
          field("classification_result", subject -> VerdictWords.threatName(subject.verdict())),
          onRequest("ticore", CoreReport.FIELDS::report),
          field("tags", SummaryReport::tags),
          onRequest("summary", SummaryReport::summary),
          onRequest("ticloud", _ -> nothingInTheCloud()),
          onRequest(
              "aliases",
              subject ->
                  subject.sample().name().isEmpty() ? List.of() : List.of(subject.sample().name())),
          empty("networkthreatintelligence", Map.of()),
          empty("domainthreatintelligence", Map.of()),
          field("imphash", Subject::imphash),
          empty("discussion", List.of()),
          field("proposed_filename", subject -> subject.sample().name()),
          empty("av_scanners", List.of()),
          empty("av_scanners_summary", noScanners()));

  private SummaryReport() {}

  private record Tags(List<String> ticore, List<String> user) {}

  private record Scanned(int scanner_count, int scanner_match, double scanner_percent) {}

  private record Unpacked(int failed, int success, int partial) {}

  private record Summary(int id, String sha1, List<Object> indicators, Unpacked unpacking_status) {}

  /** Both kinds of tags, as every report shows them. */
  static Object tags(Subject subject) {
    return new Tags(subject.systemTags(), subject.userTags());
  }

  /** How many scanners there are, and how many of them found something: none. */
  static Object noScanners() {
    return new Scanned(0, 0, 0.0);
  }

  /** What the cloud says, in the fields that clients look into. */
  static Map<String, @Nullable Object> nothingInTheCloud() {
    Map<String, @Nullable Object> cloud = new LinkedHashMap<>();
    cloud.put("classification", null);
    cloud.put("riskscore", null);
    cloud.put("first_seen", null);
    cloud.put("last_seen", null);
    cloud.put("classification_result", null);
    cloud.put("classification_reason", null);
    return cloud;
  }

  private static Object summary(Subject subject) {
    return new Summary(
        Times.id(subject.sample()),
        subject.digests().sha1(),
        CoreReport.indicators(subject),
        new Unpacked(0, 0, 0));
  }
}
