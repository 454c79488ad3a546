package earmark.store.jdbc;

import earmark.ledger.Entries;
import earmark.refusal.Refusal;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * A database as it stood when reading it began, while servers may write to it. It is read in the
 * schema that it has: nothing is migrated. For one thread at a time.
 */
public final class ReadOnly implements Database, AutoCloseable {
  private final Handle handle;

  /**
   * Begins to read.
   *
   * @param isolation what shows all queries the same moment
   */
  public ReadOnly(Jdbi jdbi, TransactionIsolationLevel isolation) {
    handle = jdbi.open();
    try {
      handle.setTransactionIsolationLevel(isolation);
      handle.begin();
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  public Entries entries() {
    return new JdbcEntries(this);
  }

  /** Hands over the SHA-256 of every sample, in hex. */
  public void forEachSample(Consumer<String> action) {
    scan(handle -> {
      try (Stream<byte[]> hashes =
          handle
              .createQuery("select sha256 from sample order by number")
              .mapTo(byte[].class)
              .stream()) {
        hashes.forEach(hash -> action.accept(HexFormat.of().formatHex(hash)));
        return true;
      }
    });
  }

  /**
   * @throws Refusal.Unavailable if the database can't be read
   */
  @Override
  public <T> T read(Work<T> work) {
    try {
      return work.with(handle);
    } catch (JdbiException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new Refusal.Unavailable("The database can't be read: " + cause.getMessage());
    }
  }

  @Override
  public <T> T scan(Work<T> work) {
    return read(work);
  }

  @Override
  public <T> T write(Work<T> work) {
    throw new UnsupportedOperationException("this database was opened for reading");
  }

  @Override
  public <T> T writeAlone(Work<T> work) {
    return write(work);
  }

  @Override
  public void close() {
    try {
      handle.rollback();
    } finally {
      handle.close();
    }
  }
}
