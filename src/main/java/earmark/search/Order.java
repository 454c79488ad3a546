package earmark.search;

import java.util.Set;

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

    /** The greatest number that a column of scoped numbers has in these scopes. */
    record Scoped(Column column, Set<String> scopes) implements By {
      public Scoped {
        scopes = Set.copyOf(scopes);
      }
    }
  }
}
