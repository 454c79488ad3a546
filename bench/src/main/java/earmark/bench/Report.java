package earmark.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table that is printed at the end. */
final class Report {
  private final List<String> head = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();
  private int missed;

  Report() {
    rows.add(new String[] {"operation", "Earmark", "PostgreSQL", "ratio", "expected"});
  }

  /** A line above the table. */
  void line(String text) {
    head.add(text);
  }

  /** A row without anything to compare with. */
  void row(String operation, String ours) {
    rows.add(new String[] {operation, ours, "–", "–", "–"});
  }

  /** A row whose ratio says how many times better Earmark is. */
  void row(String operation, String ours, String theirs, double ratio) {
    rows.add(new String[] {operation, ours, theirs, ratio(ratio), "–"});
  }

  /** The same with the ratio that Earmark has to reach. */
  void row(String operation, String ours, String theirs, double ratio, double expected) {
    boolean met = ratio >= expected;
    if (!met) missed++;
    String verdict = String.format(Locale.ROOT, "≥ %.0f× %s", expected, met ? "met" : "MISSED");
    rows.add(new String[] {operation, ours, theirs, ratio(ratio), verdict});
  }

  /** How many expectations were not met. */
  int missed() {
    return missed;
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.1f×", ratio);
  }

  /** Everything as Markdown. */
  String text() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row[i].length());
    }
    StringBuilder out = new StringBuilder();
    for (String line : head) out.append("- ").append(line).append('\n');
    out.append('\n');
    for (int i = 0; i < rows.size(); i++) {
      append(out, rows.get(i), widths);
      if (i == 0)
        append(out, Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new), widths);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String[] row, int[] widths) {
    for (int i = 0; i < row.length; i++) {
      out.append("| ").append(row[i]).append(" ".repeat(widths[i] - row[i].length())).append(' ');
    }
    out.append("|\n");
  }
}
