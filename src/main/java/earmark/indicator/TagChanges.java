package earmark.indicator;

import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tags that an operation puts on indicators or takes off, decided under the pen. */
final class TagChanges {
  /** How many tags of one enclave an indicator can have. */
  static final int TAGS_MAX = 1_000;

  private final State state;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Integer, Map<String, Integer>> more = new HashMap<>();

  /**
   * @param state of any kind of things
   */
  TagChanges(State state) {
    this.state = state.of(Thing.INDICATOR);
  }

  /**
   * @throws Refusal.Invalid if one had too many tags in the tag's enclave by it
   */
  void add(IndicatorTag tag, Collection<Indicator> indicators) {
    add(tag, set(indicators));
  }

  /**
   * The same for indicators by their numbers.
   *
   * @throws Refusal.Invalid as above
   */
  void add(IndicatorTag tag, ThingSet all) {
    ThingSet added = all.andNot(state.things(tag.tag()));
    added.forEach(number -> count(number, tag.enclave(), 1));
    change(tag, added, ThingSet.none(), all.size() - added.size());
  }

  void remove(IndicatorTag tag, Collection<Indicator> indicators) {
    ThingSet all = set(indicators);
    ThingSet removed = all.and(state.things(tag.tag()));
    removed.forEach(number -> count(number, tag.enclave(), -1));
    change(tag, ThingSet.none(), removed, all.size() - removed.size());
  }

  private void change(IndicatorTag tag, ThingSet added, ThingSet removed, int unchanged) {
    changes.add(new Change.Tagged(tag.tag(), added, removed, unchanged, 0));
  }

  private void count(int number, String enclave, int by) {
    more.computeIfAbsent(number, _ -> new HashMap<>()).merge(enclave, by, Integer::sum);
  }

  private static ThingSet set(Collection<Indicator> indicators) {
    return ThingSet.of(indicators.stream().mapToInt(Indicator::number).toArray());
  }

  /**
   * What is to change. Only tags of the same enclave count for the limit, for nobody sees others.
   */
  List<Change> changes() {
    more.forEach((number, enclaves) -> {
      boolean grows = enclaves.values().stream().anyMatch(by -> by > 0);
      if (!grows) return;
      Map<String, Integer> now = new HashMap<>(enclaves);
      for (Tag tag : state.tags(number)) {
        if (tag.kind() == Tag.Kind.INDICATOR) now.computeIfPresent(tag.scope(), (_, n) -> n + 1);
      }
      enclaves.forEach((enclave, by) -> {
        if (by > 0 && now.getOrDefault(enclave, 0) > TAGS_MAX) {
          throw new Refusal.Invalid(
              "An indicator can have " + TAGS_MAX + " tags in an enclave; this would be more.");
        }
      });
    });
    return changes;
  }
}
