package earmark.indicator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which indicators are asked for; all conditions together. A caller finds only what is known in
 * enclaves that he may read.
 *
 * @param enclaves the ids of those to look in; none for all that the caller may read
 * @param fromMs last seen there not before this moment, in milliseconds since 1970 UTC
 * @param toMs last seen there not after this moment
 * @param term a part of the value, in any case; too short a one is ignored
 * @param types one of these; none for any
 * @param tags the names or ids of tags in those enclaves, all of which it carries
 * @param excludedTags none of which it carries
 */
public record IndicatorQuery(
    List<String> enclaves,
    long fromMs,
    long toMs,
    Optional<String> term,
    Set<IndicatorType> types,
    List<String> tags,
    List<String> excludedTags) {
  /** A shorter term is ignored. Source: TruSTAR API 1.3, "Search Indicators". */
  public static final int TERM_MIN = 3;

  public IndicatorQuery {
    enclaves = List.copyOf(enclaves);
    types = Set.copyOf(types);
    tags = List.copyOf(tags);
    excludedTags = List.copyOf(excludedTags);
    term = term.filter(text -> text.codePointCount(0, text.length()) >= TERM_MIN);
  }

  /** All that is known in some enclaves. */
  public static IndicatorQuery in(List<String> enclaves) {
    return new IndicatorQuery(
        enclaves, 0, Long.MAX_VALUE, Optional.empty(), Set.of(), List.of(), List.of());
  }
}
