package earmark.indicator;

import earmark.things.ThingSet;
import java.util.Collection;
import java.util.List;

/** Where it is kept which revision of which report mentions which indicators. */
public interface Mentions {

  /** A revision of a report mentions an indicator; it may not be the current one. */
  record Mention(int report, int revision, int indicator) {}

  /** Keeps what a revision mentions, instead of what was kept of it before. */
  void keep(int report, int revision, ThingSet indicators);

  /** What a revision mentions; nothing if it is unknown. */
  ThingSet of(int report, int revision);

  /** All mentions of some indicators, in no particular order. */
  List<Mention> ofIndicators(Collection<Integer> indicators);

  /** All mentions by some reports, in no particular order. */
  List<Mention> ofReports(Collection<Integer> reports);
}
