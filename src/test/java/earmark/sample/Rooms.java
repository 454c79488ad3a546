package earmark.sample;

import earmark.access.Caller;
import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.worker.WorkerSettings;
import earmark.analysis.worker.Workers;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.store.files.SampleFolder;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rooms of an instance without its doors, on a folder. */
final class Rooms implements AutoCloseable {
  static final Caller ANN = new Caller(1, "ann", false);

  final SqliteStore store;
  final SampleFolder files;
  final RoaringIndex index = new RoaringIndex();
  final Ledger ledger;
  final Finder finder;
  final SampleTags tags;
  final Verdicts verdicts;
  final Deletion deletion;
  final AnalysisQueue queue;
  final Intake intake;
  final FileTrees trees;

  Rooms(Path data) throws IOException {
    this(data, Catalogue.load());
  }

  Rooms(Path data, Catalogue catalogue) throws IOException {
    this(data, catalogue, TreeLimits.USUAL);
  }

  Rooms(Path data, Catalogue catalogue, TreeLimits limits) throws IOException {
    InstantSource clock = InstantSource.system();
    store = SqliteStore.open(data.resolve("test.db"));
    files = SampleFolder.open(data);
    ledger = Ledger.open(store.entries(), index, clock);
    finder = new Finder(store.samples(), index, ledger.history(), store.entries());
    tags = new SampleTags(finder, ledger, store.extractedFiles(), 1000);
    verdicts = new Verdicts(finder, ledger, store.extractedFiles());
    deletion =
        new Deletion(
            finder, store.samples(), store.deletions(), files, ledger, store.extractedFiles());
    Workers workers = new Workers(1, WorkerSettings.recycling(256, Duration.ofSeconds(30)));
    queue =
        new AnalysisQueue(
            store.samples(),
            store.extractedFiles(),
            files,
            workers,
            limits,
            catalogue,
            ledger,
            index,
            clock);
    trees = new FileTrees(store.extractedFiles(), store.samples(), finder, index);
    intake = new Intake(files, store.samples(), deletion, finder, tags, ledger, queue, clock);
  }

  /** Takes a file of this text in. */
  Sample take(String text, String... names) throws IOException {
    return take(text.getBytes(StandardCharsets.UTF_8), names);
  }

  Sample take(byte[] bytes, String... names) throws IOException {
    try (SampleFiles.Incoming file = intake.receive()) {
      file.write(bytes, 0, bytes.length);
      return intake.take(ANN, Via.API, file, "a.txt", userTags(names), Optional.empty()).sample();
    }
  }

  /** Takes a file of this text in and has it analysed, with nothing found. */
  Sample taken(String text, String... names) throws IOException {
    Sample sample = take(text, names);
    store.samples().done(sample.number(), Sample.Status.PROCESSED, "Text");
    return store.samples().get(List.of(sample.number())).getFirst();
  }

  /** Says that these files came out of a sample, and makes its verdict follow from them. */
  void putInto(Sample container, Sample... files) {
    store
        .extractedFiles()
        .replace(
            container.number(),
            Arrays.stream(files)
                .map(file -> new ExtractedFiles.Found(file.digests(), file.name(), file.name()))
                .toList(),
            Instant.EPOCH);
    Family family = Family.of(store.extractedFiles(), ThingSet.of(container.number()));
    ledger.append(
        new Operation(
            Operation.EARMARK,
            Via.ANALYSIS,
            Optional.empty(),
            Optional.empty(),
            state -> VerdictRules.changes(state, Map.of(), family)));
  }

  static Set<UserTagName> userTags(String... names) {
    Set<UserTagName> tags = new LinkedHashSet<>();
    for (String name : names) tags.add(new UserTagName(name));
    return tags;
  }

  /** Waits until no sample waits for its analysis. */
  void awaitAnalyses() throws InterruptedException {
    for (int i = 0; i < 600 && !store.samples().queued().isEmpty(); i++) Thread.sleep(50);
  }

  List<String> systemTags(Sample sample) {
    return finder.tagged(sample).system();
  }

  List<String> userTagsOf(Sample sample) {
    return finder.tagged(sample).user();
  }

  @Override
  public void close() {
    queue.close();
    ledger.close();
    store.close();
  }
}
