package earmark.bench.side;

import earmark.Config;
import earmark.Snapshots;
import earmark.access.Caller;
import earmark.bench.corpus.Corpus;
import earmark.index.Answers.Counted;
import earmark.index.Index;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Checkpoint;
import earmark.ledger.Decider;
import earmark.ledger.Entries;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Verification;
import earmark.ledger.Via;
import earmark.sample.Finder;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;

/** Earmark as its server wires it: the ledger in a SQLite file, the index in memory. */
public final class EarmarkSide implements Side {
  private static final int TAGS_PER_SAMPLE_MAX = 1000;
  private static final Caller CALLER = new Caller(1, "bench", false);
  private static final Set<Tag.Kind> KINDS = Tag.Kind.of(Thing.SAMPLE);
  private static final Order BY_SIZE = new Order(new Order.By.Value(Column.SIZE_BYTES), true);

  private final Path file;
  private final String version;
  private final SqliteStore store;
  private final RoaringIndex index = new RoaringIndex();
  private final Ledger ledger;
  private final Finder finder;
  private final SampleTags sampleTags;
  private boolean closed;

  private EarmarkSide(Path file, String version) {
    this.file = file;
    this.version = version;
    store = SqliteStore.open(file);
    ledger = Ledger.open(store.entries(), index, InstantSource.system());
    finder = new Finder(new NumberedSamples(), index, ledger.history(), store.entries());
    sampleTags = new SampleTags(finder, ledger, store.extractedFiles(), TAGS_PER_SAMPLE_MAX);
  }

  /** Earmark on a SQLite file that does not exist yet. */
  public static EarmarkSide open(Path file, String version) {
    return new EarmarkSide(file, version);
  }

  @Override
  public String name() {
    return "Earmark";
  }

  @Override
  public String version() {
    return "Earmark " + version;
  }

  @Override
  public void load(Corpus corpus) {
    new EarmarkLoad(corpus, changes -> append(_ -> changes)).run();
  }

  private void append(Decider decider) {
    ledger.append(
        new Operation(CALLER.login(), Via.CLI, Optional.empty(), Optional.empty(), decider));
  }

  static Change tagged(Tag tag, ThingSet added) {
    return new Change.Tagged(tag, added, ThingSet.none(), 0, 0);
  }

  @Override
  public Page search(Search search) {
    Finder.Page page =
        finder.search(
            earmark.search.Search.of(query(search)), order(search), Optional.empty(), PAGE);
    return new Page(
        page.total(),
        page.samples().stream()
            .map(found -> new Page.Row(found.sample().number(), found.system(), found.user()))
            .toList());
  }

  /** What the index alone does for a search: the total and the page's numbers and tags. */
  public long searchIndex(Search search) {
    return index.find(query(search), order(search), Optional.empty(), PAGE).total();
  }

  private static Query query(Search search) {
    return switch (search) {
      case Search.Like(String text) -> Query.HasTagLike.containing(text);
      case Search.Narrow narrow ->
          new Query.And(
              List.of(
                  new Query.HasTag(narrow.tag()),
                  new Query.HasTagLike(
                      Set.of(Tag.Kind.USER), Wildcard.parse(narrow.prefix() + "*")),
                  new Query.Not(new Query.HasTag(narrow.without())),
                  new Query.InRange(Column.SIZE_BYTES, narrow.fromBytes(), narrow.toBytes())));
      case Search.Recent recent ->
          new Query.And(
              List.of(
                  Query.HasTagLike.containing(recent.text()),
                  new Query.Matches(Column.SAMPLE_TYPE, Wildcard.literal(recent.sampleType())),
                  new Query.InRange(Column.FIRST_SEEN, recent.from(), recent.to())));
      case Search.Largest(Tag tag, String classification) ->
          new Query.And(
              List.of(
                  new Query.HasTag(tag),
                  new Query.Matches(Column.CLASSIFICATION, Wildcard.literal(classification))));
    };
  }

  private static Order order(Search search) {
    return search instanceof Search.Largest ? BY_SIZE : Order.NEWEST_FIRST;
  }

  @Override
  public List<Counted> facets(Search search, int limit) {
    return index.facets(query(search), KINDS, limit);
  }

  @Override
  public List<Counted> suggest(String text, int limit) {
    return finder.suggest(text, KINDS, limit);
  }

