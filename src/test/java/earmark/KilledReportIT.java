package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The real process is killed at random moments while several clients submit, update, tag, move and
 * delete reports: what was acknowledged is there whole afterwards, what was asked for at that
 * moment is there whole or not at all, and the external id of what is not there is free. {@code
 * -Dkill.rounds=N} kills it N times.
 */
class KilledReportIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
  private static final int CLIENTS = 4;

  @TempDir Path data;
  private final List<String> enclaves = new ArrayList<>();

  /** What a report is; absent as a whole if there is none. */
  private record Known(String enclave, String title, String body, Set<String> tags) {}

  /**
   * A client with reports of its own, by their external ids, and what it asks for at the moment.
   */
  private final class Worker {
    private final String name;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<String, Optional<Known>> acknowledged = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private Optional<Map.Entry<String, Optional<Known>>> underWay = Optional.empty();
    private int made;

    Worker(String name) {
      this.name = name;
    }

    void work(Client client) {
      try {
        while (true) step(client);
      } catch (IOException e) {
        // the server was killed, which is what this test is about
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void step(Client client) throws IOException, InterruptedException {
      List<String> present =
          acknowledged.keySet().stream()
              .filter(key -> acknowledged.getOrDefault(key, Optional.empty()).isPresent())
              .toList();
      String key =
          present.size() < 3 || random.nextInt(3) == 0
              ? name + " " + made++
              : present.get(random.nextInt(present.size()));
      Optional<Known> before = acknowledged.getOrDefault(key, Optional.empty());
      String text = key + " says " + random.nextInt(1_000_000);
      if (before.isEmpty()) {
        begin(key, Optional.of(new Known(enclaves.getFirst(), text, "body of " + text, Set.of())));
        ids.put(key, submit(client, key, text).path("id").asString());
      } else {
        change(client, key, before.get(), text);
      }
      underWay.ifPresent(done -> acknowledged.put(done.getKey(), done.getValue()));
      underWay = Optional.empty();
    }

    private void change(Client client, String key, Known before, String text)
        throws IOException, InterruptedException {
      String path = "/api/v1/reports/" + ids.get(key);
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          String body = "body of " + text;
          begin(key, Optional.of(new Known(before.enclave(), text, body, before.tags())));
          client.put(path, Map.of("title", text, "body", body));
        }
        case 2 -> {
          String tag = "t" + random.nextInt(10);
          Set<String> tags = new HashSet<>(Set.of(tag, "all"));
          begin(key, Optional.of(new Known(before.enclave(), before.title(), before.body(), tags)));
          Set<String> off = new HashSet<>(before.tags());
          client.post(path + "/tags", Map.of("add", tags, "remove", off));
        }
        case 3 -> {
          String other = enclaves.get(before.enclave().equals(enclaves.getFirst()) ? 1 : 0);
          begin(key, Optional.of(new Known(other, before.title(), before.body(), before.tags())));
          client.post(path + "/move", Map.of("enclave", other));
        }
        default -> {
          begin(key, Optional.empty());
          client.delete(path);
        }
      }
    }

    private void begin(String key, Optional<Known> after) {
      underWay = Optional.of(Map.entry(key, after));
    }

    /** Compares what is there with what it was told, and takes over what became of the rest. */
    void compare(Client client) throws IOException, InterruptedException {
      String pending = underWay.map(Map.Entry::getKey).orElse("");
      Set<String> keys = new HashSet<>(acknowledged.keySet());
      if (!pending.isEmpty()) keys.add(pending);
      for (String key : keys) {
        Optional<Known> before = acknowledged.getOrDefault(key, Optional.empty());
        Optional<Known> found = found(client, key);
        if (key.equals(pending)) {
          assertThat(found).isIn(before, underWay.orElseThrow().getValue());
          acknowledged.put(key, found);
        } else {
          assertThat(found).as(key).isEqualTo(before);
        }
        if (found.isEmpty()) acknowledged.remove(key);
      }
      if (!pending.isEmpty() && !acknowledged.containsKey(pending)) {
        JsonNode again = submit(client, pending, "again"); // its external id is free
        ids.put(pending, again.path("id").asString());
        acknowledged.put(
            pending,
            Optional.of(new Known(enclaves.getFirst(), "again", "body of again", Set.of())));
      }
      underWay = Optional.empty();
    }

    private Optional<Known> found(Client client, String key)
        throws IOException, InterruptedException {
      String path = "/api/v1/reports/" + key.replace(" ", "%20") + "?idType=external";
      JsonNode report;
      try {
        report = client.get(path);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageStartingWith("404");
        return Optional.empty();
      }
      ids.put(key, report.path("id").asString());
      Set<String> tags = new HashSet<>();
      report.path("tags").forEach(tag -> tags.add(tag.asString()));
      return Optional.of(
          new Known(
              report.path("enclave").asString(),
              report.path("title").asString(),
              report.path("body").asString(),
              tags));
    }

    private JsonNode submit(Client client, String key, String text)
        throws IOException, InterruptedException {
      return client.post(
          "/api/v1/reports",
          Map.of(
              "enclave",
              enclaves.getFirst(),
              "externalId",
              key,
              "title",
              text,
              "body",
              "body of " + text));
    }
  }

  @Test
  void what_was_acknowledged_is_there_whole_and_nothing_is_half_done() throws Exception {
    SplittableRandom random = new SplittableRandom();
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) workers.add(new Worker("w" + i));
    int reports = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess server = ServerProcess.start(data)) {
        Client client = Client.admin(server.address());
        if (enclaves.isEmpty()) addEnclaves(client);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          List<Future<?>> all = new ArrayList<>();
          for (Worker worker : workers) all.add(threads.submit(() -> worker.work(client)));
          Thread.sleep(300 + random.nextInt(1200));
          server.kill();
          for (Future<?> one : all) one.get();
        }
      }
      try (ServerProcess server = ServerProcess.start(data)) {
        Client client = Client.admin(server.address());
        for (Worker worker : workers) worker.compare(client);
        reports = requireAllAreSearched(client, workers);
      }
    }
    assertThat(reports).isPositive();
    System.out.printf("%d kills, %d reports at the end, all whole%n", ROUNDS, reports);
  }

  private void addEnclaves(Client client) throws IOException, InterruptedException {
    for (String name : List.of("one", "two")) {
      String id = client.post("/api/v1/enclaves", Map.of("name", name)).path("id").asString();
      client.put(
          "/api/v1/grants",
          Map.of("enclave", id, "user", "admin", "rights", List.of("read", "create", "update")));
      enclaves.add(id);
    }
  }

  /** The list and the full text know these reports and no others. */
  private static int requireAllAreSearched(Client client, List<Worker> workers)
      throws IOException, InterruptedException {
    int expected = workers.stream().mapToInt(worker -> worker.acknowledged.size()).sum();
    assertThat(client.get("/api/v1/reports?limit=1").path("total").asInt()).isEqualTo(expected);
    assertThat(client.get("/api/v1/reports?limit=1&q=body%20of").path("total").asInt())
        .isEqualTo(expected);
    return expected;
  }
}
