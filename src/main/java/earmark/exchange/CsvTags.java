package earmark.exchange;

import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * CSV with a hash and tags in each line: by the names of its columns, if the first line has such,
 * as exports have it; or a hash first, and a tag in each cell behind it.
 */
final class CsvTags implements TagLine.Source {
  private static final List<String> VALUES =
      List.of("value", "hash", "sha256", "sha1", "md5", "sha512");
  private final InputStream in;

  CsvTags(InputStream in) {
    this.in = in;
  }

  /** Where in a line what stands; -1 for nowhere. */
  private record Columns(int value, List<Integer> tags, int type, int kind) {
    static Columns of(List<String> header) {
      int value = -1;
      int type = -1;
      int kind = -1;
      List<Integer> tags = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        String name = header.get(i).strip().toLowerCase(Locale.ROOT);
        if (name.equals("tag")) tags.add(i);
        else if (name.equals("type")) type = i;
        else if (name.equals("kind")) kind = i;
        else if (value < 0 && VALUES.contains(name)) value = i;
      }
      if (value < 0 || tags.isEmpty()) {
        throw new Refusal.Invalid(
            "The first line must begin with a hash, or name a column \"hash\" or \"value\" and a"
                + " column \"tag\".");
      }
      return new Columns(value, tags, type, kind);
    }

    static Columns withoutHeader(int cells) {
      List<Integer> tags = new ArrayList<>();
      for (int i = 1; i < cells; i++) tags.add(i);
      return new Columns(0, tags, -1, -1);
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
      if (first && !isHash(cells.getFirst())) {
        header = Optional.of(Columns.of(cells));
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

  private static void line(CsvReader.Row row, Columns columns, TagLine.Sink sink)
      throws IOException {
    String type = cell(row, columns.type());
    if (!type.isEmpty() && !type.equals("sample")) {
      sink.refused(row.line(), "It is about a " + type + "; only tags of samples are imported.");
      return;
    }
    if (cell(row, columns.kind()).equals("system")) {
      sink.refused(row.line(), "It is a System Tag, which only the analysis gives.");
      return;
    }
    boolean any = false;
    for (int column : columns.tags()) {
      String tag = cell(row, column);
      if (tag.isEmpty()) continue;
      any = true;
      sink.wished(new TagLine(row.line(), cell(row, columns.value()), tag));
    }
    if (!any) sink.refused(row.line(), "It names no tag.");
  }

  private static String cell(CsvReader.Row row, int column) {
    return column < 0 || column >= row.cells().size() ? "" : row.cells().get(column).strip();
  }
}
