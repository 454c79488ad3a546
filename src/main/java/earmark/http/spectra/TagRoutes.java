package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.tag.UserTagName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The Tags API: User Tags of one sample. Answers are bare arrays of names. */
public final class TagRoutes {
  private final Finder finder;
  private final SampleTags tags;

  public TagRoutes(Finder finder, SampleTags tags) {
    this.finder = finder;
    this.tags = tags;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/tag/{hash}/", Route.Needs.USER, this::listTags),
        Route.post("/api/tag/{hash}/", Route.Needs.USER, this::addTags),
        Route.delete("/api/tag/{hash}/", Route.Needs.USER, this::removeTags));
  }

  private Answer listTags(Call call) {
    return Answer.json(200, finder.tagged(finder.get(hash(call))).user());
  }

  /** Answers those that were added, or were there already, but not those that a rule skipped. */
  private Answer addTags(Call call) throws IOException {
    SampleHash hash = hash(call);
    Set<UserTagName> names = UserTagName.parseAll(Body.read(call).strictList("tags"));
    SampleTags.Edited edited = edit(call, hash, names, Set.of());
    return answer(edited, result -> result.skipped() == 0);
  }

  /** Answers those that the sample had. */
  private Answer removeTags(Call call) throws IOException {
    SampleHash hash = hash(call);
    List<String> inQuery =
        call.queryAll("tags").stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .toList();
    Set<UserTagName> names =
        UserTagName.parseAll(inQuery.isEmpty() ? Body.read(call).strictList("tags") : inQuery);
    SampleTags.Edited edited = edit(call, hash, Set.of(), names);
    return answer(edited, result -> result.changed() > 0);
  }

  private SampleTags.Edited edit(
      Call call, SampleHash hash, Set<UserTagName> add, Set<UserTagName> remove) {
    return tags.edit(
        call.caller(),
        Via.SPECTRA,
        List.of(hash),
        new SampleTags.Edit(add, remove, Optional.empty()),
        Optional.empty());
  }

  private static Answer answer(SampleTags.Edited edited, Predicate<SampleTags.Result> shown) {
    return Answer.json(
        200, edited.results().stream().filter(shown).map(r -> r.name().text()).toList());
  }

  /** The sample's hash. This endpoint alone does not take SHA512. */
  private static SampleHash hash(Call call) {
    SampleHash hash = SampleHash.parse(call.path("hash"));
    if (hash.algorithm() == SampleHash.Algorithm.SHA512) {
      throw new Refusal.Invalid("Supported hash types here are MD5, SHA1 and SHA256.");
    }
    return hash;
  }
}
