package earmark.exchange;

import java.util.List;

/**
 * What an import left out.
 *
 * @param count how much it was
 * @param first the first of it, in the order of the file
 */
public record LeftOut(long count, List<Line> first) {
  public LeftOut {
    first = List.copyOf(first);
  }

  /** A line that was left out: why, or what in it. */
  public record Line(long line, String what) {}
}
