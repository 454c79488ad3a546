package earmark.index.roaring;

import earmark.ledger.Change;
import earmark.search.Column;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All columns of things of one kind; immutable. */
final class Columns {
  private final Map<Column, ColumnValues> all;

  Columns(Map<Column, ColumnValues> all) {
    this.all = all;
  }

  /** Columns without a value, with dictionaries of their own. */
  static Columns none(Thing kind) {
    Map<Column, ColumnValues> all = new EnumMap<>(Column.class);
    for (Column column : Column.of(kind)) all.put(column, ColumnValues.none(column));
    return new Columns(all);
  }

  ColumnValues of(Column column) {
    ColumnValues values = all.get(column);
    if (values == null) throw new IllegalStateException("no column " + column);
    return values;
  }

  /**
   * A column of numbers.
   *
   * @throws IllegalArgumentException if the column has none
   */
  NumberColumn numbers(Column column) {
    if (of(column) instanceof NumberColumn numbers) return numbers;
    throw new IllegalArgumentException(column + " has no numbers");
  }

  /**
   * A column of scoped numbers.
   *
   * @throws IllegalArgumentException if the column has none
   */
  ScopedColumn scoped(Column column) {
    if (of(column) instanceof ScopedColumn numbers) return numbers;
    throw new IllegalArgumentException(column + " has no scoped numbers");
  }

  /**
   * A column of words.
   *
   * @throws IllegalArgumentException if the column has none
   */
  WordColumn words(Column column) {
    if (of(column) instanceof WordColumn words) return words;
    throw new IllegalArgumentException(column + " has no words");
  }

  /** Changes to be made to a copy; not safe to share between threads. */
  static final class Edit {
    private final Columns base;
    private final Map<Column, ColumnValues.Edit> edits = new EnumMap<>(Column.class);

    Edit(Columns base) {
      this.base = base;
    }

    private ColumnValues.Edit of(Column column) {
      return edits.computeIfAbsent(column, missing -> base.of(missing).edit());
    }

    /**
     * Gives a thing new values in some columns. Columns that this version does not know are those
     * of a newer one.
     *
     * @param fields by the names of columns
     * @param side which of the values it gets
     */
    void describe(
        int thing, Map<String, Change.Values> fields, Function<Change.Values, List<String>> side) {
      fields.forEach((field, values) ->
          Column.ofField(field)
              .filter(base.all::containsKey)
              .ifPresent(column -> of(column).set(thing, side.apply(values))));
    }

    void drop(ThingSet things) {
      for (Column column : base.all.keySet()) of(column).drop(things);
    }

    /** The values that a thing has, by the names of columns. */
    Map<String, List<String>> fields(int thing) {
      Map<String, List<String>> fields = new TreeMap<>();
      for (Column column : base.all.keySet()) {
        ColumnValues.Edit edit = edits.get(column);
        List<String> values = edit == null ? base.of(column).of(thing) : edit.of(thing);
        if (!values.isEmpty()) fields.put(column.field(), values);
      }
      return fields;
    }

    Columns build() {
      Map<Column, ColumnValues> all = new EnumMap<>(base.all);
      edits.forEach((column, edit) -> all.put(column, edit.build()));
      return new Columns(all);
    }
  }
}
