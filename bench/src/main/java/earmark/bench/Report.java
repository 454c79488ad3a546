package earmark.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table that is printed at the end of a run. */
public final class Report {
  private final List<String> head = new ArrayList<>();
  private final List<String> systems;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /**
   * @param systems the heads of the columns, Earmark first
   */
  public Report(List<String> systems) {
    this.systems = List.copyOf(systems);
  }

  List<String> systems() {
    return systems;
  }

  /** A line above the table. */
  public void line(String text) {
    head.add(text);
  }

  /** A row about an operation, whose name is the same in runs of all sizes. */
  public Row row(String operation) {
    Row row = new Row(systems.getFirst());
    rows.put(operation, row);
    return row;
  }

  /** The rows by operation. */
  Map<String, Row> rows() {
    return rows;
  }

  /** How many expectations were not met. */
  int missed() {
    return rows.values().stream().mapToInt(row -> row.missed).sum();
  }

  /** Everything as Markdown. */
  String text() {
    List<String> titles = new ArrayList<>(systems);
    titles.addFirst("operation");
    titles.add("expected");
    Table table = new Table(titles);
    rows.forEach((operation, row) -> {
      List<String> cells = new ArrayList<>();
      cells.add(row.detail.isEmpty() ? operation : operation + " (" + row.detail + ")");
      for (String system : systems) cells.add(row.cell(system));
      cells.add(row.expected.isEmpty() ? "–" : String.join(", ", row.expected));
      table.add(cells);
    });
    StringBuilder out = new StringBuilder();
    for (String line : head) out.append("- ").append(line).append('\n');
    return out.append('\n').append(table.text()).toString();
  }

  /** What one operation costs each of the systems. */
  public static final class Row {
    private final String ours;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Double> costs = new HashMap<>();
    private final List<String> expected = new ArrayList<>();
    private String detail = "";
    private int missed;

    private Row(String ours) {
      this.ours = ours;
    }

    /** What else has to be known of the operation at this size. */
    Row detail(String text) {
      detail = text;
      return this;
    }

    /**
     * What it took a system.
     *
     * @param cost less is better; in the same unit for all systems
     */
    public Row took(String system, String text, double cost) {
      texts.put(system, text);
      costs.put(system, cost);
      return this;
    }

    /** What Earmark's cost has to be; {@code holds} says if this run is one that is judged. */
    Row expect(boolean holds, String condition, double costMax) {
      return holds ? verdict(condition, cost(ours) <= costMax) : this;
    }

    /** How many times better than a rival's Earmark's cost has to be, if the rival takes part. */
    public Row expectTimes(boolean holds, String rival, double times) {
      if (!holds || !costs.containsKey(rival)) return this;
      String condition = String.format(Locale.ROOT, "≥ %.0f× %s", times, rival);
      return verdict(condition, cost(rival) / cost(ours) >= times);
    }

    public Row verdict(String condition, boolean met) {
      expected.add(condition + (met ? " met" : " MISSED"));
      if (!met) missed++;
      return this;
    }

    /** What it cost a system; not a number if it did not take part. */
    double cost(String system) {
      return costs.getOrDefault(system, Double.NaN);
    }

    private String cell(String system) {
      String text = texts.getOrDefault(system, "–");
      double times = cost(system) / cost(ours);
      if (system.equals(ours) || Double.isNaN(times)) return text;
      return text + String.format(Locale.ROOT, " (%.1f×)", times);
    }
  }
}
