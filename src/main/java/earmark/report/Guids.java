package earmark.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The guids of some reports, also of those that are deleted. */
record Guids(Map<Integer, String> byNumber) {

  static Guids of(Revisions revisions, Collection<Integer> numbers) {
    Map<Integer, String> byNumber = new HashMap<>();
    revisions.reports(numbers).forEach(one -> byNumber.put(one.number(), one.guid()));
    return new Guids(byNumber);
  }

  String of(int number) {
    return byNumber.getOrDefault(number, "");
  }
}
