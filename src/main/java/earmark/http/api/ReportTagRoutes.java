package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.access.Enclaves;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.likeness.NearDuplicates;
import earmark.refusal.Refusal;
import earmark.report.ReportSearch;
import earmark.report.ReportTags;
import earmark.search.Column;
import earmark.search.Query;
import earmark.tag.IntelTagName;
import earmark.tag.Tag;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags of reports: which there are, changing them, who did, and taking that back. */
public final class ReportTagRoutes {
  private static final int NAMES_MAX = 10_000;
  private static final int SUGGESTIONS = 10;
  private static final int SUGGESTIONS_MAX = 100;

  private final ReportTags tags;
  private final ReportSearch search;
  private final Enclaves enclaves;
  private final NearDuplicates nearDuplicates;

  public ReportTagRoutes(
      ReportTags tags, ReportSearch search, Enclaves enclaves, NearDuplicates nearDuplicates) {
    this.tags = tags;
    this.search = search;
    this.enclaves = enclaves;
    this.nearDuplicates = nearDuplicates;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/reports/tags", Route.Needs.USER, this::listTagsInUse),
        Route.get("/api/v1/reports/tags/suggest", Route.Needs.USER, this::suggestTags),
        Route.get("/api/v1/reports/tags/history", Route.Needs.USER, this::listOfTag),
        Route.get("/api/v1/reports/{id}/tags", Route.Needs.USER, this::listTags),
        Route.post("/api/v1/reports/{id}/tags", Route.Needs.USER, this::alterTags),
        Route.get("/api/v1/reports/{id}/history", Route.Needs.USER, this::listOfReport),
        Route.post("/api/v1/reports/{id}/history/{operation}/undo", Route.Needs.USER, this::undo));
  }

  record InUse(List<ReportTags.InUse> tags) {}

  record Suggested(List<ReportSearch.Counted> tags) {}

  record Names(String id, String enclave, List<String> tags) {}

  record EditBody(
      @Nullable List<@Nullable String> add,
      @Nullable List<@Nullable String> remove,
      @Nullable String reason) {}

  /** What was changed, and what is there afterwards. */
  record Altered(
      String id,
      @Nullable String operation,
      List<String> added,
      List<String> removed,
      List<String> tags,
      String updated,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NearBody> nearDuplicates) {
    static Altered of(ReportTags.Altered altered, List<NearDuplicates.Near> near) {
      return new Altered(
          altered.report().guid(),
          altered.operation().orElse(null),
          altered.added(),
          altered.removed(),
          altered.report().tags(),
          altered.report().updated().toString(),
          NearBody.all(near));
    }
  }

  record Step(
      String id,
      String at,
      String by,
      String via,
      @Nullable String reason,
      String what,
      String report,
      List<String> added,
      List<String> removed,
      @Nullable String undoneBy) {
    static Step of(ReportTags.Step step) {
      return new Step(
          step.id(),
          step.at().toString(),
          step.by(),
          step.via().name().toLowerCase(Locale.ROOT),
          step.reason().orElse(null),
          step.what(),
          step.report(),
          step.added(),
          step.removed(),
          step.undoneBy().orElse(null));
    }
  }

  /** A page of history; the next one begins at {@code next}, if there is one. */
  record Steps(List<Step> operations, @Nullable String next) {
    static Steps of(List<ReportTags.Step> steps, int limit) {
      boolean more = steps.size() > limit;
      List<Step> page = steps.stream().limit(limit).map(Step::of).toList();
      return new Steps(page, more ? page.getLast().id() : null);
    }
  }

  private Answer listTagsInUse(Call call) {
    return Answer.json(
        200, new InUse(tags.all(call.caller(), new LinkedHashSet<>(call.queryAll("enclave")))));
  }

  private Answer suggestTags(Call call) {
    String text = call.query("text").orElse("");
    if (text.length() > IntelTagName.CODE_POINTS_MAX * 2) {
      throw new Refusal.Invalid("\"text\" is longer than a tag.");
    }
    int limit = Parameters.number(call, "limit", SUGGESTIONS, SUGGESTIONS_MAX);
    return Answer.json(200, new Suggested(search.suggest(call.caller(), text, limit)));
  }

  private Answer listTags(Call call) {
    ReportTags.Tagged tagged =
        tags.tags(call.caller(), ReportRoutes.ref(call), Parameters.moment(call, "asOf", true));
    return Answer.json(
        200, new Names(tagged.report().guid(), tagged.report().enclave(), tagged.tags()));
  }

  private Answer alterTags(Call call) throws IOException {
    byte[] body = call.body();
    EditBody asked = Json.read(body, EditBody.class);
    Set<IntelTagName> add = Writes.intelNames("add", asked.add(), NAMES_MAX);
    Set<String> remove = new LinkedHashSet<>(Writes.texts("remove", asked.remove(), NAMES_MAX));
    ReportTags.Edit edit = new ReportTags.Edit(add, remove, Writes.reason(asked.reason()));
    var near = near(call, add); // before it, since afterwards the names are in use
    ReportTags.Altered altered =
        tags.alter(
            call.caller(), Clients.via(call), ReportRoutes.ref(call), edit, Writes.key(call, body));
    return Answer.json(200, Altered.of(altered, near));
  }

  /** What is near to new names, of the tags on reports that the caller sees. */
  private List<NearDuplicates.Near> near(Call call, Set<IntelTagName> names) {
    return nearDuplicates.of(
        names.stream().map(IntelTagName::text).toList(),
        Tag.Kind.REPORT,
        Set.of(""),
        new Query.HasWord(Column.REPORT_ENCLAVE, enclaves.readableIds(call.caller())));
  }

  private Answer listOfReport(Call call) {
    int limit = Parameters.limit(call);
    return Answer.json(
        200,
        Steps.of(
            tags.history(call.caller(), ReportRoutes.ref(call), call.query("cursor"), limit + 1),
            limit));
  }

  private Answer listOfTag(Call call) {
    String name = call.query("tag").orElseThrow(() -> new Refusal.Invalid("\"tag\" is required."));
    int limit = Parameters.limit(call);
    return Answer.json(
        200,
        Steps.of(tags.historyOfTag(call.caller(), name, call.query("cursor"), limit + 1), limit));
  }

  private Answer undo(Call call) throws IOException {
    byte[] body = call.body();
    UndoBody asked = UndoBody.readUnpreviewed(body);
    return Answer.json(
        200,
        Altered.of(
            tags.undo(
                call.caller(),
                Clients.via(call),
                ReportRoutes.ref(call),
                call.path("operation"),
                Writes.reason(asked.reason()),
                Writes.key(call, body)),
            List.of()));
  }
}
