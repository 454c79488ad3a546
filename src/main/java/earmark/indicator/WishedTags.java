package earmark.indicator;

import earmark.ledger.Change;
import earmark.ledger.Outcome;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.tag.IntelTagName;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What wishes for tags in one enclave mean at the moment at which they are decided. */
final class WishedTags {
  /**
   * So many values are looked up or registered at once, since a writer keeps all others waiting.
   */
  private static final int PORTION = 10_000;

  private static final int NONE = -1;

  private final TagWishes wishes;
  private final String enclave;

  /**
   * @param enclave its id
   */
  WishedTags(TagWishes wishes, String enclave) {
    this.wishes = wishes;
    this.enclave = enclave;
  }

  private IndicatorTag tag(IntelTagName name) {
    return IndicatorTag.of(enclave, name);
  }

  List<IndicatorTag> tags() {
    return wishes.names().stream().map(this::tag).toList();
  }

  /** Says the numbers of some values; those without one are left out. */
  @FunctionalInterface
  interface Numbering {
    Map<IndicatorValue, Integer> of(List<IndicatorValue> values);
  }

  /** The numbers of all indicators, in their order; -1 for those without one. */
  int[] numbers(Numbering numbering) {
    List<IndicatorValue> values = wishes.values();
    int[] numbers = new int[values.size()];
    for (int from = 0; from < numbers.length; from += PORTION) {
      int to = Math.min(numbers.length, from + PORTION);
      Map<IndicatorValue, Integer> known = numbering.of(values.subList(from, to));
      for (int i = from; i < to; i++) numbers[i] = known.getOrDefault(values.get(i), NONE);
    }
    return numbers;
  }

  /** The same with numbers that no other indicator has, as long as this state is looked at. */
  static int[] completed(int[] numbers, State state) {
    int next = state.of(Thing.INDICATOR).all().last(Integer.MAX_VALUE) + 1;
    next = Math.max(next, Arrays.stream(numbers).max().orElse(NONE) + 1);
    int[] all = numbers.clone();
    for (int i = 0; i < all.length; i++) {
      if (all[i] == NONE) all[i] = next++;
    }
    return all;
  }

  /**
   * What is to change.
   *
   * @param numbers of all indicators, in their order
   */
  List<Change> decide(State state, int[] numbers, long nowMs) {
    List<IndicatorValue> values = wishes.values();
    Dossiers dossiers = new Dossiers(state);
    for (int i = 0; i < numbers.length; i++) {
      dossiers.of(new Indicator(numbers[i], values.get(i))).tagged(enclave, nowMs);
    }
    TagChanges put = new TagChanges(state);
    for (IntelTagName name : wishes.names()) {
      int[] carriers = wishes.places(name).toArray();
      put.add(tag(name), ThingSet.of(Arrays.stream(carriers).map(i -> numbers[i]).toArray()));
    }
    List<Change> changes = new ArrayList<>(dossiers.changes());
    changes.addAll(put.changes());
    return changes;
  }

  /** What became of it. */
  GivenTags given(Outcome outcome) {
    int arrived = 0;
    List<GivenTags.Result> results = new ArrayList<>();
    for (Change change : outcome.changes()) {
      switch (change) {
        case Change.Tagged tagged ->
            results.add(
                new GivenTags.Result(
                    tagged.tag().name(), tagged.added().size(), tagged.unchanged()));
        case Change.Described described when isArrival(described) -> arrived++;
        default -> {} // known there before
      }
    }
    return new GivenTags(outcome.operation(), wishes.values().size(), arrived, results);
  }

  private boolean isArrival(Change.Described described) {
    Change.Values where = described.fields().get(Column.INDICATOR_ENCLAVE.field());
    return where != null && where.after().contains(enclave) && !where.before().contains(enclave);
  }
}
