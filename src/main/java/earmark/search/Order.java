package earmark.search;

/**
 * How an answer is sorted. Equal values are sorted by number, newest first; samples without a value
 * come last.
 *
 * @param by what it is sorted by
 */
public record Order(By by, boolean descending) {
  /** Newest first: by the number of the sample. */
  public static final Order NEWEST_FIRST = new Order(new By.Arrival(), true);

  /** What samples are sorted by. */
  public sealed interface By {
    /** The order in which samples came. */
    record Arrival() implements By {}

    /** A column that has one value for a sample. */
    record Value(Column column) implements By {}
  }
}
