package earmark.sample;

import earmark.ledger.Ledger;
import earmark.refusal.Refusal;
import earmark.things.ThingSet;
import java.util.Arrays;
import java.util.List;

/**
 * Has samples read again from their bytes, which every user may ask for. Their System Tags stay
 * until the new ones replace them, in one entry; their User Tags are not touched.
 */
public final class Reanalysis {
  /** How many samples can be asked for at once. */
  public static final int SAMPLES_MAX = 10_000;

  private final Targets targets;
  private final Samples samples;
  private final Ledger ledger;
  private final AnalysisQueue queue;

  public Reanalysis(Finder finder, Samples samples, Ledger ledger, AnalysisQueue queue) {
    this.targets = new Targets(finder);
    this.samples = samples;
    this.ledger = ledger;
    this.queue = queue;
  }

  /**
   * What came of it; the numbers count samples.
   *
   * @param queued that wait for a new analysis now
   * @param waiting that waited already
   */
  public record Asked(int queued, int waiting) {}

  /**
   * Has all samples of a target analysed again.
   *
   * @throws Refusal.Invalid if they are too many
   */
  public Asked again(SampleTags.Target target) {
    ThingSet found = ledger.look(targets.of(target));
    if (found.size() > SAMPLES_MAX) {
      throw new Refusal.Invalid(
          "These are %d samples; up to %d can be analysed again at once."
              .formatted(found.size(), SAMPLES_MAX));
    }
    int queued = 0;
    List<Sample> all = samples.get(Arrays.stream(found.toArray()).boxed().toList());
    for (Sample sample : all) {
      if (again(sample)) queued++;
    }
    return new Asked(queued, all.size() - queued);
  }

  /** Has a sample analysed again; false if it waits for its analysis already. */
  public boolean again(Sample sample) {
    if (sample.status() == Sample.Status.QUEUED) return false;
    queue.reanalyse(sample);
    return true;
  }
}
