package earmark.sample;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where it is kept which samples are deleted: noted before the ledger says so, removed afterwards,
 * remembered for ever. Whoever stops in between leaves what {@link #unfinished} tells.
 */
public interface Deletions {
  /** What is remembered of a sample that is gone. */
  record Deleted(int number, Digests digests, String name) {}

  /**
   * Notes samples that are about to be deleted. Those that were noted before stay so; so do those
   * that are not deleted after all, which does no harm.
   */
  void note(Collection<Integer> samples);

  /** Whether a sample was noted. */
  boolean isNoted(int sample);

  /** The samples that were noted and whose records are still here, in ascending order. */
  List<Integer> unfinished();

  /**
   * Removes the records of samples that were noted, their analyses, and what came out of them, in
   * one transaction. Those that are removed already are passed over.
   *
   * @param files drops the bytes with these SHA-256, in lower-case hex; called before the
   *     transaction ends, while nobody else can take a sample in
   */
  void remove(Collection<Integer> samples, Consumer<Collection<String>> files);

  /** Those of some samples that are noted. */
  List<Deleted> get(Collection<Integer> samples);

  /** The last sample with this hash that was noted. */
  Optional<Deleted> find(SampleHash hash);
}
