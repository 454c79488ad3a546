package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.http.Route;
import earmark.indicator.IndicatorQuery;
import earmark.indicator.IndicatorTag;
import earmark.indicator.IndicatorType;
import earmark.indicator.IndicatorValue;
import earmark.indicator.Indicators;
import earmark.indicator.Metadata;
import earmark.indicator.Submission;
import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Indicators: submitting them, finding them, and what is known of one. */
public final class IndicatorRoutes {
  private final Indicators indicators;

  public IndicatorRoutes(Indicators indicators) {
    this.indicators = indicators;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/indicators", Route.Needs.USER, this::find),
        Route.post("/api/v1/indicators", Route.Needs.USER, this::submit),
        Route.get("/api/v1/indicators/one", Route.Needs.USER, this::show));
  }

  /** Without tags of its own, an indicator gets those of the whole. */
  record RowBody(
      @Nullable String value,
      @Nullable String type,
      @Nullable String firstSeen,
      @Nullable String lastSeen,
      @Nullable Double sightings,
      @Nullable String source,
      @Nullable String note,
      @Nullable List<@Nullable TagWish> tags) {}

  record TagWish(@Nullable String enclave, @Nullable String name) {}

  record SubmissionBody(
      @Nullable List<@Nullable String> enclaves,
      @Nullable List<@Nullable RowBody> indicators,
      @Nullable List<@Nullable TagWish> tags,
      @Nullable String reason) {}

  record Submitted(@Nullable Long operation, int indicators) {}

  record Known(List<IndicatorBody.Whole> indicators) {}

  private Answer find(Call call) {
    String page = call.query("page").orElse("0");
    if (!page.matches("[0-9]{1,5}")) throw new Refusal.Invalid("\"page\" must be a number from 0.");
    return Answer.json(
        200,
        IndicatorBody.Page.of(
            indicators.find(
                call.caller(),
                query(call),
                Parameters.moment(call, "asOf", true),
                Integer.parseInt(page),
                Parameters.limit(call))));
  }

  /** Which indicators a call asks for. */
  static IndicatorQuery query(Call call) {
    Set<IndicatorType> types = EnumSet.noneOf(IndicatorType.class);
    for (String type : call.queryAll("type")) types.add(type(type));
    return new IndicatorQuery(
        call.queryAll("enclave"),
        Parameters.moment(call, "from", false).map(Instant::toEpochMilli).orElse(0L),
        Parameters.moment(call, "to", true).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
        call.query("text"),
        types,
        call.queryAll("tag"),
        call.queryAll("withoutTag"));
  }

  private static IndicatorType type(String text) {
    return IndicatorType.named(text)
        .orElseThrow(() -> new Refusal.Invalid("There is no type \"" + text + "\" of indicators."));
  }

  private Answer show(Call call) {
    String value = value(call);
    List<Metadata> known =
        indicators.metadata(
            call.caller(),
            List.of(new Indicators.Asked(value, call.query("type").map(IndicatorRoutes::type))),
            call.queryAll("enclave"),
            Parameters.moment(call, "asOf", true));
    if (known.isEmpty()) throw new Refusal.NotFound("There is no such indicator.");
    return Answer.json(200, new Known(known.stream().map(IndicatorBody.Whole::of).toList()));
  }

  static String value(Call call) {
    return call.query("value").orElseThrow(() -> new Refusal.Invalid("\"value\" is required."));
  }

  private Answer submit(Call call) throws IOException {
    byte[] body = call.body();
    SubmissionBody asked = Json.read(body, SubmissionBody.class);
    if (asked.indicators() == null) throw new Refusal.Invalid("\"indicators\" is required.");
    if (asked.indicators().size() > Submission.ROWS_MAX) {
      throw new Refusal.TooLarge(
          "At most " + Submission.ROWS_MAX + " indicators can be submitted at once.");
    }
    List<Submission.Row> rows = new ArrayList<>();
    for (RowBody row : asked.indicators()) {
      if (row == null) throw new Refusal.Invalid("\"indicators\" holds null.");
      rows.add(row(row));
    }
    Optional<String> reason = Writes.reason(asked.reason());
    Submission submission =
        new Submission(
            Writes.texts("enclaves", asked.enclaves(), 1_000), rows, tags(asked.tags()), reason);
    OptionalLong operation =
        indicators.submit(call.caller(), Clients.via(call), submission, Writes.key(call, body));
    return Answer.json(
        200, new Submitted(operation.isPresent() ? operation.getAsLong() : null, rows.size()));
  }

  private static Submission.Row row(RowBody row) {
    if (row.value() == null) throw new Refusal.Invalid("\"value\" is required.");
    return new Submission.Row(
        IndicatorValue.of(row.value(), Optional.ofNullable(row.type()).map(IndicatorRoutes::type)),
        moment("firstSeen", row.firstSeen()),
        moment("lastSeen", row.lastSeen()),
        Writes.whole("sightings", row.sightings()).orElse(1),
        Optional.ofNullable(row.source()),
        Optional.ofNullable(row.note()),
        Optional.ofNullable(row.tags()).map(IndicatorRoutes::tags));
  }

  private static OptionalLong moment(String field, @Nullable String text) {
    return text == null
        ? OptionalLong.empty()
        : OptionalLong.of(Parameters.moment(field, text, false).toEpochMilli());
  }

  private static List<IndicatorTag> tags(@Nullable List<@Nullable TagWish> wishes) {
    List<IndicatorTag> tags = new ArrayList<>();
    for (TagWish wish : wishes == null ? List.<@Nullable TagWish>of() : wishes) {
      if (wish == null || wish.enclave() == null || wish.name() == null) {
        throw new Refusal.Invalid("A tag needs an \"enclave\" and a \"name\".");
      }
      tags.add(IndicatorTag.of(wish.enclave(), IntelTagName.parse(wish.name())));
    }
    return tags;
  }
}
