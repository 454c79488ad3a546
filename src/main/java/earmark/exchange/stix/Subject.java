package earmark.exchange.stix;

import earmark.indicator.IndicatorType;
import java.util.Optional;

/**
 * What labels are of: a sample by its hash, or an indicator by its value.
 *
 * @param type that of the indicator, if the object says so
 */
record Subject(String value, Optional<IndicatorType> type) {}
