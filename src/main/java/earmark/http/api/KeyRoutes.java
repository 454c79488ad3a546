package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.access.ApiKey;
import earmark.access.ApiKeys;
import earmark.access.Title;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API keys: everybody's own, and for admins those of all. */
public final class KeyRoutes {
  private static final String UNNAMED = "API key";

  private final ApiKeys keys;

  public KeyRoutes(ApiKeys keys) {
    this.keys = keys;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/keys", Route.Needs.USER, this::listKeys),
        Route.post("/api/v1/keys", Route.Needs.USER, this::addKey),
        Route.delete("/api/v1/keys/{key}", Route.Needs.USER, this::revokeKey));
  }

  /**
   * A key.
   *
   * @param secret shown once, in the answer to the request that made the key
   */
  record KeyBody(
      String key,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
      String user,
      String name,
      String created,
      @Nullable String lastUsed) {
    static KeyBody of(ApiKey key, Optional<String> secret) {
      return new KeyBody(
          key.key(),
          secret.orElse(null),
          key.login(),
          key.name(),
          key.created().toString(),
          key.lastUsed().map(Instant::toString).orElse(null));
    }
  }

  record KeyList(List<KeyBody> keys) {}

  record KeyWish(@Nullable String user, @Nullable String name) {}

  /** The caller's, or those of {@code user}, or with {@code all=true} those of everybody. */
  private Answer listKeys(Call call) {
    boolean all =
        switch (call.query("all").orElse("false")) {
          case "true" -> true;
          case "false" -> false;
          default -> throw new Refusal.Invalid("\"all\" must be true or false.");
        };
    Optional<String> user = call.query("user");
    if (all && user.isPresent()) throw new Refusal.Invalid("Name a \"user\" or ask for \"all\".");
    List<ApiKey> found =
        keys.list(
            call.caller(),
            all ? Optional.empty() : user.or(() -> Optional.of(call.caller().login())));
    return Answer.json(
        200, new KeyList(found.stream().map(key -> KeyBody.of(key, Optional.empty())).toList()));
  }

  private Answer addKey(Call call) throws IOException {
    KeyWish wish = call.json(KeyWish.class);
    String user = Optional.ofNullable(wish.user()).orElse(call.caller().login());
    Title name = new Title(Optional.ofNullable(wish.name()).orElse(UNNAMED));
    ApiKeys.Made made = keys.add(call.caller(), user, name);
    return Answer.json(201, KeyBody.of(made.key(), Optional.of(made.secret())));
  }

  private Answer revokeKey(Call call) {
    keys.revoke(call.caller(), call.path("key"));
    return Answer.empty(204);
  }
}
