package earmark.indicator;

import earmark.ledger.Operation;
import earmark.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Indicators that somebody submits at once, all of them or none.
 *
 * @param enclaves the ids of the enclaves that they go to
 * @param tags what each of them gets that brings no tags of its own
 * @param reason why, in the caller's words
 */
public record Submission(
    List<String> enclaves, List<Row> rows, List<IndicatorTag> tags, Optional<String> reason) {
  public static final int ROWS_MAX = 10_000;
  public static final int TEXT_MAX = 10_000;

  /**
   * @throws Refusal.Invalid if no enclave is named, or the reason is too long or can't be kept
   * @throws Refusal.TooLarge if there are more rows than are taken at once
   */
  public Submission {
    enclaves = List.copyOf(enclaves);
    rows = List.copyOf(rows);
    tags = List.copyOf(tags);
    Operation.checkReason(reason);
    if (enclaves.isEmpty()) throw new Refusal.Invalid("Name at least one enclave.");
    if (rows.size() > ROWS_MAX) {
      throw new Refusal.TooLarge("At most " + ROWS_MAX + " indicators can be submitted at once.");
    }
  }

  /**
   * One indicator of a submission.
   *
   * @param firstSeenMs in milliseconds since 1970 UTC; absent for now
   * @param lastSeenMs likewise
   * @param sightings how often it was seen, from 1
   * @param source where it comes from, in the caller's words
   * @param tags instead of those of the submission; absent if it gets those, empty for none
   */
  public record Row(
      IndicatorValue value,
      OptionalLong firstSeenMs,
      OptionalLong lastSeenMs,
      long sightings,
      Optional<String> source,
      Optional<String> note,
      Optional<List<IndicatorTag>> tags) {
    private static final long SIGHTINGS_MAX = 1_000_000_000;

    /**
     * @throws Refusal.Invalid if a number or a length is out of bounds
     */
    public Row {
      tags = tags.map(List::copyOf);
      check("firstSeen", firstSeenMs);
      check("lastSeen", lastSeenMs);
      if (sightings < 1 || sightings > SIGHTINGS_MAX) {
        throw new Refusal.Invalid(
            "\"sightings\" must be a number from 1 to " + SIGHTINGS_MAX + ".");
      }
      if (firstSeenMs.isPresent()
          && lastSeenMs.isPresent()
          && firstSeenMs.getAsLong() > lastSeenMs.getAsLong()) {
        throw new Refusal.Invalid("\"firstSeen\" is after \"lastSeen\".");
      }
      check("source", source);
      check("notes", note);
    }

    /** A row with nothing but a value. */
    public static Row of(IndicatorValue value) {
      return new Row(
          value,
          OptionalLong.empty(),
          OptionalLong.empty(),
          1,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    private static void check(String field, OptionalLong ms) {
      if (ms.isPresent() && (ms.getAsLong() < 0 || ms.getAsLong() > LastSeen.MS_MAX)) {
        throw new Refusal.Invalid("\"" + field + "\" is no moment in milliseconds since 1970.");
      }
    }

    private static void check(String field, Optional<String> text) {
      if (text.isPresent() && (text.get().length() > TEXT_MAX || text.get().indexOf('\0') >= 0)) {
        throw new Refusal.Invalid(
            "\"" + field + "\" has more than " + TEXT_MAX + " characters, or holds U+0000.");
      }
    }
  }
}
