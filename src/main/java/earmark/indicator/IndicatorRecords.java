package earmark.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the numbers of indicators are kept, the ids of their tags, and what is said of them in
 * words. None of it is seen by anybody before the ledger knows of the indicator or the tag.
 */
public interface IndicatorRecords {

  /** Gives numbers to those that have none, in the order given; answers the numbers of all. */
  Map<IndicatorValue, Integer> register(Collection<IndicatorValue> values);

  /** The numbers of those that have one. */
  Map<IndicatorValue, Integer> numbers(Collection<IndicatorValue> values);

  /** The indicators with these numbers, in no particular order; missing ones are left out. */
  List<Indicator> get(Collection<Integer> numbers);

  /** The indicator of this id. */
  Optional<Indicator> find(String guid);

  /** Makes tags be found by their ids. */
  void keepTags(Collection<IndicatorTag> tags);

  /** Those of these ids that stand for tags, which may be in use or not. */
  Map<String, IndicatorTag> tags(Collection<String> guids);

  /** The same of one id. */
  default Optional<IndicatorTag> tag(String guid) {
    return Optional.ofNullable(tags(List.of(guid)).get(guid));
  }

  /** Something that was said of an indicator in an enclave. */
  record Remark(int indicator, String enclave, Kind kind, String text) {
    /** What it says. */
    public enum Kind {
      SOURCE,
      NOTE
    }

    /** What tells it from all others. */
    public String guid() {
      return IndicatorValue.guid("remark", String.valueOf(indicator), enclave, kind.name(), text);
    }
  }

  /** Keeps remarks, each once. */
  void keepRemarks(Collection<Remark> remarks);

  /** What was said of some indicators in some enclaves, oldest first. */
  List<Remark> remarks(Collection<Integer> indicators, Collection<String> enclaves);
}
