package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.index.Answers;
import earmark.index.Index;
import earmark.search.Column;
import earmark.tag.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** All indicators with tags that a caller may see, for who writes them down. */
public final class TaggedIndicators {
  private final Enclaves enclaves;
  private final Index index;
  private final IndicatorRecords records;

  public TaggedIndicators(Enclaves enclaves, Index index, IndicatorRecords records) {
    this.enclaves = enclaves;
    this.index = index;
    this.records = records;
  }

  /**
   * An indicator with its tags in one enclave, by name; at least one.
   *
   * @param firstSeen when it was first seen there
   */
  public record OfEnclave(
      Indicator indicator,
      String enclave,
      Instant firstSeen,
      Instant lastSeen,
      List<String> tags) {}

  /** A place in an order that says nothing of what the caller can't see, as numbers would. */
  private record Place(UUID guid, int number) {}

  /** What a query found, as of the moment at which it was asked. */
  public static final class Found {
    private final Sight sight;
    private final List<Place> places;

    private Found(Sight sight, List<Place> places) {
      this.sight = sight;
      this.places = places;
    }

    /** Hands over all of it. */
    public void forEach(Consumer<OfEnclave> action) {
      for (Place place : places) handOver(sight, place.number(), action);
    }
  }

  /**
   * What a query finds and has tags in the enclaves that it asks for, by id, then by the names of
   * the enclaves; once for each enclave in which it has any.
   *
   * @throws earmark.refusal.Refusal.Forbidden if an enclave is named that can't be read
   */
  public Found find(Caller caller, IndicatorQuery query) {
    Answers answers = index.of(Thing.INDICATOR);
    Sight sight = new Sight(answers, Scope.of(enclaves, caller, query.enclaves()));
    List<Place> places = new ArrayList<>();
    answers
        .things(sight.visible(new QueryReader(sight, records).read(query)))
        .forEach(number -> {
          if (sight.tags(number).isEmpty()) return;
          places.add(new Place(UUID.fromString(sight.indicator(number).guid()), number));
        });
    places.sort(Comparator.comparing(Place::guid));
    return new Found(sight, places);
  }

  private static void handOver(Sight sight, int number, Consumer<OfEnclave> action) {
    Map<String, List<String>> byEnclave = new LinkedHashMap<>();
    for (String enclave : sight.enclaves()) byEnclave.put(enclave, new ArrayList<>());
    for (IndicatorTag tag : sight.tags(number)) {
      byEnclave.computeIfAbsent(tag.enclave(), _ -> new ArrayList<>()).add(tag.name());
    }
    Map<String, Long> first = sight.numbers(number, Column.INDICATOR_FIRST_SEEN);
    Map<String, Long> last = sight.numbers(number, Column.INDICATOR_LAST_SEEN);
    Indicator indicator = sight.indicator(number);
    byEnclave.forEach((enclave, names) -> {
      if (names.isEmpty()) return;
      action.accept(
          new OfEnclave(
              indicator,
              enclave,
              Instant.ofEpochMilli(first.getOrDefault(enclave, 0L)),
              Instant.ofEpochMilli(last.getOrDefault(enclave, 0L)),
              names));
    });
  }
}
