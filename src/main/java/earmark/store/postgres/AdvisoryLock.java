package earmark.store.postgres;

import org.jdbi.v3.core.Handle;

/** What only one of all servers may do at a time, until its transaction ends. */
enum AdvisoryLock {
  /** Appending entries. */
  PEN(1),
  /** Giving samples and accounts their numbers. */
  NUMBERS(2);

  /** Earmark's own range of locks within a database: "EARM". */
  private static final int RANGE = 0x4541524D;

  private final int number;

  AdvisoryLock(int number) {
    this.number = number;
  }

  /** Waits for it as long as the session's {@code lock_timeout} allows. */
  void take(Handle handle) {
    handle
        .createQuery("select 1 from pg_advisory_xact_lock(:range, :number)")
        .bind("range", RANGE)
        .bind("number", number)
        .mapTo(Integer.class)
        .one();
  }
}
