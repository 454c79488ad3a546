package earmark.index.roaring;

import earmark.index.Answers.Counted;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tags on most of the samples that were found. Common tags are counted first, the largest
 * before all, until none that is left could get in; rare ones only if they still can.
 */
record Facets(View view, ThingSet found, Set<Tag.Kind> kinds, int limit) {
  private static final Comparator<Counted> ORDER =
      Comparator.comparingInt((Counted counted) -> -counted.count())
          .thenComparing(counted -> counted.tag().name())
          .thenComparing(counted -> counted.tag().kind())
          .thenComparing(counted -> counted.tag().scope());

  /** How many numbers in lists are counted in the time in which one set is met with another. */
  private static final int LISTED_PER_SET = 30;

  List<Counted> largest() {
    Best<Counted> best = new Best<>(ORDER, limit);
    if (limit <= 0 || found.isEmpty()) return List.of();
    int[] common =
        IntStream.of(view.tags().common().toArray())
            .filter(this::isAskedFor)
            .boxed()
            .sorted(Comparator.comparingInt((Integer tag) -> -size(tag)))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int tag : common) {
      if (isTooSmall(best, size(tag))) break;
      offer(best, tag, count(tag));
    }
    if (!isTooSmall(best, Math.min(found.size(), view.tags().listedAtMost()))) addRare(best);
    return best.sorted();
  }

  private int count(int tag) {
    if (found.size() == view.all().size()) return size(tag);
    return view.tags().set(tag).andSize(found);
  }

  /** From so many samples on, it is worth looking first which tags could get in. */
  private static final int FEW = 10_000;

  /** Counts sets that could get in, or what stands in the lists of the samples, as is cheaper. */
  private void addRare(Best<Counted> best) {
    if (found.size() < Math.min(FEW, view.all().size())) {
      int[] counts = listed();
      for (int tag = 0; tag < counts.length; tag++) {
        if (counts[tag] > 0 && isAskedFor(tag)) offer(best, tag, counts[tag]);
      }
      return;
    }
    int[] rare =
        IntStream.range(0, view.tagCount())
            .filter(tag ->
                size(tag) > 0
                    && !isTooSmall(best, size(tag))
                    && !view.tags().common().contains(tag)
                    && isAskedFor(tag))
            .toArray();
    if (found.size() < view.all().size() && found.size() / LISTED_PER_SET < rare.length) {
      int[] counts = listed();
      for (int tag : rare) offer(best, tag, counts[tag]);
    } else {
      for (int tag : rare) {
        if (!isTooSmall(best, size(tag))) offer(best, tag, count(tag));
      }
    }
  }

  /** How many of the samples have each tag in their lists. */
  private int[] listed() {
    int[] counts = new int[view.tagCount()];
    found.forEach(sample -> view.tags().lists().forEach(sample, tag -> counts[tag]++));
    return counts;
  }

  private void offer(Best<Counted> best, int tag, int count) {
    if (count > 0 && !isTooSmall(best, count)) {
      best.offer(new Counted(view.names().tag(tag), count));
    }
  }

  /** Whether a tag on so many samples at most can't get in; one on as many may, by its name. */
  private static boolean isTooSmall(Best<Counted> best, int size) {
    return best.isFull() && size < best.worst().count();
  }

  private boolean isAskedFor(int tag) {
    return kinds.contains(view.names().tag(tag).kind());
  }

  private int size(int tag) {
    return view.tags().set(tag).size();
  }
}
