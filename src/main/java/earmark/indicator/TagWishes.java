package earmark.indicator;

import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tags that are to be put on indicators, each on some of them. An indicator is kept once, whatever
 * the number of its tags: for a tag there is a set of places in the list of them. For one thread.
 */
public final class TagWishes {
  /**
   * How many different indicators there can be. Each that is new in the enclave is described in the
   * one entry of the operation, in some 500 bytes, and whoever asks for the history of one of them
   * has the whole entry read.
   */
  public static final int INDICATORS_MAX = 100_000;

  private final List<IndicatorValue> values = new ArrayList<>();

  /** By type and text, since texts can be compared: so many of one hash don't make it slow. */
  private final Map<IndicatorType, Map<String, Integer>> places =
      new EnumMap<>(IndicatorType.class);

  private final Map<IntelTagName, Growing> carriers = new LinkedHashMap<>();

  /**
   * Wishes that an indicator had a tag; asking twice changes nothing.
   *
   * @throws Refusal.TooLarge if there are too many indicators
   */
  public void add(IntelTagName name, IndicatorValue value) {
    int place =
        places
            .computeIfAbsent(value.type(), _ -> new HashMap<>())
            .computeIfAbsent(value.text(), _ -> values.size());
    if (place == values.size()) {
      if (place == INDICATORS_MAX) {
        throw new Refusal.TooLarge(
            "At most " + INDICATORS_MAX + " indicators can be tagged at once.");
      }
      values.add(value);
    }
    carriers.computeIfAbsent(name, _ -> new Growing(ThingSet.none())).add(place);
  }

  /** The tags, in the order in which they were first wished for. */
  public Set<IntelTagName> names() {
    return Collections.unmodifiableSet(carriers.keySet());
  }

  /** The indicators, in the order in which they were first named. */
  List<IndicatorValue> values() {
    return values;
  }

  /** The places in {@link #values} of those that are to have a tag. */
  ThingSet places(IntelTagName name) {
    Growing found = carriers.get(name);
    return found == null ? ThingSet.none() : found.get();
  }
}
