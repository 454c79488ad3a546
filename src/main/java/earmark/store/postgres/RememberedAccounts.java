package earmark.store.postgres;

import earmark.access.Account;
import earmark.access.Accounts;
import earmark.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Accounts that are asked of the database each time; only while it can't be reached, whoever was
 * recognised within the last quarter of an hour still is, so that reading goes on.
 */
final class RememberedAccounts implements Accounts {
  private static final int MAX = 1000;
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final Accounts stored;
  private final InstantSource clock;
  private final Recent<String, Seen> seen = new Recent<>(MAX);

  RememberedAccounts(Accounts stored, InstantSource clock) {
    this.stored = stored;
    this.clock = clock;
  }

  private record Seen(Account account, Instant at) {}

  private Optional<Account> orRemembered(String key, Supplier<Optional<Account>> ask) {
    try {
      Optional<Account> found = ask.get();
      if (found.isPresent()) seen.put(key, new Seen(found.get(), clock.instant()));
      else seen.remove(key);
      return found;
    } catch (Refusal.Unavailable e) {
      Optional<Seen> before = seen.get(key);
      if (before.filter(one -> one.at().plus(LIFE).isAfter(clock.instant())).isEmpty()) throw e;
      return before.map(Seen::account);
    }
  }

  @Override
  public Optional<Account> findByToken(byte[] tokenHash) {
    return orRemembered(
        "token " + HexFormat.of().formatHex(tokenHash), () -> stored.findByToken(tokenHash));
  }

  @Override
  public Optional<Account> findBySession(byte[] sessionHash, Instant now) {
    return orRemembered(
        "session " + HexFormat.of().formatHex(sessionHash),
        () -> stored.findBySession(sessionHash, now));
  }

  @Override
  public Optional<Account> add(String login, String passwordHash, boolean admin, byte[] tokenHash) {
    return stored.add(login, passwordHash, admin, tokenHash);
  }

  @Override
  public Optional<Account> find(String login) {
    return stored.find(login);
  }

  @Override
  public void setToken(String login, byte[] tokenHash) {
    stored.setToken(login, tokenHash);
  }

  @Override
  public Changed setActive(String login, boolean active) {
    return forgetting(login, () -> stored.setActive(login, active));
  }

  @Override
  public Changed setAdmin(String login, boolean admin) {
    return forgetting(login, () -> stored.setAdmin(login, admin));
  }

  @Override
  public void setPassword(String login, String passwordHash) {
    forgetting(
        login,
        () -> {
          stored.setPassword(login, passwordHash);
          return true;
        });
  }

  private <T> T forgetting(String login, Supplier<T> change) {
    T outcome = change.get();
    seen.removeIf(one -> one.account().login().equals(login));
    return outcome;
  }

  @Override
  public List<Account> all() {
    return stored.all();
  }

  @Override
  public void addSession(byte[] sessionHash, String login, Instant expiresAt, Instant now) {
    stored.addSession(sessionHash, login, expiresAt, now);
  }

  @Override
  public void removeSession(byte[] sessionHash) {
    stored.removeSession(sessionHash);
    seen.remove("session " + HexFormat.of().formatHex(sessionHash));
  }
}
