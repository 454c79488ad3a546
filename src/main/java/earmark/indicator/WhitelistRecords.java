package earmark.indicator;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where the values are kept that an instance takes for harmless. */
public interface WhitelistRecords {

  /** Adds values, each once. */
  void add(Collection<IndicatorValue> values, String by, Instant now);

  /** Removes values; answers how many of them were there. */
  int remove(Collection<IndicatorValue> values);

  /** Those of these that are there. */
  Set<IndicatorValue> among(Collection<IndicatorValue> values);

  /** One page of all, by type, then by value. */
  List<IndicatorValue> page(int skipped, int limit);

  long size();
}
