package earmark.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where API keys and access tokens are kept, the secrets of both as SHA-256. */
public interface Keys {
  /**
   * A key as it is checked.
   *
   * @param account whose it is
   */
  record Secured(String key, byte[] secretHash, Account account) {}

  /** An access token, known by its hash; two of one key never expire at the same moment. */
  record Token(byte[] hash, Instant expiresAt) {}

  /** Whose access token it is, and until when. */
  record Bearer(Account account, Instant expiresAt) {}

  /** Adds a key of a user who is there. */
  void add(ApiKey key, byte[] secretHash);

  /** The keys of a user, or all, the oldest first. */
  List<ApiKey> list(Optional<String> login);

  Optional<ApiKey> get(String key);

  Optional<Secured> find(String key);

  /** Removes a key with its tokens; false if there is none. */
  boolean remove(String key);

  /** The token of a key that expires last, if it is not over. */
  Optional<Token> live(String key, Instant now);

  /**
   * The token of a key that is not over and is known, or else this fresh one, which is added then.
   * Of several servers that ask at once all get the same.
   *
   * @param known which of them the caller can tell the text of
   * @return absent if the key was removed or its user disabled meanwhile
   */
  Optional<Token> issue(String key, Instant now, Predicate<Token> known, Token fresh);

  /** Whose access token this is, whether over or not; those over for a day are forgotten. */
  Optional<Bearer> bearer(byte[] tokenHash);
}
