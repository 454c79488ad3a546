package earmark.sample;

import earmark.things.ThingSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has to be known of the files around some samples to say what becomes of verdicts: the files
 * in each of them, and in each sample that they came out of.
 */
final class Family {
  /** Of no sample. */
  static final Family NOBODY = new Family(ThingSet.none(), Map.of());

  private final ThingSet members;
  private final Map<Integer, ThingSet> inside;

  private Family(ThingSet members, Map<Integer, ThingSet> inside) {
    this.members = members;
    this.inside = inside;
  }

  /** Reads it; not to be called under the pen. */
  static Family of(ExtractedFiles extracted, ThingSet members) {
    Set<Integer> containers = new HashSet<>();
    members.forEach(member -> {
      containers.add(member);
      containers.addAll(extracted.above(member));
    });
    Map<Integer, ThingSet> inside = new HashMap<>();
    for (int container : containers) inside.put(container, inside(extracted, container));
    return new Family(members, inside);
  }

  /** The files in a sample, at any depth, without itself. */
  static ThingSet inside(ExtractedFiles extracted, int container) {
    return ThingSet.of(
        extracted.tree(container).stream()
            .mapToInt(ExtractedFiles.Relation::file)
            .filter(file -> file != container)
            .toArray());
  }

  static ThingSet set(Set<Integer> numbers) {
    return ThingSet.of(numbers.stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /** The samples that it was read for. */
  ThingSet members() {
    return members;
  }

  /** They and all that they came out of: those whose verdicts a change of theirs may change. */
  ThingSet all() {
    return set(inside.keySet());
  }

  /** The files in one of {@link #all}, at any depth. */
  ThingSet inside(int container) {
    return inside.getOrDefault(container, ThingSet.none());
  }

  /** Whether files were put into containers since another was read of the same samples. */
  boolean hasMoreThan(Family earlier) {
    return inside.entrySet().stream()
        .anyMatch(now ->
            !now.getValue().andNot(earlier.inside(now.getKey())).isEmpty()
                || !earlier.inside.containsKey(now.getKey()));
  }
}
