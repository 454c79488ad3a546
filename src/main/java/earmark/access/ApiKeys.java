package earmark.access;

import earmark.refusal.Refusal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives and takes API keys. Everybody may do so with his own, an admin with everybody's; to anybody
 * else the key of another is not there. Safe for any thread.
 */
public final class ApiKeys {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
  private static final int SECRET_BYTES = 32;

  /** A program needs one; more than this is a loop that went wrong. */
  private static final int PER_USER_MAX = 100;

  private static final Pattern KEY =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Keys keys;
  private final Accounts accounts;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public ApiKeys(Keys keys, Accounts accounts, InstantSource clock) {
    this.keys = keys;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * A key that was just made.
   *
   * @param secret to be shown now: nobody can tell it again
   */
  public record Made(ApiKey key, String secret) {}

  static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  /**
   * Makes a key.
   *
   * @param login whose it shall be
   * @throws Refusal.Forbidden if it is not the caller's, who is no admin
   * @throws Refusal.NotFound if there is no such user
   * @throws Refusal.Conflict if the user has very many already
   */
  public Made add(Caller caller, String login, Title name) {
    requireOwnOrAdmin(caller, login);
    String owner =
        accounts
            .find(login)
            .map(Account::login)
            .orElseThrow(() -> new Refusal.NotFound("There is no such user."));
    if (keys.list(Optional.of(owner)).size() >= PER_USER_MAX) {
      throw new Refusal.Conflict(
          "A user may have " + PER_USER_MAX + " keys; revoke those that are not needed.");
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    ApiKey key =
        new ApiKey(
            UUID.randomUUID().toString(),
            owner,
            name.text(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            Optional.empty());
    keys.add(key, Sha256.of(secret));
    LOG.info("{} made the key {} for {}", caller.login(), key.key(), owner);
    return new Made(key, secret);
  }

  /** The caller's keys, the oldest first. */
  public List<ApiKey> own(Caller caller) {
    return keys.list(Optional.of(caller.login()));
  }

  /**
   * The keys of a user, or of all, the oldest first.
   *
   * @throws Refusal.Forbidden if they are not only the caller's, who is no admin
   * @throws Refusal.NotFound if there is no such user
   */
  public List<ApiKey> list(Caller caller, Optional<String> login) {
    requireOwnOrAdmin(caller, login.orElse(""));
    if (login.isPresent() && accounts.find(login.get()).isEmpty()) {
      throw new Refusal.NotFound("There is no such user.");
    }
    return keys.list(login);
  }

  private static void requireOwnOrAdmin(Caller caller, String login) {
    if (!caller.login().equals(login)) caller.requireAdmin("manage the keys of others");
  }

  /**
   * Ends a key and its tokens at once.
   *
   * @throws Refusal.NotFound if there is none, or it is another's and the caller is no admin
   */
  public void revoke(Caller caller, String key) {
    ApiKey found =
        (isKey(key) ? keys.get(key) : Optional.<ApiKey>empty())
            .filter(one -> caller.admin() || one.login().equals(caller.login()))
            .orElseThrow(() -> new Refusal.NotFound("There is no such key."));
    if (!keys.remove(found.key())) throw new Refusal.NotFound("There is no such key.");
    LOG.info("{} revoked the key {} of {}", caller.login(), found.key(), found.login());
  }
}