  @Override
  public List<Page.Row> tags(List<Integer> samples) {
    return index.rows(samples).stream()
        .map(row ->
            new Page.Row(
                row.thing(),
                names(row.tags(), Tag.Kind.SYSTEM),
                names(row.tags(), Tag.Kind.USER)))
        .toList();
  }

  private static List<String> names(List<Tag> tags, Tag.Kind kind) {
    return tags.stream().filter(tag -> tag.kind() == kind).map(Tag::name).toList();
  }

  @Override
  public Writer writer() {
    return new Writer() {
      @Override
      public void add(Write write) {
        edit(List.of(NumberedSamples.hash(write.sample())), write.tag());
      }

      @Override
      public void close() {}
    };
  }

  private void edit(List<SampleHash> samples, Tag tag) {
    SampleTags.Edit edit =
        new SampleTags.Edit(Set.of(new UserTagName(tag.name())), Set.of(), Optional.empty());
    sampleTags.edit(CALLER, Via.API, samples, edit, Optional.empty());
  }

  @Override
  public void catchUp(List<Write> writes) {
    try (Writer writer = writer()) {
      writes.forEach(writer::add);
    }
  }

  /**
   * Puts a tag on samples that are named one by one, as a client of the API has to.
   *
   * @return nanoseconds, without reading the hashes
   */
  public long tagNamed(int samples, Tag tag) {
    List<SampleHash> hashes = IntStream.range(0, samples).mapToObj(NumberedSamples::hash).toList();
    long start = System.nanoTime();
    edit(hashes, tag);
    return System.nanoTime() - start;
  }

  @Override
  public ThreadFactory threads() {
    return Thread.ofVirtual().factory();
  }

  @Override
  public void tagAll(Tag tag, int[] samples) {
    ThingSet chosen = ThingSet.of(samples);
    append(state -> {
      ThingSet missing = chosen.andNot(state.things(tag));
      ThingSet added = missing.andNot(state.things(tag.as(Tag.Kind.SYSTEM)));
      return List.of(tagged(tag, added));
    });
  }

  @Override
  public List<Integer> counts(List<Tag> tags) {
    return tags.stream().map(tag -> count(index, tag)).toList();
  }

  private static int count(Index index, Tag tag) {
    return index.things(new Query.HasTag(tag)).size();
  }

  /** How many entries the ledger has. */
  public long entries() {
    return index.seq();
  }

  /**
   * Writes a snapshot, as a graceful stop does.
   *
   * @return its size in bytes
   */
  public long writeSnapshot() {
    Snapshots snapshots = snapshots(store);
    snapshots.keep(index, ledger.history());
    snapshots.close();
    return snapshotFile().toFile().length();
  }

  private Path snapshotFile() {
    return file.resolveSibling("index.snapshot");
  }

  private Snapshots snapshots(SqliteStore of) {
    return new Snapshots(
        snapshotFile(),
        of.entries(),
        new Config.SnapshotPace(Integer.MAX_VALUE, Duration.ofDays(1)));
  }

  /**
   * Opens the file once more and brings a second index up to date, as a start after a graceful stop
   * does: from the snapshot.
   *
   * @return nanoseconds until it can answer
   */
  public long restart(Tag probe) {
    long start = System.nanoTime();
    try (SqliteStore again = SqliteStore.open(file)) {
      Snapshots.Restored restored = snapshots(again).restore();
      try (Ledger _ =
          Ledger.open(
              again.entries(), restored.index(), restored.history(), InstantSource.system())) {
        long nanos = System.nanoTime() - start;
        Index fresh = restored.index();
        if (fresh.seq() != index.seq() || count(fresh, probe) != count(index, probe)) {
          throw new IllegalStateException("the index differs after a restart");
        }
        return nanos;
      }
    }
  }

  /**
   * Checks the whole ledger as {@code earmark verify} does.
   *
   * @return nanoseconds
   */
  public long verify() {
    long start = System.nanoTime();
    List<Entries> readers = List.of(store.entries(), store.entries());
    Verification.Result result = Verification.of(readers, Optional.empty(), false);
    long nanos = System.nanoTime() - start;
    if (result instanceof Verification.Result.Sound(Checkpoint end) && end.seq() == index.seq()) {
      return nanos;
    }
    throw new IllegalStateException("the ledger is not sound: " + result);
  }

  /** Leaves the file to others; closing it again does nothing. */
  @Override
  public void close() {
    if (closed) return;
    closed = true;
    ledger.close();
    store.close();
  }
}
