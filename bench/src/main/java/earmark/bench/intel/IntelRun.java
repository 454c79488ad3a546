package earmark.bench.intel;

import earmark.bench.Latencies;
import earmark.bench.Report;
import earmark.bench.corpus.Intel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Indicators in a thousand enclaves, asked by somebody who reads three hundred of them: Earmark
 * over HTTP, PostgreSQL over its own protocol, in turns. What the two answer must be the same. They
 * are compared by the 95th percentile, which is what somebody who types feels.
 */
public final class IntelRun {
  private static final int ENCLAVES = 1_000;
  private static final int READABLE = 300;
  private static final int QUESTIONS = 200;
  private static final int PAGE = 25;
  private static final int ROUNDS = 2;

  /** How often Earmark is asked everything before it counts: a server in Java has to get warm. */
  private static final int WARMING = 10;

  private static final double P95 = 0.95;
  private static final double SUGGEST_MS = 25;
  private static final double LIST_MS = 15;
  private static final double TIMES = 10;
  private static final String EARMARK = "Earmark";
  private static final String POSTGRES = "PostgreSQL";

  private final Intel intel;
  private final Set<Integer> readable = new TreeSet<>();
  private final SplittableRandom random;

  private IntelRun(int indicators, long seed) {
    intel = Intel.draw(ENCLAVES, indicators, seed);
    random = new SplittableRandom(seed);
    while (readable.size() < READABLE) readable.add(random.nextInt(ENCLAVES));
  }

  /** Measures everything; the report. */
  public static Report report(int indicators, long seed, Path folder, boolean judged)
      throws IOException {
    return new IntelRun(indicators, seed).run(folder, judged);
  }

  private interface Asked {
    List<String> of(String question) throws IOException;
  }

  private Report run(Path folder, boolean judged) throws IOException {
    Report report = new Report(List.of(EARMARK, POSTGRES));
    report.line(
        "Corpus: %,d indicators, %,d times known in one of %,d enclaves, %,d tags on them; a caller who reads %d enclaves"
            .formatted(
                intel.values().length,
                intel.known().size(),
                ENCLAVES,
                intel.tagged().size(),
                READABLE));
    report.line("Checksum " + intel.checksum());
    long start = System.nanoTime();
    Path own = Files.createDirectory(folder.resolve("postgresql"));
    try (PostgresIntel postgres = PostgresIntel.load(own, intel, readable)) {
      double loading = seconds(start);
      start = System.nanoTime();
      Path data = Files.createDirectory(folder.resolve("earmark"));
      try (EarmarkIntel earmark = EarmarkIntel.load(data, intel, readable)) {
        report
            .row("load: Earmark as submissions over HTTP, PostgreSQL by COPY")
            .took(EARMARK, "%.0f s".formatted(seconds(start)), seconds(start))
            .took(POSTGRES, "%.0f s".formatted(loading), loading);
        report.line(postgres.version());
        measure(
            report,
            "20 suggestions with counts",
            texts(),
            text -> earmark.suggest(text, 20),
            text -> postgres.suggest(text, 20),
            judged ? SUGGEST_MS : Double.NaN);
        measure(
            report,
            "indicators with a tag, the total and those seen last",
            names(),
            name -> earmark.list(name, PAGE),
            name -> postgres.list(name, PAGE),
            judged ? LIST_MS : Double.NaN);
      }
    }
    return report;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void measure(
      Report report, String what, Set<String> questions, Asked ours, Asked theirs, double p95Max)
      throws IOException {
    for (String question : questions) {
      List<String> a = ours.of(question);
      List<String> b = theirs.of(question);
      if (!a.equals(b)) {
        throw new IllegalStateException(what + ", " + question + ":\n" + a + "\nPostgreSQL:\n" + b);
      }
    }
    for (int round = 0; round < WARMING; round++) time(questions, ours, new Latencies());
    Latencies mine = new Latencies();
    Latencies other = new Latencies();
    for (int round = 0; round < ROUNDS; round++) {
      time(questions, ours, mine);
      time(questions, theirs, other);
    }
    Report.Row row =
        report
            .row(what)
            .took(EARMARK, mine.three(), mine.ms(P95))
            .took(POSTGRES, other.three(), other.ms(P95));
    if (!Double.isNaN(p95Max)) {
      row.verdict("p95 ≤ %.0f ms".formatted(p95Max), mine.ms(P95) <= p95Max)
          .expectTimes(true, POSTGRES, TIMES);
    }
    System.out.println(what + ": " + mine.three() + ", PostgreSQL " + other.three());
  }

  private static void time(Set<String> questions, Asked asked, Latencies times) throws IOException {
    for (String question : questions) {
      long start = System.nanoTime();
      asked.of(question);
      times.add(System.nanoTime() - start);
    }
  }

  /** What somebody types on the way to a name, from one letter on. */
  private Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    while (texts.size() < QUESTIONS) {
      String name = someName();
      texts.add(name.substring(0, random.nextInt(1, Math.min(6, name.length()))));
    }
    return texts;
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Set<String> distinct = new HashSet<>();
    while (names.size() < QUESTIONS) {
      String name = someName();
      if (distinct.add(name)) names.add(name);
    }
    return names;
  }

  /** A name as often as it was given. */
  private String someName() {
    Intel.Tagged one = intel.tagged().get(random.nextInt(intel.tagged().size()));
    return intel.names().get(one.name());
  }
}
