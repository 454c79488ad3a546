package earmark.analysis.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names in the order of their first finding, each once, as many as a facts document may hold. */
final class Names {
  private final int countMax;
  private final Set<String> names = new LinkedHashSet<>();
  private int charsLeft = Limits.NAME_CHARS;

  Names(int countMax) {
    this.countMax = countMax;
  }

  /** Adds a name if there is room for it. */
  void add(String name) {
    if (name.isEmpty() || name.length() > charsLeft || names.size() == countMax) return;
    if (names.add(name)) charsLeft -= name.length();
  }

  List<String> list() {
    return List.copyOf(names);
  }
}
