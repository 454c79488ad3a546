package earmark.indicator;

import earmark.index.Answers;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be seen of indicators from some enclaves. Nothing that it answers depends on any other
 * enclave.
 *
 * @param answers of the index for indicators
 * @param enclaves the ids of the enclaves, in the order in which they are shown
 */
record Sight(Answers answers, Set<String> enclaves) {
  /** How far around a page it is looked for indicators that are sorted alike. */
  private static final int AROUND = 16;

  /** What finds those that are known in one of the enclaves. */
  Query visible() {
    return new Query.HasWord(Column.INDICATOR_ENCLAVE, enclaves);
  }

  /** What finds those of them that another query finds too. */
  Query visible(Query query) {
    return isTagged(query) ? query : new Query.And(List.of(visible(), query));
  }

  /** Whether it asks for a tag in these enclaves: an indicator is known wherever it has a tag. */
  private boolean isTagged(Query query) {
    return switch (query) {
      case Query.HasTag(Tag tag) -> enclaves.contains(tag.scope());
      case Query.HasTagIn in -> enclaves.containsAll(in.scopes());
      case Query.And(List<Query> parts) -> parts.stream().anyMatch(this::isTagged);
      default -> false;
    };
  }

  boolean sees(int number) {
    return answers.exists(number) && !enclavesOf(number).isEmpty();
  }

  /** Those of the enclaves in which an indicator is known. */
  List<String> enclavesOf(int number) {
    Set<String> all = Set.copyOf(answers.values(number, Column.INDICATOR_ENCLAVE));
    return enclaves.stream().filter(all::contains).toList();
  }

  /** An indicator that has arrived. */
  Indicator indicator(int number) {
    return new Indicator(
        number,
        new IndicatorValue(
            IndicatorType.valueOf(answers.values(number, Column.INDICATOR_TYPE).getFirst()),
            answers.values(number, Column.INDICATOR_VALUE).getFirst()));
  }

  /** What a column says of an indicator in these enclaves. */
  Map<String, Long> numbers(int number, Column column) {
    Map<String, Long> all = ScopedNumbers.read(answers.values(number, column));
    all.keySet().retainAll(enclaves);
    return all;
  }

  /** The tags of an indicator that live in these enclaves, by name, then by the enclave's id. */
  List<IndicatorTag> tags(int number) {
    return answers.tags(number).stream()
        .filter(tag -> tag.kind() == Tag.Kind.INDICATOR && enclaves.contains(tag.scope()))
        .map(IndicatorTag::of)
        .sorted(IndicatorTag.BY_NAME)
        .toList();
  }

  /** What finds the indicators with a tag of this name in one of these enclaves. */
  Query named(String name) {
    return new Query.HasTagIn(Tag.Kind.INDICATOR, enclaves, name);
  }

  /** Some indicators, and how many there are in all. */
  record Part(long total, List<Indicator> indicators) {}

  /**
   * Part of what a query finds, last seen first; those that were seen in the same millisecond by
   * their ids. The index sorts the last few alike by number, so they are sorted again.
   */
  Part part(Query query, int skipped, int limit) {
    Order order = new Order(new Order.By.Scoped(Column.INDICATOR_LAST_SEEN, enclaves), true);
    int from = Math.max(0, skipped - AROUND);
    Answers.Found found =
        answers.find(visible(query), order, from, skipped - from + limit + AROUND);
    List<Indicator> around = new ArrayList<>();
    Map<Indicator, Long> keys = new HashMap<>();
    for (Answers.Row row : found.rows()) {
      Indicator indicator = indicator(row.thing());
      around.add(indicator);
      keys.put(indicator, key(row.thing()).orElse(-1L));
    }
    around.sort(
        Comparator.<Indicator>comparingLong(one -> keys.getOrDefault(one, -1L))
            .reversed()
            .thenComparing(Indicator::guid));
    int first = Math.min(skipped - from, around.size());
    return new Part(found.total(), around.subList(first, Math.min(first + limit, around.size())));
  }

  private Optional<Long> key(int number) {
    return numbers(number, Column.INDICATOR_LAST_SEEN).values().stream().max(Long::compare);
  }
}
