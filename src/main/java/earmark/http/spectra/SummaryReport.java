package earmark.http.spectra;

import earmark.analysis.Facts;
import earmark.refusal.Refusal;
import earmark.sample.Analysis;
import earmark.sample.FileTrees;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The summary report of a sample: the fields that clients may choose from. */
public final class SummaryReport {
  /** Fields of the product that need what Earmark does not have; they are there and empty. */
  private static final List<String> EMPTY_FIELDS =
      List.of(
          "identification_version",
          "networkthreatintelligence",
          "domainthreatintelligence",
          "discussion",
          "av_scanners",
          "av_scanners_summary");

  /** Fields that are only there if asked for. */
  private static final Set<String> ON_REQUEST = Set.of("ticore", "ticloud", "summary", "aliases");

  private final Samples samples;
  private final FileTrees trees;

  public SummaryReport(Samples samples, FileTrees trees) {
    this.samples = samples;
    this.trees = trees;
  }

  record Tags(List<String> ticore, List<String> user) {}

  /**
   * The report of one sample.
   *
   * @param fields the fields to show; all but those on request if empty
   * @throws Refusal.Invalid if a field is unknown
   */
  Map<String, Object> of(Finder.Tagged tagged, List<String> fields) {
    Map<String, Object> all = all(tagged);
    Map<String, Object> shown = new LinkedHashMap<>();
    if (fields.isEmpty()) {
      all.forEach((name, value) -> {
        if (!ON_REQUEST.contains(name)) shown.put(name, value);
      });
    }
    for (String field : fields) {
      if (!all.containsKey(field)) {
        throw new Refusal.Invalid(
            "Unknown field \"" + field + "\". Known are: " + String.join(", ", all.keySet()) + ".");
      }
      shown.put(field, all.get(field));
    }
    return shown;
  }

  private Map<String, Object> all(Finder.Tagged tagged) {
    Sample sample = tagged.sample();
    Optional<Facts> facts = samples.analysis(sample.number()).flatMap(Analysis::readable);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", Times.id(sample));
    all.put("sha1", sample.digests().sha1());
    all.put("sha256", sample.digests().sha256());
    all.put("sha512", sample.digests().sha512());
    all.put("md5", sample.digests().md5());
    all.put("category", facts.map(Facts::category).orElse(""));
    all.put("file_type", facts.map(Facts::fileType).orElse(""));
    all.put("file_subtype", facts.map(Facts::fileSubtype).orElse(""));
    all.put("identification_name", facts.map(Facts::identification).orElse(""));
    all.put("file_size", sample.digests().sizeBytes());
    all.put("extracted_file_count", trees.count(sample));
    all.put("local_first_seen", Times.micros(sample.firstSeen()));
    all.put("local_last_seen", Times.micros(sample.lastSeen()));
    VerdictRoutes.putVerdict(all, tagged);
    all.put("imphash", facts.map(found -> found.pe().imphash()).orElse(""));
    all.put("proposed_filename", sample.name());
    all.put("tags", new Tags(tagged.system(), tagged.user()));
    all.put("aliases", sample.name().isEmpty() ? List.of() : List.of(sample.name()));
    List<String> empty = new ArrayList<>(EMPTY_FIELDS);
    empty.addAll(List.of("ticore", "ticloud", "summary"));
    for (String name : empty) all.put(name, null);
    return all;
  }
}
