package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.index.Answers;
import earmark.likeness.NearDuplicates;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.SampleTags;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import earmark.vocabulary.Lexicon;
import java.io.IOException;
import java.util.Collection;
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
  private static final int NEAR_MAX = 100;

  private final Finder finder;
  private final SampleTags tags;
  private final NearDuplicates nearDuplicates;
  private final Lexicon lexicon;

  public TagRoutes(Finder finder, SampleTags tags, NearDuplicates nearDuplicates, Lexicon lexicon) {
    this.finder = finder;
    this.tags = tags;
    this.nearDuplicates = nearDuplicates;
    this.lexicon = lexicon;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/samples/tags", Route.Needs.USER, this::editTags),
        Route.post("/api/v1/tags/rename", Route.Needs.USER, this::renameTag),
        Route.post("/api/v1/tags/merge", Route.Needs.USER, this::mergeTags),
        Route.post("/api/v1/tags/delete", Route.Needs.USER, this::deleteTags),
        Route.get("/api/v1/tags/suggest", Route.Needs.USER, this::suggestTags),
        Route.get("/api/v1/tags/near", Route.Needs.USER, this::nearTags),
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

  record Suggested(List<SuggestedTag> tags) {}

  record Near(List<NearBody> nearDuplicates) {}

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
    var near = near(edit.add()); // before it, since afterwards the names are in use
    SampleTags.Edited edited =
        preview
            ? tags.preview(target, edit)
            : tags.edit(call.caller(), Clients.via(call), target, edit, key);
    return Answer.json(200, EditedBody.of(edited, preview, near));
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
    var near =
        near(replacement.to().stream().toList()).stream()
            .filter(one -> !replacement.from().contains(new UserTagName(one.of())))
            .toList();
    SampleTags.Edited edited =
        preview
            ? tags.preview(replacement)
            : tags.replace(
                call.caller(), Clients.via(call), replacement, Writes.reason(reason), key);
    return Answer.json(200, EditedBody.of(edited, preview, near));
  }

  private List<NearDuplicates.Near> near(Collection<UserTagName> names) {
    return nearDuplicates.ofUserTags(names.stream().map(UserTagName::text).toList());
  }

  private Answer suggestTags(Call call) {
    String text = call.query("text").orElse("");
    if (text.length() > TEXT_MAX) {
      throw new Refusal.Invalid("\"text\" is longer than " + TEXT_MAX + " characters.");
    }
    int limit = Parameters.number(call, "limit", SUGGESTIONS, SUGGESTIONS_MAX);
    Set<Tag.Kind> kinds = Parameters.kinds(call);
    List<Answers.Counted> inUse = finder.suggest(text, kinds, limit);
    return Answer.json(200, new Suggested(SuggestedTag.all(inUse, lexicon, text, kinds, limit)));
  }

  private Answer nearTags(Call call) {
    List<String> names = call.queryAll("name");
    if (names.isEmpty() || names.size() > NEAR_MAX) {
      throw new Refusal.Invalid("Name 1 to " + NEAR_MAX + " times a \"name\".");
    }
    return Answer.json(200, new Near(NearBody.all(near(UserTagName.parseAll(names)))));
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
