package earmark.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the columns, in a stream of its own, so that the tags are the same with and without them.
 * Samples arrive over three years: most in the order of their numbers, in bursts of some hundreds
 * or thousands now and then; one in thirty was first seen up to two months before it came.
 */
final class ColumnsGenerator {
  /** 2023-11-01, in seconds since 1970 UTC. */
  private static final int FROM = 1_698_796_800;

  private static final int TO = Columns.END;

  private static final int DAY = 86_400;
  private static final double BURST = 0.0001;
  private static final int BURST_MIN = 200;
  private static final int BURST_MAX = 4_000;
  private static final double SEEN_BEFORE = 0.033;
  private static final int SEEN_BEFORE_DAYS = 60;
  private static final double SEEN_ONCE = 0.7;
  private static final double FILES_UNEXPECTED = 0.02;
  private static final double HAS_FILES = 0.9;

  private final byte[] types;
  private final SplittableRandom random;
  private final ThreatNames threats = new ThreatNames();
  private final List<Weighted> verdicts = new ArrayList<>();
  private final LogNormal again = new LogNormal(StrictMath.log(20 * DAY), 1.3);
  private final LogNormal files = new LogNormal(StrictMath.log(9), 1.2);
  private int burstLeft;
  private int now;

  private ColumnsGenerator(byte[] types, long seed) {
    this.types = types;
    random = new SplittableRandom(~seed);
    for (FileFacts facts : FileFacts.ALL) {
      verdicts.add(new Weighted(facts.verdicts().size(), facts.verdicts()::get));
    }
  }

  /** Columns for samples of these types, always the same for a seed. */
  static Columns generate(byte[] types, long seed) {
    return new ColumnsGenerator(types, seed).columns();
  }

  private Columns columns() {
    int samples = types.length;
    Columns all =
        new Columns(
            types,
            new int[samples],
            new byte[samples],
            new short[samples],
            new int[samples],
            new int[samples],
            new short[samples]);
    byte malicious = (byte) FileFacts.CLASSIFICATIONS.indexOf("malicious");
    for (int i = 0; i < samples; i++) {
      FileFacts facts = FileFacts.ALL.get(types[i]);
      byte verdict = (byte) verdicts.get(types[i]).draw(random);
      all.classifications()[i] = verdict;
      all.threats()[i] = verdict == malicious ? threats.draw(random, facts.platform()) : -1;
      all.sizeBytes()[i] = (int) Math.clamp(facts.size().draw(random), 16, 2e9);
      all.fileCounts()[i] = fileCount(facts);
      int first = firstSeen(i);
      all.firstSeen()[i] = first;
      all.lastSeen()[i] =
          random.nextDouble() < SEEN_ONCE
              ? first
              : (int) Math.min(TO, first + (double) (long) again.draw(random));
    }
    return all;
  }

  private short fileCount(FileFacts facts) {
    boolean some = random.nextDouble() < (facts.holdsFiles() ? HAS_FILES : FILES_UNEXPECTED);
    return some ? (short) Math.clamp(files.draw(random), 1, 5_000) : 0;
  }

  /** A burst arrives in one moment. */
  private int firstSeen(int sample) {
    if (burstLeft > 0) {
      burstLeft--;
    } else {
      double part = (sample + random.nextDouble()) / types.length;
      now = FROM + (int) ((double) (TO - FROM) * part);
      if (random.nextDouble() < BURST) {
        burstLeft = BURST_MIN + random.nextInt(BURST_MAX - BURST_MIN + 1);
      }
    }
    return random.nextDouble() < SEEN_BEFORE
        ? Math.max(FROM, now - random.nextInt(SEEN_BEFORE_DAYS * DAY))
        : now;
  }
}
