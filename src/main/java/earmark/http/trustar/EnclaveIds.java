package earmark.http.trustar;

import earmark.access.Enclave;
import earmark.refusal.Refusal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ids of enclaves in the case in which they are kept; what they name is up to the rooms. */
final class EnclaveIds {
  private EnclaveIds() {}

  static Set<String> of(Collection<String> typed) {
    Set<String> ids = new LinkedHashSet<>();
    for (String id : typed) ids.add(Enclave.canonicalId(id));
    return ids;
  }

  /** Those of the parameter {@code enclaveIds}; none for all that the caller reads. */
  static Set<String> of(Parameters parameters) {
    return of(parameters.list("enclaveIds"));
  }

  /**
   * The one enclave of a report.
   *
   * @throws Refusal.Invalid if there is none, or more than one
   */
  static String one(List<String> typed) {
    Set<String> ids = of(typed);
    ids.remove("");
    if (ids.size() != 1) {
      throw new Refusal.Invalid(
          "\"enclaveIds\" must name exactly one enclave: a report is in one.");
    }
    return ids.iterator().next();
  }
}
