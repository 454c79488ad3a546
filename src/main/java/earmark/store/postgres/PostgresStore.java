package earmark.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import earmark.access.Accounts;
import earmark.ledger.Entries;
import earmark.refusal.Refusal;
import earmark.sample.Samples;
import earmark.store.jdbc.JdbcAccounts;
import earmark.store.jdbc.JdbcSamples;
import earmark.store.jdbc.Migrations;
import earmark.store.jdbc.ReadOnly;
import earmark.store.jdbc.Store;
import earmark.store.jdbc.TextIndex;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database that any number of servers may share. While it can't be reached, what was
 * read a while ago is still answered, all else is refused with {@link Refusal.Unavailable}; when it
 * is back, everything works again.
 */
public final class PostgresStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);
  private static final String SERVER = "earmark";

  private static final int ALONE_TRIES = 20;
  private static final int ALONE_WAIT_MS = 100;

  /** How long to wait for a free connection, in milliseconds. */
  private static final int CONNECTION_TIMEOUT_MS = 5_000;

  /**
   * Waiting for who holds a lock is bounded, by the database's own setting if it has one; and who
   * holds one while its process hangs loses it.
   */
  private static final String SESSION =
      """
      select set_config(name, bound, false)
      from (values ('lock_timeout', '10s'), ('idle_in_transaction_session_timeout', '60s'))
        as wanted (name, bound)
      where current_setting(name) = '0'
      """;

  /** How long to refuse at once, after a connection was waited for in vain, in nanoseconds. */
  private static final long AWAY_NS = 1_000_000_000;

  private final HikariDataSource pool;
  private final HikariDataSource pens;
  private final Jdbi jdbi;
  private final PostgresEntries entries;
  private final Accounts accounts;
  private final Samples samples;
  private final AtomicLong awayUntilNs = new AtomicLong(System.nanoTime());

  private PostgresStore(PostgresUrl url, String applicationName, int connections) {
    pool = pool("database", url.impatientSource(applicationName), connections);
    pens = pool("pen", url.impatientSource(applicationName), 1);
    jdbi = Jdbi.create(pool);
    entries = new PostgresEntries(this, Jdbi.create(pens), url.source(applicationName));
    accounts = new RememberedAccounts(new JdbcAccounts(this), InstantSource.system());
    samples = new RememberedSamples(new JdbcSamples(this));
  }

  /**
   * Opens a database, making or migrating its tables first.
   *
   * @param connections how many it may take at most, besides two that every server has
   * @throws Refusal.Unavailable if it can't be reached, or is not one to rely on: a commit must be
   *     on the disk when it is acknowledged
   */
  public static PostgresStore open(PostgresUrl url, int connections) {
    return open(url, SERVER, connections);
  }

  /**
   * The same for one who wants to be alone with it.
   *
   * @throws Refusal.Unavailable also if servers use it
   */
  public static PostgresStore openAlone(PostgresUrl url) {
    PostgresStore store = open(url, SERVER + "-alone", 2);
    for (int i = 0; i < ALONE_TRIES; i++) {
      if (store.servers() == 0) return store;
      try {
        Thread.sleep(ALONE_WAIT_MS); // who has just stopped is still in the list for a moment
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    store.close();
    throw new Refusal.Unavailable("Servers use " + url + "; stop them first.");
  }

  /**
   * Reads a database that servers may be writing to.
   *
   * @throws Refusal.Unavailable if it can't be reached, or is none of Earmark
   */
  public static ReadOnly reader(PostgresUrl url) {
    try {
      ReadOnly reader =
          new ReadOnly(
              Jdbi.create(url.source(SERVER + "-reader")),
              TransactionIsolationLevel.REPEATABLE_READ);
      try {
        reader.entries().lastSeq();
        return reader;
      } catch (Refusal e) {
        reader.close();
        throw e;
      }
    } catch (ConnectionException e) {
      throw new Refusal.Unavailable(url + " can't be used: " + e.getMessage());
    }
  }

  private int servers() {
    return read(handle ->
        handle
            .createQuery(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = :server
                """)
            .bind("server", SERVER)
            .mapTo(Integer.class)
            .one());
  }

  private static PostgresStore open(PostgresUrl url, String applicationName, int connections) {
    try (Connection connection = url.source(applicationName).getConnection()) {
      requireReliable(connection, url);
      Migrations.apply(url.source(applicationName), "postgres");
    } catch (SQLException | FlywayException e) {
      LOG.debug("Could not open {}", url, e);
      throw new Refusal.Unavailable(url + " can't be used: " + e.getMessage());
    }
    return new PostgresStore(url, applicationName, connections);
  }

  private static void requireReliable(Connection connection, PostgresUrl url) throws SQLException {
    for (String setting : new String[] {"fsync", "synchronous_commit"}) {
      if (show(connection, setting).equals("off")) {
        throw new Refusal.Unavailable(
            url
                + " has "
                + setting
                + " = off, so a crash could take back what was acknowledged. Turn it on.");
      }
    }
    if (show(connection, "transaction_read_only").equals("on")) {
      throw new Refusal.Unavailable(url + " can only be read; it may be a standby.");
    }
    String encoding = show(connection, "server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new Refusal.Unavailable(
          url + " has the encoding " + encoding + "; make one with the encoding UTF8.");
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private static HikariDataSource pool(String name, DataSource source, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(SESSION);
    return new HikariDataSource(config);
  }

  @Override
  public Entries entries() {
    return entries;
  }

  @Override
  public Samples samples() {
    return samples;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public TextIndex reportText() {
    return new PostgresText();
  }

  @Override
  public <T> T read(Work<T> work) {
    return orRefused(() -> jdbi.withHandle(work::with));
  }

  /** In a transaction, without which the driver would read all rows at once. */
  @Override
  public <T> T scan(Work<T> work) {
    return write(work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return orRefused(() -> jdbi.inTransaction(work::with));
  }

  @Override
  public <T> T writeAlone(Work<T> work) {
    return write(handle -> {
      AdvisoryLock.NUMBERS.take(handle);
      return work.with(handle);
    });
  }

  private <T> T orRefused(Supplier<T> work) {
    if (System.nanoTime() - awayUntilNs.get() < 0) throw Outage.refusal();
    try {
      return work.get();
    } catch (JdbiException e) {
      if (!Outage.isOne(e)) throw e;
      if (e instanceof ConnectionException) awayUntilNs.set(System.nanoTime() + AWAY_NS);
      LOG.debug("The database can't be reached", e);
      throw Outage.refusal();
    }
  }

  @Override
  public void close() {
    entries.close();
    pens.close();
    pool.close();
  }
}
