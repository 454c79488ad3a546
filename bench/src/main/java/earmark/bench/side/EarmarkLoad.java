package earmark.bench.side;

import earmark.bench.corpus.Columns;
import earmark.bench.corpus.Corpus;
import earmark.ledger.Change;
import earmark.search.Column;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A corpus as entries of the ledger: the arrivals, the columns in thousands, then tag by tag. */
final class EarmarkLoad {
  private static final int AT_ONCE = 512;
  private static final int DESCRIBED_IN_AN_ENTRY = 4096;

  private final Corpus corpus;
  private final Consumer<List<Change>> append;

  EarmarkLoad(Corpus corpus, Consumer<List<Change>> append) {
    this.corpus = corpus;
    this.append = append;
  }

  void run() {
    append.accept(
        List.of(new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, corpus.samples() - 1))));
    for (int from = 0; from < corpus.samples(); from += DESCRIBED_IN_AN_ENTRY) {
      List<Change> described = new ArrayList<>();
      int to = Math.min(corpus.samples(), from + DESCRIBED_IN_AN_ENTRY);
      for (int sample = from; sample < to; sample++) described.add(described(sample));
      append.accept(described);
    }
    tags();
  }

  private Change described(int sample) {
    Columns columns = corpus.columns();
    Map<String, Change.Values> fields = new LinkedHashMap<>();
    put(fields, Column.SAMPLE_TYPE, columns.sampleType(sample));
    put(fields, Column.FILE_TYPE, columns.fileType(sample));
    put(fields, Column.CLASSIFICATION, columns.classification(sample));
    String threat = columns.threat(sample);
    if (!threat.isEmpty()) put(fields, Column.THREAT_NAME, threat);
    put(fields, Column.SIZE_BYTES, Integer.toString(columns.sizeBytes()[sample]));
    put(fields, Column.FILE_COUNT, Short.toString(columns.fileCounts()[sample]));
    put(fields, Column.FIRST_SEEN, Integer.toString(columns.firstSeen()[sample]));
    put(fields, Column.LAST_SEEN, Integer.toString(columns.lastSeen()[sample]));
    return new Change.Described(Thing.SAMPLE, sample, fields);
  }

  private static void put(Map<String, Change.Values> fields, Column column, String value) {
    fields.put(column.field(), new Change.Values(List.of(), List.of(value)));
  }

  private void tags() {
    Semaphore free = new Semaphore(AT_ONCE);
    List<Future<?>> loading = new ArrayList<>();
    try (ExecutorService loaders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < corpus.tags().size(); i++) {
        free.acquireUninterruptibly();
        Change change = EarmarkSide.tagged(corpus.tags().get(i), ThingSet.of(corpus.things()[i]));
        loading.add(
            loaders.submit(() -> {
              append.accept(List.of(change));
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
}
