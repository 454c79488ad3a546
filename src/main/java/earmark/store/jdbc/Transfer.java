package earmark.store.jdbc;

import earmark.refusal.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Copies all tables of one store into another that is empty, whatever their kinds, in one
 * transaction: the target has all of it afterwards, or nothing.
 */
public final class Transfer {
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
            JdbcRevisions.loseIndex(target, to.reportText());
            return true;
          } catch (SQLException e) {
            throw new Refusal.Unavailable("Nothing was copied: " + e.getMessage());
          }
        }));
  }

  private void run() throws SQLException {
    List<Table> tables = Table.all(to);
    if (!tables.equals(Table.all(from))) {
      // their kinds agree as well, since each migration stands once for each kind of database
      throw new IllegalStateException("two schemas: " + tables + ", " + Table.all(from));
    }
    for (Table table : tables) {
      if (table.count(to) > 0) {
        throw new Refusal.Conflict(
            "The target is not empty: its table " + table.name() + " has rows.");
      }
    }
    for (Table table : tables) copy(table);
    for (Table table : tables) {
      requireSame("the count of " + table.name(), "select count(*) from " + table.name());
    }
    String last = " from entry order by seq desc limit 1";
    requireSame("the last entry", "select seq" + last);
    requireSame("the hash of the last entry", "select hash" + last);
  }

  private void copy(Table table) throws SQLException {
    long total = table.count(from);
    AtomicLong done = new AtomicLong();
    try (Table.Writer writer = table.writer(to)) {
      table.read(
          from,
          row -> {
            writer.write(row);
            if (done.incrementAndGet() % ROWS_A_LINE == 0) {
              progress.accept(table.name() + ": " + done + " of " + total);
            }
          });
      writer.flush();
    }
    progress.accept(table.name() + ": " + total + " of " + total);
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
