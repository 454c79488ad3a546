package earmark.bench.side;

import java.util.List;

/**
 * The first page of an answer.
 *
 * @param total how many samples there are in all, exactly
 */
public record Page(long total, List<Row> rows) {
  public Page {
    rows = List.copyOf(rows);
  }

  /** A sample with the names of its tags. */
  public record Row(int sample, List<String> system, List<String> user) {
    /** The same row with the names in the order in which rows are compared. */
    public Row sorted() {
      return new Row(sample, system.stream().sorted().toList(), user.stream().sorted().toList());
    }
  }

  /** The same page with the names in the order in which pages are compared. */
  public Page sorted() {
    return new Page(total, rows.stream().map(Row::sorted).toList());
  }
}
