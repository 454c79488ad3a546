package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.report.Report;
import earmark.report.ReportFilter;
import earmark.report.ReportPage;
import earmark.report.ReportRef;
import earmark.report.ReportSearch;
import earmark.report.ReportTerm;
import earmark.report.Reports;
import earmark.report.Submission;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports: their life, and finding them. */
public final class ReportRoutes {
  private static final int PAGES_MAX = 1_000_000;
  private static final int TAGS_MAX = 200;
  private static final int TAGS = 20;

  private final Reports reports;
  private final ReportSearch search;

  public ReportRoutes(Reports reports, ReportSearch search) {
    this.reports = reports;
    this.search = search;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/reports", Route.Needs.USER, this::listReports),
        Route.post("/api/v1/reports", Route.Needs.USER, this::submitReport),
        Route.get("/api/v1/reports/facets", Route.Needs.USER, this::listFacets),
        Route.get("/api/v1/reports/correlated", Route.Needs.USER, this::listCorrelated),
        Route.get("/api/v1/reports/{id}", Route.Needs.USER, this::getReport),
        Route.put("/api/v1/reports/{id}", Route.Needs.USER, this::updateReport),
        Route.delete("/api/v1/reports/{id}", Route.Needs.USER, this::deleteReport),
        Route.post("/api/v1/reports/{id}/copy", Route.Needs.USER, this::copyReport),
        Route.post("/api/v1/reports/{id}/move", Route.Needs.USER, this::moveReport));
  }

  /** A report as it is shown; {@code body} is null in lists. */
  record Shown(
      String id,
      String enclave,
      @Nullable String externalId,
      @Nullable String externalUrl,
      String title,
      @Nullable String body,
      String timeBegan,
      String created,
      String updated,
      List<String> tags) {
    static Shown of(Report report) {
      return new Shown(
          report.guid(),
          report.enclave(),
          report.externalId().orElse(null),
          report.externalUrl().orElse(null),
          report.title(),
          report.body().orElse(null),
          report.timeBegan().toString(),
          report.created().toString(),
          report.updated().toString(),
          report.tags());
    }
  }

  record Page(long total, List<Shown> reports, boolean hasNext) {
    static Page of(ReportPage page) {
      return new Page(
          page.total(), page.reports().stream().map(Shown::of).toList(), page.hasNext());
    }
  }

  record Facets(List<ReportSearch.Counted> tags) {}

  record SubmissionBody(
      @Nullable String enclave,
      @Nullable String title,
      @Nullable String body,
      @Nullable String externalId,
      @Nullable String externalUrl,
      @Nullable String timeBegan) {
    Submission submission() {
      return new Submission(
          required("title", title),
          required("body", body),
          Optional.ofNullable(externalId),
          Optional.ofNullable(externalUrl),
          Optional.ofNullable(timeBegan).map(ReportRoutes::moment));
    }
  }

  record Destination(@Nullable String enclave) {}

  private static String required(String field, @Nullable String text) {
    if (text == null) throw new Refusal.Invalid("\"" + field + "\" is required.");
    return text;
  }

  private static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal.Invalid("\"timeBegan\" must be a moment such as 2024-05-30T10:20:30Z.");
    }
  }

  /** The report in the path: by its id, or with {@code idType=external} by its external id. */
  static ReportRef ref(Call call) {
    String id = call.path("id");
    return switch (call.query("idType").orElse("internal")) {
      case "internal" -> new ReportRef.ByGuid(id);
      case "external" -> new ReportRef.ByExternalId(id);
      default -> throw new Refusal.Invalid("\"idType\" must be internal or external.");
    };
  }

  private static Set<String> all(Call call, String name) {
    return new LinkedHashSet<>(call.queryAll(name));
  }

  /** Which reports a call asks for. */
  static ReportFilter filter(Call call) {
    return new ReportFilter(
        call.query("q").filter(text -> !text.isBlank()).map(ReportTerm::parse),
        all(call, "enclave"),
        all(call, "tag"),
        all(call, "without"),
        Parameters.moment(call, "from", false),
        Parameters.moment(call, "to", true));
  }

  private static int page(Call call) {
    return Parameters.number(call, "page", 1, PAGES_MAX) - 1;
  }

  private Answer listReports(Call call) {
    ReportSearch.Sort sort =
        switch (call.query("sort").orElse("updated")) {
          case "updated" -> ReportSearch.Sort.UPDATED;
          case "relevance" -> ReportSearch.Sort.RELEVANCE;
          default -> throw new Refusal.Invalid("\"sort\" must be updated or relevance.");
        };
    int limit = Parameters.limit(call);
    return Answer.json(
        200, Page.of(search.search(call.caller(), filter(call), sort, page(call), limit)));
  }

  private Answer listFacets(Call call) {
    int limit = Parameters.number(call, "limit", TAGS, TAGS_MAX);
    return Answer.json(200, new Facets(search.facets(call.caller(), filter(call), limit)));
  }

  private Answer listCorrelated(Call call) {
    Set<String> values = all(call, "indicator");
    if (values.isEmpty()) throw new Refusal.Invalid("Name at least one \"indicator\".");
    return Answer.json(
        200,
        Page.of(
            search.correlated(
                call.caller(), values, all(call, "enclave"), page(call), Parameters.limit(call))));
  }

  private Answer submitReport(Call call) throws IOException {
    SubmissionBody body = call.json(SubmissionBody.class);
    return shown(
        reports.submit(
            call.caller(),
            Clients.via(call),
            required("enclave", body.enclave()),
            body.submission()));
  }

  private Answer getReport(Call call) {
    return shown(reports.get(call.caller(), ref(call)));
  }

  private Answer updateReport(Call call) throws IOException {
    SubmissionBody body = call.json(SubmissionBody.class);
    return shown(
        reports.update(
            call.caller(),
            Clients.via(call),
            ref(call),
            Optional.ofNullable(body.enclave()),
            body.submission()));
  }

  private Answer deleteReport(Call call) {
    reports.delete(call.caller(), Clients.via(call), ref(call));
    return Answer.empty(204);
  }

  private Answer copyReport(Call call) throws IOException {
    return shown(reports.copy(call.caller(), Clients.via(call), ref(call), destination(call)));
  }

  private Answer moveReport(Call call) throws IOException {
    return shown(reports.move(call.caller(), Clients.via(call), ref(call), destination(call)));
  }

  private static String destination(Call call) throws IOException {
    return required("enclave", Json.read(call.body(), Destination.class).enclave());
  }

  private static Answer shown(Report report) {
    return Answer.json(200, Shown.of(report));
  }
}
