package earmark.http.trustar;

import earmark.access.Enclave;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.indicator.IndicatorPage;
import earmark.indicator.IndicatorQuery;
import earmark.indicator.IndicatorTag;
import earmark.indicator.IndicatorType;
import earmark.indicator.IndicatorValue;
import earmark.indicator.Indicators;
import earmark.indicator.Submission;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.TagCharacters;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Indicators: submitted, listed, searched, and those that stand together with others. */
final class IndicatorRoutes {
  static final Duration WEEK = Duration.ofDays(7);
  static final Duration YEAR = Duration.ofDays(365);
  private static final int SIZE_USUALLY = 100;
  private static final int SIZE_MAX = 1000;

  private final Indicators indicators;
  private final TagCharacters characters;
  private final InstantSource clock;
  private final int bodyMaxBytes;

  IndicatorRoutes(Indicators indicators, TrustarRules rules, InstantSource clock) {
    this.indicators = indicators;
    this.characters = rules.characters();
    this.clock = clock;
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    return List.of(
        Route.post("/indicators", Route.Needs.USER, this::submit),
        Route.get("/indicators", Route.Needs.USER, this::list),
        Route.get("/indicators/search", Route.Needs.USER, this::searchByQuery),
        Route.post("/indicators/search", Route.Needs.USER, this::searchByBody),
        Route.get("/indicators/related", Route.Needs.USER, this::related));
  }

