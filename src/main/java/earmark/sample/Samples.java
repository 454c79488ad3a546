package earmark.sample;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the records of samples and of their analyses are kept. */
public interface Samples {

  /** The number of a file, and whether it was unknown until now. */
  record Registered(int number, boolean isNew) {}

  /**
   * Gives a file that somebody submits its number, or finds the one it has and notes that it came
   * again. If it was here only as an extracted file, it is a submitted one from then on and waits
   * again. If it was here only as an extracted file, it is a submitted one from then on and waits
   * for a new analysis, since what was in it may have been cut off. A number that a deleted sample
   * had is never given again.
   */
  Registered register(Digests digests, String name, Instant now);

  Optional<Sample> find(SampleHash hash);

  /** The numbers of the samples with these hashes; hashes that nothing has are left out. */
  Map<SampleHash, Integer> numbers(Collection<SampleHash> hashes);

  /** The samples with these numbers, in this order; missing ones are left out. */
  List<Sample> get(List<Integer> numbers);

  /** Those of these SHA-256 hashes, in lower-case hex, that are known. */
  Set<String> known(Collection<String> sha256);

  /** The numbers of all samples that wait for their analysis, in ascending order. */
  List<Integer> queued();

  /** Counts one more attempt at analysing the sample and answers how many there were with it. */
  int countAttempt(int number);

  /** Keeps the facts of an attempt; the sample still counts as waiting. None, if it is gone. */
  void keep(int number, Analysis analysis);

  /** Marks the sample's analysis as done. */
  void done(int number, Sample.Status status, String type);

  Optional<Analysis> analysis(int number);

  /** Forgets what was found in a sample and makes it wait for a new analysis. */
  void requeue(int number);

  /** Makes all samples wait again whose System Tags come from another catalogue. */
  void queueThoseOfOtherCatalogues(String catalogue);
}
