package earmark.access;

/**
 * An account as those see it who manage users.
 *
 * @param active whether he may log in
 */
public record User(int id, String login, boolean admin, boolean active) {
  static User of(Account account) {
    return new User(account.id(), account.login(), account.admin(), account.active());
  }
}
