package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.corpus.Figures;
import earmark.bench.corpus.Generator;
import earmark.bench.side.EarmarkSide;
import earmark.bench.side.PostgresSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command: draws the corpus, opens both sides, measures, prints. */
public final class Bench {
  /** The checksums of corpora with the default seed. */
  private static final Map<Integer, String> CHECKSUMS =
      Map.of(50_000, "0096bdea5a70ad56", 1_000_000, "f7b1ba28946214d4");

  private final Options options;
  private final Report report = new Report();

  private Bench(Options options) {
    this.options = options;
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
    new Bench(options).run();
  }

  private void run() throws IOException {
    Corpus corpus = corpus();
    Path folder =
        options.folder().isPresent()
            ? Files.createDirectories(options.folder().get())
            : Files.createTempDirectory("earmark-bench");
    Path own = Files.createTempDirectory(folder, "run");
    try (PostgresSide postgres = PostgresSide.open(Files.createDirectory(own.resolve("postgres")));
        EarmarkSide earmark = EarmarkSide.open(own.resolve("earmark.db"), Machine.earmark())) {
      report.line(Machine.line(own, List.of(earmark.name(), postgres.name())));
      new Run(options, corpus, earmark, postgres, report, own).all();
    } finally {
      delete(own);
      if (options.folder().isEmpty()) Files.deleteIfExists(folder);
    }
    System.out.println("\n" + report.text());
    if (options.write()) {
      Path results =
          Files.createDirectories(Path.of(System.getProperty("bench.results", "results")));
      Files.writeString(results.resolve("latest.md"), "# Latest results\n\n" + report.text());
    }
    if (report.missed() > 0) System.exit(1);
  }

  private Corpus corpus() {
    Corpus corpus = Generator.generate(options.samples(), options.seed());
    String checksum = corpus.checksum();
    String known = options.seed() == Options.SEED ? CHECKSUMS.get(options.samples()) : null;
    String verdict =
        known == null
            ? ""
            : known.equals(checksum) ? ", as published" : ", NOT AS PUBLISHED: " + known;
    report.line("Corpus: " + Figures.of(corpus));
    report.line("Seed " + options.seed() + ", checksum " + checksum + verdict);
    System.out.println(Figures.of(corpus) + "\nchecksum " + checksum + verdict);
    return corpus;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }
}
