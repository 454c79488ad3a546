package earmark.bench.side;

/** Makes writes visible: all who wait at the same time share one refresh. */
final class SharedRefresh {
  private final Runnable refresh;
  private long begun;
  private long done;
  private boolean running;

  SharedRefresh(Runnable refresh) {
    this.refresh = refresh;
  }

  /** Returns after a refresh that began after the call. */
  void await() {
    if (!leads()) return;
    try {
      refresh.run();
    } finally {
      end();
    }
  }

  /** Waits until one has ended that began after the call, or answers that the caller runs it. */
  private synchronized boolean leads() {
    long mine = begun + 1;
    while (done < mine) {
      if (!running) {
        running = true;
        begun++;
        return true;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a refresh", e);
      }
    }
    return false;
  }

  private synchronized void end() {
    done = begun;
    running = false;
    notifyAll();
  }
}
