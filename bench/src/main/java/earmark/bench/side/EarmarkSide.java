package earmark.bench.side;

import earmark.access.Caller;
import earmark.bench.corpus.Corpus;
import earmark.index.Index;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Decider;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.things.ThingSet;
import earmark.ledger.Via;
import earmark.sample.Finder;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.search.Query;
import earmark.search.Search;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;

/** Earmark as its server wires it: the ledger in a SQLite file, the index in memory. */
public final class EarmarkSide implements Side {
  private static final int TAGS_PER_SAMPLE_MAX = 1000;
  private static final int LOADING_AT_ONCE = 512;
  private static final Caller CALLER = new Caller(1, "bench", false);

  private final Path file;
  private final String version;
  private final SqliteStore store;
  private final Index index = new RoaringIndex();
  private final Ledger ledger;
  private final Finder finder;
  private final SampleTags sampleTags;

  private EarmarkSide(Path file, String version) {
    this.file = file;
    this.version = version;
    store = SqliteStore.open(file);
    ledger = Ledger.open(store.entries(), index, InstantSource.system());
    finder = new Finder(new NumberedSamples(), index, ledger.history());
    sampleTags = new SampleTags(finder, ledger, TAGS_PER_SAMPLE_MAX);
  }

  /** Earmark on a SQLite file that does not exist yet. */
  public static EarmarkSide open(Path file, String version) {
    return new EarmarkSide(file, version);
  }

  @Override
  public String name() {
    return "Earmark " + version;
  }

  /** One entry for the samples and one for each tag. */
  @Override
  public void load(Corpus corpus) {
    ThingSet all = ThingSet.range(0, corpus.samples() - 1);
    append(_ -> List.of(new Change.Arrived(all)));
    Semaphore free = new Semaphore(LOADING_AT_ONCE);
    List<Future<?>> loading = new ArrayList<>();
    try (ExecutorService loaders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < corpus.tags().size(); i++) {
        free.acquireUninterruptibly();
        Change change = tagged(corpus.tags().get(i), ThingSet.of(corpus.things()[i]));
        loading.add(
            loaders.submit(() -> {
              append(_ -> List.of(change));
              free.release();
            }));
      }
    }
    for (Future<?> tag : loading) {
      if (tag.state() == Future.State.FAILED) {
        throw new IllegalStateException("a tag was not loaded", tag.exceptionNow());
      }
    }
  }

  private void append(Decider decider) {
    ledger.append(
        new Operation(CALLER.login(), Via.CLI, Optional.empty(), Optional.empty(), decider));
  }

  private static Change tagged(Tag tag, ThingSet added) {
    return new Change.Tagged(tag, added, ThingSet.none(), 0, 0);
  }

  @Override
  public Page search(String text) {
    Finder.Page page = finder.search(Search.typed("#" + text), Index.NEWEST, PAGE);
    return new Page(
        page.total(),
        page.samples().stream()
            .map(found -> new Page.Row(found.sample().number(), found.system(), found.user()))
            .toList());
  }

  /** What the index alone does for a quick search: the total and the page's numbers and tags. */
  public long searchIndex(String text) {
    return index.find(new Query.HasTagLike(text), Index.NEWEST, PAGE).total();
  }

  @Override
  public Writer writer() {
    return new Writer() {
      @Override
      public void add(int sample, Tag tag) {
        edit(List.of(NumberedSamples.hash(sample)), tag);
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
  public void tagAll(Tag tag) {
    append(state -> {
      ThingSet missing = state.samples().andNot(state.things(tag));
      ThingSet added = missing.andNot(state.things(tag.as(Tag.Kind.SYSTEM)));
      return List.of(tagged(tag, added));
    });
  }

  @Override
  public List<Integer> counts(List<Tag> tags) {
    return tags.stream().map(tag -> count(index, tag)).toList();
  }

  private static int count(Index index, Tag tag) {
    return (int) index.find(new Query.HasTag(tag), Index.NEWEST, 0).total();
  }

  /** How many entries the ledger has. */
  public long entries() {
    return index.seq();
  }

  /**
   * Opens the file once more and folds all its entries into a fresh index, as a restart does.
   *
   * @return nanoseconds
   */
  public long replay(Tag probe) {
    Index fresh = new RoaringIndex();
    long start = System.nanoTime();
    try (SqliteStore again = SqliteStore.open(file);
        Ledger _ = Ledger.open(again.entries(), fresh, InstantSource.system())) {
      long nanos = System.nanoTime() - start;
      if (fresh.seq() != index.seq() || count(fresh, probe) != count(index, probe)) {
        throw new IllegalStateException("the replayed index differs");
      }
      return nanos;
    }
  }

  @Override
  public void close() {
    ledger.close();
    store.close();
  }
}
