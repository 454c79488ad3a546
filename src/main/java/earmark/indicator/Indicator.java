package earmark.indicator;

/**
 * An indicator that has a number.
 *
 * @param number what it is called in the ledger and the index; never shown to anybody, since it
 *     counts indicators that others may have added
 */
public record Indicator(int number, IndicatorValue value) {
  /** The id under which it is shown. */
  public String guid() {
    return value.guid();
  }
}
