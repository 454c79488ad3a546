package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.http.OverHttp;
import earmark.bench.http.SearchText;
import earmark.bench.side.EarmarkSide;
import earmark.bench.side.Search;
import earmark.bench.side.Side;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** All measurements in their order, on sides that are open and empty. */
final class Run {
  private static final double HEAP_BYTES = 1.2e9;
  private static final double RESTART_SECONDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double VERIFIED_PER_SECOND = 300_000;
  private static final int HTTP_PER_SECOND = 50;
  private static final int HTTP_WRITES_PER_SECOND = 100;
  private static final int HTTP_SECONDS = 15;
  private static final int HTTP_WARMING = 5;
  private static final double HTTP_MS = 10;
  private static final String NO_SEARCH = "nothing to do";

  private final Options options;
  private final Corpus corpus;
  private final Sides sides;
  private final Report report;
  private final Path folder;

  Run(Options options, Corpus corpus, Sides sides, Report report, Path folder) {
    this.options = options;
    this.corpus = corpus;
    this.sides = sides;
    this.report = report;
    this.folder = folder;
  }

  void all() throws IOException {
    load();
    new Reads(options, corpus, sides, report).all();
    Latencies disk = Disk.sync(folder);
    report
        .row("disk: 4 KiB made durable, p50 / p95")
        .took(sides.earmark().name(), disk.two(), disk.p50());
    say("disk " + disk.two());
    new Changes(options, corpus, sides, report).all(disk);
    sides.closeRivals();
    restart();
    overHttp();
  }

  /**
   * The same searches as {@link Reads} asks, from a server while others write. A request for which
   * the server does nothing shows what the machine takes for any.
   */
  private void overHttp() throws IOException {
    EarmarkSide earmark = sides.earmark();
    Map<String, List<String>> sets = new LinkedHashMap<>();
    sets.put(NO_SEARCH, List.of("/health/live"));
    SearchSets.draw(corpus, earmark, options.seed())
        .forEach((kind, searches) -> sets.put("#text, " + kind.title, paths(searches)));
    new AdvancedSets(corpus, earmark, options.seed())
        .draw()
        .forEach((kind, searches) -> sets.put(kind.title, paths(searches)));
    earmark.close();
    Judged judged = new Judged(corpus.samples());
    try (OverHttp http = OverHttp.start(folder, corpus)) {
      warm(http, sets.values());
      for (Map.Entry<String, List<String>> set : sets.entrySet()) {
        Latencies times = new Latencies();
        long written =
            http.ask(
                set.getValue(),
                HTTP_PER_SECOND,
                HTTP_WRITES_PER_SECOND,
                HTTP_SECONDS,
                nanos -> {
                  synchronized (times) {
                    times.add(nanos);
                  }
                });
        Report.Row row =
            report
                .row("over HTTP: " + set.getKey())
                .detail(
                    "%d requests and %d tagged samples a second"
                        .formatted(HTTP_PER_SECOND, written / HTTP_SECONDS))
                .took(earmark.name(), times.three(), times.p50());
        if (judged.million() && !judged.tenMillion() && !set.getKey().equals(NO_SEARCH)) {
          row.verdict("p95 ≤ 10 ms", times.ms(0.95) <= HTTP_MS);
        }
        say("over HTTP, " + set.getKey() + ": " + times.three());
      }
    }
  }

  private static List<String> paths(List<Search> searches) {
    return searches.stream().map(SearchText::path).toList();
  }

  /** Asks and writes until neither is cold: a server in Java has to get warm. */
  private static void warm(OverHttp http, Collection<List<String>> sets) throws IOException {
    for (int pass = 0; pass < HTTP_WARMING; pass++) {
      for (List<String> paths : sets) http.warm(paths);
    }
    for (List<String> paths : sets) {
      http.ask(paths, HTTP_PER_SECOND, HTTP_WRITES_PER_SECOND, HTTP_WARMING, _ -> {});
    }
  }

  private static void say(String text) {
    System.out.println(text);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  private void load() {
    Report.Row row = report.row("load, in bulk, with all indexes");
    for (Side rival : sides.rivals()) load(rival, row);
    long before = Heap.usedBytes();
    load(sides.earmark(), row);
    long bytes = Heap.usedBytes() - before;
    String memory =
        String.format(
            Locale.ROOT,
            "%,d MB, %.0f bytes per sample",
            bytes / 1_000_000,
            (double) bytes / corpus.samples());
    boolean judged = new Judged(corpus.samples()).tenMillion();
    report
        .row("heap of the index")
        .took(sides.earmark().name(), memory, (double) bytes)
        .expect(judged, "≤ 1,200 MB", HEAP_BYTES);
    say("heap " + memory);
  }

  private void load(Side side, Report.Row row) {
    long start = System.nanoTime();
    side.load(corpus);
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    row.took(side.name(), seconds(seconds), seconds);
    say(side.version() + " loaded in " + seconds(seconds));
  }

  private void restart() {
    EarmarkSide earmark = sides.earmark();
    long entries = earmark.entries();
    long start = System.nanoTime();
    long bytes = earmark.writeSnapshot();
    double writing = (System.nanoTime() - start) / NANOS_PER_SECOND;
    report
        .row("snapshot written, readers and writers go on meanwhile")
        .detail(String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000))
        .took(earmark.name(), seconds(writing), writing);
    double seconds = earmark.restart(Tag.user(new UserTagName("bulk 1"))) / NANOS_PER_SECOND;
    boolean judged = new Judged(corpus.samples()).tenMillion();
    report
        .row("restart until it is ready")
        .detail(String.format(Locale.ROOT, "%,d entries", entries))
        .took(earmark.name(), seconds(seconds), seconds)
        .expect(judged, "≤ 5 s", RESTART_SECONDS);
    say("restart " + seconds(seconds));
    double verifying =
        LongStream.generate(earmark::verify).limit(3).sorted().skip(1).findFirst().orElseThrow()
            / NANOS_PER_SECOND;
    double perSecond = entries / verifying;
    report
        .row("the ledger verified")
        .detail(String.format(Locale.ROOT, "%,d entries, the second best of three", entries))
        .took(earmark.name(), String.format(Locale.ROOT, "%,.0f/s", perSecond), verifying)
        .verdict("≥ 300,000/s", perSecond >= VERIFIED_PER_SECOND);
    say("verified " + String.format(Locale.ROOT, "%,.0f/s", perSecond));
  }
}
