package earmark.store.postgres;

import earmark.ledger.Entry;
import earmark.store.jdbc.Database;
import earmark.store.jdbc.JdbcEntries;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries of a ledger that several servers share; the pen is an advisory lock. */
final class PostgresEntries extends JdbcEntries implements AutoCloseable {
  static final String CHANNEL = "earmark";
  private static final Logger LOG = LoggerFactory.getLogger(PostgresEntries.class);

  /** How long to look for what became of a commit whose answer was lost. */
  private static final Duration LOOKING = Duration.ofSeconds(15);

  private final Jdbi pens;
  private final PGSimpleDataSource listening;
  private volatile int penPid;
  private @Nullable News news;

  /**
   * @param pens connects who writes entries
   * @param listening connects who waits for the entries of others
   */
  PostgresEntries(Database database, Jdbi pens, PGSimpleDataSource listening) {
    super(database);
    this.pens = pens;
    this.listening = listening;
  }

  @Override
  public Pen pen() {
    return take();
  }

  private HeldPen take() {
    @Nullable Handle handle = null;
    try {
      handle = pens.open();
      handle.begin();
      penPid = handle.getConnection().unwrap(PGConnection.class).getBackendPID();
      AdvisoryLock.PEN.take(handle);
      return new HeldPen(handle);
    } catch (SQLException | JdbiException e) {
      if (handle != null) letGo(handle);
      throw new AppendFailed(
          "could not take the pen; another server may hold it, see the cause", e);
    }
  }

  private static void letGo(Handle handle) {
    try (handle) {
      if (handle.isInTransaction()) handle.rollback();
    } catch (JdbiException e) {
      LOG.debug("The connection was lost, and with it what was not committed", e);
    }
  }

  private final class HeldPen implements Pen {
    private final Handle handle;

    HeldPen(Handle handle) {
      this.handle = handle;
    }

    @Override
    public void since(long seq, Consumer<Entry> action) {
      try {
        JdbcEntries.since(handle, seq, action);
      } catch (JdbiException e) {
        throw new AppendFailed("could not read what other servers appended", e);
      }
    }

    @Override
    public void append(List<Entry> entries) {
      Entry last = entries.getLast();
      try {
        insert(handle.getConnection(), entries);
        handle
            .createQuery("select 1 from pg_notify(:channel, :seq)")
            .bind("channel", CHANNEL)
            .bind("seq", String.valueOf(last.seq()))
            .mapTo(Integer.class)
            .one();
      } catch (SQLException | JdbiException e) {
        throw new AppendFailed("could not write " + entries.size() + " entries", e);
      }
      try {
        handle.commit();
      } catch (JdbiException e) {
        letGo(handle);
        if (!wasCommitted(last, e)) throw new AppendFailed("could not commit " + last.seq(), e);
      }
    }

    /** Gives the pen back, and takes back what was not committed. */
    @Override
    public void close() {
      letGo(handle);
    }

    Optional<byte[]> hash(long seq) {
      return handle
          .createQuery("select hash from entry where seq = :seq")
          .bind("seq", seq)
          .map((row, _) -> row.getBytes(1))
          .findOne();
    }
  }

  /**
   * Looks whether an entry was committed although the answer was lost. It takes the pen for that:
   * while the lost transaction is not over, it holds it.
   */
  private boolean wasCommitted(Entry last, JdbiException lost) {
    LOG.warn("The answer to the commit of entry {} was lost; looking for it.", last.seq());
    long start = System.nanoTime();
    while (true) {
      try (HeldPen again = take()) {
        return again.hash(last.seq()).filter(hash -> Arrays.equals(hash, last.hash())).isPresent();
      } catch (AppendFailed | JdbiException e) {
        if (System.nanoTime() - start > LOOKING.toNanos()) {
          lost.addSuppressed(e);
          throw new OutcomeUnknown("can't tell whether " + last.seq() + " was committed", lost);
        }
      }
    }
  }

  @Override
  public synchronized void onNews(Runnable call) {
    if (news != null) throw new IllegalStateException("somebody is called already");
    news = News.listen(listening, pid -> pid == penPid, call);
  }

  @Override
  public synchronized void close() {
    if (news != null) news.close();
    news = null;
  }
}
