package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Durability is shown by killing the real process, again and again, under load. */
class KilledServerIT {
  private static final int ROUNDS = 6;
  private static final int WRITERS = 16;
  private static final int SAMPLES = 8;
  private static final int WAITS_MAX = 5000;

  @TempDir Path data;

  /** What the writers sent, and what was acknowledged. A pair is added by one request, whole. */
  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> uploads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  @Test
  void what_was_acknowledged_survives_and_nothing_is_half_done() {
    Property.holds(
        1,
        random -> {
          List<String> samples = new ArrayList<>();
          for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(data, "--snapshot-entries", "40")) {
              Client client = Client.admin(server.address());
              if (round == 0) {
                for (int i = 0; i < SAMPLES; i++) {
                  samples.add(client.upload("s" + i, "sample " + i, "").path("sha256").asString());
                }
              }
              check(client, samples);
              try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int w = 0; w < WRITERS; w++) {
                  int writer = w;
                  writers.execute(() -> write(client, writer, samples));
                }
                int enough = acknowledged.size() + random.nextInt(20, 200);
                for (int i = 0; i < WAITS_MAX && acknowledged.size() < enough; i++) {
                  Thread.sleep(1 + random.nextLong(20));
                }
                server.kill();
              }
            }
          }
          try (ServerProcess server = ServerProcess.start(data)) {
            check(Client.admin(server.address()), samples);
            assertThat(server.stop()).as("a graceful stop ends with SIGTERM's code").isEqualTo(143);
          }
          assertThat(acknowledged).as("the test wrote at all").hasSizeGreaterThan(100);
          assertThat(uploads).isNotEmpty();
        });
  }

  private void write(Client client, int writer, List<String> samples) {
    try {
      while (true) {
        int n = next.incrementAndGet();
        if (writer == 0) {
          JsonNode uploaded = client.upload("up" + n, "upload " + n, "up_" + n);
          uploads.add(uploaded.path("sha256").asString() + " up_" + n);
          continue;
        }
        String sample = samples.get(n % samples.size());
        sent.add(sample + " " + n);
        client.post(
            "/api/v1/samples/tags",
            Map.of("samples", List.of(sample), "add", List.of("a" + n + "_", "b" + n + "_")));
        acknowledged.add(sample + " " + n);
      }
    } catch (IOException | IllegalStateException e) {
      // the server was killed, which is what this test is about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Client client, List<String> samples) throws Exception {
    Set<String> found = new TreeSet<>();
    for (String sample : samples) {
      Set<String> tags = new TreeSet<>();
      JsonNode shown = client.get("/api/v1/samples/" + sample).path("tags").path("user");
      shown.forEach(tag -> tags.add(tag.asString()));
      for (String tag : tags) {
        String other = (tag.startsWith("a") ? "b" : "a") + tag.substring(1);
        assertThat(tags).as("both tags of one request").contains(other);
        found.add(sample + " " + tag.substring(1, tag.length() - 1));
      }
    }
    assertThat(found).containsAll(acknowledged);
    assertThat(sent).containsAll(found);
    for (String upload : uploads) {
      String[] words = upload.split(" ", -1);
      JsonNode sample = client.get("/api/v1/samples/" + words[0]);
      assertThat(sample.path("tags").path("user").toString()).isEqualTo("[\"" + words[1] + "\"]");
    }
    long pairs = client.get("/api/v1/samples?q=%23_").path("total").asLong();
    assertThat(pairs).isGreaterThanOrEqualTo(uploads.size());
  }
}
