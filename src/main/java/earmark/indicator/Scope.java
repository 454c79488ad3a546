package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.refusal.Refusal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The enclaves whose indicators a caller is shown, by their names. */
final class Scope {
  private Scope() {}

  /**
   * Those that the caller names, or all that he may read if he names none.
   *
   * @throws Refusal.Forbidden if he may not read one, or it does not exist
   */
  static Set<String> of(Enclaves enclaves, Caller caller, Collection<String> asked) {
    Set<String> readable = new LinkedHashSet<>();
    for (Enclave enclave : enclaves.readable(caller)) readable.add(enclave.id());
    if (asked.isEmpty()) return readable;
    Set<String> wanted = new LinkedHashSet<>();
    for (String id : asked) wanted.add(canonical(id));
    if (!readable.containsAll(wanted)) {
      throw new Refusal.Forbidden("You may not read all of these enclaves.");
    }
    readable.retainAll(wanted);
    return readable;
  }

  /** An enclave's id as it is kept. */
  static String canonical(String id) {
    return id.strip().toLowerCase(Locale.ROOT);
  }
}
