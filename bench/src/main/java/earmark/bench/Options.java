package earmark.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param folder where both sides keep their data while it runs; a temporary one if absent
 * @param budgetSeconds how long PostgreSQL may take for one class of searches in one round
 * @param write whether the table goes to {@code results/latest.md} too
 */
record Options(
    int samples,
    long seed,
    Optional<Path> folder,
    int rounds,
    int writeSeconds,
    int budgetSeconds,
    boolean write) {
  static final int SAMPLES = 1_000_000;
  static final long SEED = 20_251_122;
  static final String USAGE =
      """
      sh bench/run [--samples N] [--seed N] [--folder DIR] [--rounds N] [--write-seconds N]
                   [--budget-seconds N] [--write]\
      """;

  /**
   * @throws IllegalArgumentException if an option is unknown or lacks its value
   */
  static Options parse(String[] args) {
    int samples = SAMPLES;
    long seed = SEED;
    Optional<Path> folder = Optional.empty();
    int rounds = 2;
    int writeSeconds = 5;
    int budgetSeconds = 60;
    boolean write = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--write")) {
        write = true;
        continue;
      }
      if (i + 1 == args.length) throw new IllegalArgumentException("no value for " + args[i]);
      String value = args[i + 1];
      switch (args[i++]) {
        case "--samples" -> samples = Integer.parseInt(value);
        case "--seed" -> seed = Long.parseLong(value);
        case "--folder" -> folder = Optional.of(Path.of(value));
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--write-seconds" -> writeSeconds = Integer.parseInt(value);
        case "--budget-seconds" -> budgetSeconds = Integer.parseInt(value);
        default -> throw new IllegalArgumentException("unknown option " + args[i - 1]);
      }
    }
    return new Options(samples, seed, folder, rounds, writeSeconds, budgetSeconds, write);
  }
}
