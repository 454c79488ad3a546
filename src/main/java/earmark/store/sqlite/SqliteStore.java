package earmark.store.sqlite;

import earmark.access.Accounts;
import earmark.ledger.Entries;
import earmark.sample.Samples;
import earmark.store.jdbc.Database;
import earmark.store.jdbc.JdbcAccounts;
import earmark.store.jdbc.JdbcEntries;
import earmark.store.jdbc.JdbcSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file: one connection writes, a few read. Writers take turns in the order in which they
 * came, so SQLite itself never has to refuse one.
 */
public final class SqliteStore implements Database, AutoCloseable {
  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MS = 10_000;

  private final ReentrantLock writing = new ReentrantLock(true);
  private final Handle writer;
  private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(READERS);
  private final List<Handle> handles = new ArrayList<>();

  private SqliteStore(Jdbi jdbi) {
    writer = jdbi.open();
    handles.add(writer);
    for (int i = 0; i < READERS; i++) {
      Handle reader = jdbi.open();
      handles.add(reader);
      readers.add(reader);
    }
  }

  /** Opens the file, making or migrating it first. */
  public static SqliteStore open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:earmark/store/migrations")
        .load()
        .migrate();
    return new SqliteStore(Jdbi.create(source));
  }

  public Entries entries() {
    return new JdbcEntries(this);
  }

  public Samples samples() {
    return new JdbcSamples(this);
  }

  public Accounts accounts() {
    return new JdbcAccounts(this);
  }

  @Override
  public <T> T read(Work<T> work) {
    Handle reader = null;
    try {
      reader = readers.take();
      return work.with(reader);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to read", e);
    } finally {
      if (reader != null) readers.add(reader);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      return writer.inTransaction(work::with);
    } finally {
      writing.unlock();
    }
  }

  /** Waits for the writer, then closes all connections. */
  @Override
  public void close() {
    writing.lock();
    try {
      handles.forEach(Handle::close);
    } finally {
      writing.unlock();
    }
  }
}
