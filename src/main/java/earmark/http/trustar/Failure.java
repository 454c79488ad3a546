package earmark.http.trustar;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * The body of an error. Clients read {@code message}, and print "unknown cause" without it. Source:
 * "Payload Too Large" and the other errors of API 1.3.
 *
 * @param timestamp ms since 1970
 */
record Failure(long timestamp, int status, String error, String message, String path) {

  /** What a client has to wait for that is not told how long. */
  private static final Duration WAIT_USUALLY = Duration.ofMinutes(1);

  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          409, "Conflict",
          413, "Payload Too Large",
          429, "Too Many Requests",
          500, "Internal Server Error",
          503, "Service Unavailable");

  /**
   * The same for who has to wait. A client without {@code waitTime} fails, so it is always there.
   */
  record Wait(
      long timestamp, int status, String error, String message, String path, long waitTime) {}

  static Answer answer(Call call, InstantSource clock, int status, String message) {
    return Answer.json(
        status,
        new Failure(
            clock.millis(), status, REASONS.getOrDefault(status, ""), message, call.path()));
  }

  static Answer answer(Call call, InstantSource clock, Refusal refusal) {
    String reason = refusal.reason();
    return switch (refusal) {
      case Refusal.Invalid _ -> answer(call, clock, 400, reason);
      case Refusal.Unauthenticated _ -> answer(call, clock, 401, reason);
      case Refusal.Forbidden _ -> answer(call, clock, 403, reason);
      case Refusal.NotFound _ -> answer(call, clock, 404, reason);
      case Refusal.Conflict _ -> answer(call, clock, 409, reason);
      case Refusal.TooLarge _ -> answer(call, clock, 413, reason);
      case Refusal.TooMany tooMany ->
          Answer.json(
              429,
              new Wait(
                  clock.millis(),
                  429,
                  REASONS.getOrDefault(429, ""),
                  reason,
                  call.path(),
                  tooMany.waitTime().orElse(WAIT_USUALLY).toMillis()));
      case Refusal.Unavailable _ -> answer(call, clock, 503, reason);
    };
  }
}
