package earmark.store.jdbc;

import org.jdbi.v3.core.Handle;

/** A database that is read by many and written to by one at a time. Safe for any thread. */
public interface Database {
  /** Reads, in no transaction. */
  <T> T read(Work<T> work);

  /** Writes, in one transaction that is durable on return; nothing is written if work throws. */
  <T> T write(Work<T> work);

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Handle handle);
  }
}
