package earmark.access;

import java.util.Set;

/**
 * Rights in an enclave that were given to a user or to a group.
 *
 * @param enclave its id
 * @param rights never without {@link Right#READ}
 */
public record Grant(String enclave, Holder holder, Set<Right> rights) {
  public Grant {
    rights = Set.copyOf(rights);
    if (!rights.contains(Right.READ)) throw new IllegalArgumentException("rights without reading");
  }

  /** Who was given rights. */
  public sealed interface Holder {
    /** Somebody with this login. */
    record User(String login) implements Holder {}

    /** All members of the group of this name. */
    record Members(String group) implements Holder {}
  }
}
