package earmark.access;

import earmark.refusal.Refusal;

/**
 * A person or program that has proved who they are.
 *
 * @param id the account's number, as foreign APIs show it
 */
public record Caller(int id, String login, boolean admin) {
  /**
   * Refuses everybody but admins, before anything is looked up: so the refusal says nothing of what
   * is there.
   *
   * @param what as in "manage users"
   * @throws Refusal.Forbidden if the caller is no admin
   */
  public void requireAdmin(String what) {
    if (!admin) throw new Refusal.Forbidden("Only an admin may " + what + ".");
  }
}
