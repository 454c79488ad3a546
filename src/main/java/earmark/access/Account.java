package earmark.access;

/**
 * Somebody who may log in.
 *
 * @param passwordHash see {@link PasswordHash}
 * @param tokenGeneration counts how often the API token was renewed
 */
public record Account(
    int id, String login, String passwordHash, boolean admin, boolean active, int tokenGeneration) {
  Caller caller() {
    return new Caller(id, login, admin);
  }
}
