package earmark.access;

import earmark.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed logins and locks a login out for a while after too many in a row. It forgets the
 * oldest when it holds too many, so that guessing can't fill the memory. Safe for any thread.
 */
final class FailedLogins {
  private static final int FAILURES_MAX = 10;
  private static final Duration LOCKED_FOR = Duration.ofMinutes(5);
  private static final int LOGINS_MAX = 10_000;

  private record Failures(int count, Instant last) {}

  private final InstantSource clock;
  private final Map<String, Failures> byLogin =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > LOGINS_MAX;
        }
      };

  FailedLogins(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @throws Refusal.TooMany while the login is locked out
   */
  synchronized void check(String login) {
    Failures failures = byLogin.get(login);
    if (failures == null || failures.count() < FAILURES_MAX) return;
    if (failures.last().plus(LOCKED_FOR).isAfter(clock.instant())) {
      throw new Refusal.TooMany(
          "Too many failed logins for this user; wait "
              + LOCKED_FOR.toMinutes()
              + " minutes and try again.");
    }
    byLogin.remove(login);
  }

  synchronized void failed(String login) {
    Instant now = clock.instant();
    byLogin.merge(login, new Failures(1, now), (old, _) -> new Failures(old.count() + 1, now));
  }

  synchronized void succeeded(String login) {
    byLogin.remove(login);
  }
}
