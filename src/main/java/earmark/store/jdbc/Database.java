package earmark.store.jdbc;

import org.jdbi.v3.core.Handle;

/** A database. Safe for any thread. */
public interface Database {
  /** Reads, in no transaction. */
  <T> T read(Work<T> work);

  /** Reads rows as they are asked for, more than memory may hold. */
  <T> T scan(Work<T> work);

  /** Writes, in one transaction that is durable on return; nothing is written if work throws. */
  <T> T write(Work<T> work);

  /**
   * Writes as {@link #write} does, while nobody else writes by this method, in this process or
   * another: for numbers that are given in order, each once.
   */
  <T> T writeAlone(Work<T> work);

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T with(Handle handle);
  }
}
