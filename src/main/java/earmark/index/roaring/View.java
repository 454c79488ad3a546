package earmark.index.roaring;

import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
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

  /** The samples that a query finds. */
  ThingSet find(Query query, Names names) {
    return switch (query) {
      case Query.Everything() -> samples;
      case Query.HasTag(Tag tag) -> {
        OptionalInt number = names.find(tag);
        yield number.isEmpty() ? ThingSet.none() : things(number.getAsInt());
      }
      case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) -> {
        List<ThingSet> sets = new ArrayList<>();
        names.containing(
            name.literals().isEmpty() ? "" : name.literals().getFirst(),
            tagCount,
            number -> {
              if (kinds.contains(names.tag(number).kind()) && name.matches(names.folded(number)))
                sets.add(things(number));
            });
        yield ThingSet.union(sets);
      }
      default -> throw new UnsupportedOperationException();
    };
  }
}
