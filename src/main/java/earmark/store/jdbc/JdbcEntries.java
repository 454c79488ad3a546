package earmark.store.jdbc;

import earmark.ledger.Damaged;
import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
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
    } catch (JdbiException | Refusal.Unavailable e) {
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
  public void between(long from, long to, Consumer<Entry> action) {
    database.scan(handle -> read(handle, from, to, action));
  }

  /** Reads the entries after one over a connection. */
  protected static void since(Handle handle, long seq, Consumer<Entry> action) {
    read(handle, seq + 1, Long.MAX_VALUE, action);
  }

  @Override
  public List<Entry> between(long from, long to) {
    List<Entry> found = new ArrayList<>();
    database.read(handle -> read(handle, from, to, found::add));
    return found;
  }

  /** Without a mapper, whose work for each row would take longer than reading it. */
  private static long read(Handle handle, long from, long to, Consumer<Entry> action) {
    try (PreparedStatement select =
        handle
            .getConnection()
            .prepareStatement(SELECT + " where seq between ? and ? order by seq")) {
      select.setFetchSize(FETCH);
      select.setLong(1, from);
      select.setLong(2, to);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) action.accept(entry(rows));
      }
      return to;
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
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
    long seq = row.getLong(1);
    try {
      String key = row.getString(6);
      return Entry.stored(
          seq,
          row.getLong(2),
          row.getString(3),
          Via.valueOf(row.getString(4)),
          Optional.ofNullable(row.getString(5)),
          key == null ? Optional.empty() : Optional.of(new RequestKey(key, row.getString(7))),
          row.getBytes(8),
          row.getBytes(9));
    } catch (IllegalArgumentException | Refusal e) { // a door or a key that can't be
      throw Damaged.unreadable(seq, e);
    }
  }
}
