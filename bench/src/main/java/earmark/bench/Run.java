package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.side.EarmarkSide;
import earmark.bench.side.PostgresSide;
import earmark.bench.side.Side;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All measurements in their order, on two sides that are open and empty. */
final class Run {
  private static final double MID_SEARCH_EXPECTED = 20;
  private static final double WRITES_EXPECTED = 2;
  private static final int MANY_WRITERS = 32;
  private static final int BULK_RUNS = 3;
  private static final int NAMED_MAX = 100_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Options options;
  private final Corpus corpus;
  private final EarmarkSide earmark;
  private final PostgresSide postgres;
  private final Report report;
  private final Path folder;

  Run(
      Options options,
      Corpus corpus,
      EarmarkSide earmark,
      PostgresSide postgres,
      Report report,
      Path folder) {
    this.options = options;
    this.corpus = corpus;
    this.earmark = earmark;
    this.postgres = postgres;
    this.report = report;
    this.folder = folder;
  }

  void all() throws IOException {
    load();
    searches();
    Latencies disk = Disk.sync(folder);
    report.row("disk: 4 KiB made durable, p50 / p95", disk.two());
    say("disk " + disk.two());
    writes(1);
    writes(MANY_WRITERS);
    bulk();
    named();
    replay();
  }

  /** Whether the corpus is as large as the one that the expectations were written for. */
  private boolean judged() {
    return corpus.samples() >= Options.SAMPLES;
  }

  private static void say(String text) {
    System.out.println(text);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f s", nanos / NANOS_PER_SECOND);
  }

  private void load() {
    long start = System.nanoTime();
    postgres.load(corpus);
    long theirs = System.nanoTime() - start;
    say(postgres.name() + " loaded in " + seconds(theirs));
    long before = Heap.usedBytes();
    start = System.nanoTime();
    earmark.load(corpus);
    long ours = System.nanoTime() - start;
    say(earmark.name() + " loaded in " + seconds(ours));
    long bytes = Heap.usedBytes() - before;
    report.row(
        "load, one entry per tag / COPY and indexes",
        seconds(ours),
        seconds(theirs),
        (double) theirs / ours);
    String memory =
        String.format(
            Locale.ROOT,
            "%,d MiB, %.0f bytes per sample",
            bytes >> 20,
            (double) bytes / corpus.samples());
    report.row("heap of the index", memory);
    say("heap " + memory);
  }

  private void searches() {
    Map<SearchClass, List<String>> sets = SearchSets.draw(corpus, earmark, options.seed());
    sets.forEach((kind, queries) -> {
      say("searching, " + kind.title + ": " + queries.size() + " different texts");
      SearchMeasure measure = new SearchMeasure(earmark, postgres, queries);
      measure.warmUp();
      for (int i = 0; i < options.rounds(); i++) measure.round(options.budgetSeconds());
      String name =
          String.format(
              Locale.ROOT,
              "#text, %s (%s; %d texts, PostgreSQL %d), p50 / p95 / p99",
              kind.title,
              kind.meaning,
              queries.size(),
              measure.asked());
      String ours = measure.ours.three();
      String theirs = measure.theirs.three();
      double ratio = measure.theirs.p50() / measure.ours.p50();
      if (kind == SearchClass.MID && judged())
        report.row(name, ours, theirs, ratio, MID_SEARCH_EXPECTED);
      else report.row(name, ours, theirs, ratio);
      report.row("  the index alone", measure.indexAlone.three());
      say(ours + " | " + theirs + " | index alone " + measure.indexAlone.three());
    });
  }

  private void writes(int writers) {
    Writes writes = new Writes(corpus, options.seed() + writers);
    WriteMeasure ours = new WriteMeasure(earmark, writers, writes);
    WriteMeasure theirs = new WriteMeasure(postgres, writers, writes);
    for (int i = 0; i <= options.rounds(); i++) {
      // the first round is a short one, to warm up
      ours.round(i == 0 ? 1 : options.writeSeconds());
      theirs.round(i == 0 ? 1 : options.writeSeconds());
      if (i == 0) ours.forget();
      if (i == 0) theirs.forget();
      long end = Math.max(ours.done(), theirs.done());
      ours.catchUp(end);
      theirs.catchUp(end);
      if (i > 0)
        say(writers + " writers, " + end + " writes: " + text(ours) + " | " + text(theirs));
    }
    checkCounts(corpus.tags());
    String name =
        writers == 1 ? "one-tag writes, 1 writer" : "one-tag writes, " + writers + " writers";
    double ratio = ours.perSecond() / theirs.perSecond();
    if (writers == MANY_WRITERS && judged())
      report.row(name, text(ours), text(theirs), ratio, WRITES_EXPECTED);
    else report.row(name, text(ours), text(theirs), ratio);
  }

  private static String text(WriteMeasure measure) {
    return String.format(Locale.ROOT, "%,.0f/s, ", measure.perSecond()) + measure.latencies().two();
  }

  private void checkCounts(List<Tag> tags) {
    List<Integer> ours = earmark.counts(tags);
    List<Integer> theirs = postgres.counts(tags);
    for (int i = 0; i < tags.size(); i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        throw new IllegalStateException(
            tags.get(i) + " is on " + ours.get(i) + " and " + theirs.get(i) + " samples");
      }
    }
    say("both hold the same number of mappings for each of " + tags.size() + " tags");
  }

  private void bulk() {
    Latencies ours = new Latencies();
    Latencies theirs = new Latencies();
    for (int i = 1; i <= BULK_RUNS; i++) {
      Tag tag = Tag.user(new UserTagName("bulk " + i));
      ours.add(timed(earmark, tag));
      theirs.add(timed(postgres, tag));
      checkCounts(List.of(tag));
    }
    String name =
        String.format(
            Locale.ROOT, "tag all %,d samples in one operation, p50 / max", corpus.samples());
    report.row(name, ours.p50AndMax(), theirs.p50AndMax(), theirs.p50() / ours.p50());
    say("bulk " + ours.p50AndMax() + " | " + theirs.p50AndMax());
  }

  private static long timed(Side side, Tag tag) {
    long start = System.nanoTime();
    side.tagAll(tag);
    return System.nanoTime() - start;
  }

  private void named() {
    int count = Math.min(NAMED_MAX, corpus.samples());
    Latencies ours = new Latencies();
    for (int i = 1; i <= BULK_RUNS; i++) {
      Tag tag = Tag.user(new UserTagName("named " + i));
      ours.add(earmark.tagNamed(count, tag));
    }
    report.row(
        String.format(Locale.ROOT, "tag %,d samples named by their hashes, p50 / max", count),
        ours.p50AndMax());
    say("named " + ours.p50AndMax());
  }

  private void replay() {
    long entries = earmark.entries();
    long nanos = earmark.replay(Tag.user(new UserTagName("bulk 1")));
    String text =
        String.format(
            Locale.ROOT,
            "%s, %,.0f entries/s",
            seconds(nanos),
            entries / (nanos / NANOS_PER_SECOND));
    report.row(String.format(Locale.ROOT, "restart: fold %,d entries", entries), text);
    say("replay " + text);
  }
}
