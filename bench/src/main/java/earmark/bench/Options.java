package earmark.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the command line asks for.
 *
 * @param sizes how many samples the corpora have, one run for each
 * @param indicators how many, to measure those in enclaves instead of samples
 * @param folder where the sides keep their data while it runs; a temporary one if absent
 * @param budgetSeconds how long a side may take for one kind of question in one round
 * @param without the rivals that are left out, in lower case
 * @param write whether the reports are kept in {@code results/} too
 */
record Options(
    List<Integer> sizes,
    OptionalInt indicators,
    long seed,
    Optional<Path> folder,
    int rounds,
    int writeSeconds,
    int budgetSeconds,
    Set<String> without,
    boolean write) {
  static final int MILLION = 1_000_000;
  static final long SEED = 20_251_122;
  private static final List<String> RIVALS = List.of("postgresql", "opensearch");
  static final String USAGE =
      """
      sh bench/run [--samples N | --sizes N,N | --indicators N] [--seed N] [--folder DIR] [--rounds N]
                   [--write-seconds N] [--budget-seconds N] [--without postgresql,opensearch]
                   [--write]\
      """;

  /**
   * @throws IllegalArgumentException if an option is unknown, lacks its value or makes no sense
   */
  static Options parse(String[] args) {
    List<Integer> sizes = List.of(MILLION);
    OptionalInt indicators = OptionalInt.empty();
    long seed = SEED;
    Optional<Path> folder = Optional.empty();
    int rounds = 2;
    int writeSeconds = 5;
    int budgetSeconds = 20;
    Set<String> without = new TreeSet<>();
    boolean write = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--write")) {
        write = true;
        continue;
      }
      if (i + 1 == args.length) throw new IllegalArgumentException("no value for " + args[i]);
      String value = args[i + 1];
      switch (args[i++]) {
        case "--samples", "--sizes" ->
            sizes = Arrays.stream(value.split(",", -1)).map(Integer::valueOf).toList();
        case "--indicators" -> indicators = OptionalInt.of(Integer.parseInt(value));
        case "--seed" -> seed = Long.parseLong(value);
        case "--folder" -> folder = Optional.of(Path.of(value));
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--write-seconds" -> writeSeconds = Integer.parseInt(value);
        case "--budget-seconds" -> budgetSeconds = Integer.parseInt(value);
        case "--without" -> without.addAll(List.of(value.split(",", -1)));
        default -> throw new IllegalArgumentException("unknown option " + args[i - 1]);
      }
    }
    if (!RIVALS.containsAll(without)) {
      throw new IllegalArgumentException("the rivals are " + RIVALS + ", not " + without);
    }
    return new Options(
        sizes, indicators, seed, folder, rounds, writeSeconds, budgetSeconds, without, write);
  }
}
