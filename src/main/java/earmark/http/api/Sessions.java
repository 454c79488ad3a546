package earmark.http.api;

import earmark.access.Access;
import earmark.access.Caller;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.refusal.Refusal;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The page's sessions: a secret id in a cookie that scripts can't read and other sites can't send.
 * An unsafe request with the cookie must also say that it comes from the page itself.
 */
public final class Sessions {
  private static final String COOKIE = "earmark_session";
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private final Access access;
  private final boolean secure;

  /**
   * @param secure whether the page is reached over HTTPS, so that the cookie needs it too
   */
  public Sessions(Access access, boolean secure) {
    this.access = access;
    this.secure = secure;
  }

  /**
   * Whose session the call belongs to.
   *
   * @throws Refusal.Forbidden if another site seems to have sent it
   */
  Optional<Caller> caller(Call call) {
    Optional<Caller> caller = call.cookie(COOKIE).flatMap(access::bySession);
    if (caller.isPresent()) requireOwnOrigin(call);
    return caller;
  }

  /** Refuses an unsafe call that doesn't come from a page of this server. */
  void requireOwnOrigin(Call call) {
    if (SAFE.contains(call.method())) return;
    Optional<String> site = call.header("Sec-Fetch-Site");
    boolean own =
        site.isPresent()
            ? site.get().equals("same-origin")
            : call.header("Origin").map(origin -> isHost(origin, call)).orElse(false);
    if (!own) {
      throw new Refusal.Forbidden(
          "With a session cookie, changes must come from the page itself; use a token instead.");
    }
  }

  private static boolean isHost(String origin, Call call) {
    try {
      return call.header("Host").equals(Optional.ofNullable(URI.create(origin).getAuthority()));
    } catch (IllegalArgumentException e) {
      return false; // such as "null"
    }
  }

  /** Starts a session and sets its cookie. */
  Answer start(Caller caller, Answer answer) {
    String session = access.startSession(caller);
    return answer.with("Set-Cookie", cookie(session, access.sessionLife().toSeconds()));
  }

  /** Ends the session, if there is one, and clears its cookie. */
  Answer end(Call call, Answer answer) {
    call.cookie(COOKIE).ifPresent(access::endSession);
    return answer.with("Set-Cookie", cookie("", 0));
  }

  private String cookie(String value, long seconds) {
    return COOKIE
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
        + seconds
        + (secure ? "; Secure" : "");
  }
}
