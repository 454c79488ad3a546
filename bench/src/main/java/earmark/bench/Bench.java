package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.corpus.Figures;
import earmark.bench.corpus.Generator;
import earmark.bench.intel.IntelRun;
import earmark.bench.side.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command: for each size draws the corpus, opens the sides, measures, prints. */
public final class Bench {
  /** The checksums of corpora with the default seed. */
  private static final Map<Integer, String> CHECKSUMS =
      Map.of(
          50_000, "b92ff14f27e92831",
          1_000_000, "2e648d1ab8f14fe1",
          10_000_000, "08d0aecc19a4b013");

  private final Options options;
  private final String command;

  private Bench(Options options, String command) {
    this.options = options;
    this.command = command;
  }

  public static void main(String[] args) throws IOException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    int missed = new Bench(options, "sh bench/run " + String.join(" ", args)).all();
    if (missed > 0) System.exit(1);
  }

  /** How many expectations were not met. */
  private int all() throws IOException {
    if (options.indicators().isPresent()) return indicators(options.indicators().getAsInt());
    TreeMap<Integer, Report> reports = new TreeMap<>();
    for (int samples : options.sizes()) {
      Report report = run(samples);
      reports.put(samples, report);
      System.out.println("\n" + report.text());
      if (options.write()) keep(samples, report.text());
    }
    if (reports.size() > 1) {
      String growth =
          Growth.text(
              reports.firstKey(),
              reports.firstEntry().getValue(),
              reports.lastKey(),
              reports.lastEntry().getValue());
      System.out.println(growth);
      if (options.write()) {
        keep(reports.lastKey(), reports.lastEntry().getValue().text() + "\n" + growth);
      }
    }
    return reports.values().stream().mapToInt(Report::missed).sum();
  }

  private int indicators(int count) throws IOException {
    Path own = newFolder();
    try {
      boolean judged = count >= Options.MILLION;
      Report report = IntelRun.report(count, options.seed(), own, judged);
      report.line(Machine.line(own, List.of("Earmark " + Machine.earmark())));
      System.out.println("\n" + report.text());
      if (options.write()) keep("indicators", report.text());
      return report.missed();
    } finally {
      delete(own);
      if (options.folder().isEmpty()) Files.deleteIfExists(own.getParent());
    }
  }

  private Path newFolder() throws IOException {
    Path folder =
        options.folder().isPresent()
            ? Files.createDirectories(options.folder().get())
            : Files.createTempDirectory("earmark-bench");
    return Files.createTempDirectory(folder, "run");
  }

  /** {@code latest.md} for a run of the usual size, {@code 10m.md} for a large one. */
  private void keep(int samples, String text) throws IOException {
    keep(new Judged(samples).tenMillion() ? samples / Options.MILLION + "m" : "latest", text);
  }

  private void keep(String name, String text) throws IOException {
    Path results = Files.createDirectories(Path.of(System.getProperty("bench.results", "results")));
    String head = "# The last run\n\n`" + command.strip() + "`, " + LocalDate.now(ZoneOffset.UTC);
    Files.writeString(results.resolve(name + ".md"), head + "\n\n" + text);
  }

  private Report run(int samples) throws IOException {
    Corpus corpus = Generator.generate(samples, options.seed());
    Path own = newFolder();
    try (Sides sides = Sides.open(own, samples, options.without())) {
      Report report = new Report(sides.names());
      describe(corpus, report);
      report.line(Machine.line(own, sides.all().stream().map(Side::version).toList()));
      new Run(options, corpus, sides, report, own).all();
      report.line("Totals, pages, facets, suggestions and counts of all sides are the same");
      return report;
    } finally {
      delete(own);
      if (options.folder().isEmpty()) Files.deleteIfExists(own.getParent());
    }
  }

  private void describe(Corpus corpus, Report report) {
    String checksum = corpus.checksum();
    String known = options.seed() == Options.SEED ? CHECKSUMS.get(corpus.samples()) : null;
    String verdict =
        known == null
            ? ""
            : known.equals(checksum) ? ", as published" : ", NOT AS PUBLISHED: " + known;
    report.line("Corpus: " + Figures.of(corpus));
    report.line("Seed " + options.seed() + ", checksum " + checksum + verdict);
    System.out.println(Figures.of(corpus) + "\nchecksum " + checksum + verdict);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }
}
