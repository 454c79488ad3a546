package earmark.http.trustar;

import earmark.access.Enclave;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.report.Report;
import earmark.report.ReportRef;
import earmark.report.Reports;
import earmark.tag.TagCharacters;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of a report: submitted, read, updated, copied, moved, deleted. */
final class ReportRoutes {
  private final Reports reports;
  private final TagCharacters characters;
  private final int bodyMaxBytes;

  ReportRoutes(Reports reports, TrustarRules rules) {
    this.reports = reports;
    this.characters = rules.characters();
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    return List.of(
        Route.post("/reports", Route.Needs.USER, this::submit),
        Route.post("/reports/upsert", Route.Needs.USER, this::upsert),
        Route.get("/reports/{id...}", Route.Needs.USER, this::get),
        Route.put("/reports/{id...}", Route.Needs.USER, this::update),
        Route.delete("/reports/{id...}", Route.Needs.USER, this::delete),
        Route.get("/reports/{id...}/status", Route.Needs.USER, this::status),
        Route.post("/reports/copy/{id...}", Route.Needs.USER, this::copy),
        Route.post("/reports/move/{id...}", Route.Needs.USER, this::move));
  }

  record IdBody(String id) {}

  record StatusBody(String id, String status, @Nullable String errorMessage) {}

  /** Answers the bare id: clients take every byte of the body for it. */
  Answer submit(Call call) throws IOException {
    Body body = Body.read(call, bodyMaxBytes);
    Report report =
        reports.submit(
            call.caller(),
            Via.TRUSTAR,
            EnclaveIds.one(body.texts("enclaveIds")),
            ReportBody.submission(body));
    return Answer.text(200, report.guid());
  }

  /** The id stands in the body, and may be missing: then the report is a new one. */
  private Answer upsert(Call call) throws IOException {
    Parameters parameters = new Parameters(call);
    Body body = Body.read(call, bodyMaxBytes);
    Reports.Mode mode =
        switch (parameters.text("mode").orElse("OVERRIDE").toUpperCase(Locale.ROOT)) {
          case "OVERRIDE" -> Reports.Mode.OVERRIDE;
          case "APPEND" -> Reports.Mode.APPEND;
          default -> throw new Refusal.Invalid("\"mode\" must be OVERRIDE or APPEND.");
        };
    Optional<ReportRef> ref =
        switch (parameters.idType()) {
          case INTERNAL ->
              body.text("id")
                  .filter(id -> !id.isEmpty())
                  .<ReportRef>map(ReportRef.ByGuid::new)
                  .or(() -> externalRef(body));
          case EXTERNAL -> externalRef(body);
        };
    Report report =
        reports.upsert(
            call.caller(),
            Via.TRUSTAR,
            ref,
            EnclaveIds.one(body.texts("enclaveIds")),
            ReportBody.submission(body),
            mode);
    return Answer.text(200, report.guid());
  }

  private static Optional<ReportRef> externalRef(Body body) {
    return ReportBody.submission(body).externalId().map(ReportRef.ByExternalId::new);
  }

  Answer get(Call call) {
    return Answer.json(200, ReportBody.of(reports.get(call.caller(), ReportRefs.of(call))));
  }

  /** Takes the place of what the report says. Its tags stay, whatever the body says of them. */
  Answer update(Call call) throws IOException {
    Body body = Body.read(call, bodyMaxBytes);
    List<String> enclaves = body.texts("enclaveIds");
    reports.update(
        call.caller(),
        Via.TRUSTAR,
        ReportRefs.of(call),
        enclaves.isEmpty() ? Optional.empty() : Optional.of(EnclaveIds.one(enclaves)),
        ReportBody.submission(body));
    return Answer.empty(200);
  }

  Answer delete(Call call) {
    reports.delete(call.caller(), Via.TRUSTAR, ReportRefs.of(call));
    return Answer.empty(200);
  }

  private Answer status(Call call) {
    ReportRef ref = ReportRefs.of(call);
    Reports.Status status = reports.status(call.caller(), ref);
    String id = reports.get(call.caller(), ref).guid();
    return Answer.json(200, new StatusBody(id, status.name(), null));
  }

  private Answer copy(Call call) throws IOException {
    Parameters parameters = new Parameters(call);
    ReportRef ref = ReportRefs.of(call);
    String destination = Enclave.canonicalId(parameters.required("destEnclaveId"));
    if (!parameters.flag("copyFromProvidedSubmission", false)) {
      return id(reports.copy(call.caller(), Via.TRUSTAR, ref, destination));
    }
    Body body = Body.read(call, bodyMaxBytes);
    if (!body.has("tags")) {
      throw new Refusal.Invalid("\"tags\" is required: the names of the copy's tags.");
    }
    return id(
        reports.copyAs(
            call.caller(),
            Via.TRUSTAR,
            ref,
            destination,
            ReportBody.submission(body),
            new LinkedHashSet<>(characters.names(body.names("tags")))));
  }

  private Answer move(Call call) {
    String destination = Enclave.canonicalId(new Parameters(call).required("destEnclaveId"));
    return id(reports.move(call.caller(), Via.TRUSTAR, ReportRefs.of(call), destination));
  }

  private static Answer id(Report report) {
    return Answer.json(200, new IdBody(report.guid()));
  }
}
