package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Entry;
import earmark.ledger.History;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Deletions;
import earmark.sample.Finder;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.sample.Samples;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who did what, when and why: operations, of all, of a sample or of a tag; and undoing them. */
public final class OperationRoutes {
  private static final String NUMBER = "[0-9]{1,18}";

  private final History history;
  private final Finder finder;
  private final Samples samples;
  private final Deletions deletions;
  private final SampleTags tags;

  public OperationRoutes(
      History history, Finder finder, Samples samples, Deletions deletions, SampleTags tags) {
    this.history = history;
    this.finder = finder;
    this.samples = samples;
    this.deletions = deletions;
    this.tags = tags;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/operations", Route.Needs.USER, this::listOperations),
        Route.get("/api/v1/operations/{id}", Route.Needs.USER, this::getOperation),
        Route.post("/api/v1/operations/{id}/undo", Route.Needs.USER, this::undoOperation),
        Route.get("/api/v1/samples/{hash}/tags", Route.Needs.USER, this::listGivers),
        Route.get("/api/v1/samples/{hash}/history", Route.Needs.USER, this::listOfSample),
        Route.get("/api/v1/tags/history", Route.Needs.USER, this::listOfTag));
  }

  record Operations(List<OperationBody> operations, @Nullable String next) {}

  record Given(
      String kind,
      String name,
      String by,
      String at,
      String via,
      long operation,
      @Nullable String reason) {
    static Given of(Tag tag, Entry giver) {
      return new Given(
          Parameters.text(tag.kind()),
          tag.name(),
          giver.actor(),
          giver.at().toString(),
          giver.via().name().toLowerCase(Locale.ROOT),
          giver.seq(),
          giver.reason().orElse(null));
    }
  }

  record GivenTags(List<Given> tags) {}

  private Answer listOperations(Call call) {
    Optional<Instant> from = Parameters.moment(call, "from", false);
    Optional<Instant> to = Parameters.moment(call, "to", true);
    if (call.query("kind").isPresent() && call.query("tag").isEmpty()) {
      throw new Refusal.Invalid("\"kind\" needs \"tag\".");
    }
    History.Filter filter =
        new History.Filter(
            call.query("by"),
            call.query("via").map(OperationRoutes::via),
            from.map(OperationRoutes::micros).orElse(Long.MIN_VALUE),
            to.map(OperationRoutes::micros).orElse(Long.MAX_VALUE),
            call.query("tag").map(name -> Parameters.tag(call, name)),
            Optional.of(Thing.SAMPLE),
            call.query("sample")
                .map(hash ->
                    new History.Filter.Numbered(Thing.SAMPLE, number(SampleHash.parse(hash)))));
    return page(call, filter, this::whole);
  }

  private Answer listOfTag(Call call) {
    String name = call.query("tag").orElseThrow(() -> new Refusal.Invalid("\"tag\" is required."));
    return page(call, History.Filter.all().byTag(Parameters.tag(call, name)), this::whole);
  }

  private Answer listOfSample(Call call) {
    int sample = number(SampleHash.parse(call.path("hash")));
    return page(
        call,
        History.Filter.all().byThing(Thing.SAMPLE, sample),
        entry -> OperationBody.of(entry, history.undoneBy(entry.seq()), sample));
  }

  /** The number of a sample that is here, or else of the last one with this hash that was. */
  private int number(SampleHash hash) {
    return finder
        .find(hash)
        .map(Sample::number)
        .or(() -> deletions.find(hash).map(Deletions.Deleted::number))
        .orElseGet(() -> finder.get(hash).number());
  }

  private OperationBody whole(Entry entry) {
    return OperationBody.of(entry, history.undoneBy(entry.seq()));
  }

  private Answer page(Call call, History.Filter filter, Function<Entry, OperationBody> body) {
    long before =
        call.query("cursor")
            .map(text -> {
              if (text.matches(NUMBER)) return Long.parseLong(text);
              throw new Refusal.Invalid("\"cursor\" must be the \"next\" of the page before.");
            })
            .orElse(Long.MAX_VALUE);
    int limit = Parameters.limit(call);
    List<Entry> found = history.operations(filter, before, limit + 1);
    List<Entry> shown = found.subList(0, Math.min(limit, found.size()));
    return Answer.json(
        200,
        new Operations(
            shown.stream().map(body).toList(),
            found.size() > limit ? Long.toString(shown.getLast().seq()) : null));
  }

  private static Via via(String text) {
    return Arrays.stream(Via.values())
        .filter(via -> via.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new Refusal.Invalid("\"via\" must be spectra, ui, api, cli, analysis or trustar."));
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  private Answer getOperation(Call call) {
    Entry entry = operation(id(call));
    int limit = Parameters.limit(call);
    return Answer.json(
        200,
        OperationBody.of(entry, history.undoneBy(entry.seq()), things -> sha256(things, limit)));
  }

  private static long id(Call call) {
    String text = call.path("id");
    if (text.matches(NUMBER)) return Long.parseLong(text);
    throw new Refusal.Invalid("The id of an operation is a number.");
  }

  private Entry operation(long id) {
    return history
        .operation(id)
        .filter(found -> found.isAbout(Thing.SAMPLE))
        .orElseThrow(() -> new Refusal.NotFound("There is no operation " + id + "."));
  }

  private List<String> sha256(ThingSet things, int limit) {
    List<Integer> first = Arrays.stream(things.above(-1, limit)).boxed().toList();
    Map<Integer, String> hashes = new HashMap<>();
    for (Deletions.Deleted deleted : deletions.get(first)) {
      hashes.put(deleted.number(), deleted.digests().sha256());
    }
    for (Sample sample : samples.get(first)) {
      hashes.put(sample.number(), sample.digests().sha256());
    }
    return first.stream().map(hashes::get).filter(Objects::nonNull).toList();
  }

  private Answer undoOperation(Call call) throws IOException {
    long id = id(call);
    byte[] body = call.body();
    UndoBody asked = UndoBody.read(body);
    var key = Writes.key(call, body);
    boolean preview = Writes.isYes(asked.preview());
    SampleTags.Undone undone =
        preview
            ? tags.previewUndo(id)
            : tags.undo(call.caller(), Clients.via(call), id, Writes.reason(asked.reason()), key);
    return Answer.json(200, UndoneBody.of(operation(id), undone, preview));
  }

  private Answer listGivers(Call call) {
    Sample sample = finder.get(SampleHash.parse(call.path("hash")));
    List<Given> given =
        finder.givers(sample).entrySet().stream()
            .sorted(
                Map.Entry.comparingByKey(
                    Comparator.comparing(Tag::kind)
                        .thenComparing(Tag::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Tag::name)))
            .map(tag -> Given.of(tag.getKey(), tag.getValue()))
            .toList();
    return Answer.json(200, new GivenTags(given));
  }
}
