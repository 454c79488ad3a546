package earmark.http.trustar;

import earmark.access.AccessTokens;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.FormFields;
import earmark.http.Route;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Trading an API key and its secret for an access token, as OAuth 2 does for clients. */
final class TokenRoutes {
  private static final String GRANT = "client_credentials";

  private final AccessTokens tokens;

  TokenRoutes(AccessTokens tokens) {
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(Route.post("/oauth/token", Route.Needs.NOBODY, this::getToken));
  }

  record TokenBody(String access_token, String token_type, long expires_in, String scope) {}

  /** The pair that a client sends. */
  private record Credentials(String key, String secret) {}

  private Answer getToken(Call call) throws IOException {
    Optional<String> grant = grant(call);
    Optional<Credentials> credentials = credentials(call);
    if (credentials.isEmpty()) return failure(401, "unauthorized", "Bad credentials");
    try {
      AccessTokens.Issued issued =
          tokens.issue(credentials.get().key(), credentials.get().secret());
      if (grant.isEmpty()) return failure(400, "invalid_request", "Missing grant type");
      if (!grant.get().equals(GRANT)) {
        return failure(400, "unsupported_grant_type", "Only " + GRANT + " is supported");
      }
      return Answer.json(
          200, new TokenBody(issued.token(), "bearer", issued.expiresInSeconds(), "read"));
    } catch (Refusal.Unauthenticated _) {
      return failure(401, "unauthorized", "Bad credentials");
    }
  }

  private static Answer failure(int status, String error, String description) {
    return Answer.json(status, new Bearer.OauthFailure(error, description));
  }

  /** Clients send it in the body or, with an empty body, in the query. */
  private static Optional<String> grant(Call call) throws IOException {
    Optional<String> inQuery = call.query("grant_type");
    Optional<String> inBody = FormFields.parse(call.body()).first("grant_type");
    return inBody.or(() -> inQuery).filter(grant -> !grant.isEmpty());
  }

  private static Optional<Credentials> credentials(Call call) {
    String header = call.header("Authorization").orElse("").strip();
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) return Optional.empty();
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(6).strip());
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon < 0) return Optional.empty();
      return Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64, so no credentials that anybody has
    }
  }
}
