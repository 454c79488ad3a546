package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.refusal.Refusal;
import java.util.Collection;
import java.util.Set;

/** The enclaves whose indicators a caller is shown, by their names. */
final class Scope {
  private Scope() {}

  /**
   * Those that the caller names, in any spelling, or all that he may read if he names none.
   *
   * @throws Refusal.Forbidden if he may not read one, or it does not exist
   */
  static Set<String> of(Enclaves enclaves, Caller caller, Collection<String> asked) {
    return enclaves.scope(caller, asked.stream().map(Enclave::canonicalId).toList());
  }
}
