package earmark.analysis.catalogue;

import earmark.tag.SystemTag;
import java.util.List;

/**
 * A rule of the catalogue: gives its tag to each file for which its condition holds.
 *
 * @param family the group in which the tag is listed, such as {@code arch}
 * @param about what the tag means, in words
 * @param when the condition, in the Common Expression Language
 * @param reads every fact that the condition looks at, such as {@code pe.machine}, sorted
 * @param hit names of test files that get the tag
 * @param miss names of test files that don't
 */
public record Rule(
    SystemTag tag,
    String family,
    String about,
    String when,
    List<String> reads,
    List<String> hit,
    List<String> miss) {
  public Rule {
    reads = List.copyOf(reads);
    hit = List.copyOf(hit);
    miss = List.copyOf(miss);
  }
}
