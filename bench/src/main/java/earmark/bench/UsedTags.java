package earmark.bench;

import earmark.bench.corpus.Corpus;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws tags, each as often as it is used. */
final class UsedTags {
  private final long[] upTo;

  UsedTags(Corpus corpus) {
    upTo = new long[corpus.things().length];
    long total = 0;
    for (int i = 0; i < upTo.length; i++) {
      total += corpus.things()[i].length;
      upTo[i] = total;
    }
  }

  int draw(SplittableRandom random) {
    long at = random.nextLong(upTo[upTo.length - 1]);
    int found = Arrays.binarySearch(upTo, at);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
