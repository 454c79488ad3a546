package earmark.ledger;

import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A number for every tag that was ever touched: 0, 1, 2 … One writer, any number of readers. */
final class TagNumbers {
  private final ConcurrentHashMap<Tag, Integer> numbers = new ConcurrentHashMap<>();

  /** The number of the tag, a new one if it has none yet. Only for the writer. */
  int number(Tag tag) {
    Integer known = numbers.get(tag);
    if (known != null) return known;
    int number = numbers.size();
    numbers.put(tag, number);
    return number;
  }

  OptionalInt find(Tag tag) {
    Integer number = numbers.get(tag);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The numbers of these tags; those without one are left out. */
  ThingSet of(Iterable<Tag> tags) {
    List<Integer> found = new ArrayList<>();
    for (Tag tag : tags) find(tag).ifPresent(found::add);
    return setOf(found);
  }

  /** The numbers of the tags that match. */
  ThingSet matching(Predicate<Tag> wanted) {
    List<Integer> found = new ArrayList<>();
    numbers.forEach((tag, number) -> {
      if (wanted.test(tag)) found.add(number);
    });
    return setOf(found);
  }

  private static ThingSet setOf(List<Integer> numbers) {
    return ThingSet.of(numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  /** All tags by their numbers. */
  List<Tag> all() {
    return numbers.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .toList();
  }
}
