package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.index.Answers;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.search.Completions;
import earmark.search.Keyword;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.QueryText;
import earmark.search.Search;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Searching: pages, counts of tags, what changed between two moments, and help while typing. */
public final class SearchRoutes {
  private static final int PROPOSALS_MAX = 100;
  private static final int PROPOSALS = 10;

  private final Finder finder;

  public SearchRoutes(Finder finder) {
    this.finder = finder;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/samples", Route.Needs.USER, this::listSamples),
        Route.get("/api/v1/samples/facets", Route.Needs.USER, this::countTags),
        Route.get("/api/v1/samples/diff", Route.Needs.USER, this::compareMoments),
        Route.get("/api/v1/search/complete", Route.Needs.USER, this::completeSearch),
        Route.get("/api/v1/search/keywords", Route.Needs.USER, this::listKeywords));
  }

  record Page(long total, @Nullable String next, @Nullable String asOf, List<SampleBody> samples) {}

  record Facets(long total, List<TagCount> tags) {}

  record Found(long total, List<SampleBody> samples) {
    static Found of(Finder.Page page) {
      return new Found(page.total(), page.samples().stream().map(SampleBody::of).toList());
    }
  }

  record Diff(String from, @Nullable String to, Found gained, Found lost) {}

  /**
   * Something that can stand where the caret is.
   *
   * @param kind of the tag, if it is one
   * @param count how many samples carry the tag, if it is one
   */
  record Proposal(
      String text,
      @Nullable String about,
      @Nullable String example,
      @Nullable String kind,
      @Nullable Integer count) {
    static Proposal of(Keyword keyword) {
      return new Proposal(keyword.text() + ":", keyword.help(), keyword.example(), null, null);
    }

    static Proposal of(String value) {
      return new Proposal(value, null, null, null, null);
    }

    static Proposal of(Answers.Counted tag, boolean bare) {
      String name = tag.tag().name();
      return new Proposal(
          bare ? name : QueryText.value(name),
          null,
          null,
          Parameters.text(tag.tag().kind()),
          tag.count());
    }
  }

  record Completed(int from, String expects, List<Proposal> proposals) {}

  record KeywordBody(
      String keyword,
      List<String> aliases,
      String takes,
      List<String> choices,
      String help,
      String example) {}

  record Keywords(List<KeywordBody> keywords) {}

  private Answer listSamples(Call call) {
    Optional<Answers.Cursor> after = call.query("cursor").map(Cursors::read);
    Order order = call.query("sort").map(Sorts::read).orElse(Order.NEWEST_FIRST);
    Optional<String> tag = call.query("tag");
    if (tag.isPresent() && call.query("q").isPresent()) {
      throw new Refusal.Invalid("Use either \"q\" or \"tag\", not both.");
    }
    Search search =
        tag.map(name -> Search.of(new Query.HasTag(Parameters.tag(call, name))))
            .orElseGet(() -> Parameters.search(call));
    Finder.Page page = finder.search(search, order, after, Parameters.limit(call));
    return Answer.json(
        200,
        new Page(
            page.total(),
            page.next().map(Cursors::write).orElse(null),
            search.asOf().map(Instant::toString).orElse(null),
            page.samples().stream().map(SampleBody::of).toList()));
  }

  private Answer countTags(Call call) {
    Finder.Facets facets =
        finder.facets(Parameters.search(call), Parameters.kinds(call), Parameters.limit(call));
    return Answer.json(200, new Facets(facets.total(), TagCount.all(facets.tags())));
  }

  private Answer compareMoments(Call call) {
    Search search = Parameters.search(call);
    if (search.asOf().isPresent()) {
      throw new Refusal.Invalid(
          "\"q\" can't have as-of here; the moments are \"from\" and \"to\".");
    }
    Instant from =
        Parameters.moment(call, "from", false)
            .orElseThrow(() -> new Refusal.Invalid("\"from\" is required."));
    Optional<Instant> to = Parameters.moment(call, "to", true);
    if (to.filter(from::isAfter).isPresent()) {
      throw new Refusal.Invalid("\"from\" is after \"to\".");
    }
    Finder.Diff diff = finder.diff(search.query(), from, to, Parameters.limit(call));
    return Answer.json(
        200,
        new Diff(
            from.toString(),
            to.map(Instant::toString).orElse(null),
            Found.of(diff.gained()),
            Found.of(diff.lost())));
  }

  private Answer completeSearch(Call call) {
    String text = call.query("q").orElse("");
    if (text.length() > Search.BOX_LENGTH_MAX) {
      throw new Refusal.Invalid("\"q\" is longer than " + Search.BOX_LENGTH_MAX + " characters.");
    }
    int caret =
        call.query("caret")
            .map(place -> {
              if (!place.matches("[0-9]{1,9}")) {
                throw new Refusal.Invalid("\"caret\" must be a number from 0.");
              }
              return Integer.parseInt(place);
            })
            .orElse(text.length());
    int limit = Parameters.number(call, "limit", PROPOSALS, PROPOSALS_MAX);
    return Answer.json(200, completed(Completions.at(text, caret), limit));
  }

  private Completed completed(Completions completions, int limit) {
    return switch (completions) {
      case Completions.Keywords(int from, List<Keyword> keywords) ->
          new Completed(from, "keyword", keywords.stream().map(Proposal::of).toList());
      case Completions.Choices(int from, List<String> values) ->
          new Completed(from, "value", values.stream().map(Proposal::of).toList());
      case Completions.TagNames(int from, var kinds, String typed, boolean bare) ->
          new Completed(
              from,
              "tag",
              finder.suggest(typed, kinds, limit).stream()
                  .map(tag -> Proposal.of(tag, bare))
                  .toList());
      case Completions.Date(int from) -> new Completed(from, "date", List.of());
      case Completions.Nothing(int from) -> new Completed(from, "nothing", List.of());
    };
  }

  private Answer listKeywords(Call call) {
    return Answer.json(
        200,
        new Keywords(
            Keyword.known().stream()
                .map(keyword ->
                    new KeywordBody(
                        keyword.text(),
                        keyword.aliases(),
                        keyword.takes(),
                        keyword.choices(),
                        keyword.help(),
                        keyword.example()))
                .toList()));
  }
}
