package earmark.index.roaring;

import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.things.Growing;
import earmark.things.ThingSet;
import earmark.things.ThingSetSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Labels on samples, each named by a number, seen from both sides: the samples of a label and the
 * labels of a sample; immutable. Tags are labels, and so are the words of a column.
 *
 * @param sets for each label, the samples that carry it
 * @param common the labels on so many samples that a sample's list leaves them out
 * @param lists for each sample, its other labels
 * @param reach above the number of every sample that ever had a label
 */
record Labels(Chunks<ThingSet> sets, ThingSet common, Lists lists, int reach) {
  private static final int COMMON_FROM_LEAST = 16_384;

  /** A label on one sample in so many is common. */
  private static final int COMMON_SHARE = 64;

  /** A common label is rare again below this part of what made it common. */
  private static final int RARE_PART = 4;

  static final Labels EMPTY = new Labels(new Chunks<>(), ThingSet.none(), Lists.EMPTY, 0);

  /** On how many samples a label in their lists is at most; it never shrinks. */
  int listedAtMost() {
    return commonFrom(reach);
  }

  private static int commonFrom(int reach) {
    return Math.max(COMMON_FROM_LEAST, reach / COMMON_SHARE);
  }

  /** The samples that carry a label. */
  ThingSet set(int label) {
    ThingSet set = sets.get(label);
    return set == null ? ThingSet.none() : set;
  }

  /** The labels of a sample. */
  void forEachOf(int sample, IntConsumer action) {
    lists.forEach(sample, action);
    common.forEach(label -> {
      if (set(label).contains(sample)) action.accept(label);
    });
  }

  /** Takes a label of one of several samples. */
  interface LabelOf {
    void accept(int sample, int label);
  }

  /** The labels of several samples. One common label after the other is looked for on all. */
  void forEachOf(ThingSet samples, LabelOf action) {
    samples.forEach(sample -> lists.forEach(sample, label -> action.accept(sample, label)));
    common.forEach(
        label -> samples.and(set(label)).forEach(sample -> action.accept(sample, label)));
  }

  /** Those of some samples that have any label. */
  ThingSet labelled(ThingSet within) {
    List<ThingSet> sets = new ArrayList<>();
    common.forEach(label -> sets.add(set(label)));
    ThingSet withCommon = ThingSet.union(sets, within);
    return withCommon.or(within.andNot(withCommon).filter(sample -> lists.size(sample) > 0));
  }

  /** Writes the sets of the first so many labels. */
  void writeSets(SectionWriter out, int end) throws IOException {
    out.putNumber(end);
    for (int label = 0; label < end; label++) ThingSetSnapshot.write(out, set(label));
  }

  static Chunks<ThingSet> readSets(SectionReader in) throws IOException {
    Chunks.Edit<ThingSet> sets = new Chunks.Edit<>(new Chunks<>());
    int end = in.getNumber();
    for (int label = 0; label < end; label++) {
      ThingSet set = ThingSetSnapshot.read(in);
      if (!set.isEmpty()) sets.set(label, set);
    }
    return sets.build();
  }

  /** Writes the lists, and which labels they leave out. */
  void writeLists(SectionWriter out) throws IOException {
    out.putNumber(reach);
    ThingSetSnapshot.write(out, common);
    lists.write(out);
  }

  /** Labels of which the sets are known. */
  static Labels readLists(SectionReader in, Chunks<ThingSet> sets) throws IOException {
    int reach = in.getNumber();
    return new Labels(sets, ThingSetSnapshot.read(in), Lists.read(in), reach);
  }

  /**
   * Changes to be made to a copy; not safe to share between threads. A label becomes common when it
   * grows past a share of all samples, and rare again below a fourth of it; the gap keeps it from
   * changing sides all the time. So a bulk change of a common label is one change of one set,
   * however many samples it touches.
   */
  static final class Edit {
    private static final int FEW = 256;

    private final Chunks.Edit<ThingSet> sets;
    private final Lists.Edit lists;
    private final Map<Integer, Growing> touched = new HashMap<>();
    private ThingSet common;
    private int reach;

    Edit(Labels base) {
      this.sets = new Chunks.Edit<>(base.sets);
      this.lists = new Lists.Edit(base.lists);
      this.common = base.common;
      this.reach = base.reach;
    }

    ThingSet set(int label) {
      Growing growing = touched.get(label);
      return growing == null ? untouched(label) : growing.get();
    }

