package earmark.access;

import earmark.refusal.Refusal;
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

  /** How many passwords are hashed at once, since each takes memory for a moment. */
  private static final int HASHING_MAX = 4;

  private final Accounts accounts;
  private final TokenKey tokenKey;
  private final Duration sessionLife;
  private final int passwordHashMib;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore hashing = new Semaphore(HASHING_MAX);
  private final FailedLogins failedLogins;

  /**
   * @param passwordHashMib the memory that the hash of a new password takes, in MiB
   */
  public Access(
      Accounts accounts,
      TokenKey tokenKey,
      Duration sessionLife,
      int passwordHashMib,
      InstantSource clock) {
    this.accounts = accounts;
    this.tokenKey = tokenKey;
    this.sessionLife = sessionLife;
    this.passwordHashMib = passwordHashMib;
    this.clock = clock;
    this.failedLogins = new FailedLogins(clock);
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
    return addUser(caller, login, password, false);
  }

  /** Adds a user, who may be an admin; only an admin may. */
  public Caller addUser(Caller caller, Login login, String password, boolean admin) {
    requireAdmin(caller);
    Caller added = add(login, password, admin, PASSWORD_MIN);
    LOG.info("{} added the {} {}", caller.login(), admin ? "admin" : "user", login);
    return added;
  }

  /** All users by login; only an admin may see them. */
  public List<User> users(Caller caller) {
    requireAdmin(caller);
    return accounts.all().stream().map(User::of).toList();
  }

  /**
   * Keeps a user out or lets him in again. Who is kept out can't log in, his sessions and access
   * tokens end, his API token and keys do not work, and he has no right in any enclave; what he did
   * stays.
   *
   * @throws Refusal.NotFound if there is no such user
   * @throws Refusal.Conflict if no admin would be left
   */
  public User setActive(Caller caller, String login, boolean active) {
    requireAdmin(caller);
    User user = known(login);
    changed(accounts.setActive(user.login(), active));
    LOG.info("{} {} {}", caller.login(), active ? "enabled" : "disabled", login);
    return known(login);
  }

  /**
   * Makes a user an admin, or an admin a user.
   *
   * @throws Refusal.NotFound if there is no such user
   * @throws Refusal.Conflict if no admin would be left
   */
  public User setAdmin(Caller caller, String login, boolean admin) {
    requireAdmin(caller);
    User user = known(login);
    changed(accounts.setAdmin(user.login(), admin));
    LOG.info("{} made {} {}", caller.login(), login, admin ? "an admin" : "no admin any more");
    return known(login);
  }

  private User known(String login) {
    return accounts.find(login).map(User::of).orElseThrow(Access::noUser);
  }

  private static Refusal noUser() {
    return new Refusal.NotFound("There is no such user.");
  }

  private static void changed(Accounts.Changed changed) {
    switch (changed) {
      case DONE -> {}
      case UNKNOWN -> throw noUser();
      case LAST_ADMIN ->
          throw new Refusal.Conflict(
              "This is the last admin who can log in; make somebody else one first.");
    }
  }

  /**
   * Sets another user's password, or the caller's own without proof; only an admin may. All
   * sessions of the user end.
   *
   * @throws Refusal.NotFound if there is no such user
   */
  public void setPassword(Caller caller, String login, String password) {
    requireAdmin(caller);
    User user = known(login);
    accounts.setPassword(user.login(), passwordHash(password, PASSWORD_MIN));
    LOG.info("{} set the password of {}", caller.login(), login);
  }

  /**
   * Sets the caller's own password and ends all his sessions.
   *
   * @param current his password until now
   * @throws Refusal.Invalid if it is not
   * @throws Refusal.TooMany after too many failures
   */
  public void changePassword(Caller caller, String current, String password) {
    try {
      login(caller.login(), current);
    } catch (Refusal.Unauthenticated e) {
      throw new Refusal.Invalid("The current password is wrong.");
    }
    accounts.setPassword(caller.login(), passwordHash(password, PASSWORD_MIN));
    LOG.info("{} changed the own password", caller.login());
  }

  private static void requireAdmin(Caller caller) {
    caller.requireAdmin("manage users");
  }

  private String passwordHash(String password, int lengthMin) {
    if (password.length() < lengthMin || password.length() > PASSWORD_MAX) {
      throw new Refusal.Invalid(
          "A password has " + lengthMin + " to " + PASSWORD_MAX + " characters.");
    }
    return hashing(() -> PasswordHash.of(password, passwordHashMib, random));
  }

  private Caller add(Login login, String password, boolean admin, int lengthMin) {
    String hash = passwordHash(password, lengthMin);
    byte[] tokenHash = Sha256.of(tokenKey.token(login.text(), 0));
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
    String stored =
        account.map(Account::passwordHash).orElseGet(() -> PasswordHash.ofNobody(passwordHashMib));
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
    byte[] hash = Sha256.of(token);
    if (accounts.findByToken(hash).isEmpty()) accounts.setToken(account.login(), hash);
    return token;
  }

  /** Who holds an API token. */
  public Optional<Caller> byToken(String token) {
    return accounts.findByToken(Sha256.of(token)).filter(Account::active).map(Account::caller);
  }

  /** Starts a session and answers its secret id. */
  public String startSession(Caller caller) {
    byte[] id = new byte[32];
    random.nextBytes(id);
    String session = HexFormat.of().formatHex(id);
    Instant now = clock.instant();
    accounts.addSession(Sha256.of(session), caller.login(), now.plus(sessionLife), now);
    return session;
  }

  /** Whose session it is. */
  public Optional<Caller> bySession(String session) {
    return accounts
        .findBySession(Sha256.of(session), clock.instant())
        .filter(Account::active)
        .map(Account::caller);
  }

  public void endSession(String session) {
    accounts.removeSession(Sha256.of(session));
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
}
