package earmark.http.spectra;

import earmark.analysis.Facts;
import earmark.analysis.catalogue.Indicator;
import earmark.sample.Digests;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The sample that a report is about, with all that is known of it. What has to be fetched is
 * fetched when a report first asks for it.
 */
final class Subject {
  private final Finder.Tagged tagged;
  private final Subjects subjects;
  private boolean factsFetched;
  private Optional<Facts> facts = Optional.empty();

  Subject(Finder.Tagged tagged, Subjects subjects) {
    this.tagged = tagged;
    this.subjects = subjects;
  }

  Sample sample() {
    return tagged.sample();
  }

  Digests digests() {
    return tagged.sample().digests();
  }

  List<String> systemTags() {
    return tagged.system();
  }

  List<String> userTags() {
    return tagged.user();
  }

  /** Absent if it is unknown. */
  Optional<Verdict> verdict() {
    return tagged.verdict();
  }

  /** The extracted file that the verdict comes from; absent if it is the sample's own. */
  Optional<Subject> origin() {
    return tagged.origin().map(subjects::of);
  }

  /** What was read off the file; absent before its analysis, and if that failed. */
  Optional<Facts> facts() {
    if (!factsFetched) facts = subjects.facts(sample());
    factsFetched = true;
    return facts;
  }

  /** What its facts show that is worth a look, the gravest first. */
  List<Indicator> indicators() {
    return facts().map(subjects::indicators).orElse(List.of());
  }

  /** MD5 of the imports; empty if there are none, or none are known. */
  String imphash() {
    return facts().map(found -> found.pe().imphash()).orElse("");
  }

  /** How many files were extracted from it, in the whole tree. */
  int extractedFileCount() {
    return subjects.extractedFileCount(sample());
  }
}
