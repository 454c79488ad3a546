package earmark.bench.side;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many operations, sent in packets of some megabytes, two at a time. */
final class OpenSearchFeed implements AutoCloseable {
  private static final int PACKET_CHARACTERS = 4 << 20;
  private static final int AT_ONCE = 2;

  private final OpenSearchNode node;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final List<Future<?>> sent = new ArrayList<>();
  private StringBuilder packet = new StringBuilder();

  OpenSearchFeed(OpenSearchNode node) {
    this.node = node;
  }

  /** Where the next operation is written, each line with its end. */
  StringBuilder next() {
    if (packet.length() >= PACKET_CHARACTERS) send();
    return packet;
  }

  private void send() {
    String lines = packet.toString();
    packet = new StringBuilder();
    free.acquireUninterruptibly();
    sent.add(
        senders.submit(() -> {
          try {
            node.bulk(lines);
          } finally {
            free.release();
          }
        }));
  }

  /** Waits until all is done. */
  @Override
  public void close() {
    if (!packet.isEmpty()) send();
    senders.close();
    for (Future<?> one : sent) {
      if (one.state() == Future.State.FAILED) {
        throw new IllegalStateException("OpenSearch took not all", one.exceptionNow());
      }
    }
  }
}
