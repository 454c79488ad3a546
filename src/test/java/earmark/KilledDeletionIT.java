package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is killed at random moments while it deletes many samples at once: afterwards
 * all of them are gone with their bytes, or none. {@code -Dkill.rounds=N} kills it N times.
 */
class KilledDeletionIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
  private static final int SAMPLES = 40;

  @TempDir Path data;

  @Test
  void a_bulk_deletion_is_whole_or_was_never_asked_for() throws Exception {
    SplittableRandom random = new SplittableRandom();
    int deleted = 0;
    List<String> kept = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      String tag = "round-" + round;
      List<String> hashes = new ArrayList<>();
      try (ServerProcess server = ServerProcess.start(data)) {
        Client client = Client.admin(server.address());
        for (int i = 0; i < SAMPLES; i++) {
          hashes.add(client.upload("s", tag + " sample " + i, tag).path("sha256").asString());
        }
        awaitAnalyses(client, tag);
        try (ExecutorService one = Executors.newVirtualThreadPerTaskExecutor()) {
          one.execute(() -> delete(client, tag));
          Thread.sleep(random.nextInt(80));
          server.kill();
        }
      }
      try (ServerProcess server = ServerProcess.start(data)) {
        Client client = Client.admin(server.address());
        long left = total(client, "tag-user:" + tag);
        assertThat(left).as("round %d", round).isIn(0L, (long) SAMPLES);
        if (left == 0) deleted++;
        else kept.addAll(hashes);
        assertThat(files()).as("bytes after round %d", round).hasSameElementsAs(kept);
        assertThat(total(client, "")).isEqualTo(kept.size());
      }
    }
    System.out.printf("%d kills, %d deletions done, all whole or absent%n", ROUNDS, deleted);
  }

  private static void delete(Client client, String tag) {
    try {
      client.post(
          "/api/v1/samples/delete", Map.of("query", "tag-user:" + tag, "expected", SAMPLES));
    } catch (IOException | IllegalStateException e) {
      // the server was killed, which is what this test is about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitAnalyses(Client client, String tag) throws Exception {
    for (int i = 0; i < 600; i++) {
      boolean waits = false;
      for (var sample : client.get("/api/v1/samples?limit=200&q=tag-user:" + tag).path("samples")) {
        waits |= sample.path("status").asString().equals("queued");
      }
      if (!waits) return;
      Thread.sleep(50);
    }
    throw new IllegalStateException("not analysed in time");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("samples"))) {
      return all.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  private static long total(Client client, String query) throws Exception {
    return client.get("/api/v1/samples?limit=1&q=" + query).path("total").asLong();
  }
}
