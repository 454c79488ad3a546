package earmark.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * Tries a claim on many random cases. A failure names the seed of its case; {@code
 * -Dproperty.seed=N} repeats exactly that one. {@code -Dproperty.scale=N} tries N times as many
 * cases, and {@code -Dproperty.record=FILE} keeps a line about each claim that held.
 */
public final class Property {
  private Property() {}

  /** A claim about one random case; it fails by throwing. */
  @FunctionalInterface
  public interface Claim {
    void check(SplittableRandom random) throws Exception;
  }

  /** Checks the claim on so many cases with fresh seeds, times the scale. */
  public static void holds(int cases, Claim claim) {
    Long only = Long.getLong("property.seed");
    int scaled = only == null ? Math.multiplyExact(cases, scale()) : 1;
    long first = new SplittableRandom().nextLong();
    SplittableRandom seeds = new SplittableRandom(first);
    for (int i = 0; i < scaled; i++) {
      long seed = only == null ? seeds.nextLong() : only;
      try {
        claim.check(new SplittableRandom(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("does not hold; repeat with -Dproperty.seed=" + seed, e);
      }
    }
    record(scaled, first);
  }

  /** How many times the usual number of cases is asked for. */
  public static int scale() {
    return Integer.getInteger("property.scale", 1);
  }

  private static void record(int cases, long seed) {
    String file = System.getProperty("property.record");
    if (file == null) return;
    String claim =
        StackWalker.getInstance()
            .walk(frames ->
                frames
                    .filter(frame -> !frame.getClassName().startsWith(Property.class.getName()))
                    .map(frame -> frame.getClassName() + "\t" + frame.getMethodName())
                    .findFirst()
                    .orElseThrow());
    try {
      Files.writeString(
          Path.of(file),
          claim + "\t" + cases + "\t" + seed + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
