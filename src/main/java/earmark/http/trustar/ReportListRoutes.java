package earmark.http.trustar;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.report.Report;
import earmark.report.ReportFilter;
import earmark.report.ReportPage;
import earmark.report.ReportSearch;
import earmark.report.ReportTerm;
import earmark.tag.TagCharacters;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists of reports: the latest, by a window of time that clients move; searched; correlated. */
final class ReportListRoutes {
  private static final int LATEST = 25;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int TERM_MIN = 3;
  private static final int SIZE_USUALLY = 25;
  private static final int SIZE_MAX = 100;
  private static final int INDICATORS_USUALLY = 100;
  private static final int INDICATORS_MAX = 1000;

  private final ReportSearch search;
  private final TagCharacters characters;
  private final InstantSource clock;
  private final int bodyMaxBytes;

  ReportListRoutes(ReportSearch search, TrustarRules rules, InstantSource clock) {
    this.search = search;
    this.characters = rules.characters();
    this.clock = clock;
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/reports", Route.Needs.USER, call -> latest(call, Parameters.Unit.MILLISECONDS)),
        Route.get("/reports/search", Route.Needs.USER, this::searchByQuery),
        Route.post("/reports/search", Route.Needs.USER, this::searchByBody),
        Route.get("/reports/correlated", Route.Needs.USER, this::correlated),
        Route.get("/reports/correlate", Route.Needs.USER, this::correlatedIds),
        Route.get("/reports/{id...}/indicators", Route.Needs.USER, this::indicators));
  }

  /**
   * One page of at most a day. Clients ask again with an earlier end, and send a distribution type
   * that they don't mean, so nobody looks at that.
   */
  Answer latest(Call call, Parameters.Unit unit) {
    Parameters parameters = new Parameters(call);
    Parameters.Window window = parameters.window(clock.instant(), unit, DAY, DAY);
    ReportPage page =
        search.latest(call.caller(), filter(parameters, window, Optional.empty()), LATEST);
    List<ReportBody> items = page.reports().stream().map(ReportBody::of).toList();
    return Answer.json(200, new Page<>(items, 0, LATEST, page.total(), page.hasNext()));
  }

  private Answer searchByQuery(Call call) {
    return search(call, new Parameters(call).text("searchTerm"));
  }

  private Answer searchByBody(Call call) throws IOException {
    Optional<String> inQuery = new Parameters(call).text("searchTerm");
    Optional<String> inBody = Body.readLeniently(call, bodyMaxBytes).text("searchTerm");
    return search(call, inBody.filter(term -> !term.isEmpty()).or(() -> inQuery));
  }

  private Answer search(Call call, Optional<String> term) {
    if (term.isPresent() && term.get().codePointCount(0, term.get().length()) < TERM_MIN) {
      throw new Refusal.Invalid("\"searchTerm\" must have at least " + TERM_MIN + " characters.");
    }
    Parameters parameters = new Parameters(call);
    Page.Wanted wanted = parameters.page(SIZE_USUALLY, SIZE_MAX);
    Parameters.Window window =
        parameters.window(clock.instant(), Parameters.Unit.MILLISECONDS, DAY, YEAR);
    ReportFilter filter = filter(parameters, window, term.map(ReportTerm::parse));
    ReportPage page =
        search.search(
            call.caller(), filter, ReportSearch.Sort.UPDATED, wanted.number(), wanted.size());
    return page(page, wanted);
  }

  private static Answer page(ReportPage page, Page.Wanted wanted) {
    return Answer.json(
        200, wanted.of(page.reports().stream().map(ReportBody::of).toList(), page.total()));
  }

  private ReportFilter filter(
      Parameters parameters, Parameters.Window window, Optional<ReportTerm> term) {
    return new ReportFilter(
        term,
        EnclaveIds.of(parameters),
        new LinkedHashSet<>(Names.listed(parameters, characters, "tags", "tag")),
        new LinkedHashSet<>(Names.listed(parameters, characters, "excludedTags")),
        Optional.of(window.from()),
        window.to());
  }

  private Answer correlated(Call call) {
    Parameters parameters = new Parameters(call);
    Page.Wanted wanted = parameters.page(SIZE_USUALLY, SIZE_MAX);
    return page(correlated(call, wanted), wanted);
  }

  private Answer correlatedIds(Call call) {
    ReportPage page = correlated(call, new Page.Wanted(0, INDICATORS_MAX));
    return Answer.json(200, page.reports().stream().map(Report::guid).toList());
  }

  private ReportPage correlated(Call call, Page.Wanted wanted) {
    Parameters parameters = new Parameters(call);
    Set<String> values = parameters.values("indicators");
    if (values.isEmpty()) throw new Refusal.Invalid("\"indicators\" is required.");
    return search.correlated(
        call.caller(), values, EnclaveIds.of(parameters), wanted.number(), wanted.size());
  }

  /** What is whitelisted is left out already when a report is submitted. */
  private Answer indicators(Call call) {
    Page.Wanted wanted = new Parameters(call).page(INDICATORS_USUALLY, INDICATORS_MAX);
    return IndicatorRoutes.page(
        search.indicators(call.caller(), ReportRefs.of(call), wanted.number(), wanted.size()),
        IndicatorBody.Marked::of);
  }
}
