package earmark.access;

import earmark.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves who is calling: by password, by API token or by session. Safe for any thread. */
public final class Access {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  private static final int PASSWORD_MIN = 8;
  private static final int PASSWORD_MAX = 256;

  /** How many passwords are hashed at once; each takes 19 MiB for a moment. */
  private static final int HASHING_MAX = 4;

  private final Accounts accounts;
  private final TokenKey tokenKey;
  private final Duration sessionLife;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore hashing = new Semaphore(HASHING_MAX);
  private final FailedLogins failedLogins;
  private final String nobodysHash;

  public Access(Accounts accounts, TokenKey tokenKey, Duration sessionLife, InstantSource clock) {
    this.accounts = accounts;
    this.tokenKey = tokenKey;
    this.sessionLife = sessionLife;
    this.clock = clock;
    this.failedLogins = new FailedLogins(clock);
    this.nobodysHash = PasswordHash.of("nobody", random);
  }

  /** Whether there is no account yet. */
  public boolean isEmpty() {
    return accounts.all().isEmpty();
  }

  /**
   * The first account of an instance. It may do everything. Whoever starts the instance chooses its
   * password, so a short one is only warned of.
   *
   * @throws Refusal.Invalid if the password is longer than any login may be
   */
  public void addFirstAdmin(String password) {
    if (password.length() < PASSWORD_MIN) {
      LOG.warn(
          "The password of admin is shorter than the {} characters asked of others", PASSWORD_MIN);
    }
    add(new Login("admin"), password, true, 1);
  }

  /** The account that the first start made. */
  public Caller admin() {
    return accounts.find("admin").orElseThrow().caller();
  }

  /** Adds a user; only an admin may. */
  public Caller addUser(Caller caller, Login login, String password) {
    requireAdmin(caller);
    return add(login, password, false, PASSWORD_MIN);
  }

  /** All users by login; only an admin may see them. */
  public List<Caller> users(Caller caller) {
    requireAdmin(caller);
    return accounts.all().stream().map(Account::caller).toList();
  }

  private static void requireAdmin(Caller caller) {
    if (!caller.admin()) throw new Refusal.Forbidden("Only an admin may manage users.");
  }

  private Caller add(Login login, String password, boolean admin, int lengthMin) {
    if (password.length() < lengthMin || password.length() > PASSWORD_MAX) {
      throw new Refusal.Invalid(
          "A password has " + lengthMin + " to " + PASSWORD_MAX + " characters.");
    }
    String hash = hashing(() -> PasswordHash.of(password, random));
    byte[] tokenHash = sha256(tokenKey.token(login.text(), 0));
    return accounts
        .add(login.text(), hash, admin, tokenHash)
        .orElseThrow(() -> new Refusal.Conflict("There is a user " + login + " already."))
        .caller();
  }

  /**
   * Who logs in with a password.
   *
   * @throws Refusal.Unauthenticated whether login or password is wrong, in the same time
   * @throws Refusal.TooMany after too many failures
   */
  public Caller login(String login, String password) {
    failedLogins.check(login);
    Optional<Account> account = accounts.find(login).filter(Account::active);
    String stored = account.map(Account::passwordHash).orElse(nobodysHash);
    boolean right =
        password.length() <= PASSWORD_MAX && hashing(() -> PasswordHash.matches(password, stored));
    if (account.isEmpty() || !right) {
      failedLogins.failed(login);
      LOG.info("A login failed, for {}", account.map(Account::login).orElse("an unknown user"));
      throw new Refusal.Unauthenticated("Wrong login or password.");
    }
    failedLogins.succeeded(login);
    return account.get().caller();
  }

  /** The caller's API token; the same each time, unless the token key was lost in between. */
  public String token(Caller caller) {
    Account account = accounts.find(caller.login()).orElseThrow();
    String token = tokenKey.token(account.login(), account.tokenGeneration());
    byte[] hash = sha256(token);
    if (accounts.findByToken(hash).isEmpty()) accounts.setToken(account.login(), hash);
    return token;
  }

  /** Who holds an API token. */
  public Optional<Caller> byToken(String token) {
    return accounts.findByToken(sha256(token)).filter(Account::active).map(Account::caller);
  }

  /** Starts a session and answers its secret id. */
  public String startSession(Caller caller) {
    byte[] id = new byte[32];
    random.nextBytes(id);
    String session = HexFormat.of().formatHex(id);
    Instant now = clock.instant();
    accounts.addSession(sha256(session), caller.login(), now.plus(sessionLife), now);
    return session;
  }

  /** Whose session it is. */
  public Optional<Caller> bySession(String session) {
    return accounts
        .findBySession(sha256(session), clock.instant())
        .filter(Account::active)
        .map(Account::caller);
  }

  public void endSession(String session) {
    accounts.removeSession(sha256(session));
  }

  public Duration sessionLife() {
    return sessionLife;
  }

  private <T> T hashing(Supplier<T> work) {
    hashing.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      hashing.release();
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
