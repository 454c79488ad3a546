package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.ledger.RequestKey;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Editing the tags of one or many samples, and suggestions while somebody types. */
public final class TagRoutes {
  private static final int SAMPLES_MAX = 10_000;
  private static final int TAGS_MAX = 1_000;
  private static final int SUGGESTIONS_MAX = 100;
  private static final int SUGGESTIONS_DEFAULT = 10;
  private static final int TEXT_MAX = 40;

  private final Finder finder;
  private final SampleTags tags;

  public TagRoutes(Finder finder, SampleTags tags) {
    this.finder = finder;
    this.tags = tags;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/samples/tags", Route.Needs.USER, this::editTags),
        Route.get("/api/v1/tags/suggest", Route.Needs.USER, this::suggestTags));
  }

  record EditBody(
      @Nullable List<@Nullable String> samples,
      @Nullable List<@Nullable String> add,
      @Nullable List<@Nullable String> remove,
      @Nullable String reason) {}

  record Edited(@Nullable Long operation, List<EditedTag> tags) {}

  record EditedTag(String name, String action, int changed, int unchanged, int skipped) {
    static EditedTag of(SampleTags.Result result) {
      return new EditedTag(
          result.name().text(),
          result.added() ? "add" : "remove",
          result.changed(),
          result.unchanged(),
          result.skipped());
    }
  }

  record Suggestions(List<Suggestion> tags) {
    record Suggestion(String kind, String name, int count) {}
  }

  private Answer editTags(Call call) throws IOException {
    byte[] body = call.body();
    EditBody asked = Json.read(body, EditBody.class);
    List<SampleHash> hashes =
        texts("samples", asked.samples(), SAMPLES_MAX).stream().map(SampleHash::parse).toList();
    if (hashes.isEmpty()) throw new Refusal.Invalid("\"samples\" must name at least one sample.");
    SampleTags.Edit edit =
        new SampleTags.Edit(
            names("add", asked.add()),
            names("remove", asked.remove()),
            Optional.ofNullable(asked.reason()).filter(reason -> !reason.isBlank()));
    Optional<RequestKey> key =
        call.header("Idempotency-Key").map(text -> new RequestKey(text, sha256(body)));
    SampleTags.Edited edited = tags.edit(call.caller(), Clients.via(call), hashes, edit, key);
    return Answer.json(
        200,
        new Edited(
            edited.operation().orElse(null),
            edited.results().stream().map(EditedTag::of).toList()));
  }

  private Answer suggestTags(Call call) {
    String text = call.query("text").orElse("");
    if (text.length() > TEXT_MAX) {
      throw new Refusal.Invalid("\"text\" is longer than " + TEXT_MAX + " characters.");
    }
    Set<Tag.Kind> kinds =
        call.query("kind")
            .<Set<Tag.Kind>>map(kind -> EnumSet.of(kind(kind)))
            .orElse(EnumSet.of(Tag.Kind.SYSTEM, Tag.Kind.USER));
    int limit = SampleRoutes.number(call, "limit", SUGGESTIONS_DEFAULT, SUGGESTIONS_MAX);
    return Answer.json(
        200,
        new Suggestions(
            finder.suggest(text, kinds, limit).stream()
                .map(found ->
                    new Suggestions.Suggestion(
                        found.tag().kind().name().toLowerCase(Locale.ROOT),
                        found.tag().name(),
                        found.count()))
                .toList()));
  }

  static Tag.Kind kind(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "system" -> Tag.Kind.SYSTEM;
      case "user" -> Tag.Kind.USER;
      default -> throw new Refusal.Invalid("\"kind\" must be system or user.");
    };
  }

  private static Set<UserTagName> names(String field, @Nullable List<@Nullable String> texts) {
    return UserTagName.parseAll(texts(field, texts, TAGS_MAX));
  }

  private static List<String> texts(String field, @Nullable List<@Nullable String> texts, int max) {
    if (texts == null) return List.of();
    if (texts.size() > max) {
      throw new Refusal.Invalid("\"" + field + "\" may hold " + max + " values at once.");
    }
    List<String> present = new ArrayList<>();
    for (String text : texts) {
      if (text == null) throw new Refusal.Invalid("\"" + field + "\" holds null.");
      present.add(text);
    }
    return present;
  }

  /** The digest of a request, so that a key used for another request is noticed. */
  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
