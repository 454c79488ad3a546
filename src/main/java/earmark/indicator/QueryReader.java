package earmark.indicator;

import earmark.search.Column;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.IntelTagName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes of what a caller asks for a query that an index can answer. */
record QueryReader(Sight sight, IndicatorRecords records) {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Whether a text has the form of the id of a tag. It may be the name of one as well. */
  static boolean isGuid(String text) {
    return GUID.matcher(text).matches();
  }

  Query read(IndicatorQuery asked) {
    List<Query> all = new ArrayList<>();
    if (asked.fromMs() > 0 || asked.toMs() < LastSeen.MS_MAX) {
      all.add(
          new Query.InScopedRange(
              Column.INDICATOR_LAST_SEEN,
              sight.enclaves(),
              LastSeen.from(asked.fromMs()),
              LastSeen.to(asked.toMs())));
    }
    asked
        .term()
        .ifPresent(
            term -> all.add(new Query.Matches(Column.INDICATOR_VALUE, Wildcard.containing(term))));
    if (!asked.types().isEmpty()) {
      Set<String> types = new HashSet<>();
      for (IndicatorType type : asked.types()) types.add(type.name());
      all.add(new Query.HasWord(Column.INDICATOR_TYPE, types));
    }
    List<String> guids = new ArrayList<>();
    for (String tag : asked.tags()) if (isGuid(tag)) guids.add(lower(tag));
    for (String tag : asked.excludedTags()) if (isGuid(tag)) guids.add(lower(tag));
    Map<String, IndicatorTag> known = records.tags(guids);
    for (String tag : asked.tags()) all.add(carries(tag, known));
    for (String tag : asked.excludedTags()) all.add(new Query.Not(carries(tag, known)));
    return new Query.And(all);
  }

  /** What finds the indicators with a tag of this id, or else of this name. */
  private Query carries(String tag, Map<String, IndicatorTag> known) {
    Optional<IndicatorTag> byGuid =
        Optional.ofNullable(isGuid(tag) ? known.get(lower(tag)) : null)
            .filter(found -> sight.enclaves().contains(found.enclave()));
    return byGuid
        .<Query>map(found -> new Query.HasTag(found.tag()))
        .orElseGet(() -> sight.named(IntelTagName.canonical(tag)));
  }

  private static String lower(String guid) {
    return guid.toLowerCase(Locale.ROOT);
  }
}
