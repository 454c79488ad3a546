package earmark.indicator;

import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dossiers that an operation changes, each read when it is first asked for. Under the pen. */
final class Dossiers {
  private final State state;
  private final Map<Integer, Dossier> changed = new LinkedHashMap<>();

  /**
   * @param state of any kind of things
   */
  Dossiers(State state) {
    this.state = state.of(Thing.INDICATOR);
  }

  Dossier of(Indicator indicator) {
    return changed.computeIfAbsent(
        indicator.number(), number -> new Dossier(indicator, state.fields(number)));
  }

  /** The changes of all, those that have not been there first. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    ThingSet all = ThingSet.of(changed.keySet().stream().mapToInt(Integer::intValue).toArray());
    ThingSet arrived = all.andNot(state.all());
    if (!arrived.isEmpty()) changes.add(new Change.Arrived(Thing.INDICATOR, arrived));
    for (Dossier dossier : changed.values()) dossier.change().ifPresent(changes::add);
    return changes;
  }
}
