package earmark.index.roaring;

import earmark.search.Column;
import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.things.ThingSet;
import java.io.IOException;
import java.util.List;

/** The values of all samples in one column; immutable. An empty text is no value. */
sealed interface ColumnValues permits WordColumn, TextColumn, NumberColumn, ScopedColumn {

  /** A column without a value. */
  static ColumnValues none(Column column) {
    return switch (column.kind()) {
      case WORD -> new WordColumn(new Words(), Labels.EMPTY);
      case TEXT -> TextColumn.EMPTY;
      case NUMBER -> NumberColumn.EMPTY;
      case SCOPED_NUMBER -> ScopedColumn.none();
    };
  }

  /** The values of a sample, as the ledger has them: in their order, numbers in decimal. */
  List<String> of(int sample);

  Edit edit();

  void write(SectionWriter out) throws IOException;

  /** What was written of the same column. */
  static ColumnValues read(Column column, SectionReader in) throws IOException {
    return switch (column.kind()) {
      case WORD -> WordColumn.read(in);
      case TEXT -> TextColumn.read(in);
      case NUMBER -> NumberColumn.read(in);
      case SCOPED_NUMBER -> ScopedColumn.read(in);
    };
  }

  /** Changes to be made to a copy; not safe to share between threads. */
  interface Edit {
    List<String> of(int sample);

    /** Puts these values in place of those that a sample had. */
    void set(int sample, List<String> values);

    /** Takes the values of these samples away. */
    void drop(ThingSet samples);

    /** The column as it is now; what is changed afterwards is changed in copies. */
    ColumnValues build();
  }
}
