package earmark.http.spectra;

import earmark.analysis.Analyser;
import earmark.analysis.Facts;
import earmark.analysis.catalogue.Catalogue;
import earmark.http.Instance;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.sample.Analysis;
import earmark.sample.Digests;
import earmark.sample.Sample;
import earmark.sample.SampleFiles;
import earmark.search.Column;
import earmark.store.files.SampleFolder;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.SystemTag;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts samples into a folder before a server starts on it, as an earlier analysis left them: with
 * System Tags and types that no file at hand has.
 */
final class PreparedSamples implements AutoCloseable {
  private static final String CATALOGUE_VERSION = Catalogue.load().version();

  private final SqliteStore store;
  private final SampleFolder files;
  private final Ledger ledger;
  private final InstantSource clock = InstantSource.system();

  PreparedSamples(Path folder) throws IOException {
    store = SqliteStore.open(folder.resolve("earmark.db"));
    files = SampleFolder.open(folder);
    ledger = Ledger.open(store.entries(), new RoaringIndex(), clock);
  }

  /**
   * A sample of which only the record is here; its other hashes are made from the SHA1.
   *
   * @return its number
   */
  int add(String sha1, String name, String type, List<String> system, List<String> user) {
    byte[] seed = sha1.getBytes(StandardCharsets.UTF_8);
    Digests digests =
        new Digests(
            Instance.hex("MD5", seed),
            sha1,
            Instance.hex("SHA-256", seed),
            Instance.hex("SHA-512", seed),
            1000);
    return add(digests, name, type, system, user, Analyser.VERSION, Facts.failed("").toJson());
  }

  /** Tells more of a sample. */
  void describe(int sample, Map<Column, String> values) {
    Map<String, Change.Values> fields = new TreeMap<>();
    values.forEach((column, value) ->
        fields.put(column.field(), new Change.Values(List.of(), List.of(value))));
    append(List.of(new Change.Described(Thing.SAMPLE, sample, fields)));
  }

  /** A whole file that an engine without System Tags looked at; answers its SHA1. */
  String addOfOldEngine(String engine, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (SampleFiles.Incoming file = files.receive()) {
      file.write(bytes, 0, bytes.length);
      Digests digests = file.digests();
      file.keep();
      add(digests, "old.txt", "Text/None", List.of(), List.of(), engine, "{}");
      return digests.sha1();
    }
  }

  private int add(
      Digests digests,
      String name,
      String type,
      List<String> system,
      List<String> user,
      String engine,
      String facts) {
    int number = store.samples().register(digests, name, clock.instant()).number();
    ThingSet sample = ThingSet.of(number);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Arrived(Thing.SAMPLE, sample));
    for (String tag : system) changes.add(added(Tag.system(new SystemTag(tag)), sample));
    for (String tag : user) changes.add(added(Tag.user(new UserTagName(tag)), sample));
    append(changes);
    store
        .samples()
        .keep(
            number,
            new Analysis(engine, CATALOGUE_VERSION, Instant.EPOCH, facts, Optional.empty()));
    store.samples().done(number, Sample.Status.PROCESSED, type);
    return number;
  }

  private void append(List<Change> changes) {
    ledger.append(
        new Operation(
            Operation.EARMARK, Via.ANALYSIS, Optional.empty(), Optional.empty(), _ -> changes));
  }

  private static Change added(Tag tag, ThingSet sample) {
    return new Change.Tagged(tag, sample, ThingSet.none(), 0, 0);
  }

  @Override
  public void close() {
    ledger.close();
    store.close();
  }
}
