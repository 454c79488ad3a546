package earmark.index.roaring;

import earmark.search.Column;
import earmark.snapshot.SnapshotReader;
import earmark.snapshot.SnapshotWriter;
import earmark.snapshot.Unusable;
import earmark.things.ThingSet;
import earmark.things.ThingSetSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The index of one moment, as sections of a snapshot. The parts of the dictionary's names are made
 * again when it is read, all else stands there as it is in memory.
 */
public final class SavedIndex {
  private static final String SAMPLES = "samples";
  private static final String NAMES = "names";
  private static final String SETS = "tags";
  private static final String LISTS = "lists";
  private static final String COLUMNS = "columns";
  private static final String COLUMN = "column ";

  private final View view;

  SavedIndex(View view) {
    this.view = view;
  }

  View view() {
    return view;
  }

  /** The number of the last entry in it. */
  public long seq() {
    return view.seq();
  }

  public void write(SnapshotWriter out) throws IOException {
    out.section(SAMPLES, section -> ThingSetSnapshot.write(section, view.samples()));
    out.section(NAMES, section -> view.names().write(section, view.tagCount()));
    out.section(SETS, section -> view.tags().writeSets(section, view.tagCount()));
    out.section(LISTS, section -> view.tags().writeLists(section));
    out.section(COLUMNS, section -> section.putText(columns()));
    for (Column column : Column.values()) {
      out.section(COLUMN + column.field(), view.columns().of(column)::write);
    }
  }

  /** The columns that this version knows; what others kept of entries is not the same. */
  private static String columns() {
    return String.join(
        " ",
        Arrays.stream(Column.values())
            .map(column -> column.field() + ":" + column.kind())
            .toList());
  }

  /**
   * Reads the sections side by side.
   *
   * @throws Unusable if they are damaged, or of a version that knew other columns
   */
  public static SavedIndex read(SnapshotReader in, ExecutorService threads) throws IOException {
    if (!in.section(COLUMNS, section -> section.getText()).equals(columns())) {
      throw new Unusable("it has other columns");
    }
    Future<Chunks<ThingSet>> sets = threads.submit(() -> in.section(SETS, Labels::readSets));
    Future<Labels> lists =
        threads.submit(
            () -> in.section(LISTS, section -> Labels.readLists(section, new Chunks<>())));
    Future<Names> names = threads.submit(() -> in.section(NAMES, Names::read));
    Map<Column, Future<ColumnValues>> reading = new EnumMap<>(Column.class);
    for (Column column : textsFirst()) {
      String name = COLUMN + column.field();
      Callable<ColumnValues> read =
          () -> in.section(name, section -> ColumnValues.read(column, section));
      reading.put(column, threads.submit(read));
    }
    ThingSet samples = in.section(SAMPLES, ThingSetSnapshot::read);
    Labels tags =
        new Labels(get(sets), get(lists).common(), get(lists).lists(), get(lists).reach());
    Map<Column, ColumnValues> columns = new EnumMap<>(Column.class);
    for (Map.Entry<Column, Future<ColumnValues>> column : reading.entrySet()) {
      columns.put(column.getKey(), get(column.getValue()));
    }
    return new SavedIndex(
        new View(
            in.head().seq(), get(names), get(names).count(), samples, tags, new Columns(columns)));
  }

  /** The largest first, so that none of them is left for the end. */
  private static List<Column> textsFirst() {
    List<Column> columns = new ArrayList<>(List.of(Column.values()));
    columns.sort(Comparator.comparing(column -> column.kind() != Column.Kind.TEXT));
    return columns;
  }

  private static <T> T get(Future<T> part) throws IOException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) throw failure;
      throw new IllegalStateException("a section could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading a snapshot", e);
    }
  }
}
