package earmark.exchange;

import java.util.ArrayList;
import java.util.List;

/** Lines that are left out while a file is read: all are counted, the first are kept. */
final class LeftLines {
  private static final int KEPT_MAX = 1_000;

  private final List<LeftOut.Line> first = new ArrayList<>();
  private long count;

  void add(long line, String what) {
    count++;
    if (first.size() < KEPT_MAX) first.add(new LeftOut.Line(line, what));
  }

  LeftOut get() {
    return new LeftOut(count, first);
  }
}
