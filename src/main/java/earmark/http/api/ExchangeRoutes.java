package earmark.http.api;

import earmark.exchange.Carriers;
import earmark.exchange.Format;
import earmark.exchange.Sheet;
import earmark.exchange.TagImport;
import earmark.exchange.TagSources;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.likeness.NearDuplicates;
import earmark.refusal.Refusal;
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
import org.jspecify.annotations.Nullable;

/** Tags as other systems write them: exports that are written as they are read, and imports. */
public final class ExchangeRoutes {
  private static final long IMPORT_MAX_BYTES = 256L << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final List<Format> formats;
  private final TagSources sources;
  private final TagImport tagImport;
  private final NearDuplicates nearDuplicates;
  private final InstantSource clock;

  public ExchangeRoutes(
      List<Format> formats,
      TagSources sources,
      TagImport tagImport,
      NearDuplicates nearDuplicates,
      InstantSource clock) {
    this.formats = List.copyOf(formats);
    this.sources = sources;
    this.tagImport = tagImport;
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

  record LeftBody(long line, String what) {
    static List<LeftBody> all(List<TagImport.Left> left) {
      return left.stream().map(one -> new LeftBody(one.line(), one.what())).toList();
    }
  }

  /**
   * What an import did, or would do.
   *
   * @param wishes how many tags on things the file names
   * @param unknownCount how many hashes name no sample here; the first are told, with their lines
   * @param refusedCount how many tags or lines can't be read; the first are told
   */
  record ImportedBody(
      @Nullable Long operation,
      boolean preview,
      long wishes,
      int samples,
      List<EditedBody.EditedTag> tags,
      long unknownCount,
      List<LeftBody> unknown,
      long refusedCount,
      List<LeftBody> refused,
      List<NearBody> nearDuplicates) {}

  private Answer importTags(Call call) throws IOException {
    Format format = format(call, one -> one.reading().isPresent());
    boolean preview = yes(call, "preview");
    Optional<String> reason = Writes.reason(call.query("reason").orElse(null));
    Writes.RequestDigest digest = new Writes.RequestDigest(call);
    TagImport.Read read;
    try (InputStream in = new DigestInputStream(call.stream(IMPORT_MAX_BYTES), digest.ofBody())) {
      read = tagImport.read(format.reading().orElseThrow().of(in));
      in.transferTo(OutputStream.nullOutputStream()); // so that the digest is of all of it
    }
    var near = nearDuplicates.ofUserTags(read.names());
    TagImport.Imported imported =
        preview
            ? tagImport.preview(read)
            : tagImport.apply(call.caller(), Clients.via(call), read, reason, digest::key);
    return Answer.json(
        200,
        new ImportedBody(
            imported.edited().operation().orElse(null),
            preview,
            imported.wishes(),
            imported.samples(),
            EditedBody.tags(imported.edited()),
            imported.unknownCount(),
            LeftBody.all(imported.unknown()),
            imported.refusedCount(),
            LeftBody.all(imported.refused()),
            NearBody.all(near)));
  }

  private static boolean yes(Call call, String name) {
    return switch (call.query(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refusal.Invalid("\"" + name + "\" must be true or false.");
    };
  }
}
