package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.SampleTags;
import earmark.tag.Tag;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Editing the tags of samples, tags on all samples, and which tags there are. */
public final class TagRoutes {
  private static final int SUGGESTIONS_MAX = 100;
  private static final int SUGGESTIONS = 10;
  private static final int TEXT_MAX = 40;
  private static final int RELATED_MAX = 100;

  private final Finder finder;
  private final SampleTags tags;

  public TagRoutes(Finder finder, SampleTags tags) {
    this.finder = finder;
    this.tags = tags;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/samples/tags", Route.Needs.USER, this::editTags),
        Route.post("/api/v1/tags/rename", Route.Needs.USER, this::renameTag),
        Route.post("/api/v1/tags/merge", Route.Needs.USER, this::mergeTags),
        Route.post("/api/v1/tags/delete", Route.Needs.USER, this::deleteTags),
        Route.get("/api/v1/tags/suggest", Route.Needs.USER, this::suggestTags),
        Route.get("/api/v1/tags/related", Route.Needs.USER, this::relatedTags));
  }

  record EditBody(
      @Nullable List<@Nullable String> samples,
      @Nullable String query,
      @Nullable List<@Nullable String> add,
      @Nullable List<@Nullable String> remove,
      @Nullable String reason,
      @Nullable Boolean preview,
      @Nullable Double expected) {}

  record RenameBody(
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason,
      @Nullable Boolean preview) {}

  record MergeBody(
      @Nullable List<@Nullable String> from,
      @Nullable String to,
      @Nullable String reason,
      @Nullable Boolean preview) {}

  record DeleteBody(
      @Nullable List<@Nullable String> tags, @Nullable String reason, @Nullable Boolean preview) {}

  record Tags(List<TagCount> tags) {}

  private Answer editTags(Call call) throws IOException {
    byte[] body = call.body();
    EditBody asked = Json.read(body, EditBody.class);
    SampleTags.Target target = Writes.target(asked.samples(), asked.query(), asked.expected());
    SampleTags.Edit edit =
        new SampleTags.Edit(
            Writes.names("add", asked.add()),
            Writes.names("remove", asked.remove()),
            Writes.reason(asked.reason()));
    if (edit.add().isEmpty() && edit.remove().isEmpty()) {
      throw new Refusal.Invalid("Name at least one tag to \"add\" or to \"remove\".");
    }
    var key = Writes.key(call, body);
    boolean preview = Writes.isYes(asked.preview());
    SampleTags.Edited edited =
        preview
            ? tags.preview(target, edit)
            : tags.edit(call.caller(), Clients.via(call), target, edit, key);
    return Answer.json(200, EditedBody.of(edited, preview));
  }

  private Answer renameTag(Call call) throws IOException {
    byte[] body = call.body();
    RenameBody asked = Json.read(body, RenameBody.class);
    return replace(
        call,
        body,
        SampleTags.Replacement.rename(
            Writes.name("from", asked.from()), Writes.name("to", asked.to())),
        asked.reason(),
        asked.preview());
  }

  private Answer mergeTags(Call call) throws IOException {
    byte[] body = call.body();
    MergeBody asked = Json.read(body, MergeBody.class);
    return replace(
        call,
        body,
        SampleTags.Replacement.merge(
            Writes.names("from", asked.from()), Writes.name("to", asked.to())),
        asked.reason(),
        asked.preview());
  }

  private Answer deleteTags(Call call) throws IOException {
    byte[] body = call.body();
    DeleteBody asked = Json.read(body, DeleteBody.class);
    return replace(
        call,
        body,
        SampleTags.Replacement.deleteEverywhere(Writes.names("tags", asked.tags())),
        asked.reason(),
        asked.preview());
  }

  private Answer replace(
      Call call,
      byte[] body,
      SampleTags.Replacement replacement,
      @Nullable String reason,
      @Nullable Boolean previewOnly) {
    var key = Writes.key(call, body);
    boolean preview = Writes.isYes(previewOnly);
    SampleTags.Edited edited =
        preview
            ? tags.preview(replacement)
            : tags.replace(
                call.caller(), Clients.via(call), replacement, Writes.reason(reason), key);
    return Answer.json(200, EditedBody.of(edited, preview));
  }

  private Answer suggestTags(Call call) {
    String text = call.query("text").orElse("");
    if (text.length() > TEXT_MAX) {
      throw new Refusal.Invalid("\"text\" is longer than " + TEXT_MAX + " characters.");
    }
    int limit = Parameters.number(call, "limit", SUGGESTIONS, SUGGESTIONS_MAX);
    return Answer.json(
        200, new Tags(TagCount.all(finder.suggest(text, Parameters.kinds(call), limit))));
  }

  private Answer relatedTags(Call call) {
    List<String> names = call.queryAll("tag");
    if (names.isEmpty() || names.size() > RELATED_MAX) {
      throw new Refusal.Invalid("Name 1 to " + RELATED_MAX + " times a \"tag\".");
    }
    Set<Tag> asked = new LinkedHashSet<>();
    for (String name : names) asked.add(Parameters.tag(call, name));
    int limit = Parameters.limit(call);
    return Answer.json(200, new Tags(TagCount.all(finder.related(asked, limit))));
  }
}