  private Answer submit(Call call) throws IOException {
    Body body = Body.read(call, bodyMaxBytes);
    List<JsonNode> content = body.list("content");
    if (content.isEmpty()) {
      throw new Refusal.Invalid("\"content\" is required: an array of at least one indicator.");
    }
    if (content.size() > Submission.ROWS_MAX) {
      throw new Refusal.TooLarge(
          "At most " + Submission.ROWS_MAX + " indicators can be submitted at once.");
    }
    List<Submission.Row> rows = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      rows.add(row(Body.of("Row " + (i + 1), content.get(i))));
    }
    Submission submission =
        new Submission(
            List.copyOf(EnclaveIds.of(body.texts("enclaveIds"))),
            rows,
            tags(body),
            Optional.empty());
    indicators.submit(call.caller(), Via.TRUSTAR, submission, Optional.empty());
    return Answer.empty(200);
  }

  private Submission.Row row(Body row) {
    return new Submission.Row(
        IndicatorValue.of(
            row.required("value"), row.text("indicatorType").flatMap(IndicatorType::named)),
        moment(row, "firstSeen"),
        moment(row, "lastSeen"),
        row.number("sightings").orElse(1L),
        row.text("source"),
        row.text("notes"),
        row.has("tags") ? Optional.of(tags(row)) : Optional.empty());
  }

  private static OptionalLong moment(Body row, String key) {
    return row.time(key)
        .map(time -> OptionalLong.of(time.toEpochMilli()))
        .orElse(OptionalLong.empty());
  }

  private List<IndicatorTag> tags(Body body) {
    List<IndicatorTag> tags = new ArrayList<>();
    for (JsonNode item : body.list("tags")) {
      Body tag = Body.of("A tag", item);
      if (tag.has("guid")) {
        throw new Refusal.Invalid(
            "A tag is submitted by its name and enclave; \"guid\" must not be given.");
      }
      tags.add(tag(tag, characters));
    }
    return tags;
  }

  /**
   * A tag by its name and enclave, which have to be given.
   *
   * @throws Refusal.Invalid if one is not, or the name can't be one
   */
  static IndicatorTag tag(Body tag, TagCharacters characters) {
    String enclave = Enclave.canonicalId(tag.required("enclaveId"));
    return IndicatorTag.of(enclave, characters.name(tag.required("name")));
  }

  private Answer list(Call call) {
    Parameters parameters = new Parameters(call);
    Page.Wanted wanted = parameters.page(SIZE_USUALLY, SIZE_MAX);
    Parameters.Window window =
        parameters.window(clock.instant(), Parameters.Unit.MILLISECONDS, WEEK, YEAR);
    IndicatorQuery query =
        query(
            parameters,
            window,
            Optional.empty(),
            Set.of(),
            Names.listed(parameters, characters, "tagIds", "tags"),
            Names.listed(parameters, characters, "excludedTagIds", "excludedTags"));
    return page(
        indicators.find(call.caller(), query, wanted.number(), wanted.size()),
        IndicatorBody.Brief::of);
  }

  private Answer searchByQuery(Call call) {
    return search(call, new Parameters(call).text("searchTerm"));
  }

  private Answer searchByBody(Call call) throws IOException {
    return search(call, term(call, bodyMaxBytes));
  }

  /** The term in the body, else in the query. */
  static Optional<String> term(Call call, int bodyMaxBytes) throws IOException {
    Optional<String> inQuery = new Parameters(call).text("searchTerm");
    Optional<String> inBody = Body.readLeniently(call, bodyMaxBytes).text("searchTerm");
    return inBody.filter(term -> !term.isEmpty()).or(() -> inQuery);
  }

  private Answer search(Call call, Optional<String> term) {
    Parameters parameters = new Parameters(call);
    Page.Wanted wanted = parameters.page(SIZE_USUALLY, SIZE_MAX);
    Optional<IndicatorQuery> query = searchQuery(parameters, term, clock, characters);
    if (query.isEmpty()) return Answer.json(200, wanted.of(List.of(), 0));
    return page(
        indicators.find(call.caller(), query.get(), wanted.number(), wanted.size()),
        IndicatorBody.Found::of);
  }

  /** What a search asks for; absent if for types that there are none of, so it finds nothing. */
  static Optional<IndicatorQuery> searchQuery(
      Parameters parameters, Optional<String> term, InstantSource clock, TagCharacters characters) {
    List<String> typeNames = parameters.list("entityTypes", "indicatorTypes");
    Set<IndicatorType> types =
        typeNames.stream()
            .flatMap(name -> IndicatorType.named(name).stream())
            .collect(Collectors.toSet());
    if (types.isEmpty() && !typeNames.isEmpty()) return Optional.empty();
    return Optional.of(
        query(
            parameters,
            parameters.window(clock.instant(), Parameters.Unit.MILLISECONDS, YEAR, YEAR),
            term,
            types,
            Names.listed(parameters, characters, "tags", "tag"),
            Names.listed(parameters, characters, "excludedTags")));
  }

  private static IndicatorQuery query(
      Parameters parameters,
      Parameters.Window window,
      Optional<String> term,
      Set<IndicatorType> types,
      List<String> tags,
      List<String> excludedTags) {
    return new IndicatorQuery(
        List.copyOf(EnclaveIds.of(parameters)),
        window.from().toEpochMilli(),
        window.to().map(to -> to.toEpochMilli()).orElse(Long.MAX_VALUE),
        term,
        types,
        tags,
        excludedTags);
  }

  private Answer related(Call call) {
    Parameters parameters = new Parameters(call);
    Page.Wanted wanted = parameters.page(SIZE_USUALLY, SIZE_MAX);
    Set<String> values = parameters.values("indicators");
    if (values.isEmpty()) throw new Refusal.Invalid("\"indicators\" is required.");
    return page(
        indicators.related(
            call.caller(),
            values,
            List.copyOf(EnclaveIds.of(parameters)),
            wanted.number(),
            wanted.size()),
        IndicatorBody.Brief::of);
  }

  /** A page of indicators, each shown in some detail. */
  static <T> Answer page(IndicatorPage page, Function<IndicatorPage.Found, T> shown) {
    return Answer.json(
        200,
        new Page<>(
            page.items().stream().map(shown).toList(),
            page.pageNumber(),
            page.pageSize(),
            page.total(),
            page.hasNext()));
  }
}
