package earmark.index.roaring;

import earmark.search.Column;
import earmark.snapshot.SnapshotReader;
import earmark.snapshot.SnapshotWriter;
import earmark.snapshot.Unusable;
import earmark.tag.Thing;
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
 * The index of one moment, as sections of a snapshot for things of each kind. The parts of the
 * dictionary's names are made again when it is read, all else stands there as it is in memory.
 */
public final class SavedIndex {
  private static final String ALL = " all";
  private static final String NAMES = " names";
  private static final String SETS = " tags";
  private static final String LISTS = " lists";
  private static final String COLUMNS = "columns";
  private static final String COLUMN = "column ";

  private final Moment moment;

  SavedIndex(Moment moment) {
    this.moment = moment;
  }

  Moment moment() {
    return moment;
  }

  /** The number of the last entry in it. */
  public long seq() {
    return moment.seq();
  }

  public void write(SnapshotWriter out) throws IOException {
    out.section(COLUMNS, section -> section.putText(columns()));
    for (Thing kind : Thing.values()) {
      View view = moment.of(kind);
      out.section(kind + ALL, section -> ThingSetSnapshot.write(section, view.all()));
      out.section(kind + NAMES, section -> view.names().write(section, view.tagCount()));
      out.section(kind + SETS, section -> view.tags().writeSets(section, view.tagCount()));
      out.section(kind + LISTS, section -> view.tags().writeLists(section));
      for (Column column : Column.of(kind)) {
        out.section(COLUMN + column.field(), view.columns().of(column)::write);
      }
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
    List<Reading> readings = new ArrayList<>();
    for (Thing kind : Thing.values()) readings.add(Reading.start(kind, in, threads));
    Map<Thing, View> views = new EnumMap<>(Thing.class);
    for (Reading reading : readings) views.put(reading.kind, reading.finish(in.head().seq()));
    return new SavedIndex(new Moment(views));
  }

  /** The sections of one kind while they are read. */
  private record Reading(
      Thing kind,
      Future<ThingSet> all,
      Future<Chunks<ThingSet>> sets,
      Future<Labels> lists,
      Future<Names> names,
      Map<Column, Future<ColumnValues>> columns) {

    static Reading start(Thing kind, SnapshotReader in, ExecutorService threads) {
      Future<Chunks<ThingSet>> sets =
          threads.submit(() -> in.section(kind + SETS, Labels::readSets));
      Future<Labels> lists =
          threads.submit(
              () -> in.section(kind + LISTS, section -> Labels.readLists(section, new Chunks<>())));
      Future<Names> names = threads.submit(() -> in.section(kind + NAMES, Names::read));
      Map<Column, Future<ColumnValues>> columns = new EnumMap<>(Column.class);
      for (Column column : textsFirst(kind)) {
        String name = COLUMN + column.field();
        Callable<ColumnValues> read =
            () -> in.section(name, section -> ColumnValues.read(column, section));
        columns.put(column, threads.submit(read));
      }
      Future<ThingSet> all = threads.submit(() -> in.section(kind + ALL, ThingSetSnapshot::read));
      return new Reading(kind, all, sets, lists, names, columns);
    }

    View finish(long seq) throws IOException {
      Labels read = get(lists);
      Labels tags = new Labels(get(sets), read.common(), read.lists(), read.reach());
      Map<Column, ColumnValues> all = new EnumMap<>(Column.class);
      for (Map.Entry<Column, Future<ColumnValues>> column : columns.entrySet()) {
        all.put(column.getKey(), get(column.getValue()));
      }
      return new View(seq, get(names), get(names).count(), get(this.all), tags, new Columns(all));
    }
  }

  /** The largest first, so that none of them is left for the end. */
  private static List<Column> textsFirst(Thing kind) {
    List<Column> columns = new ArrayList<>(Column.of(kind));
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
