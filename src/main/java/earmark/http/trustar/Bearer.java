package earmark.http.trustar;

import earmark.access.AccessTokens;
import earmark.access.Caller;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.refusal.Refusal;
import java.util.Optional;

/**
 * Tells who is calling from {@code Authorization: Bearer <token>}. A token that is over, or was
 * none, is answered 400 with a text that clients compare: only then do they fetch another one.
 */
final class Bearer {
  private static final String EXPIRED = "Expired oauth2 access token";
  private static final String INVALID = "Invalid oauth2 access token";

  private final AccessTokens tokens;

  Bearer(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /** The body of an error of OAuth 2. */
  record OauthFailure(String error, String error_description) {}

  /**
   * Who is calling; empty if the header is missing or of another scheme.
   *
   * @throws Refusal.Unauthenticated if the token is over or unknown
   */
  Optional<Caller> caller(Call call) {
    String header = call.header("Authorization").orElse("").strip();
    int end = header.indexOf(' ');
    String scheme = end < 0 ? header : header.substring(0, end);
    if (!scheme.equalsIgnoreCase("Bearer")) return Optional.empty();
    return switch (tokens.caller(header.substring(scheme.length()).strip())) {
      case AccessTokens.Result.Valid(Caller caller) -> Optional.of(caller);
      case AccessTokens.Result.Expired() -> throw new Refusal.Unauthenticated(EXPIRED);
      case AccessTokens.Result.Unknown() -> throw new Refusal.Unauthenticated(INVALID);
    };
  }

  /** The answer to a refusal that was about the token, and not about a missing one. */
  static Optional<Answer> aboutToken(Refusal refusal) {
    String reason = refusal.reason();
    if (!reason.equals(EXPIRED) && !reason.equals(INVALID)) return Optional.empty();
    return Optional.of(Answer.json(400, new OauthFailure("invalid_request", reason)));
  }
}
