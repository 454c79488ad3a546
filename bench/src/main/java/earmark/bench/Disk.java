package earmark.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How long the disk itself takes to make 4 KiB durable: the floor under every single write. */
final class Disk {
  private static final int BLOCK_BYTES = 4096;
  private static final long NANOS = 2_000_000_000L;

  private Disk() {}

  static Latencies sync(Path folder) throws IOException {
    Latencies latencies = new Latencies();
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("sync"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      long until = System.nanoTime() + NANOS;
      while (System.nanoTime() < until) {
        long start = System.nanoTime();
        file.write(block.clear());
        file.force(false);
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }
}
