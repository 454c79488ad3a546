package earmark.exchange;

import earmark.indicator.IndicatorType;
import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import earmark.tag.Quoted;
import earmark.tag.Thing;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * CSV with what names a thing (the hash of a sample, the value of an indicator) and tags in each
 * line: by the names of its columns, if the first line has such, as exports have it; or the thing
 * first, and a tag in each cell behind it.
 */
final class CsvTags implements TagLine.Source {
  private final InputStream in;
  private final Thing wanted;

  CsvTags(InputStream in, Thing wanted) {
    this.in = in;
    this.wanted = wanted;
  }

  /** The names of the column that names the thing. */
  private static List<String> names(Thing wanted) {
    return switch (wanted) {
      case SAMPLE -> List.of("value", "hash", "sha256", "sha1", "md5", "sha512");
      case INDICATOR -> List.of("value");
      case REPORT -> throw new IllegalArgumentException("tags of reports are not read");
    };
  }

  /** Whether a first line has the names of columns. */
  private boolean isHeader(List<String> first) {
    return wanted == Thing.INDICATOR
        ? first.stream().anyMatch(cell -> cell.strip().equalsIgnoreCase("tag"))
        : !isHash(first.getFirst());
  }

  private Refusal noColumns() {
    return new Refusal.Invalid(
        wanted == Thing.INDICATOR
            ? "The first line names a column \"tag\", but no column \"value\"."
            : "The first line must begin with a hash, or name a column \"hash\" or \"value\" and a"
                + " column \"tag\".");
  }

  /**
   * Where in a line what stands; -1 for nowhere.
   *
   * @param name what exports say besides the value: of an indicator, its type
   */
  private record Columns(int value, List<Integer> tags, int type, int kind, int name) {
    static Optional<Columns> of(List<String> header, List<String> values) {
      int value = -1;
      int type = -1;
      int kind = -1;
      int thingName = -1;
      List<Integer> tags = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        String name = header.get(i).strip().toLowerCase(Locale.ROOT);
        if (name.equals("tag")) tags.add(i);
        else if (name.equals("type")) type = i;
        else if (name.equals("kind")) kind = i;
        else if (name.equals("name")) thingName = i;
        else if (value < 0 && values.contains(name)) value = i;
      }
      return value < 0 || tags.isEmpty()
          ? Optional.empty()
          : Optional.of(new Columns(value, tags, type, kind, thingName));
    }

    static Columns withoutHeader(int cells) {
      List<Integer> tags = new ArrayList<>();
      for (int i = 1; i < cells; i++) tags.add(i);
      return new Columns(0, tags, -1, -1, -1);
    }
  }

  @Override
  public void read(TagLine.Sink sink) throws IOException {
    CsvReader reader = new CsvReader(in);
    Optional<Columns> header = Optional.empty();
    boolean first = true;
    for (Optional<CsvReader.Row> row = reader.row(); row.isPresent(); row = reader.row()) {
      List<String> cells = row.get().cells();
      if (cells.isEmpty()) continue;
      if (first && isHeader(cells)) {
        header = Columns.of(cells, names(wanted));
        if (header.isEmpty()) throw noColumns();
      } else {
        line(row.get(), header.orElseGet(() -> Columns.withoutHeader(cells.size())), sink);
      }
      first = false;
    }
  }

  private static boolean isHash(String text) {
    try {
      SampleHash.parse(text.strip());
      return true;
    } catch (Refusal.Invalid e) {
      return false;
    }
  }

  private void line(CsvReader.Row row, Columns columns, TagLine.Sink sink) throws IOException {
    String thing = cell(row, columns.type());
    if (!thing.isEmpty() && !thing.equals(wanted.name().toLowerCase(Locale.ROOT))) {
      String only = "; only tags of " + wanted.plural() + " are imported.";
      sink.refused(row.line(), "It is about a " + thing + only);
      return;
    }
    if (cell(row, columns.kind()).equals("system")) {
      sink.refused(row.line(), "It is a System Tag, which only the analysis gives.");
      return;
    }
    String named = wanted == Thing.INDICATOR ? cell(row, columns.name()) : "";
    Optional<IndicatorType> type = IndicatorType.named(named);
    if (type.isEmpty() && !named.isEmpty()) {
      sink.refused(row.line(), "There is no type of indicators " + Quoted.of(named) + ".");
      return;
    }
    boolean any = false;
    for (int column : columns.tags()) {
      String tag = cell(row, column);
      if (tag.isEmpty()) continue;
      any = true;
      sink.wished(new TagLine(row.line(), cell(row, columns.value()), type, tag));
    }
    if (!any) sink.refused(row.line(), "It names no tag.");
  }

  private static String cell(CsvReader.Row row, int column) {
    return column < 0 || column >= row.cells().size() ? "" : row.cells().get(column).strip();
  }
}
