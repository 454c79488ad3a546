package earmark.http.trustar;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Via;
import earmark.report.ReportRef;
import earmark.report.ReportTags;
import earmark.tag.IntelTagName;
import earmark.tag.TagCharacters;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tags of reports: labels without an id of their own, so the name stands wherever an id would. */
final class ReportTagRoutes {
  private final ReportTags tags;
  private final TagCharacters characters;
  private final int bodyMaxBytes;

  ReportTagRoutes(ReportTags tags, TrustarRules rules) {
    this.tags = tags;
    this.characters = rules.characters();
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/reports/tags", Route.Needs.USER, this::listAll),
        Route.get("/reports/{id...}/tags", Route.Needs.USER, this::list),
        Route.post("/reports/{id...}/alter-tags", Route.Needs.USER, this::alter),
        Route.post("/reports/{id...}/tags", Route.Needs.USER, this::add),
        Route.delete("/reports/{id...}/tags/{tag}", Route.Needs.USER, this::remove));
  }

  private Answer list(Call call) {
    ReportTags.Tagged tagged = tags.tags(call.caller(), ReportRefs.of(call), Optional.empty());
    String enclave = tagged.report().enclave();
    return Answer.json(
        200, tagged.tags().stream().map(name -> TagBody.ofReport(name, enclave)).toList());
  }

  private Answer listAll(Call call) {
    return Answer.json(
        200,
        tags.all(call.caller(), EnclaveIds.of(new Parameters(call))).stream()
            .map(tag -> TagBody.ofReport(tag.name(), tag.enclave()))
            .toList());
  }

  private Answer alter(Call call) throws IOException {
    ReportRef ref = ReportRefs.of(call);
    Body body = Body.read(call, bodyMaxBytes);
    ReportTags.Altered altered =
        alter(
            call,
            ref,
            new LinkedHashSet<>(characters.names(body.names("addedTags"))),
            new LinkedHashSet<>(body.names("removedTags")));
    return Answer.json(200, new ReportRoutes.IdBody(altered.report().guid()));
  }

  /** The enclave that old clients name is none of the report's business any more. */
  private Answer add(Call call) {
    IntelTagName name = characters.name(call.query("name").orElse(""));
    alter(call, ReportRefs.of(call), Set.of(name), Set.of());
    return Answer.text(200, name.text());
  }

  private Answer remove(Call call) {
    alter(call, ReportRefs.of(call), Set.of(), Set.of(call.path("tag")));
    return Answer.empty(200);
  }

  private ReportTags.Altered alter(
      Call call, ReportRef ref, Set<IntelTagName> add, Set<String> remove) {
    return tags.alter(
        call.caller(),
        Via.TRUSTAR,
        ref,
        new ReportTags.Edit(add, remove, Optional.empty()),
        Optional.empty());
  }
}
