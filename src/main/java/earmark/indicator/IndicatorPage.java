package earmark.indicator;

import java.util.Comparator;
import java.util.List;

/**
 * One page of a list of indicators.
 *
 * @param pageNumber from 0
 * @param total how many there are in all
 * @param hasNext whether another page follows that can be reached
 */
public record IndicatorPage(
    List<Found> items, int pageNumber, int pageSize, long total, boolean hasNext) {
  /** How many indicators of a list can be reached. Source: TruSTAR API 1.3, "Search Indicators". */
  public static final int REACH = 10_000;

  /** By type, then by value. */
  static final Comparator<Indicator> BY_VALUE =
      Comparator.<Indicator, IndicatorType>comparing(one -> one.value().type())
          .thenComparing(one -> one.value().text());

  public IndicatorPage {
    items = List.copyOf(items);
  }

  /**
   * An indicator of a list.
   *
   * @param whitelisted whether this instance takes it for harmless
   */
  public record Found(Indicator indicator, boolean whitelisted) {}
}
