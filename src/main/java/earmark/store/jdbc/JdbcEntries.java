package earmark.store.jdbc;

import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The ledger's entries in a table. */
public class JdbcEntries implements Entries {
  /** Rows read at once; an entry may be a megabyte. */
  private static final int FETCH = 200;

  private final Database database;

  public JdbcEntries(Database database) {
    this.database = database;
  }

  @Override
  public long lastSeq() {
    return database.read(handle ->
        handle.createQuery("select coalesce(max(seq), 0) from entry").mapTo(Long.class).one());
  }

  /** Whoever else writes to the database has to wait for its turn, so there is nothing to take. */
  @Override
  public Pen pen() {
    return new Pen() {
      @Override
      public void since(long seq, Consumer<Entry> action) {
        // nobody else appends to this database
      }

      @Override
      public void append(List<Entry> entries) {
        JdbcEntries.this.append(entries);
      }

      @Override
      public void close() {
        // nothing was taken
      }
    };
  }

  private void append(List<Entry> entries) {
    try {
      database.write(handle -> {
        try {
          insert(handle.getConnection(), entries);
          return entries.size();
        } catch (SQLException e) {
          throw new AppendFailed("could not write " + entries.size() + " entries", e);
        }
      });
    } catch (JdbiException e) {
      long last = entries.getLast().seq();
      if (lastSeq() < last) throw new AppendFailed("could not commit entry " + last, e);
    }
  }

  /** Writes entries over a connection, in its transaction. */
  protected static void insert(Connection connection, List<Entry> entries) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into entry (seq, at_micros, actor, via, reason, request_key, request, body, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (Entry entry : entries) {
        insert.setLong(1, entry.seq());
        insert.setLong(2, entry.atMicros());
        insert.setString(3, entry.actor());
        insert.setString(4, entry.via().name());
        setText(insert, 5, entry.reason());
        setText(insert, 6, entry.key().map(RequestKey::text));
        setText(insert, 7, entry.key().map(RequestKey::request));
        insert.setBytes(8, entry.body());
        insert.setBytes(9, entry.hash());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void setText(PreparedStatement statement, int place, Optional<String> text)
      throws SQLException {
    if (text.isPresent()) statement.setString(place, text.get());
    else statement.setNull(place, Types.VARCHAR);
  }

  @Override
  public void since(long seq, Consumer<Entry> action) {
    database.scan(handle -> {
      since(handle, seq, action);
      return seq;
    });
  }

  /** Reads the entries after one over a connection. */
  protected static void since(Handle handle, long seq, Consumer<Entry> action) {
    handle
        .createQuery(SELECT + " where seq > :seq order by seq")
        .setFetchSize(FETCH)
        .bind("seq", seq)
        .map((row, _) -> entry(row))
        .forEach(action);
  }

  @Override
  public List<Entry> between(long from, long to) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + " where seq between :from and :to order by seq")
            .setFetchSize(FETCH)
            .bind("from", from)
            .bind("to", to)
            .map((row, _) -> entry(row))
            .list());
  }

  @Override
  public Optional<Entry> find(String actor, String key) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + " where actor = :actor and request_key = :key")
            .bind("actor", actor)
            .bind("key", key)
            .map((row, _) -> entry(row))
            .findOne());
  }

  private static final String SELECT =
      """
      select seq, at_micros, actor, via, reason, request_key, request, body, hash from entry\
      """;

  private static Entry entry(ResultSet row) throws SQLException {
    Optional<RequestKey> key =
        Optional.ofNullable(row.getString("request_key"))
            .map(text -> new RequestKey(text, text(row, "request")));
    return Entry.stored(
        row.getLong("seq"),
        row.getLong("at_micros"),
        row.getString("actor"),
        Via.valueOf(row.getString("via")),
        Optional.ofNullable(row.getString("reason")),
        key,
        row.getBytes("body"),
        row.getBytes("hash"));
  }

  private static String text(ResultSet row, String column) {
    try {
      return row.getString(column);
    } catch (SQLException e) {
      throw new IllegalStateException("could not read the column " + column, e);
    }
  }
}
