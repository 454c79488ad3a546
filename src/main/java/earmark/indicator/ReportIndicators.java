package earmark.indicator;

import earmark.access.Enclave;
import earmark.index.Index;
import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What reports have to do with indicators: what a text mentions, which revision mentions what, and
 * what becomes of the indicators when reports come, change and go. For the room of reports, which
 * decides who may do that.
 */
public final class ReportIndicators {
  /** So many indicators are remembered that were registered last. */
  private static final int REMEMBERED_MAX = 50_000;

  private final Index index;
  private final IndicatorRecords records;
  private final Mentions mentions;
  private final WhitelistRecords whitelist;

  /** By number; what is decided under the pen must not wait for the store. */
  private final Map<Integer, Indicator> registered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Indicator> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  public ReportIndicators(
      Index index, IndicatorRecords records, Mentions mentions, WhitelistRecords whitelist) {
    this.index = index;
    this.records = records;
    this.mentions = mentions;
    this.whitelist = whitelist;
  }

  /** What a report's text mentions, without what this instance takes for harmless. */
  public List<IndicatorValue> extract(String title, String body) {
    List<IndicatorValue> found = Extraction.of(title + "\n" + body);
    Set<IndicatorValue> harmless = whitelist.among(found);
    return found.stream().filter(value -> !harmless.contains(value)).toList();
  }

  /** Gives these indicators numbers, durably. Nobody sees them by that. */
  public ThingSet register(List<IndicatorValue> values) {
    List<Indicator> all =
        records.register(values).entrySet().stream()
            .map(one -> new Indicator(one.getValue(), one.getKey()))
            .toList();
    remember(all);
    return ThingSet.of(all.stream().mapToInt(Indicator::number).toArray());
  }

  private void remember(Collection<Indicator> all) {
    synchronized (registered) {
      for (Indicator indicator : all) {
        registered.remove(indicator.number());
        registered.put(indicator.number(), indicator);
      }
    }
  }

  /**
   * Keeps what a revision of a report mentions, durably; to be called before the operation that
   * makes the revision the current one. Said of the same revision before: replaces that.
   */
  public void keep(int report, int revision, ThingSet indicators) {
    mentions.keep(report, revision, indicators);
  }

  /** What a revision of a report mentions; nothing if it is unknown. */
  public ThingSet of(int report, int revision) {
    return mentions.of(report, revision);
  }

  /** A report's indicators in an enclave. */
  public record Held(String enclave, ThingSet indicators) {}

  /**
   * A change of what one report puts into enclaves: submitted (only after), deleted (only before),
   * updated (in the same enclave), moved (to another).
   */
  public record Step(Optional<Held> before, Optional<Held> after) {}

  /**
   * The changes of indicators that follow from changes of reports, to be added to the same
   * operation. Called under the pen; {@link #of} must have been asked before.
   *
   * @param state of any kind of things
   * @param nowMs when the reports changed, in milliseconds since 1970 UTC
   */
  public List<Change> changes(State state, List<Step> steps, long nowMs) {
    Map<Integer, Map<String, Integer>> more = new TreeMap<>();
    for (Step step : steps) {
      step.before().ifPresent(held -> count(more, held, -1));
      step.after().ifPresent(held -> count(more, held, 1));
    }
    more.values().removeIf(enclaves -> enclaves.values().stream().allMatch(by -> by == 0));
    Map<Integer, Indicator> indicators = known(state.of(Thing.INDICATOR), more.keySet());
    Dossiers dossiers = new Dossiers(state);
    more.forEach((number, enclaves) -> {
      Indicator indicator = indicators.get(number);
      if (indicator == null) throw new IllegalStateException("indicator " + number + " is unknown");
      enclaves.forEach((id, by) -> dossiers.of(indicator).mentioned(id, by, nowMs));
    });
    return dossiers.changes();
  }

  private static void count(Map<Integer, Map<String, Integer>> more, Held held, int by) {
    held.indicators()
        .forEach(number ->
            more.computeIfAbsent(number, _ -> new TreeMap<>())
                .merge(Enclave.canonicalId(held.enclave()), by, Integer::sum));
  }

  /**
   * The indicators with these numbers, from what is in memory; only after very many others were
   * registered in the same moment is the store asked.
   */
  private Map<Integer, Indicator> known(State state, Collection<Integer> numbers) {
    Map<Integer, Indicator> known = new TreeMap<>();
    List<Integer> missing = new ArrayList<>();
    for (int number : numbers) {
      Map<String, List<String>> fields = state.fields(number);
      if (fields.isEmpty()) {
        synchronized (registered) {
          Indicator indicator = registered.get(number);
          if (indicator == null) missing.add(number);
          else known.put(number, indicator);
        }
      } else {
        known.put(number, new Indicator(number, value(fields)));
      }
    }
    for (Indicator indicator : records.get(missing)) known.put(indicator.number(), indicator);
    return known;
  }

  private static IndicatorValue value(Map<String, List<String>> fields) {
    return new IndicatorValue(
        IndicatorType.valueOf(
            fields.getOrDefault(Column.INDICATOR_TYPE.field(), List.of()).getFirst()),
        fields.getOrDefault(Column.INDICATOR_VALUE.field(), List.of()).getFirst());
  }

  /**
   * One page of what a revision of a report mentions, by type, then by value. Whoever asks has seen
   * to it that the caller may read the report.
   */
  public IndicatorPage page(int report, int revision, int pageNumber, int pageSize) {
    Sight sight = new Sight(index.of(Thing.INDICATOR), Set.of());
    List<Indicator> all =
        Arrays.stream(of(report, revision).toArray())
            .filter(number -> sight.answers().exists(number))
            .mapToObj(sight::indicator)
            .sorted(IndicatorPage.BY_VALUE)
            .toList();
    int from = (int) Math.min(Math.multiplyFull(pageNumber, pageSize), all.size());
    List<Indicator> part = all.subList(from, Math.min(all.size(), from + pageSize));
    Set<IndicatorValue> harmless = whitelist.among(part.stream().map(Indicator::value).toList());
    return new IndicatorPage(
        part.stream()
            .map(one -> new IndicatorPage.Found(one, harmless.contains(one.value())))
            .toList(),
        pageNumber,
        pageSize,
        all.size(),
        from + part.size() < all.size());
  }

  /** A report, at a revision, mentions an indicator. The revision may not be the current one. */
  public record Mention(int report, int revision, int indicator) {}

  /** Where indicators with these values are mentioned; whoever asks drops what is not current. */
  public List<Mention> mentions(List<String> values) {
    List<IndicatorValue> meant =
        values.stream().flatMap(value -> IndicatorValue.meant(value).stream()).toList();
    return mentions.ofIndicators(records.numbers(meant).values()).stream()
        .map(one -> new Mention(one.report(), one.revision(), one.indicator()))
        .toList();
  }
}
