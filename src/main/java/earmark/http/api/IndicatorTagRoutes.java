package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.access.Enclaves;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.index.Answers;
import earmark.indicator.IndicatorHistory;
import earmark.indicator.IndicatorTag;
import earmark.indicator.IndicatorTags;
import earmark.indicator.IndicatorValue;
import earmark.likeness.NearDuplicates;
import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tags of indicators: altering them, which there are, who gave them, and taking that back. */
public final class IndicatorTagRoutes {
  private static final int TAGS_MAX = 1_000;
  private static final int SUGGESTIONS = 10;
  private static final int SUGGESTIONS_MAX = 100;
  private static final int TEXT_MAX = 2 * IntelTagName.CODE_POINTS_MAX;

  private final IndicatorTags tags;
  private final IndicatorHistory history;
  private final Enclaves enclaves;
  private final NearDuplicates nearDuplicates;

  public IndicatorTagRoutes(
      IndicatorTags tags,
      IndicatorHistory history,
      Enclaves enclaves,
      NearDuplicates nearDuplicates) {
    this.tags = tags;
    this.history = history;
    this.enclaves = enclaves;
    this.nearDuplicates = nearDuplicates;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/indicators/tags", Route.Needs.USER, this::list),
        Route.post("/api/v1/indicators/tags", Route.Needs.USER, this::alter),
        Route.get("/api/v1/indicators/tags/suggest", Route.Needs.USER, this::suggest),
        Route.get("/api/v1/indicators/tags/givers", Route.Needs.USER, this::listGivers),
        Route.get("/api/v1/indicators/history", Route.Needs.USER, this::listHistory),
        Route.post("/api/v1/indicators/operations/{id}/undo", Route.Needs.USER, this::undo));
  }

  record AlterBody(
      @Nullable String value,
      @Nullable String enclave,
      @Nullable List<@Nullable String> add,
      @Nullable List<@Nullable String> remove,
      @Nullable String reason) {}

  record Altered(
      @Nullable Long operation,
      String guid,
      String type,
      String value,
      List<IndicatorBody.OfTag> tags,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NearBody> nearDuplicates) {}

  record Undone(@Nullable Long operation, int added, int removed) {}

  record CountedTags(List<IndicatorBody.CountedTag> tags) {}

  record Suggestion(String name, int count) {}

  record Suggestions(List<Suggestion> tags) {}

  /** What an operation did to the indicator, as far as the caller may see it. */
  record EventBody(
      long operation,
      String at,
      String by,
      String via,
      @Nullable String reason,
      List<IndicatorBody.OfTag> added,
      List<IndicatorBody.OfTag> removed,
      List<String> seen,
      @Nullable Long undoes,
      @Nullable Long undoneBy) {
    static EventBody of(IndicatorHistory.Event event) {
      return new EventBody(
          event.operation(),
          event.at().toString(),
          event.by(),
          event.via().name().toLowerCase(Locale.ROOT),
          event.reason().orElse(null),
          IndicatorBody.OfTag.all(event.added()),
          IndicatorBody.OfTag.all(event.removed()),
          event.seen(),
          event.undoes().orElse(null),
          event.undoneBy().orElse(null));
    }
  }

  record Events(List<EventBody> operations, @Nullable String next) {}

  record Given(IndicatorBody.OfTag tag, EventBody given) {}

  record Givers(List<Given> tags) {}

  private Answer list(Call call) {
    return Answer.json(
        200,
        new CountedTags(
            tags.counts(call.caller(), call.queryAll("enclave")).stream()
                .map(IndicatorBody.CountedTag::of)
                .toList()));
  }

  private Answer alter(Call call) throws IOException {
    byte[] body = call.body();
    AlterBody asked = Json.read(body, AlterBody.class);
    if (asked.value() == null) throw new Refusal.Invalid("\"value\" is required.");
    if (asked.enclave() == null) throw new Refusal.Invalid("\"enclave\" is required.");
    Set<IntelTagName> add = Writes.intelNames("add", asked.add(), TAGS_MAX);
    Set<String> remove = new LinkedHashSet<>(Writes.texts("remove", asked.remove(), TAGS_MAX));
    if (add.isEmpty() && remove.isEmpty()) {
      throw new Refusal.Invalid("Name at least one tag to \"add\" or to \"remove\".");
    }
    Optional<String> reason = Writes.reason(asked.reason());
    var near = near(call, add); // before it, since afterwards the names are in use
    IndicatorTags.Edited edited =
        tags.edit(
            call.caller(),
            Clients.via(call),
            IndicatorValue.of(asked.value()),
            new IndicatorTags.Edit(asked.enclave(), add, remove),
            reason,
            Writes.key(call, body));
    return Answer.json(
        200,
        new Altered(
            boxed(edited.operation()),
            edited.indicator().guid(),
            edited.indicator().value().type().name(),
            edited.indicator().value().text(),
            IndicatorBody.OfTag.all(edited.tags()),
            NearBody.all(near)));
  }

  /** What is near to new names, of the tags that the caller sees in any enclave. */
  private List<NearDuplicates.Near> near(Call call, Set<IntelTagName> names) {
    return nearDuplicates.ofIndicatorTags(
        names.stream().map(IntelTagName::text).toList(), enclaves.readableIds(call.caller()));
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  private Answer suggest(Call call) {
    String text = call.query("text").orElse("");
    if (text.length() > TEXT_MAX) {
      throw new Refusal.Invalid("\"text\" is longer than " + TEXT_MAX + " characters.");
    }
    int limit = Parameters.number(call, "limit", SUGGESTIONS, SUGGESTIONS_MAX);
    List<Answers.Named> named = tags.suggest(call.caller(), text, call.queryAll("enclave"), limit);
    return Answer.json(
        200,
        new Suggestions(
            named.stream().map(one -> new Suggestion(one.name(), one.count())).toList()));
  }

  private Answer listGivers(Call call) {
    List<Given> given =
        history.givers(call.caller(), IndicatorRoutes.value(call)).entrySet().stream()
            .map(one -> given(one.getKey(), one.getValue()))
            .toList();
    return Answer.json(200, new Givers(given));
  }

  private static Given given(IndicatorTag tag, IndicatorHistory.Event event) {
    return new Given(IndicatorBody.OfTag.of(tag), EventBody.of(event));
  }

  private Answer listHistory(Call call) {
    int limit = Parameters.limit(call);
    List<IndicatorHistory.Event> found =
        history.of(
            call.caller(),
            IndicatorRoutes.value(call),
            Parameters.cursor(call, Long.MAX_VALUE),
            limit + 1);
    List<IndicatorHistory.Event> shown = found.subList(0, Math.min(limit, found.size()));
    return Answer.json(
        200,
        new Events(
            shown.stream().map(EventBody::of).toList(),
            found.size() > limit ? Long.toString(shown.getLast().operation()) : null));
  }

  private Answer undo(Call call) throws IOException {
    byte[] body = call.body();
    UndoBody asked = UndoBody.readUnpreviewed(body);
    Optional<String> reason = Writes.reason(asked.reason());
    IndicatorHistory.Undone undone =
        history.undo(
            call.caller(),
            Clients.via(call),
            Parameters.id(call, "operation"),
            reason,
            Writes.key(call, body));
    return Answer.json(
        200, new Undone(boxed(undone.operation()), undone.added(), undone.removed()));
  }
}
