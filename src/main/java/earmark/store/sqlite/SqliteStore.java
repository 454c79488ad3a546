package earmark.store.sqlite;

import earmark.access.Accounts;
import earmark.ledger.Entries;
import earmark.refusal.Refusal;
import earmark.sample.Samples;
import earmark.store.jdbc.JdbcAccounts;
import earmark.store.jdbc.JdbcEntries;
import earmark.store.jdbc.JdbcSamples;
import earmark.store.jdbc.Migrations;
import earmark.store.jdbc.ReadOnly;
import earmark.store.jdbc.Store;
import earmark.store.jdbc.TextIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * A SQLite file: one connection writes, a few read. Writers take turns in the order in which they
 * came, so SQLite itself never has to refuse one.
 */
public final class SqliteStore implements Store {
  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

  /** The part of a result code that says what kind of failure it is. */
  private static final int PRIMARY_CODE = 0xff;

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

  /**
   * Opens the file, making or migrating it first.
   *
   * @throws Refusal.Unavailable if it is not one that this version can use
   */
  public static SqliteStore open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    Migrations.apply(source, "sqlite");
    return new SqliteStore(Jdbi.create(source));
  }

  /**
   * Reads a file that a server may be writing to.
   *
   * @throws Refusal.Unavailable if it is no database of Earmark
   */
  public static ReadOnly reader(Path file) {
    ReadOnly reader =
        new ReadOnly(Jdbi.create(existing(file)), TransactionIsolationLevel.SERIALIZABLE);
    try {
      reader.entries().lastSeq();
      return reader;
    } catch (Refusal e) {
      reader.close();
      throw new Refusal.Unavailable(file + ": " + e.reason());
    }
  }

  /**
   * Writes a file that holds all that another did at one moment; a server may be writing to that
   * other meanwhile.
   *
   * @param to must not exist
   * @throws Refusal.Unavailable if one of them can't be read or written
   */
  public static void copy(Path from, Path to) {
    try (Handle handle = Jdbi.create(existing(from)).open()) {
      handle.execute("vacuum into ?", to.toString());
    } catch (JdbiException e) {
      throw new Refusal.Unavailable("Could not copy " + from + ": " + e.getMessage());
    }
  }

  /** Connections to a file that is there; with the right to write, as reading its log needs it. */
  private static SQLiteDataSource existing(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public Entries entries() {
    return new JdbcEntries(this);
  }

  @Override
  public Samples samples() {
    return new JdbcSamples(this);
  }

  @Override
  public Accounts accounts() {
    return new JdbcAccounts(this);
  }

  @Override
  public TextIndex reportText() {
    return new SqliteText();
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

  /** As any other: a row is read when it is asked for. */
  @Override
  public <T> T scan(Work<T> work) {
    return read(work);
  }

  @Override
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      return writer.inTransaction(work::with);
    } catch (JdbiException e) {
      if (!isOfTheDisk(e)) throw e;
      LOG.error("Could not write to the database; nothing was changed.", e);
      throw new Refusal.Unavailable("The server can't write at the moment; nothing was changed.");
    } finally {
      writing.unlock();
    }
  }

  /** Whether the disk is full or fails, which may be mended while the server runs. */
  private static boolean isOfTheDisk(JdbiException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        int primary = sqlite.getResultCode().code & PRIMARY_CODE;
        return primary == SQLiteErrorCode.SQLITE_FULL.code
            || primary == SQLiteErrorCode.SQLITE_IOERR.code;
      }
    }
    return false;
  }

  /** As any other: only one connection writes. */
  @Override
  public <T> T writeAlone(Work<T> work) {
    return write(work);
  }

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
