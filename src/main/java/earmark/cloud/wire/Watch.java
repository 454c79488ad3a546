package earmark.cloud.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Watches over a body that is read: if nothing comes for too long, it is cut off. */
final class Watch implements AutoCloseable {
  private final InputStream body;
  private final long patienceNs;
  private final Thread watcher;
  private volatile long lastNs = System.nanoTime();
  private volatile boolean stoodStill;

  private Watch(InputStream body, Duration patience) {
    this.body = body;
    this.patienceNs = patience.toNanos();
    this.watcher = Thread.ofVirtual().name("watch").unstarted(this::look);
  }

  /** Begins to watch. */
  static Watch over(InputStream body, Duration patience) {
    Watch watch = new Watch(body, patience);
    watch.watcher.start();
    return watch;
  }

  /** Nothing came for too long. */
  static final class StoodStill extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Reads as the body does. */
  int read(byte[] piece) throws IOException, StoodStill {
    lastNs = System.nanoTime(); // what the reader did since the last piece is not the cloud's doing
    try {
      int length = body.read(piece);
      if (stoodStill) throw new StoodStill();
      return length;
    } catch (IOException e) {
      if (stoodStill) throw new StoodStill();
      throw e;
    }
  }

  private void look() {
    try {
      while (true) {
        long leftNs = patienceNs - (System.nanoTime() - lastNs);
        if (leftNs <= 0) {
          stoodStill = true;
          body.close();
          return;
        }
        Thread.sleep(Duration.ofNanos(leftNs));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it ended well
    } catch (IOException e) {
      stoodStill = true; // it is closed all the same
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
