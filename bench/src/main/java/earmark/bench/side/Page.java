package earmark.bench.side;

import java.util.List;

/**
 * The first page of an answer, newest sample first.
 *
 * @param total how many samples there are in all, exactly
 */
public record Page(long total, List<Row> rows) {
  public Page {
    rows = List.copyOf(rows);
  }

  /** A sample with the names of its tags, each list sorted by code points. */
  public record Row(int sample, List<String> system, List<String> user) {}

  /** The same page with the names in the order in which pages are compared. */
  public Page sorted() {
    return new Page(
        total,
        rows.stream()
            .map(row ->
                new Row(
                    row.sample(),
                    row.system().stream().sorted().toList(),
                    row.user().stream().sorted().toList()))
            .toList());
  }
}
