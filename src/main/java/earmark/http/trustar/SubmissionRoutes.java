package earmark.http.trustar;

import earmark.access.Enclave;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.indicator.IndicatorTags;
import earmark.indicator.IndicatorValue;
import earmark.indicator.Indicators;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.report.ReportRef;
import earmark.report.ReportTags;
import earmark.tag.IntelTagName;
import earmark.tag.TagCharacters;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What API 2.0 has of tags: altering those of submissions, which are the reports, of observables,
 * which are the indicators by their value, and of indicators by their id. Names are bare texts.
 */
final class SubmissionRoutes {
  private final ReportTags reportTags;
  private final Indicators indicators;
  private final IndicatorTags indicatorTags;
  private final TagCharacters characters;
  private final int bodyMaxBytes;

  SubmissionRoutes(
      ReportTags reportTags,
      Indicators indicators,
      IndicatorTags indicatorTags,
      TrustarRules rules) {
    this.reportTags = reportTags;
    this.indicators = indicators;
    this.indicatorTags = indicatorTags;
    this.characters = rules.characters();
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    return List.of(
        Route.post("/submissions/{id...}/alter-tags", Route.Needs.USER, this::alterSubmission),
        Route.post("/observables/alter-tags", Route.Needs.USER, this::alterObservable),
        Route.post("/indicators/{id}/alter-tags", Route.Needs.USER, this::alterIndicator));
  }

  /** Names to put on and to take off. */
  private record Change(Set<IntelTagName> add, Set<String> remove) {}

  private Change change(Body body) {
    Change change =
        new Change(
            new LinkedHashSet<>(characters.names(body.names("addedTags"))),
            new LinkedHashSet<>(body.names("removedTags")));
    if (change.add().isEmpty() && change.remove().isEmpty()) {
      throw new Refusal.Invalid("Name at least one tag in \"addedTags\" or \"removedTags\".");
    }
    return change;
  }

  /** The enclave that a client names is the report's, which is known. */
  private Answer alterSubmission(Call call) throws IOException {
    Body body = Body.read(call, bodyMaxBytes);
    Change change = change(body);
    Parameters.IdType type =
        switch (body.text("idType").orElse("").toLowerCase(Locale.ROOT)) {
          case "", "internal" -> Parameters.IdType.INTERNAL;
          case "external" -> Parameters.IdType.EXTERNAL;
          default -> throw new Refusal.Invalid("\"idType\" must be INTERNAL or EXTERNAL.");
        };
    ReportRef ref = ReportRefs.of(call.path("id"), type);
    ReportTags.Altered altered =
        reportTags.alter(
            call.caller(),
            Via.TRUSTAR,
            ref,
            new ReportTags.Edit(change.add(), change.remove(), Optional.empty()),
            Optional.empty());
    return Answer.json(200, new ReportRoutes.IdBody(altered.report().guid()));
  }

  private Answer alterObservable(Call call) throws IOException {
    Body body = Body.read(call, bodyMaxBytes);
    return alter(call, body, IndicatorValue.of(body.required("observableValue")));
  }

  private Answer alterIndicator(Call call) throws IOException {
    Body body = Body.read(call, bodyMaxBytes);
    String guid = call.path("id").toLowerCase(Locale.ROOT);
    return alter(call, body, indicators.get(call.caller(), guid));
  }

  private Answer alter(Call call, Body body, IndicatorValue value) {
    Change change = change(body);
    IndicatorTags.Edited edited =
        indicatorTags.edit(
            call.caller(),
            Via.TRUSTAR,
            value,
            new IndicatorTags.Edit(
                Enclave.canonicalId(body.required("enclaveGuid")), change.add(), change.remove()),
            Optional.empty(),
            Optional.empty());
    return Answer.json(200, new ReportRoutes.IdBody(edited.indicator().guid()));
  }
}
