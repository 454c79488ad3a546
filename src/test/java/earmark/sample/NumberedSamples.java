package earmark.sample;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** So many records of samples that say nothing but their numbers, for tests that search. */
public final class NumberedSamples implements Samples {
  private final int count;

  public NumberedSamples(int count) {
    this.count = count;
  }

  private static Sample sample(int number) {
    Digests digests =
        new Digests(
            "%032x".formatted(number),
            "%040x".formatted(number),
            "%064x".formatted(number),
            "%0128x".formatted(number),
            number);
    return new Sample(
        number,
        digests,
        "",
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        Sample.Status.PROCESSED,
        true);
  }

  @Override
  public Optional<Sample> find(SampleHash hash) {
    if (!hash.hex().matches("0*[0-9a-f]{1,7}")) return Optional.empty();
    int number = Integer.parseInt(hash.hex().substring(hash.hex().length() - 7), 16);
    return number < count ? Optional.of(sample(number)) : Optional.empty();
  }

  @Override
  public Map<SampleHash, Integer> numbers(Collection<SampleHash> hashes) {
    Map<SampleHash, Integer> numbers = new HashMap<>();
    for (SampleHash hash : hashes) {
      find(hash).ifPresent(sample -> numbers.put(hash, sample.number()));
    }
    return numbers;
  }

  @Override
  public List<Sample> get(List<Integer> numbers) {
    return numbers.stream().filter(n -> n < count).map(NumberedSamples::sample).toList();
  }

  @Override
  public Set<String> known(Collection<String> sha256) {
    return sha256.stream()
        .filter(hash -> find(SampleHash.parse(hash)).isPresent())
        .collect(Collectors.toSet());
  }

  @Override
  public Registered register(Digests digests, String name, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Integer> queued() {
    return List.of();
  }

  @Override
  public int countAttempt(int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void keep(int number, Analysis analysis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void done(int number, Sample.Status status, String type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Analysis> analysis(int number) {
    return Optional.empty();
  }

  @Override
  public void requeue(int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void queueThoseOfOtherCatalogues(String catalogue) {
    // none was analysed
  }
}
