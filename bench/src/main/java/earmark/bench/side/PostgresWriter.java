package earmark.bench.side;

import earmark.tag.Tag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One connection that adds one tag in each transaction. */
final class PostgresWriter implements Side.Writer {
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
  public void add(int sample, Tag tag) {
    try {
      insert.setInt(1, sample);
      insert.setString(2, tag.name());
      insert.setString(3, tag.name());
      insert.setInt(4, sample);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw PostgresSide.failed(e);
    }
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
