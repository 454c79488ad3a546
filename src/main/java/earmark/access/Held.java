package earmark.access;

import java.util.Set;

/**
 * An enclave and what somebody may do in it, be it by a grant of his own or by those of his groups.
 */
public record Held(Enclave enclave, Set<Right> rights) {
  public Held {
    rights = Set.copyOf(rights);
  }
}
