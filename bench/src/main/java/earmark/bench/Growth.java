package earmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much more each operation costs on a larger corpus. */
final class Growth {
  private Growth() {}

  /** A table of the larger run's cost by that of the smaller one. */
  static String text(int smaller, Report small, int larger, Report large) {
    List<String> titles = new ArrayList<>(small.systems());
    titles.addFirst("cost from " + count(smaller) + " to " + count(larger) + " samples");
    Table table = new Table(titles);
    small
        .rows()
        .forEach((operation, before) -> {
          Report.Row after = large.rows().get(operation);
          if (after == null) return;
          List<String> cells = new ArrayList<>();
          cells.add(operation);
          for (String system : small.systems()) {
            double times = after.cost(system) / before.cost(system);
            cells.add(Double.isNaN(times) ? "–" : String.format(Locale.ROOT, "%.1f×", times));
          }
          table.add(cells);
        });
    return table.text();
  }

  private static String count(int samples) {
    return String.format(Locale.ROOT, "%,d", samples);
  }
}
