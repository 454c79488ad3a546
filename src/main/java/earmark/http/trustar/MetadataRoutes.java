package earmark.http.trustar;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.indicator.IndicatorQuery;
import earmark.indicator.IndicatorType;
import earmark.indicator.Indicators;
import earmark.indicator.Metadata;
import earmark.indicator.MetadataExports;
import earmark.refusal.Refusal;
import earmark.tag.TagCharacters;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is known of indicators: of some at once, of each enclave by itself, of all as a file. */
final class MetadataRoutes {
  private static final int ASKED_MAX = 10_000;
  private static final int SUMMARIES_MAX = 100;
  private static final int SUMMARIES_USUALLY = 25;

  private final Indicators indicators;
  private final MetadataExports exports;
  private final Enclaves enclaves;
  private final TagCharacters characters;
  private final InstantSource clock;
  private final int bodyMaxBytes;

  MetadataRoutes(
      Indicators indicators,
      MetadataExports exports,
      Enclaves enclaves,
      TrustarRules rules,
      InstantSource clock) {
    this.indicators = indicators;
    this.exports = exports;
    this.enclaves = enclaves;
    this.characters = rules.characters();
    this.clock = clock;
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    String export = "/indicators/metadata/bulk-export";
    return List.of(
        Route.post("/indicators/metadata", Route.Needs.USER, this::metadata),
        Route.get("/indicators/metadata", Route.Needs.USER, this::metadataByQuery),
        Route.get("/indicators/details", Route.Needs.USER, this::details),
        Route.post("/indicators/summaries", Route.Needs.USER, this::summaries),
        Route.post(export, Route.Needs.USER, this::startExport),
        Route.get(export + "/{guid}/status", Route.Needs.USER, this::exportStatus),
        Route.get(export + "/{guid}/data.csv", Route.Needs.USER, this::exportedData));
  }

  /** An array, with nothing in it for what is unknown. */
  private Answer metadata(Call call) throws IOException {
    List<Indicators.Asked> asked = new ArrayList<>();
    for (JsonNode item : bounded(Body.readList(call, bodyMaxBytes))) {
      if (item.isString()) {
        asked.add(new Indicators.Asked(item.asString(), Optional.empty()));
        continue;
      }
      Body body = Body.of("An entry", item);
      asked(body.required("value"), body.text("indicatorType")).ifPresent(asked::add);
    }
    return metadata(call, asked);
  }

  /** As clients did it at first. */
  private Answer metadataByQuery(Call call) {
    Parameters parameters = new Parameters(call);
    List<Indicators.Asked> asked =
        parameters.values("values").stream()
            .map(value -> new Indicators.Asked(value, Optional.empty()))
            .toList();
    return metadata(call, asked);
  }

  private Answer details(Call call) {
    List<Indicators.Asked> asked =
        new Parameters(call)
            .values("indicatorValues").stream()
                .map(value -> new Indicators.Asked(value, Optional.empty()))
                .toList();
    return metadata(call, asked);
  }

  private Answer metadata(Call call, List<Indicators.Asked> asked) {
    List<String> within = List.copyOf(EnclaveIds.of(new Parameters(call)));
    return Answer.json(
        200,
        indicators.metadata(call.caller(), asked, within).stream()
            .map(IndicatorBody.Full::of)
            .toList());
  }

  /** Absent if the type is none that there is, so nothing has it. */
  private static Optional<Indicators.Asked> asked(String value, Optional<String> typeName) {
    if (typeName.isEmpty()) return Optional.of(new Indicators.Asked(value, Optional.empty()));
    return IndicatorType.named(typeName.get())
        .map(type -> new Indicators.Asked(value, Optional.of(type)));
  }

  private static <T> List<T> bounded(List<T> asked) {
    if (asked.size() > ASKED_MAX) {
      throw new Refusal.TooLarge("At most " + ASKED_MAX + " indicators can be asked for at once.");
    }
    return asked;
  }

  /** Where a summary comes from. */
  record SourceBody(String key, String name) {}

  /**
   * What one enclave knows of an indicator. There is nobody here who scores, so those are null.
   * Source: "Get Indicator Summaries"; clients read both {@code type} and {@code indicatorType}.
   */
  record SummaryBody(
      String value,
      String type,
      String indicatorType,
      @Nullable String reportId,
      String enclaveId,
      SourceBody source,
      @Nullable String score,
      long created,
      long updated,
      @Nullable String description,
      List<String> attributes,
      @Nullable Integer severityLevel) {

    static SummaryBody of(Metadata metadata, Map<String, String> names) {
      String enclave = metadata.enclaves().getFirst();
      String type = metadata.indicator().value().type().name();
      return new SummaryBody(
          metadata.indicator().value().text(),
          type,
          type,
          null,
          enclave,
          new SourceBody(enclave, names.getOrDefault(enclave, "")),
          null,
          metadata.firstSeenMs(),
          metadata.lastSeenMs(),
          metadata.notes().isEmpty() ? null : String.join("\n", metadata.notes()),
          List.of(),
          null);
    }
  }

  private Answer summaries(Call call) throws IOException {
    Parameters parameters = new Parameters(call);
    Page.Wanted wanted = parameters.page(SUMMARIES_USUALLY, SUMMARIES_MAX);
    List<Indicators.Asked> asked = new ArrayList<>();
    for (JsonNode item : bounded(Body.readList(call, bodyMaxBytes))) {
      if (!item.isString()) throw new Refusal.Invalid("The array must hold texts only.");
      asked.add(new Indicators.Asked(item.asString(), Optional.empty()));
    }
    Caller caller = call.caller();
    List<Metadata> found =
        indicators.summaries(caller, asked, List.copyOf(EnclaveIds.of(parameters)));
    Map<String, String> names =
        enclaves.readable(caller).stream().collect(Collectors.toMap(Enclave::id, Enclave::name));
    return Answer.json(200, wanted.cut(found, metadata -> SummaryBody.of(metadata, names)));
  }

  record ExportBody(String guid) {}

  record ExportStatusBody(String guid, String status) {}

  private Answer startExport(Call call) throws IOException {
    Parameters parameters = new Parameters(call);
    Optional<IndicatorQuery> query =
        IndicatorRoutes.searchQuery(
            parameters, IndicatorRoutes.term(call, bodyMaxBytes), clock, characters);
    if (query.isEmpty()) throw new Refusal.Invalid("There are no indicators of these types.");
    return Answer.json(200, new ExportBody(exports.start(call.caller(), query.get())));
  }

  private Answer exportStatus(Call call) {
    String guid = call.path("guid");
    return Answer.json(200, new ExportStatusBody(guid, exports.state(call.caller(), guid).name()));
  }

  private Answer exportedData(Call call) {
    String guid = call.path("guid");
    Caller caller = call.caller();
    if (exports.state(caller, guid) != MetadataExports.State.COMPLETE) {
      throw new Refusal.Conflict("The export is not complete.");
    }
    return new Answer(
        200,
        Map.of("Content-Type", "text/csv; charset=utf-8"),
        new byte[0],
        Optional.of(out -> exports.write(caller, guid, out)));
  }
}
