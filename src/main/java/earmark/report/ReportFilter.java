package earmark.report;

import earmark.tag.IntelTagName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which reports are looked for; all conditions together.
 *
 * @param term words of title and body, see {@link ReportTerm}; absent for any
 * @param enclaves their ids; none for all that the caller reads
 * @param tags the names that a report has to carry, all of them
 * @param excludedTags the names of which it carries none
 * @param from not changed before
 * @param to not changed after
 */
public record ReportFilter(
    Optional<ReportTerm> term,
    Set<String> enclaves,
    Set<String> tags,
    Set<String> excludedTags,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** Every report. */
  public static final ReportFilter ALL =
      new ReportFilter(
          Optional.empty(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

  /** Names of tags are made canonical; one that can't be a tag is on no report. */
  public ReportFilter {
    enclaves = new LinkedHashSet<>(enclaves);
    tags = canonical(tags);
    excludedTags = canonical(excludedTags);
  }

  private static Set<String> canonical(Set<String> typed) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : typed) names.add(IntelTagName.canonical(name));
    return names;
  }
}
