package earmark.store.jdbc;

import earmark.refusal.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Copies all tables of one store into another that is empty, whatever their kinds, in one
 * transaction: the target has all of it afterwards, or nothing.
 */
public final class Transfer {
  /** Sessions end with the move, and each store has its own record of migrations. */
  private static final Set<String> LEFT_OUT = Set.of("session", "flyway_schema_history");

  private static final int ROWS_AT_ONCE = 200;
  private static final int ROWS_A_LINE = 100_000;

  private final Connection from;
  private final Connection to;
  private final Consumer<String> progress;

  private Transfer(Connection from, Connection to, Consumer<String> progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Copies, then counts on both sides and compares the ends of the two ledgers.
   *
   * @param progress gets lines that say how far it is
   * @throws Refusal.Conflict if the target is not empty
   * @throws Refusal.Unavailable if a row can't be written or the two sides differ; the target is
   *     empty then
   */
  public static void run(Store from, Store to, Consumer<String> progress) {
    to.write(target ->
        from.scan(source -> {
          try {
            new Transfer(source.getConnection(), target.getConnection(), progress).run();
            return true;
          } catch (SQLException e) {
            throw new Refusal.Unavailable("Nothing was copied: " + e.getMessage());
          }
        }));
  }

  private void run() throws SQLException {
    List<String> tables = tables();
    for (String table : tables) {
      if (count(to, table) > 0) {
        throw new Refusal.Conflict("The target is not empty: its table " + table + " has rows.");
      }
    }
    for (String table : tables) copy(table);
    for (String table : tables)
      requireSame("the count of " + table, "select count(*) from " + table);
    String last = " from entry order by seq desc limit 1";
    requireSame("the last entry", "select seq" + last);
    requireSame("the hash of the last entry", "select hash" + last);
  }

  /** The tables of both, each after those that it refers to. */
  private List<String> tables() throws SQLException {
    TreeSet<String> rest = names(from);
    if (!rest.equals(names(to))) throw new IllegalStateException("two schemas: " + rest);
    List<String> ordered = new ArrayList<>();
    while (!rest.isEmpty()) {
      int before = ordered.size();
      for (String table : rest) {
        if (ordered.containsAll(parents(table))) ordered.add(table);
      }
      rest.removeAll(ordered);
      if (ordered.size() == before) throw new IllegalStateException("tables in a circle: " + rest);
    }
    return ordered;
  }

  private static TreeSet<String> names(Connection connection) throws SQLException {
    TreeSet<String> names = new TreeSet<>();
    String[] kinds = {"TABLE"};
    try (ResultSet row =
        connection.getMetaData().getTables(null, connection.getSchema(), "%", kinds)) {
      while (row.next()) names.add(row.getString("TABLE_NAME"));
    }
    names.removeAll(LEFT_OUT);
    return names;
  }

  private Set<String> parents(String table) throws SQLException {
    Set<String> parents = new TreeSet<>();
    try (ResultSet row = to.getMetaData().getImportedKeys(null, to.getSchema(), table)) {
      while (row.next()) parents.add(row.getString("PKTABLE_NAME"));
    }
    parents.remove(table);
    return parents;
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void copy(String table) throws SQLException {
    long total = count(from, table);
    try (Statement select = to.createStatement();
        ResultSet none = select.executeQuery("select * from " + table + " where 1 = 0")) {
      ResultSetMetaData columns = none.getMetaData();
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) names.add(columns.getColumnName(i));
      copy(table, names, columns, total);
    }
    progress.accept(table + ": " + total + " of " + total);
  }

  private void copy(String table, List<String> names, ResultSetMetaData columns, long total)
      throws SQLException {
    String list = String.join(", ", names);
    String places = String.join(", ", names.stream().map(_ -> "?").toList());
    try (PreparedStatement select =
            from.prepareStatement("select " + list + " from " + table + " order by 1");
        PreparedStatement insert =
            to.prepareStatement(
                "insert into " + table + " (" + list + ") values (" + places + ")")) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = select.executeQuery()) {
        long done = 0;
        while (row.next()) {
          for (int i = 1; i <= names.size(); i++) set(insert, i, row, columns.getColumnTypeName(i));
          insert.addBatch();
          if (++done % ROWS_AT_ONCE == 0) insert.executeBatch();
          if (done % ROWS_A_LINE == 0) progress.accept(table + ": " + done + " of " + total);
        }
        insert.executeBatch();
      }
    }
  }

  /** Hands one value on, as the type that the target's column was declared with. */
  private static void set(PreparedStatement insert, int place, ResultSet row, String type)
      throws SQLException {
    switch (type.toLowerCase(Locale.ROOT)) {
      case "integer", "bigint", "int4", "int8" -> {
        long value = row.getLong(place);
        if (row.wasNull()) insert.setNull(place, Types.BIGINT);
        else insert.setLong(place, value);
      }
      case "boolean", "bool" -> insert.setBoolean(place, row.getBoolean(place));
      case "text" -> insert.setString(place, row.getString(place));
      case "blob", "bytea" -> insert.setBytes(place, row.getBytes(place));
      default -> throw new IllegalStateException("a column of the type " + type);
    }
  }

  private void requireSame(String what, String query) throws SQLException {
    if (!Arrays.equals(bytes(from, query), bytes(to, query))) {
      throw new Refusal.Unavailable(
          "Nothing was copied: " + what + " is not the same on both sides.");
    }
  }

  private static byte[] bytes(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (!row.next()) return new byte[0];
      Object value = row.getObject(1);
      return value instanceof byte[] bytes
          ? bytes
          : String.valueOf(value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
