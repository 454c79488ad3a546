package earmark.http.spectra;

import earmark.access.Access;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trading a password for an API token. Failures are 400, as this product's clients expect. */
public final class TokenRoutes {
  private final Access access;

  public TokenRoutes(Access access) {
    this.access = access;
  }

  List<Route> routes() {
    return List.of(Route.post("/api-token-auth/", Route.Needs.NOBODY, this::getToken));
  }

  record TokenBody(String token) {}

  private Answer getToken(Call call) throws IOException {
    Body body = Body.read(call);
    Map<String, List<String>> missing = new TreeMap<>();
    for (String field : List.of("username", "password")) {
      if (body.text(field).filter(text -> !text.isEmpty()).isEmpty()) {
        missing.put(field, List.of("This field is required."));
      }
    }
    if (!missing.isEmpty()) return Answer.json(400, missing);
    try {
      String token =
          access.token(
              access.login(
                  body.text("username").orElseThrow(), body.text("password").orElseThrow()));
      return Answer.json(200, new TokenBody(token));
    } catch (Refusal.Unauthenticated _) {
      return wrong("Unable to log in with provided credentials.");
    } catch (Refusal.TooMany refusal) {
      return wrong(refusal.reason());
    }
  }

  private static Answer wrong(String why) {
    return Answer.json(400, Map.of("non_field_errors", List.of(why)));
  }
}
