package earmark.http;

import earmark.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Whether the process lives, and whether it can answer: for load balancers and supervisors. */
public final class Health implements Door {
  private final BooleanSupplier ready;

  /**
   * @param ready asked on each call; true while requests can be answered
   */
  public Health(BooleanSupplier ready) {
    this.ready = ready;
  }

  @Override
  public boolean owns(String path) {
    return path.startsWith("/health/");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/health/live", Route.Needs.NOBODY, _ -> status(200, "live")),
        Route.get(
            "/health/ready",
            Route.Needs.NOBODY,
            _ -> ready.getAsBoolean() ? status(200, "ready") : status(503, "not ready")));
  }

  @Override
  public Optional<Caller> caller(Call call) {
    return Optional.empty();
  }

  @Override
  public Answer answer(Call call, Problem problem) {
    return switch (problem) {
      case Problem.UnknownPath _ -> status(404, "unknown; try /health/live or /health/ready");
      case Problem.WrongMethod _ -> status(405, "only GET");
      case Problem.Refused(var refusal) -> status(400, refusal.reason());
      case Problem.Fault(var id) -> status(500, "failed, logged as " + id);
    };
  }

  private static Answer status(int code, String status) {
    return Answer.json(code, Map.of("status", status));
  }
}
