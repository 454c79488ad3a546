package earmark.http.trustar;

import earmark.access.AccessTokens;
import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Door;
import earmark.http.Problem;
import earmark.http.Route;
import earmark.indicator.IndicatorTags;
import earmark.indicator.Indicators;
import earmark.indicator.MetadataExports;
import earmark.indicator.Whitelist;
import earmark.refusal.Refusal;
import earmark.report.ReportSearch;
import earmark.report.ReportTags;
import earmark.report.Reports;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door as a whole: all its routes under the paths of their versions, and its errors. */
public final class TrustarDoor implements Door {
  private static final Logger LOG = LoggerFactory.getLogger(TrustarDoor.class);
  private static final String TRACE_ID = "Trace-Id";

  /** Paths without a version mean 1.2, but of these only what is not another door's. */
  private static final Pattern OWNED =
      Pattern.compile(
          "/+(oauth|api/+(1\\.[23]|2\\.0)(-beta)?|api/+(reports?|enclave-tags|ping|version))(/.*)?");

  /** What doesn't count against any quota. Source: "API Rate Limit & Quota". */
  private static final Set<String> UNCOUNTED =
      Set.of(
          "POST /reports",
          "POST /reports/upsert",
          "PUT /reports/{id...}",
          "POST /indicators",
          "GET /request-quotas");

  private final Bearer bearer;
  private final Quotas quotas;
  private final InstantSource clock;
  private final List<Route> routes;

  /** What the door opens to. */
  public record Rooms(
      AccessTokens tokens,
      Enclaves enclaves,
      Reports reports,
      ReportTags reportTags,
      ReportSearch reportSearch,
      Indicators indicators,
      IndicatorTags indicatorTags,
      MetadataExports exports,
      Whitelist whitelist) {}

  public TrustarDoor(Rooms rooms, TrustarRules rules, InstantSource clock) {
    this.bearer = new Bearer(rooms.tokens());
    this.quotas = new Quotas(rules.quotas(), clock);
    this.clock = clock;
    TokenRoutes login = new TokenRoutes(rooms.tokens());
    InstanceRoutes instance = new InstanceRoutes(rooms.enclaves(), quotas);
    ReportRoutes reports = new ReportRoutes(rooms.reports(), rules);
    ReportListRoutes reportLists = new ReportListRoutes(rooms.reportSearch(), rules, clock);
    ReportTagRoutes reportTags = new ReportTagRoutes(rooms.reportTags(), rules);
    IndicatorRoutes indicators = new IndicatorRoutes(rooms.indicators(), rules, clock);
    IndicatorTagRoutes indicatorTags = new IndicatorTagRoutes(rooms.indicatorTags(), rules);
    MetadataRoutes metadata =
        new MetadataRoutes(rooms.indicators(), rooms.exports(), rooms.enclaves(), rules, clock);
    WhitelistRoutes whitelist = new WhitelistRoutes(rooms.whitelist(), rules);
    OldRoutes old =
        new OldRoutes(reports, reportLists, rooms.reportTags(), rooms.reportSearch(), rules);
    SubmissionRoutes submissions =
        new SubmissionRoutes(rooms.reportTags(), rooms.indicators(), rooms.indicatorTags(), rules);
    List<Route> all = new ArrayList<>(login.routes());
    Stream.of(
            instance.routes("1.3"),
            reports.routes(),
            reportLists.routes(),
            reportTags.routes(),
            indicators.routes(),
            indicatorTags.routes(),
            metadata.routes(),
            whitelist.routes())
        .flatMap(List::stream)
        .forEach(route -> addUnder(List.of("/api/1.3", "/api/1.3-beta"), route, all));
    Stream.of(instance.routes("1.2"), old.routes())
        .flatMap(List::stream)
        .forEach(route -> addUnder(List.of("/api/1.2", "/api/1.2-beta"), route, all));
    Stream.of(instance.unversioned(), old.routes())
        .flatMap(List::stream)
        .forEach(route -> addUnder(List.of("/api"), route, all));
    Stream.of(instance.routes("2.0"), submissions.routes())
        .flatMap(List::stream)
        .forEach(route -> addUnder(List.of("/api/2.0", "/api/2.0-beta"), route, all));
    routes = List.copyOf(all);
  }

  private void addUnder(List<String> bases, Route route, List<Route> all) {
    boolean counted = !UNCOUNTED.contains(route.method() + " " + route.path());
    Route.Handler handler =
        call -> {
          if (counted) quotas.count(call.caller(), call.remoteAddress());
          return route.handler().handle(call);
        };
    for (String base : bases) {
      all.add(new Route(route.method(), base + route.path(), Route.Needs.USER, handler));
    }
  }

  @Override
  public boolean owns(String path) {
    return OWNED.matcher(path).matches();
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Optional<Caller> caller(Call call) {
    return bearer.caller(call);
  }

  @Override
  public Answer answer(Call call, Problem problem) {
    return switch (problem) {
      case Problem.Refused(Refusal refusal) ->
          Bearer.aboutToken(refusal).orElseGet(() -> Failure.answer(call, clock, refusal));
      case Problem.WrongMethod(String method, _) ->
          Failure.answer(call, clock, 405, "Request method '" + method + "' not supported");
      case Problem.UnknownPath _ ->
          Failure.answer(call, clock, 404, "There is no such endpoint here.");
      case Problem.Fault(String id) ->
          Failure.answer(call, clock, 500, "The server failed; the fault was logged as " + id + ".")
              .with(TRACE_ID, id);
    };
  }

  /** Every answer bears an id that clients show in their errors. */
  @Override
  public Answer leaving(Call call, Answer answer) {
    Answer traced =
        answer.headers().containsKey(TRACE_ID)
            ? answer
            : answer.with(TRACE_ID, UUID.randomUUID().toString());
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{} {} {} by {} {}: {}",
          traced.headers().get(TRACE_ID),
          call.method(),
          call.path(),
          call.header("Client-Type").orElse("-"),
          call.header("Client-Version").orElse("-"),
          traced.status());
    }
    return traced;
  }
}