    private ThingSet untouched(int label) {
      ThingSet set = sets.get(label);
      return set == null ? ThingSet.none() : set;
    }

    void forEachOf(int sample, IntConsumer action) {
      for (int label : lists.of(sample)) action.accept(label);
      common.forEach(label -> {
        Growing growing = touched.get(label);
        if (growing == null ? untouched(label).contains(sample) : growing.contains(sample)) {
          action.accept(label);
        }
      });
    }

    /** No less than the labels of a sample, and known without looking into the common ones. */
    int countAtMost(int sample) {
      return lists.size(sample) + common.size();
    }

    /**
     * Those of some samples that may carry more than {@code most} of the labels that count: all
     * that do, and few others. If there are no more common labels than that, their lists alone
     * tell; else the common ones on each sample are counted.
     */
    ThingSet mayHaveMoreThan(int most, ThingSet samples, IntPredicate counts) {
      if (most < 0 || samples.isEmpty()) return samples;
      int[] counted = IntStream.of(common.toArray()).filter(counts).toArray();
      if (counted.length <= most) return lists.longerThan(most - counted.length, samples);
      int[] carried = new int[samples.last(Integer.MAX_VALUE) + 1];
      for (int label : counted) set(label).and(samples).forEach(sample -> carried[sample]++);
      return samples.filter(sample -> carried[sample] + lists.size(sample) > most);
    }

    void change(int label, ThingSet added, ThingSet removed) {
      reach = Math.max(reach, added.last(Integer.MAX_VALUE) + 1);
      int commonFrom = commonFrom(reach);
      Growing set = touched.computeIfAbsent(label, _ -> new Growing(untouched(label)));
      if (common.contains(label)) {
        set.remove(removed);
        set.add(added);
        int rareBelow = commonFrom / RARE_PART;
        if ((!removed.isEmpty() || set.sizeAtMost() < rareBelow) && set.get().size() < rareBelow) {
          becomeRare(label, set.get());
        }
        return;
      }
      removed.forEach(sample -> lists.remove(sample, label));
      set.remove(removed);
      boolean many = added.size() > FEW && set.get().or(added).size() > commonFrom;
      if (!many) added.forEach(sample -> lists.add(sample, label));
      ThingSet listed = many ? set.get() : ThingSet.none();
      set.add(added);
      if (many) becomeCommon(label, listed);
      else if (set.sizeAtMost() > commonFrom && set.get().size() > commonFrom) {
        becomeCommon(label, set.get());
      }
    }

    /**
     * Puts labels on a sample that it does not carry: what a change of each would do, with one
     * change of its list.
     */
    void give(int sample, int[] labels) {
      reach = Math.max(reach, sample + 1);
      int commonFrom = commonFrom(reach);
      int rareBelow = commonFrom / RARE_PART;
      lists.addAll(
          sample, IntStream.of(labels).filter(label -> !common.contains(label)).sorted().toArray());
      for (int label : labels) {
        Growing set = touched.computeIfAbsent(label, _ -> new Growing(untouched(label)));
        set.add(sample);
        if (common.contains(label)) {
          if (set.sizeAtMost() < rareBelow) becomeRare(label, set.get());
        } else if (set.sizeAtMost() > commonFrom && set.get().size() > commonFrom) {
          becomeCommon(label, set.get());
        }
      }
    }

    private void becomeCommon(int label, ThingSet listed) {
      common = common.or(ThingSet.of(label));
      listed.forEach(sample -> lists.remove(sample, label));
    }

    private void becomeRare(int label, ThingSet carriers) {
      common = common.andNot(ThingSet.of(label));
      carriers.forEach(sample -> lists.add(sample, label));
    }

    /** Takes all labels from these samples. */
    void drop(ThingSet samples) {
      Map<Integer, List<Integer>> carriers = new HashMap<>();
      samples.forEach(sample -> {
        for (int label : lists.of(sample)) {
          carriers.computeIfAbsent(label, _ -> new ArrayList<>()).add(sample);
        }
      });
      carriers.forEach((label, all) ->
          change(
              label,
              ThingSet.none(),
              ThingSet.of(all.stream().mapToInt(Integer::intValue).toArray())));
      common.forEach(label -> {
        ThingSet lost = set(label).and(samples);
        if (!lost.isEmpty()) change(label, ThingSet.none(), lost);
      });
    }

    Labels build() {
      touched.forEach((label, set) -> sets.set(label, set.get()));
      touched.clear();
      return new Labels(sets.build(), common, lists.build(), reach);
    }
  }
}
