package earmark.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table as the database itself describes it, so that whoever moves all that an instance knows
 * needs no list of his own.
 */
record Table(String name, List<Column> columns) {
  /** Sessions and access tokens end with a move; each store has its own record of migrations. */
  private static final Set<String> LEFT_OUT =
      Set.of("session", "access_token", "flyway_schema_history");

  /** What begins so holds words of reports, in the way of each kind of database. */
  private static final String FULL_TEXT = "report_text";

  private static final int ROWS_AT_ONCE = 200;

  /** A column; the first of a table is its primary key. */
  record Column(String name, Kind kind) {}

  /** What a column holds, whatever its database calls the type. */
  enum Kind {
    NUMBER,
    TRUTH,
    TEXT,
    BYTES;

    private static Kind of(String type) {
      return switch (type.toLowerCase(Locale.ROOT)) {
        case "integer", "bigint", "int4", "int8" -> NUMBER;
        case "boolean", "bool" -> TRUTH;
        case "text" -> TEXT;
        case "blob", "bytea" -> BYTES;
        default -> throw new IllegalStateException("a column of the type " + type);
      };
    }

    /** A value of a row: Long, Boolean, String, bytes or null. */
    @Nullable Object read(ResultSet row, int place) throws SQLException {
      return switch (this) {
        case NUMBER -> {
          long number = row.getLong(place);
          yield row.wasNull() ? null : number;
        }
        case TRUTH -> {
          boolean truth = row.getBoolean(place);
          yield row.wasNull() ? null : truth;
        }
        case TEXT -> row.getString(place);
        case BYTES -> row.getBytes(place);
      };
    }

    /** Binds a value as {@link #read} answers it. */
    void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
      switch (value) {
        case null -> statement.setNull(place, sqlType());
        case Long number -> statement.setLong(place, number);
        case Boolean truth -> statement.setBoolean(place, truth);
        case String text -> statement.setString(place, text);
        case byte[] bytes -> statement.setBytes(place, bytes);
        default -> throw new IllegalArgumentException("no value of a column: " + value.getClass());
      }
    }

    private int sqlType() {
      return switch (this) {
        case NUMBER -> Types.BIGINT;
        case TRUTH -> Types.BOOLEAN;
        case TEXT -> Types.VARCHAR;
        case BYTES -> Types.BINARY;
      };
    }
  }

  /** All tables, each after those that it refers to, else by their names. */
  static List<Table> all(Connection connection) throws SQLException {
    TreeSet<String> rest = names(connection);
    List<String> ordered = new ArrayList<>();
    while (!rest.isEmpty()) {
      int before = ordered.size();
      for (String name : rest) {
        if (ordered.containsAll(parents(connection, name))) ordered.add(name);
      }
      rest.removeAll(ordered);
      if (ordered.size() == before) throw new IllegalStateException("tables in a circle: " + rest);
    }
    List<Table> tables = new ArrayList<>();
    for (String name : ordered) tables.add(new Table(name, columns(connection, name)));
    return tables;
  }

  private static TreeSet<String> names(Connection connection) throws SQLException {
    TreeSet<String> names = new TreeSet<>();
    String[] kinds = {"TABLE"};
    try (ResultSet row =
        connection.getMetaData().getTables(null, connection.getSchema(), "%", kinds)) {
      while (row.next()) names.add(row.getString("TABLE_NAME"));
    }
    names.removeAll(LEFT_OUT);
    names.removeIf(name -> name.startsWith(FULL_TEXT));
    return names;
  }

  private static Set<String> parents(Connection connection, String table) throws SQLException {
    Set<String> parents = new TreeSet<>();
    try (ResultSet row =
        connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
      while (row.next()) parents.add(row.getString("PKTABLE_NAME"));
    }
    parents.remove(table);
    return parents;
  }

  private static List<Column> columns(Connection connection, String table) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet none = select.executeQuery("select * from " + table + " where 1 = 0")) {
      ResultSetMetaData described = none.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        columns.add(
            new Column(described.getColumnName(i), Kind.of(described.getColumnTypeName(i))));
      }
      return columns;
    }
  }

  /** The names of the columns, in order. */
  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + name)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What is done with a row. */
  @FunctionalInterface
  interface Action {
    void with(@Nullable Object[] row) throws SQLException;
  }

  /** Hands over every row, by the order of the primary key, with a value for each column. */
  void read(Connection connection, Action action) throws SQLException {
    String query = "select " + String.join(", ", columnNames()) + " from " + name + " order by 1";
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          @Nullable Object[] row = new @Nullable Object[columns.size()];
          for (int i = 0; i < row.length; i++) row[i] = columns.get(i).kind().read(rows, i + 1);
          action.with(row);
        }
      }
    }
  }

  /** What writes rows into this table, with a value for each column. */
  Writer writer(Connection connection) throws SQLException {
    return new Writer(connection);
  }

  /** Writes rows, some at once. */
  final class Writer implements AutoCloseable {
    private final PreparedStatement insert;
    private int waiting;

    private Writer(Connection connection) throws SQLException {
      String places = String.join(", ", columns.stream().map(_ -> "?").toList());
      insert =
          connection.prepareStatement(
              "insert into %s (%s) values (%s)"
                  .formatted(name, String.join(", ", columnNames()), places));
    }

    void write(@Nullable Object[] row) throws SQLException {
      for (int i = 0; i < row.length; i++) columns.get(i).kind().bind(insert, i + 1, row[i]);
      insert.addBatch();
      if (++waiting == ROWS_AT_ONCE) flush();
    }

    /** Writes what still waits; to be called after the last row. */
    void flush() throws SQLException {
      insert.executeBatch();
      waiting = 0;
    }

    @Override
    public void close() throws SQLException {
      insert.close();
    }
  }
}
