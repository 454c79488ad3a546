package earmark.index.roaring;

import earmark.ledger.ThingSet;
import org.jspecify.annotations.Nullable;

/**
 * All that readers see at one moment; immutable.
 *
 * @param seq the number of the last entry in it
 * @param tagCount how many tags there are; numbers from here on are newer
 * @param samples all samples
 * @param things for each tag, the samples that carry it
 * @param common the tags on so many samples that a sample's list leaves them out
 * @param rare for each sample, the numbers of its other tags, in ascending order
 */
record View(
    long seq,
    int tagCount,
    ThingSet samples,
    Chunks<ThingSet> things,
    ThingSet common,
    Chunks<int[]> rare) {

  static final int[] NO_TAGS = {};

  static final View EMPTY =
      new View(0, 0, ThingSet.none(), new Chunks<>(), ThingSet.none(), new Chunks<>());

  /** The numbers of a sample's rare tags. */
  int[] rareOf(int sample) {
    int @Nullable [] tags = rare.get(sample);
    return tags == null ? NO_TAGS : tags;
  }

  ThingSet things(int tag) {
    ThingSet set = things.get(tag);
    return set == null ? ThingSet.none() : set;
  }
}
