package earmark.access;

import java.util.List;
import java.util.Optional;

/**
 * Where enclaves, groups and grants are kept. Whatever changes the rights of anybody moves the
 * {@link #version} on in the same transaction.
 */
public interface Grants {
  /** What came of keeping an enclave. */
  enum Kept {
    DONE,
    /** Another has the name; nothing was changed. */
    NAME_TAKEN,
    /** There is none of that id; nothing was changed. */
    UNKNOWN
  }

  /** The number of the last change, whichever server made it. */
  long version();

  /**
   * The enclaves in which an account has rights, each once, with those of its own grants and of its
   * groups together; none if the account is disabled.
   */
  List<Held> held(int account);

  /** Adds an enclave with an id that is new. */
  Kept add(Enclave enclave);

  /** Gives the enclave of that id another name, type or template. */
  Kept change(Enclave enclave);

  /** All enclaves, in no order. */
  List<Enclave> enclaves();

  Optional<Enclave> enclave(String id);

  /**
   * Gives rights in place of those that the holder had in this enclave.
   *
   * @return false if there is no such enclave, user or group; nothing was changed then
   */
  boolean grant(Grant grant);

  /**
   * Takes all rights in an enclave from a user or group; a user keeps those of his groups.
   *
   * @return false if there were none
   */
  boolean revoke(String enclave, Grant.Holder holder);

  /** The grants in one enclave, or all, in no order. */
  List<Grant> grants(Optional<String> enclave);

  /**
   * Adds a group without members.
   *
   * @return absent if the name is taken
   */
  Optional<Group> addGroup(String name);

  /** Removes a group with its grants; false if there is none of that number. */
  boolean removeGroup(long id);

  /** All groups, in no order. */
  List<Group> groups();

  Optional<Group> group(long id);

  /**
   * Makes a user a member; no change if he is one.
   *
   * @return false if there is no such group or user
   */
  boolean join(long group, String login);

  /** Ends a membership; false if there was none. */
  boolean leave(long group, String login);
}
