package earmark.access;

import earmark.refusal.Refusal;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Trades API keys for access tokens that last ten minutes, as the TruSTAR API does. Until it is
 * over, whoever asks again gets the same token, from any server and across restarts: its text is
 * computed from the token key and the moment at which it ends, and only its hash is stored. Safe
 * for any thread.
 */
public final class AccessTokens {
  public static final Duration LIFE = Duration.ofMinutes(10);

  private final Keys keys;
  private final TokenKey tokenKey;
  private final InstantSource clock;

  public AccessTokens(Keys keys, TokenKey tokenKey, InstantSource clock) {
    this.keys = keys;
    this.tokenKey = tokenKey;
    this.clock = clock;
  }

  /**
   * A token.
   *
   * @param expiresInSeconds whole seconds for which it is good, from 0 to 599
   */
  public record Issued(String token, long expiresInSeconds) {}

  /** What a token says of who is calling. */
  public sealed interface Result {
    record Valid(Caller caller) implements Result {}

    /** It was good until less than a day ago, and would be still but for the time. */
    record Expired() implements Result {}

    /** It is none, or its key was revoked, or its user disabled. */
    record Unknown() implements Result {}
  }

  /**
   * The token of a pair.
   *
   * @throws Refusal.Unauthenticated whether there is no such key, it has another secret, or its
   *     user is disabled; in the same time
   */
  public Issued issue(String key, String secret) {
    Optional<Keys.Secured> found = ApiKeys.isKey(key) ? keys.find(key) : Optional.empty();
    byte[] expected = found.map(Keys.Secured::secretHash).orElseGet(() -> new byte[Sha256.BYTES]);
    boolean right = MessageDigest.isEqual(expected, Sha256.of(secret));
    if (!right || !found.map(Keys.Secured::account).map(Account::active).orElse(false)) {
      throw wrong();
    }
    Instant now = clock.instant();
    Keys.Token token =
        keys.live(key, now)
            .filter(live -> isOurs(key, live))
            .or(() -> keys.issue(key, now, live -> isOurs(key, live), fresh(key, now)))
            .orElseThrow(AccessTokens::wrong);
    long leftMs = Duration.between(now, token.expiresAt()).toMillis();
    return new Issued(
        tokenKey.accessToken(key, token.expiresAt()), Math.max(0, (leftMs - 1) / 1000));
  }

  private static Refusal wrong() {
    return new Refusal.Unauthenticated("Bad credentials");
  }

  private Keys.Token fresh(String key, Instant now) {
    Instant expiresAt = now.plus(LIFE).truncatedTo(ChronoUnit.MICROS);
    return new Keys.Token(Sha256.of(tokenKey.accessToken(key, expiresAt)), expiresAt);
  }

  /** Whether the token can be told again; it can't if the token key was lost since. */
  private boolean isOurs(String key, Keys.Token token) {
    byte[] told = Sha256.of(tokenKey.accessToken(key, token.expiresAt()));
    return MessageDigest.isEqual(token.hash(), told);
  }

  /** Who holds a token. */
  public Result caller(String token) {
    Optional<Keys.Bearer> bearer =
        keys.bearer(Sha256.of(token)).filter(one -> one.account().active());
    if (bearer.isEmpty()) return new Result.Unknown();
    if (!bearer.get().expiresAt().isAfter(clock.instant())) return new Result.Expired();
    return new Result.Valid(bearer.get().account().caller());
  }
}
