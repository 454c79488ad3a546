package earmark.store.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Long lists in portions that one statement can take. */
final class Portions {
  private static final int SIZE = 1000;

  private Portions() {}

  static <T> List<List<T>> of(Collection<T> all) {
    List<T> whole = List.copyOf(all);
    List<List<T>> portions = new ArrayList<>();
    for (int from = 0; from < whole.size(); from += SIZE) {
      portions.add(whole.subList(from, Math.min(whole.size(), from + SIZE)));
    }
    return portions;
  }
}
