package earmark.report;

import earmark.ledger.State;
import earmark.search.Column;
import earmark.search.Query;
import java.util.List;
import java.util.Set;

/**
 * When reports change, in milliseconds since 1970 UTC. Each change in an enclave has a moment after
 * all others there, so whoever reads an enclave by time misses none. Other enclaves play no part in
 * it: a moment must not tell that something happened where one can't look.
 */
final class Updates {
  private Updates() {}

  /**
   * The moment of a change that is decided now.
   *
   * @param reports the state of reports
   * @param enclave where the report is afterwards
   * @param before when the report changed last, 0 if it is new
   */
  static long next(State reports, String enclave, long nowMs, long before) {
    long first = Math.max(nowMs, before + 1);
    if (!isAnyFrom(reports, enclave, first)) return first;
    long low = first; // somebody changed here or later; the clock may have been set back far
    long reach = 1;
    while (isAnyFrom(reports, enclave, first + reach)) {
      low = first + reach;
      reach *= 2;
    }
    long high = first + reach;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (isAnyFrom(reports, enclave, middle)) low = middle;
      else high = middle;
    }
    return high;
  }

  private static boolean isAnyFrom(State reports, String enclave, long ms) {
    return !reports
        .find(
            new Query.And(
                List.of(
                    new Query.InRange(Column.REPORT_UPDATED, ms, Long.MAX_VALUE),
                    new Query.HasWord(Column.REPORT_ENCLAVE, Set.of(enclave)))))
        .isEmpty();
  }
}
