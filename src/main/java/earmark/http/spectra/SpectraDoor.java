package earmark.http.spectra;

import earmark.access.Caller;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Door;
import earmark.http.Problem;
import earmark.http.Route;
import earmark.http.Tokens;
import earmark.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The door as a whole: all its routes, and its one table of errors. */
public final class SpectraDoor implements Door {
  private final Tokens tokens;
  private final List<Route> routes;

  public SpectraDoor(
      Tokens tokens,
      TokenRoutes login,
      TagRoutes tags,
      UploadRoutes uploads,
      ReportRoutes reports,
      SearchRoutes searches,
      ReanalysisRoutes reanalysis,
      VerdictRoutes verdicts,
      DeletionRoutes deletion,
      ExtractedFileRoutes extracted,
      ContainerRoutes containers,
      DownloadRoutes downloads) {
    this.tokens = tokens;
    this.routes =
        Stream.of(
                login.routes(),
                tags.routes(),
                uploads.routes(),
                reports.routes(),
                searches.routes(),
                reanalysis.routes(),
                verdicts.routes(),
                deletion.routes(),
                extracted.routes(),
                containers.routes(),
                downloads.routes())
            .flatMap(List::stream)
            .toList();
  }

  /** The body of every error. Clients read {@code detail}, {@code message} or both. */
  record Failure(int code, String message, String detail) {}

  @Override
  public boolean owns(String path) {
    return path.matches("/+(api|api-token-auth)(/.*)?");
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Optional<Caller> caller(Call call) {
    return tokens.caller(call);
  }

  @Override
  public Answer answer(Call call, Problem problem) {
    return switch (problem) {
      case Problem.Refused(Refusal refusal) -> answer(refusal);
      case Problem.WrongMethod(String method, _) when method.equals("OPTIONS") ->
          Answer.empty(200); // the server adds which methods are allowed
      case Problem.WrongMethod(String method, _) ->
          failure(405, "Method \"" + method + "\" not allowed.");
      case Problem.UnknownPath(String path) ->
          failure(404, "There is no endpoint " + path + " here.", "Not found.");
      case Problem.Fault(String id) ->
          failure(500, "The server failed; the fault was logged as " + id + ".");
    };
  }

  private static Answer answer(Refusal refusal) {
    String reason = refusal.reason();
    return switch (refusal) {
      case Refusal.Invalid _ -> failure(400, reason);
      case Refusal.Unauthenticated _ -> failure(401, reason).with("WWW-Authenticate", "Token");
      case Refusal.Forbidden _ -> failure(403, reason);
      case Refusal.NotFound _ -> failure(404, reason, "Not found.");
      case Refusal.Conflict _ -> failure(409, reason);
      case Refusal.TooLarge _ -> failure(413, reason);
      case Refusal.TooMany _ -> failure(429, reason);
      case Refusal.Unavailable _ -> failure(503, reason);
    };
  }

  static Answer failure(int status, String reason) {
    return failure(status, reason, reason);
  }

  private static Answer failure(int status, String message, String detail) {
    return Answer.json(status, new Failure(status, message, detail));
  }
}
