package earmark.bench.corpus;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Draws one of the numbers 0 to n - 1, each as often as its weight says. */
final class Weighted {
  private final double[] upTo;

  Weighted(int n, IntToDoubleFunction weight) {
    upTo = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += weight.applyAsDouble(i);
      upTo[i] = total;
    }
  }

  int draw(SplittableRandom random) {
    double at = random.nextDouble() * upTo[upTo.length - 1];
    int found = Arrays.binarySearch(upTo, at);
    return found >= 0 ? Math.min(found + 1, upTo.length - 1) : -found - 1;
  }
}
