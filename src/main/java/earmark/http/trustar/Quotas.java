package earmark.http.trustar;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How many calls are answered in a span of time: for each user in a minute, for each address in
 * five, for all users together in a day of UTC. Submissions don't count. Source: "API Rate Limit &
 * Quota" of API 1.3, whose limits these can be set to; none is on by default. Safe for any thread.
 */
public final class Quotas {
  private final InstantSource clock;
  private final Use perUser;
  private final Use perAddress;
  private final Use together;

  /**
   * How many calls are answered in a window of time.
   *
   * @param calls 0 for any number
   */
  public record Limit(int calls, Duration window) {}

  /**
   * All limits.
   *
   * @param user of one user
   * @param address from one address
   * @param together of all users together
   */
  public record Most(Limit user, Limit address, Limit together) {
    public static final Most ANY = of(0, 0, 0);

    /** Limits with the windows that the vendor's had. */
    public static Most of(int perMinute, int perAddress, int perDay) {
      return new Most(
          new Limit(perMinute, Duration.ofMinutes(1)),
          new Limit(perAddress, Duration.ofMinutes(5)),
          new Limit(perDay, Duration.ofDays(1)));
    }
  }

  Quotas(Most most, InstantSource clock) {
    this.clock = clock;
    this.perUser = new Use("user", most.user());
    this.perAddress = new Use("address", most.address());
    this.together = new Use("day", most.together());
  }

  /** A limit and what is used of it, as clients read it. Times are ms, or ms since 1970. */
  record Quota(
      String guid,
      int maxRequests,
      int usedRequests,
      long timeWindow,
      long lastResetTime,
      long nextResetTime) {}

  /**
   * A limit with what is used of it in the window that now is. Windows begin at whole multiples.
   */
  private static final class Use {
    final String name;
    final int max;
    final long windowMs;
    private long startMs = -1;
    private Map<String, Integer> used = new HashMap<>();

    Use(String name, Limit limit) {
      this.name = name;
      this.max = limit.calls();
      this.windowMs = limit.window().toMillis();
    }

    private void turn(long nowMs) {
      long start = nowMs - nowMs % windowMs;
      if (start == startMs) return;
      startMs = start;
      used = new HashMap<>();
    }

    synchronized boolean full(String who, long nowMs) {
      turn(nowMs);
      return max > 0 && used.getOrDefault(who, 0) >= max;
    }

    synchronized void use(String who) {
      if (max > 0) used.merge(who, 1, Integer::sum);
    }

    synchronized long leftMs(long nowMs) {
      return startMs + windowMs - nowMs;
    }

    synchronized Quota quota(String who, long nowMs) {
      turn(nowMs);
      String guid =
          UUID.nameUUIDFromBytes((name + ":" + who).getBytes(StandardCharsets.UTF_8)).toString();
      return new Quota(guid, max, used.getOrDefault(who, 0), windowMs, startMs, startMs + windowMs);
    }
  }

  /**
   * Counts a call.
   *
   * @throws Refusal.TooMany with how long to wait, if the call is one too many
   */
  synchronized void count(Caller caller, String address) {
    long now = clock.millis();
    Map<Use, String> limits = new HashMap<>();
    limits.put(perUser, caller.login());
    limits.put(perAddress, address);
    limits.put(together, "");
    long waitMs = 0;
    for (Map.Entry<Use, String> limit : limits.entrySet()) {
      if (limit.getKey().full(limit.getValue(), now)) {
        waitMs = Math.max(waitMs, limit.getKey().leftMs(now));
      }
    }
    if (waitMs > 0) {
      throw new Refusal.TooMany(
          "Request limit exceeded for the current time period.  Please wait "
              + waitMs
              + " milliseconds before making more requests.",
          Duration.ofMillis(waitMs));
    }
    limits.forEach(Use::use);
  }

  /** The limits that are on, and what the caller used of them. */
  List<Quota> of(Caller caller, String address) {
    long now = clock.millis();
    return Stream.of(
            perUser.quota(caller.login(), now),
            perAddress.quota(address, now),
            together.quota("", now))
        .filter(quota -> quota.maxRequests() > 0)
        .toList();
  }
}
