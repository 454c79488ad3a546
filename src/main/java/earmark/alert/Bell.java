package earmark.alert;

import java.time.Duration;

/** Tells all who wait that there may be something new, until it is closed. Safe for any thread. */
public final class Bell implements AutoCloseable {
  private long rung;
  private boolean closed;

  public synchronized void ring() {
    rung++;
    notifyAll();
  }

  /** How often it rang so far. */
  public synchronized long rung() {
    return rung;
  }

  /**
   * Waits until it has rung more often, is closed, or the time is over.
   *
   * @param heard how often it had rung when the caller looked last
   * @return how often it has rung
   */
  public synchronized long await(long heard, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); rung == heard && !closed && left > 0; ) {
      wait(left / 1_000_000 + 1);
      left = end - System.nanoTime();
    }
    return rung;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
