package earmark.indicator;

import java.util.List;

/**
 * What is known of an indicator in some enclaves together.
 *
 * @param enclaves the ids of those in which it is known, by their names
 * @param firstSeenMs in milliseconds since 1970 UTC
 * @param lastSeenMs likewise
 * @param sightings how often it was submitted there
 * @param tags those that live there, by name, then by the enclave's id
 * @param sources where it comes from, in the words of who submitted it, oldest first
 * @param notes oldest first
 */
public record Metadata(
    Indicator indicator,
    List<String> enclaves,
    long firstSeenMs,
    long lastSeenMs,
    long sightings,
    List<IndicatorTag> tags,
    List<String> sources,
    List<String> notes,
    boolean whitelisted) {
  public Metadata {
    enclaves = List.copyOf(enclaves);
    tags = List.copyOf(tags);
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }
}
