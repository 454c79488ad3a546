package earmark.indicator;

import earmark.access.Enclave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The same as the room of indicators in plain maps, to judge it by. */
final class PlainIndicators {
  /** What is known of a value in an enclave. */
  private static final class Known {
    long firstMs = Long.MAX_VALUE;
    long lastMs;
    long sightings;
    boolean kept;
  }

  private final Map<String, Map<String, Known>> known = new TreeMap<>();
  private final Map<String, Set<IndicatorTag>> tags = new HashMap<>();
  private final Map<Integer, Set<String>> mentioned = new HashMap<>();
  private final Map<Integer, String> places = new HashMap<>();

  void submit(Enclave enclave, String value, long firstMs, long lastMs, long sightings) {
    Known here = here(enclave.id(), value);
    here.firstMs = Math.min(here.firstMs, firstMs);
    here.lastMs = Math.max(here.lastMs, lastMs);
    here.sightings += sightings;
    here.kept = true;
  }

  private Known here(String enclave, String value) {
    return known
        .computeIfAbsent(value, _ -> new TreeMap<>())
        .computeIfAbsent(enclave, _ -> new Known());
  }

  void tag(IndicatorTag tag, String value, long nowMs) {
    Known here = here(tag.enclave(), value);
    if (here.firstMs == Long.MAX_VALUE) {
      here.firstMs = nowMs;
      here.lastMs = nowMs;
    }
    here.kept = true;
    tags.computeIfAbsent(value, _ -> new HashSet<>()).add(tag);
  }

  void untag(IndicatorTag tag, String value) {
    tags.getOrDefault(value, new HashSet<>()).remove(tag);
  }

  void report(int number, Enclave enclave, Set<String> values, long nowMs) {
    Set<String> before = mentioned.getOrDefault(number, Set.of());
    String place = places.get(number);
    mentioned.put(number, values);
    places.put(number, enclave.id());
    for (String value : values) {
      if (enclave.id().equals(place) && before.contains(value)) continue;
      Known here = here(enclave.id(), value);
      here.firstMs = Math.min(here.firstMs, here.firstMs == Long.MAX_VALUE ? nowMs : here.firstMs);
      here.lastMs = Math.max(here.lastMs, nowMs);
    }
    forget();
  }

  void delete(int number) {
    mentioned.remove(number);
    places.remove(number);
    forget();
  }

  private void forget() {
    known.forEach((value, enclaves) ->
        enclaves
            .entrySet()
            .removeIf(one -> !one.getValue().kept && !isMentioned(value, one.getKey())));
  }

  private boolean isMentioned(String value, String enclave) {
    return mentioned.entrySet().stream()
        .anyMatch(report ->
            report.getValue().contains(value) && enclave.equals(places.get(report.getKey())));
  }

  /**
   * What a reader of some enclaves learns of a value, in one line; nothing if it is unknown there.
   */
  Optional<String> line(String value, List<String> scope) {
    Map<String, Known> seen = new TreeMap<>(known.getOrDefault(value, Map.of()));
    seen.keySet().retainAll(scope);
    if (seen.isEmpty()) return Optional.empty();
    return Optional.of(
        line(
            value,
            scope.stream().filter(seen::containsKey).toList(),
            seen.values().stream().mapToLong(one -> one.firstMs).min().orElseThrow(),
            lastMs(value, scope),
            seen.values().stream().mapToLong(one -> one.sightings).sum(),
            tagsOf(value, scope)));
  }

  static String line(
      String value,
      List<String> enclaves,
      long firstMs,
      long lastMs,
      long sightings,
      List<IndicatorTag> tags) {
    return value + " " + enclaves + " " + firstMs + " " + lastMs + " " + sightings + " " + tags;
  }

  private long lastMs(String value, List<String> scope) {
    return known.getOrDefault(value, Map.of()).entrySet().stream()
        .filter(one -> scope.contains(one.getKey()))
        .mapToLong(one -> one.getValue().lastMs)
        .max()
        .orElse(-1);
  }

  private List<IndicatorTag> tagsOf(String value, List<String> scope) {
    return tags.getOrDefault(value, Set.of()).stream()
        .filter(tag -> scope.contains(tag.enclave()))
        .sorted(IndicatorTag.BY_NAME)
        .toList();
  }

  /** The values that a query finds, in order. */
  List<String> find(IndicatorQuery query, List<String> scope) {
    List<String> found = new ArrayList<>();
    for (String value : known.keySet()) {
      long last = lastMs(value, scope);
      if (last < 0 || last < query.fromMs() || last > query.toMs()) continue;
      Set<String> names = new HashSet<>();
      for (IndicatorTag tag : tagsOf(value, scope)) {
        names.add(tag.name());
        names.add(tag.guid());
      }
      boolean fits =
          names.containsAll(query.tags())
              && query.excludedTags().stream().noneMatch(names::contains)
              && query.term().filter(term -> !value.contains(term)).isEmpty()
              && (query.types().isEmpty()
                  || query.types().contains(IndicatorValue.of(value).type()));
      if (fits) found.add(value);
    }
    found.sort(
        Comparator.<String>comparingLong(value ->
                LastSeen.key(lastMs(value, scope), new Indicator(0, IndicatorValue.of(value))))
            .reversed()
            .thenComparing(value -> IndicatorValue.of(value).guid()));
    return found;
  }

  /** All tags in some enclaves, with how many values carry each. */
  Map<IndicatorTag, Integer> counts(List<String> scope) {
    Map<IndicatorTag, Integer> counts = new HashMap<>();
    for (String value : tags.keySet()) {
      for (IndicatorTag tag : tagsOf(value, scope)) counts.merge(tag, 1, Integer::sum);
    }
    return counts;
  }

  /** On how many values a name stands in some enclaves. */
  int count(String name, List<String> scope) {
    return (int)
        tags.keySet().stream()
            .filter(value -> tagsOf(value, scope).stream().anyMatch(tag -> tag.name().equals(name)))
            .count();
  }

  /** The values that stand together with one in reports of some enclaves. */
  Set<String> related(String value, List<String> scope) {
    Set<String> related = new TreeSet<>();
    mentioned.forEach((number, values) -> {
      if (values.contains(value) && scope.contains(places.getOrDefault(number, "")))
        related.addAll(values);
    });
    related.remove(value);
    return related;
  }
}
