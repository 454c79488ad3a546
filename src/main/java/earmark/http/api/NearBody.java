package earmark.http.api;

import earmark.likeness.NearDuplicates;
import java.util.List;

/**
 * A name that is no tag yet, and one in use that may be meant.
 *
 * @param why in what they differ: {@code case}, {@code separator}, {@code look-alike} or {@code
 *     edit}
 * @param count on how many things the one in use is
 */
record NearBody(String name, String of, String why, int count) {
  static List<NearBody> all(List<NearDuplicates.Near> near) {
    return near.stream()
        .map(one -> new NearBody(one.name(), one.of(), one.why().text(), one.count()))
        .toList();
  }
}
