package earmark.sample;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where it is kept which files came out of which. What is answered may name samples that have not
 * arrived in the ledger yet; whoever shows it leaves them out.
 */
public interface ExtractedFiles {
  /** How many relations of one tree are looked at; a tree that has more is answered in part. */
  int TREE_MAX = 100_000;

  /**
   * A file that was found in a container.
   *
   * @param path where in the container, as text to show and nothing else
   * @param name its last part
   */
  record Found(Digests digests, String path, String name) {}

  /**
   * That a file came out of a container.
   *
   * @param id of this relation; another one if the container has other files after an analysis
   * @param container the number of the sample
   * @param file the number of the sample
   * @param position among the files of the container, from 0
   */
  record Relation(long id, int container, int file, int position, String path, String name) {}

  /**
   * How a sample came here first.
   *
   * @param root the submitted sample in whose tree it lies; itself if it was submitted
   * @param depth how many containers are around it in that tree; 0 if it was submitted
   */
  record Origin(int root, int depth) {}

  /** What a tree holds: the sum of the sizes of its files, and their count. */
  record Contents(long bytes, int files) {}

  /**
   * Makes these the files of a container, in this order, instead of those that it had, in one
   * transaction. Files that are unknown are registered as samples that wait for their analysis and
   * that nobody submitted. Those that are known and were not in the container before came again. If
   * such a one was extracted from deeper before, it lies in this tree from now on and waits for a
   * new analysis, since what was in it may have been cut off.
   *
   * @return the numbers of the files, in order
   */
  List<Integer> replace(int container, List<Found> files, Instant now);

  /** The files of a container itself, in order, from a position on. */
  List<Relation> in(int container, int fromPosition, int max);

  /** How many files a container itself has. */
  int count(int container);

  /**
   * All files of a container and of the containers in it, each followed by its own. What is in a
   * container stands only once, where that comes first; so a container within itself ends.
   *
   * @return at most {@link #TREE_MAX}
   */
  List<Relation> tree(int container);

  /** How many relations {@link #tree} answers, for each of some containers. */
  Map<Integer, Integer> treeCounts(Collection<Integer> containers);

  /** Where a file is, one relation for each time, by their ids, after one of them. */
  List<Relation> containing(int file, long afterId, int max);

  /** The containers that a file is in, at any depth; among them itself if it is in itself. */
  Set<Integer> above(int file);

  /** How a sample came here first; there has to be one with this number. */
  Origin origin(int sample);

  /** What the tree of a submitted sample holds, without the files of one container in it. */
  Contents contents(int root, int withoutContainer);
}
