package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.refusal.Refusal;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Values that this instance takes for harmless: extraction leaves them out, searches mark them.
 * They are the same for everybody; whoever may update an enclave, and admins, may change them.
 */
public final class Whitelist {
  public static final int VALUES_MAX = 1_000;

  private final Enclaves enclaves;
  private final WhitelistRecords records;
  private final InstantSource clock;

  public Whitelist(Enclaves enclaves, WhitelistRecords records, InstantSource clock) {
    this.enclaves = enclaves;
    this.records = records;
    this.clock = clock;
  }

  /**
   * Adds values.
   *
   * @return all that were named, each once
   * @throws Refusal.Forbidden if the caller may update no enclave and is no admin
   * @throws Refusal.TooLarge if there are more than are taken at once
   */
  public List<IndicatorValue> add(Caller caller, List<IndicatorValue> values) {
    requireEditor(caller);
    Set<IndicatorValue> all = new LinkedHashSet<>(values);
    if (all.size() > VALUES_MAX) {
      throw new Refusal.TooLarge("At most " + VALUES_MAX + " values can be added at once.");
    }
    records.add(all, caller.login(), clock.instant());
    return List.copyOf(all);
  }

  /**
   * Removes a value, of each type that it has there.
   *
   * @throws Refusal.Forbidden as in {@link #add}
   * @throws Refusal.NotFound if it is not there
   */
  public void remove(Caller caller, String value) {
    requireEditor(caller);
    if (records.remove(IndicatorValue.meant(value)) == 0) {
      throw new Refusal.NotFound("This value is not on the whitelist.");
    }
  }

  private void requireEditor(Caller caller) {
    boolean editor =
        caller.admin()
            || enclaves.readable(caller).stream()
                .anyMatch(one -> enclaves.rights(caller, one.id()).contains(Right.UPDATE));
    if (!editor) {
      throw new Refusal.Forbidden("Only who may update an enclave may change the whitelist.");
    }
  }

  /** One page of all values, by type, then by value. */
  public List<IndicatorValue> page(int pageNumber, int pageSize) {
    long skipped = Math.multiplyFull(pageNumber, pageSize);
    return skipped > Integer.MAX_VALUE ? List.of() : records.page((int) skipped, pageSize);
  }

  public long size() {
    return records.size();
  }
}
