package earmark.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A number for each of some enclaves, and the texts in which the ledger keeps them. */
final class ScopedNumbers {
  private ScopedNumbers() {}

  static Map<String, Long> read(List<String> texts) {
    Map<String, Long> numbers = new TreeMap<>();
    for (String text : texts) {
      int blank = text.indexOf(' ');
      numbers.put(text.substring(0, blank), Long.parseLong(text.substring(blank + 1)));
    }
    return numbers;
  }

  static List<String> write(Map<String, Long> numbers) {
    List<String> texts = new ArrayList<>();
    new TreeMap<>(numbers).forEach((enclave, number) -> texts.add(enclave + " " + number));
    return texts;
  }
}
