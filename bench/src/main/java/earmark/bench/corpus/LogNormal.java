package earmark.bench.corpus;

import java.util.SplittableRandom;

/**
 * A log-normal distribution. Computed with {@link StrictMath}, so that a seed gives the same
 * numbers on every machine.
 */
record LogNormal(double mu, double sigma) {
  double draw(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    return StrictMath.exp(mu + sigma * normal);
  }
}
