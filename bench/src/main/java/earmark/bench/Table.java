package earmark.bench;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> titles) {
    add(titles);
  }

  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  String text() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    StringBuilder out = new StringBuilder();
    append(out, rows.getFirst(), widths);
    append(out, rule(widths), widths);
    for (List<String> row : rows.subList(1, rows.size())) append(out, row, widths);
    return out.toString();
  }

  private static List<String> rule(int[] widths) {
    List<String> rule = new ArrayList<>();
    for (int width : widths) rule.add("-".repeat(width));
    return rule;
  }

  private static void append(StringBuilder out, List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      out.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length())).append(' ');
    }
    out.append("|\n");
  }
}
