package earmark.http.spectra;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a list, as every list of this API comes.
 *
 * @param count of the whole list
 * @param next address of the following page, if there is one
 * @param previous address of the page before, if there is one
 */
record Listed<T>(int count, @Nullable String next, @Nullable String previous, List<T> results) {
  /** A list on one page. */
  static <T> Listed<T> whole(Collection<T> results) {
    return new Listed<>(results.size(), null, null, List.copyOf(results));
  }
}
