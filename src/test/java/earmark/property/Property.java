package earmark.property;

import java.util.SplittableRandom;

/**
 * Tries a claim on many random cases. A failure names the seed of its case; {@code
 * -Dproperty.seed=N} repeats exactly that one, {@code -Dproperty.scale=N} tries N times as many.
 */
public final class Property {
  private Property() {}

  /** A claim about one random case; it fails by throwing. */
  @FunctionalInterface
  public interface Claim {
    void check(SplittableRandom random) throws Exception;
  }

  /** Checks the claim on so many cases, times the scale, with fresh seeds. */
  public static void holds(int cases, Claim claim) {
    Long only = Long.getLong("property.seed");
    int scaled = Math.multiplyExact(cases, Integer.getInteger("property.scale", 1));
    SplittableRandom seeds = new SplittableRandom();
    for (int i = 0; i < (only == null ? scaled : 1); i++) {
      long seed = only == null ? seeds.nextLong() : only;
      try {
        claim.check(new SplittableRandom(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("does not hold; repeat with -Dproperty.seed=" + seed, e);
      }
    }
  }
}
