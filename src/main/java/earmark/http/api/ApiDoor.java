package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.access.Caller;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Door;
import earmark.http.Json;
import earmark.http.Problem;
import earmark.http.Route;
import earmark.http.Tokens;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door as a whole: all its routes, and its one table of problem details (RFC 9457). */
public final class ApiDoor implements Door {
  private static final String PROBLEM_JSON = "application/problem+json";

  private final Tokens tokens;
  private final Sessions sessions;
  private final List<Route> routes;

  public ApiDoor(
      Tokens tokens,
      Sessions sessions,
      UserRoutes users,
      EnclaveRoutes enclaves,
      GroupRoutes groups,
      KeyRoutes keys,
      SampleRoutes samples,
      ExtractedRoutes extracted,
      SearchRoutes search,
      TagRoutes tags,
      VerdictRoutes verdicts,
      DeletionRoutes deletion,
      OperationRoutes operations,
      IndicatorRoutes indicators,
      IndicatorTagRoutes indicatorTags,
      SubscriptionRoutes subscriptions,
      AlertRoutes alerts,
      LedgerRoutes ledger,
      ReportRoutes reports,
      ReportTagRoutes reportTags,
      CloudRoutes cloud,
      VocabularyRoutes vocabularies,
      ExchangeRoutes exchange) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.routes =
        Stream.of(
                users.routes(),
                enclaves.routes(),
                groups.routes(),
                keys.routes(),
                samples.routes(),
                extracted.routes(),
                search.routes(),
                tags.routes(),
                verdicts.routes(),
                deletion.routes(),
                operations.routes(),
                indicators.routes(),
                indicatorTags.routes(),
                subscriptions.routes(),
                alerts.routes(),
                ledger.routes(),
                reports.routes(),
                reportTags.routes(),
                cloud.routes(),
                vocabularies.routes(),
                exchange.routes(),
                List.of(Route.get("/api/v1/openapi.yaml", Route.Needs.NOBODY, _ -> openapi())))
            .flatMap(List::stream)
            .toList();
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Details(String type, String title, int status, String detail, @Nullable String instance) {}

  @Override
  public boolean owns(String path) {
    return path.matches("/+api/+v1(/.*)?");
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Optional<Caller> caller(Call call) {
    return tokens.caller(call).or(() -> sessions.caller(call));
  }

  @Override
  public Answer answer(Call call, Problem problem) {
    return switch (problem) {
      case Problem.Refused(Refusal refusal) -> answer(refusal);
      case Problem.WrongMethod(String method, var allowed) ->
          details(
              405,
              "Method not allowed",
              method + " is not allowed here; allowed is " + String.join(", ", allowed) + ".",
              null);
      case Problem.UnknownPath(String path) ->
          details(
              404, "Not found", "There is no " + path + " here; see /api/v1/openapi.yaml.", null);
      case Problem.Fault(String id) ->
          details(500, "Fault of the server", "The fault was logged under this id.", id);
    };
  }

  private static Answer answer(Refusal refusal) {
    String reason = refusal.reason();
    return switch (refusal) {
      case Refusal.Invalid _ -> details(400, "Invalid request", reason, null);
      case Refusal.Unauthenticated _ ->
          details(401, "Not logged in", reason, null).with("WWW-Authenticate", "Token");
      case Refusal.Forbidden _ -> details(403, "Forbidden", reason, null);
      case Refusal.NotFound _ -> details(404, "Not found", reason, null);
      case Refusal.Conflict _ -> details(409, "Conflict", reason, null);
      case Refusal.TooLarge _ -> details(413, "Too large", reason, null);
      case Refusal.TooMany _ -> details(429, "Too many requests", reason, null);
      case Refusal.Unavailable _ -> details(503, "Unavailable", reason, null);
    };
  }

  private static Answer details(
      int status, String title, String detail, @Nullable String instance) {
    return Answer.of(
        status,
        PROBLEM_JSON,
        Json.write(new Details("about:blank", title, status, detail, instance)));
  }

  private static Answer openapi() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ApiDoor.class.getResourceAsStream("openapi.yaml"))) {
      return Answer.of(200, "application/yaml", in.readAllBytes());
    }
  }
}
