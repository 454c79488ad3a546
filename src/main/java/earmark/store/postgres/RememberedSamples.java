package earmark.store.postgres;

import earmark.refusal.Refusal;
import earmark.sample.Analysis;
import earmark.sample.Digests;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Samples that are asked of the database each time; only while it can't be reached, those that were
 * looked at last are answered as they were then, so that reading goes on.
 */
final class RememberedSamples implements Samples {
  private static final int MAX = 20_000;

  private final Samples stored;
  private final Recent<Integer, Sample> seen = new Recent<>(MAX);
  private final Recent<SampleHash, Integer> numbers = new Recent<>(MAX);

  RememberedSamples(Samples stored) {
    this.stored = stored;
  }

  @Override
  public Optional<Sample> find(SampleHash hash) {
    try {
      Optional<Sample> found = stored.find(hash);
      found.ifPresent(sample -> {
        seen.put(sample.number(), sample);
        numbers.put(hash, sample.number());
      });
      return found;
    } catch (Refusal.Unavailable e) {
      Optional<Sample> before = numbers.get(hash).flatMap(seen::get);
      if (before.isEmpty()) throw e;
      return before;
    }
  }

  @Override
  public Map<SampleHash, Integer> numbers(Collection<SampleHash> hashes) {
    try {
      Map<SampleHash, Integer> found = stored.numbers(hashes);
      found.forEach(numbers::put);
      return found;
    } catch (Refusal.Unavailable e) {
      Map<SampleHash, Integer> before = new HashMap<>();
      for (SampleHash hash : hashes) before.put(hash, numbers.get(hash).orElseThrow(() -> e));
      return before;
    }
  }

  @Override
  public List<Sample> get(List<Integer> asked) {
    try {
      List<Sample> found = stored.get(asked);
      found.forEach(sample -> seen.put(sample.number(), sample));
      return found;
    } catch (Refusal.Unavailable e) {
      List<Sample> before = new ArrayList<>();
      for (int number : asked) before.add(seen.get(number).orElseThrow(() -> e));
      return before;
    }
  }

  @Override
  public Registered register(Digests digests, String name, Instant now) {
    return stored.register(digests, name, now);
  }

  @Override
  public Set<String> known(Collection<String> sha256) {
    return stored.known(sha256);
  }

  @Override
  public List<Integer> queued() {
    return stored.queued();
  }

  @Override
  public int countAttempt(int number) {
    return stored.countAttempt(number);
  }

  @Override
  public void keep(int number, Analysis analysis) {
    stored.keep(number, analysis);
  }

  @Override
  public void done(int number, Sample.Status status, String type) {
    stored.done(number, status, type);
  }

  @Override
  public Optional<Analysis> analysis(int number) {
    return stored.analysis(number);
  }

  @Override
  public void requeue(int number) {
    stored.requeue(number);
  }

  @Override
  public void queueThoseOfOtherCatalogues(String catalogue) {
    stored.queueThoseOfOtherCatalogues(catalogue);
  }
}
