package earmark.bench.side;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One connection that adds one tag in each transaction. */
final class PostgresWriter implements Side.Writer {
  private static final int BATCH = 5_000;
  private static final String INSERT =
      """
      insert into mapping (tag, sample)
      select t.id, ? from tag t
      where t.name = ? and t.kind = 'USER'
        and not exists (
          select from tag same join mapping m on m.tag = same.id
          where same.name = ? and same.kind = 'SYSTEM' and m.sample = ?)
      on conflict do nothing
      """;

  private final Connection connection;
  private final PreparedStatement insert;

  PostgresWriter(Connection connection) throws SQLException {
    this.connection = connection;
    insert = connection.prepareStatement(INSERT);
  }

  /** A statement outside a transaction is one: it has committed when it returns. */
  @Override
  public void add(Write write) {
    try {
      bind(write);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw PostgresSide.failed(e);
    }
  }

  /** Many writes in one transaction. */
  void addAll(List<Write> writes) throws SQLException {
    connection.setAutoCommit(false);
    for (int i = 0; i < writes.size(); i++) {
      bind(writes.get(i));
      insert.addBatch();
      if ((i + 1) % BATCH == 0) insert.executeBatch();
    }
    insert.executeBatch();
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void bind(Write write) throws SQLException {
    insert.setInt(1, write.sample());
    insert.setString(2, write.tag().name());
    insert.setString(3, write.tag().name());
    insert.setInt(4, write.sample());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresSide.failed(e);
    }
  }
}
