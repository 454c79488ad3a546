package earmark.store.jdbc;

import earmark.ledger.Verification;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Export} wrote into an empty store, in one transaction: afterwards the store has
 * all of it, and a ledger whose chain holds, or nothing.
 */
public final class Restore {
  private final Handle handle;
  private final TextIndex text;
  private final ExportLines lines;
  private final Consumer<String> progress;

  private Restore(Handle handle, TextIndex text, ExportLines lines, Consumer<String> progress) {
    this.handle = handle;
    this.text = text;
    this.lines = lines;
    this.progress = progress;
  }

  /**
   * Reads everything.
   *
   * @param progress gets lines that say how far it is
   * @return the end of the ledger
   * @throws Refusal.Conflict if the target is not empty
   * @throws Refusal.Invalid if the text was cut off or changed, a newer version wrote it, or its
   *     ledger does not hold; the message names the line
   * @throws Refusal.Unavailable if the database can't keep it
   */
  public static Verification.Result.Sound run(InputStream in, Store to, Consumer<String> progress)
      throws IOException {
    try {
      return to.writeAlone(handle -> {
        try {
          return new Restore(handle, to.reportText(), new ExportLines(in), progress).run();
        } catch (SQLException e) {
          throw new Refusal.Unavailable("Nothing was restored: " + e.getMessage());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }

  private Verification.Result.Sound run() throws SQLException, IOException {
    Connection connection = handle.getConnection();
    Map<String, Table> tables =
        Table.all(connection).stream().collect(Collectors.toMap(Table::name, Function.identity()));
    for (Table table : tables.values()) {
      if (table.count(connection) > 0) {
        throw new Refusal.Conflict(
            "The target is not empty: its table " + table.name() + " has rows.");
      }
    }
    readVersion();
    Set<String> read = new HashSet<>();
    String line = lines.next();
    for (; line.startsWith("table "); line = lines.next()) {
      Table table = table(line, tables);
      if (!read.add(table.name())) throw lines.wrong("table " + table.name() + " is there twice");
      readRows(connection, table);
    }
    lines.end(line);
    JdbcRevisions.loseIndex(handle, text);
    return verified();
  }

  private void readVersion() throws IOException {
    String first = lines.next();
    if (!first.startsWith(Export.FIRST)) throw lines.wrong("this is not an export of Earmark");
    String version = first.substring(Export.FIRST.length());
    if (!version.equals(String.valueOf(Export.VERSION))) {
      throw lines.wrong(
          "the format is %s, of a newer Earmark; this one knows %d"
              .formatted(version, Export.VERSION));
    }
  }

  /** The table that a line announces, with those of its columns that the line names. */
  private Table table(String line, Map<String, Table> tables) {
    String[] words = line.split(" ", -1);
    Table known = tables.get(words[1]);
    if (known == null) {
      throw lines.wrong("this Earmark knows no table " + words[1] + "; a newer one may");
    }
    List<Table.Column> columns = new ArrayList<>();
    for (String name : Arrays.asList(words).subList(2, words.length)) {
      Table.Column column =
          known.columns().stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  lines.wrong(
                      "this Earmark knows no column %s of %s; a newer one may"
                          .formatted(name, known.name())));
      if (columns.contains(column)) throw lines.wrong("column " + name + " is there twice");
      columns.add(column);
    }
    if (columns.size() < 2) throw lines.wrong("a table has at least two columns");
    return new Table(known.name(), columns);
  }

  private void readRows(Connection connection, Table table) throws SQLException, IOException {
    long done = 0;
    try (Table.Writer writer = table.writer(connection)) {
      String line = lines.next();
      for (; line.indexOf('\t') >= 0; line = lines.next()) {
        writer.write(values(table, line));
        done++;
      }
      if (!line.equals("end " + table.name() + " " + done)) {
        throw lines.wrong("table " + table.name() + " should end here, with " + done + " rows");
      }
      writer.flush();
    }
    progress.accept(table.name() + ": " + done);
  }

  private @Nullable Object[] values(Table table, String line) {
    try {
      return ExportText.values(table, line);
    } catch (Refusal.Invalid e) {
      throw lines.wrong(e.reason());
    }
  }

  /** The ledger as it was just written, before anybody else can see it. */
  private Verification.Result.Sound verified() {
    JdbcEntries entries = new JdbcEntries(new Within(handle));
    return switch (Verification.of(List.of(entries), Optional.empty(), true)) {
      case Verification.Result.Sound sound -> sound;
      case Verification.Result.Broken(long seq, String why) ->
          throw new Refusal.Invalid(
              "Nothing was restored: the ledger does not hold at entry " + seq + ": " + why + ".");
    };
  }

  /** A database within a transaction of its own. */
  private record Within(Handle handle) implements Database {
    @Override
    public <T> T read(Work<T> work) {
      return work.with(handle);
    }

    @Override
    public <T> T scan(Work<T> work) {
      return work.with(handle);
    }

    @Override
    public <T> T write(Work<T> work) {
      return work.with(handle);
    }

    @Override
    public <T> T writeAlone(Work<T> work) {
      return work.with(handle);
    }
  }
}
