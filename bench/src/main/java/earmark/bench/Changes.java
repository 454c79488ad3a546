package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.side.Page;
import earmark.bench.side.Side;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Everything that is written after loading: many samples at once, then tag by tag. */
final class Changes {
  private static final int MANY_WRITERS = 32;
  private static final int BULK_RUNS = 3;
  private static final int NAMED_MAX = 100_000;
  private static final double BULK_MS = 250;
  private static final double FSYNCS = 1.2;
  private static final double WRITES_PER_SECOND = 40_000;

  private final Options options;
  private final Corpus corpus;
  private final Sides sides;
  private final Report report;
  private final Judged judged;

  Changes(Options options, Corpus corpus, Sides sides, Report report) {
    this.options = options;
    this.corpus = corpus;
    this.sides = sides;
    this.report = report;
    judged = new Judged(corpus.samples());
  }

  /**
   * @param disk how long the disk takes to make a block durable
   */
  void all(Latencies disk) {
    bulk();
    writes(1, disk);
    writes(MANY_WRITERS, disk);
    checkCounts(corpus.tags());
    named();
  }

  private static void say(String text) {
    System.out.println(text);
  }

  /** Up to a million samples, chosen evenly from all. */
  private int[] chosen() {
    int count = Math.min(Options.MILLION, corpus.samples());
    SplittableRandom random = new SplittableRandom(options.seed() + 4);
    int[] left = {count};
    return IntStream.range(0, corpus.samples())
        .filter(sample -> random.nextInt(corpus.samples() - sample) < left[0] && left[0]-- > 0)
        .toArray();
  }

  private void bulk() {
    int[] chosen = chosen();
    Map<Side, Latencies> times = new HashMap<>();
    for (int i = 1; i <= BULK_RUNS; i++) {
      Tag tag = Tag.user(new UserTagName("bulk " + i));
      for (Side side : sides.all()) {
        long start = System.nanoTime();
        side.tagAll(tag, chosen);
        times.computeIfAbsent(side, _ -> new Latencies()).add(System.nanoTime() - start);
        checkShown(side, tag, chosen);
      }
      checkCounts(List.of(tag));
    }
    Report.Row row =
        report
            .row("tag chosen samples in one operation, p50 / max")
            .detail(String.format(Locale.ROOT, "%,d of them", chosen.length));
    times.forEach((side, took) -> row.took(side.name(), took.p50AndMax(), took.p50()));
    row.expect(judged.million(), "≤ 250 ms", BULK_MS)
        .expectTimes(judged.million(), Reads.PG, 40)
        .expectTimes(judged.million(), Reads.OS, 200);
    times.forEach((side, took) -> say("bulk, " + side.name() + " " + took.p50AndMax()));
  }

  private static void checkShown(Side side, Tag tag, int[] chosen) {
    List<Integer> some =
        IntStream.of(chosen[0], chosen[chosen.length / 2], chosen[chosen.length - 1])
            .distinct()
            .boxed()
            .toList();
    for (Page.Row row : side.tags(some)) {
      if (!row.user().contains(tag.name())) {
        throw new IllegalStateException(side.name() + " does not show " + tag + " on " + row);
      }
    }
  }

  private void writes(int writers, Latencies disk) {
    Writes writes = new Writes(corpus, options.seed() + writers);
    List<WriteMeasure> measures =
        sides.all().stream().map(side -> new WriteMeasure(side, writers, writes)).toList();
    for (int i = 0; i <= options.rounds(); i++) {
      // the first round is a short one, to warm up
      int seconds = i == 0 ? 1 : options.writeSeconds();
      measures.forEach(measure -> measure.round(seconds));
      if (i == 0) measures.forEach(WriteMeasure::forget);
      long end = measures.stream().mapToLong(WriteMeasure::done).max().orElseThrow();
      measures.forEach(measure -> measure.catchUp(end));
    }
    Report.Row row =
        report.row("one-tag writes, " + (writers == 1 ? "1 writer" : writers + " writers"));
    for (WriteMeasure measure : measures) {
      String text =
          String.format(Locale.ROOT, "%,.0f/s, ", measure.perSecond()) + measure.latencies().two();
      row.took(measure.side().name(), text, 1 / measure.perSecond());
      say(writers + " writers, " + measure.side().name() + " " + text);
    }
    if (!judged.million()) return;
    WriteMeasure ours = Objects.requireNonNull(measures.getFirst());
    if (writers == 1)
      row.verdict("p50 ≤ 1.2 × disk", ours.latencies().p50() <= FSYNCS * disk.p50());
    else row.verdict("≥ 40,000/s", ours.perSecond() >= WRITES_PER_SECOND);
  }

  private void checkCounts(List<Tag> tags) {
    List<Integer> ours = sides.earmark().counts(tags);
    for (Side rival : sides.rivals()) {
      List<Integer> theirs = rival.counts(tags);
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < tags.size(); i++) {
        if (!ours.get(i).equals(theirs.get(i)))
          wrong.add(tags.get(i) + ": " + ours.get(i) + " and " + theirs.get(i) + " samples");
      }
      if (!wrong.isEmpty()) {
        throw new IllegalStateException(
            rival.name() + " counts " + wrong.size() + " tags differently, " + wrong.getFirst());
      }
    }
    say("all hold the same number of mappings for each of " + tags.size() + " tags");
  }

  private void named() {
    int count = Math.min(NAMED_MAX, corpus.samples());
    Latencies ours = new Latencies();
    for (int i = 1; i <= BULK_RUNS; i++) {
      Tag tag = Tag.user(new UserTagName("named " + i));
      ours.add(sides.earmark().tagNamed(count, tag));
    }
    report
        .row("tag samples named by their hashes, p50 / max")
        .detail(String.format(Locale.ROOT, "%,d of them", count))
        .took(sides.earmark().name(), ours.p50AndMax(), ours.p50());
    say("named " + ours.p50AndMax());
  }
}
