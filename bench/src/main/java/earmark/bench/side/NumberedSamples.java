package earmark.bench.side;

import earmark.sample.Analysis;
import earmark.sample.Digests;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records of samples made up on demand: a sample's SHA-256 is its number. The comparison is about
 * tags, so neither side reads records of samples from disk.
 */
final class NumberedSamples implements Samples {
  private static final int DIGITS = 8;
  private static final String ZEROS = "0".repeat(64 - DIGITS);

  /** The hash that names a sample. */
  static SampleHash hash(int number) {
    return SampleHash.parse(ZEROS + HexFormat.of().toHexDigits(number));
  }

  @Override
  public Optional<Sample> find(SampleHash hash) {
    return Optional.of(sample(HexFormat.fromHexDigits(hash.hex(), 64 - DIGITS, 64)));
  }

  @Override
  public List<Sample> get(List<Integer> numbers) {
    return numbers.stream().map(NumberedSamples::sample).toList();
  }

  private static Sample sample(int number) {
    Digests digests = new Digests("", "", ZEROS, "", 1);
    return new Sample(
        number,
        digests,
        "",
        Optional.of("PE/Exe"),
        Instant.EPOCH,
        Instant.EPOCH,
        Sample.Status.PROCESSED,
        true);
  }

  @Override
  public Map<SampleHash, Integer> numbers(Collection<SampleHash> hashes) {
    Map<SampleHash, Integer> numbers = new HashMap<>();
    for (SampleHash hash : hashes) find(hash).ifPresent(found -> numbers.put(hash, found.number()));
    return numbers;
  }

  @Override
  public Registered register(Digests digests, String name, Instant now) {
    throw unused();
  }

  @Override
  public Set<String> known(Collection<String> sha256) {
    throw unused();
  }

  @Override
  public List<Integer> queued() {
    throw unused();
  }

  @Override
  public int countAttempt(int number) {
    throw unused();
  }

  @Override
  public void keep(int number, Analysis analysis) {
    throw unused();
  }

  @Override
  public void done(int number, Sample.Status status, String type) {
    throw unused();
  }

  @Override
  public Optional<Analysis> analysis(int number) {
    throw unused();
  }

  @Override
  public void requeue(int number) {
    throw unused();
  }

  @Override
  public void queueThoseOfOtherCatalogues(String catalogue) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("the benchmark takes no samples in");
  }
}
