package earmark.http.api;

import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.exchange.Carriers;
import earmark.exchange.Format;
import earmark.exchange.IndicatorImport;
import earmark.exchange.Sheet;
import earmark.exchange.TagImport;
import earmark.exchange.TagLine;
import earmark.exchange.TagSources;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.likeness.NearDuplicates;
import earmark.refusal.Refusal;
import earmark.tag.Thing;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tags as other systems write them: exports that are written as they are read, and imports. */
public final class ExchangeRoutes {
  private static final long IMPORT_MAX_BYTES = 256L << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final List<Format> formats;
  private final TagSources sources;
  private final TagImport tagImport;
  private final IndicatorImport indicatorImport;
  private final Enclaves enclaves;
  private final NearDuplicates nearDuplicates;
  private final InstantSource clock;

  public ExchangeRoutes(
      List<Format> formats,
      TagSources sources,
      TagImport tagImport,
      IndicatorImport indicatorImport,
      Enclaves enclaves,
      NearDuplicates nearDuplicates,
      InstantSource clock) {
    this.formats = List.copyOf(formats);
    this.sources = sources;
    this.tagImport = tagImport;
    this.indicatorImport = indicatorImport;
    this.enclaves = enclaves;
    this.nearDuplicates = nearDuplicates;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/export", Route.Needs.USER, this::exportTags),
        Route.post("/api/v1/import", Route.Needs.USER, this::importTags));
  }

  private Format format(Call call, Predicate<Format> can) {
    String wanted = call.query("format").orElse("");
    List<Format> possible = formats.stream().filter(can).toList();
    return possible.stream()
        .filter(format -> format.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new Refusal.Invalid(
                "\"format\" must be one of "
                    + String.join(", ", possible.stream().map(Format::name).toList())
                    + "."));
  }

  private Answer exportTags(Call call) {
    Format format = format(call, one -> one.writing().isPresent());
    Carriers carriers = carriers(call);
    String name = call.query("things").orElse("samples") + " " + call.query("q").orElse("").strip();
    Instant moment = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Answer(
        200,
        Map.of(
            "Content-Type",
            format.mediaType(),
            "Content-Disposition",
            "attachment; filename=\"earmark-tags-" + format.name() + "." + format.ending() + "\""),
        new byte[0],
        Optional.of(out -> write(out, format.writing().orElseThrow(), name, moment, carriers)));
  }

  /** What is asked for; who may not ask for it is refused before anything is written. */
  private Carriers carriers(Call call) {
    return switch (call.query("things").orElse("samples")) {
      case "samples" -> sources.samples(Parameters.search(call), Parameters.kinds(call));
      case "indicators" -> sources.indicators(call.caller(), IndicatorRoutes.query(call));
      case "reports" -> sources.reports(call.caller(), ReportRoutes.filter(call));
      default -> throw new Refusal.Invalid("\"things\" must be samples, indicators or reports.");
    };
  }

  private void write(
      OutputStream out, Format.Writing writing, String name, Instant moment, Carriers carriers)
      throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    Sheet sheet = writing.begin(buffered, name, moment);
    carriers.forEach(sheet::write);
    sheet.finish();
    buffered.flush();
  }

  /** What an import asks for besides its file. */
  private record Asked(
      Format.Reading reading,
      boolean preview,
      Optional<String> reason,
      Writes.RequestDigest digest) {}

  private Answer importTags(Call call) throws IOException {
    Format format = format(call, one -> one.reading().isPresent());
    Asked asked =
        new Asked(
            format.reading().orElseThrow(),
            yes(call, "preview"),
            Writes.reason(call.query("reason").orElse(null)),
            new Writes.RequestDigest(call));
    Optional<String> enclave = call.query("enclave");
    return switch (call.query("things").orElse("samples")) {
      case "samples" -> {
        if (enclave.isPresent()) throw new Refusal.Invalid("Samples are in no \"enclave\".");
        yield importOfSamples(call, asked);
      }
      case "indicators" ->
          importOfIndicators(call, asked, Writes.required("enclave", enclave.orElse(null)));
      default -> throw new Refusal.Invalid("\"things\" must be samples or indicators.");
    };
  }

  private Answer importOfSamples(Call call, Asked asked) throws IOException {
    TagImport.Read read = read(call, asked, Thing.SAMPLE, tagImport::read);
    var near = nearDuplicates.ofUserTags(read.names());
    TagImport.Imported imported =
        asked.preview()
            ? tagImport.preview(read)
            : tagImport.apply(
                call.caller(), Clients.via(call), read, asked.reason(), asked.digest()::key);
    return Answer.json(200, ImportedBody.OfSamples.of(imported, asked.preview(), near));
  }

  private Answer importOfIndicators(Call call, Asked asked, String enclave) throws IOException {
    asked.digest().also("indicators " + Enclave.canonicalId(enclave));
    IndicatorImport.Read read =
        read(
            call,
            asked,
            Thing.INDICATOR,
            source -> indicatorImport.read(call.caller(), enclave, source));
    var near = nearDuplicates.ofIndicatorTags(read.names(), enclaves.readableIds(call.caller()));
    IndicatorImport.Imported imported =
        asked.preview()
            ? indicatorImport.preview(call.caller(), read)
            : indicatorImport.apply(
                call.caller(), Clients.via(call), read, asked.reason(), asked.digest()::key);
    return Answer.json(200, ImportedBody.OfIndicators.of(imported, asked.preview(), near));
  }

  /** Reads the lines of a file. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(TagLine.Source source) throws IOException;
  }

  private static <T> T read(Call call, Asked asked, Thing wanted, Reader<T> reader)
      throws IOException {
    try (InputStream in =
        new DigestInputStream(call.stream(IMPORT_MAX_BYTES), asked.digest().ofBody())) {
      T read = reader.read(asked.reading().of(in, wanted));
      in.transferTo(OutputStream.nullOutputStream()); // so that the digest is of all of it
      return read;
    }
  }

  private static boolean yes(Call call, String name) {
    return switch (call.query(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refusal.Invalid("\"" + name + "\" must be true or false.");
    };
  }
}
