package earmark.analysis.format;

import java.util.ArrayList;
import java.util.List;

/** What contradicts the format, in words. A part that is malformed costs only itself. */
final class Warnings {
  private final List<String> list = new ArrayList<>();

  /** Reads a part; if it is malformed, says so and goes on. */
  void part(String name, Runnable reader) {
    try {
      reader.run();
    } catch (Malformed e) {
      add(name + ": " + e.what());
    }
  }

  void add(String warning) {
    if (list.size() < Limits.WARNINGS) list.add(warning);
  }

  List<String> list() {
    return List.copyOf(list);
  }
}
