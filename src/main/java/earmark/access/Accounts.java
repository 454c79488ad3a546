package earmark.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where accounts and sessions are kept. */
public interface Accounts {
  /**
   * Adds an account.
   *
   * @param tokenHash SHA-256 of the API token of generation 0
   * @return absent if the login is taken; nothing is changed then
   */
  Optional<Account> add(String login, String passwordHash, boolean admin, byte[] tokenHash);

  Optional<Account> find(String login);

  Optional<Account> findByToken(byte[] tokenHash);

  /** Makes another API token the account's only one. */
  void setToken(String login, byte[] tokenHash);

  /** What came of changing what an account may do. */
  enum Changed {
    DONE,
    /** There is no such account. */
    UNKNOWN,
    /** No admin would be left who can log in; nothing was changed. */
    LAST_ADMIN
  }

  /** Lets somebody in again, or keeps him out, which ends his sessions and access tokens. */
  Changed setActive(String login, boolean active);

  Changed setAdmin(String login, boolean admin);

  /** Sets another password and ends all sessions of the account. */
  void setPassword(String login, String passwordHash);

  /** All accounts by login. */
  List<Account> all();

  /** Starts a session, kept under the SHA-256 of its id, and forgets those that are over. */
  void addSession(byte[] sessionHash, String login, Instant expiresAt, Instant now);

  /** The account whose session it is, if it is not over. */
  Optional<Account> findBySession(byte[] sessionHash, Instant now);

  /** Ends a session; ending it twice is no error. */
  void removeSession(byte[] sessionHash);
}
