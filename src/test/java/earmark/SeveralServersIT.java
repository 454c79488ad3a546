package earmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Ledger;
import earmark.property.Property;
import earmark.store.TestPostgres;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real server processes over one real PostgreSQL. */
class SeveralServersIT {
  private static final int SERVERS = 3;
  private static final int WRITERS = 6;
  private static final int SAMPLES = 4;
  private static final int WRITES = 300;
  private static final int WAITS_MAX = 1200;

  @TempDir Path temp;

  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger steps = new AtomicInteger();
  private volatile boolean stopping;

  /** One of several servers, with a folder of its own and all else shared. */
  private ServerProcess server(int number, String url) throws IOException {
    Path key = temp.resolve("token.key");
    if (!Files.exists(key)) Files.write(key, new byte[32]);
    return ServerProcess.startLogging(
        temp.resolve("data" + number),
        temp.resolve("log" + number),
        "--store",
        url,
        "--samples",
        temp.resolve("samples").toString(),
        "--token-key",
        key.toString());
  }

  @Test
  void nothing_acknowledged_is_lost_nobody_goes_back_and_all_end_alike_when_one_is_killed() {
    Property.holds(
        1,
        random -> {
          PostgresUrl url = TestPostgres.database();
          String withPassword = url.url() + "&password=hush";
          List<ServerProcess> servers = new ArrayList<>();
          List<Client> clients = new ArrayList<>();
          try {
            for (int i = 0; i < SERVERS; i++) {
              servers.add(server(i, withPassword));
              clients.add(Client.admin(servers.get(i).address()));
            }
            assertThat(clients.stream().map(Client::token).distinct())
                .as("a token is good for all")
                .hasSize(1);
            List<String> samples = new ArrayList<>();
            for (int i = 0; i < SAMPLES; i++) {
              samples.add(
                  clients
                      .get(i % SERVERS)
                      .upload("s" + i, "sample " + i, "")
                      .path("sha256")
                      .asString());
            }
            for (Client client : clients) awaitTotal(client, "", SAMPLES);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
              List<Future<?>> all = new ArrayList<>();
              for (int w = 0; w < WRITERS; w++) {
                SplittableRandom own = new SplittableRandom(random.nextLong());
                all.add(threads.submit(() -> write(clients, samples, own)));
              }
              SplittableRandom own = new SplittableRandom(random.nextLong());
              all.add(threads.submit(() -> step(clients, samples.getFirst(), own)));
              for (Client client : clients) {
                all.add(threads.submit(() -> watch(client, samples.getFirst())));
              }
              awaitWrites(WRITES / 2);
              servers.get(1).kill();
              awaitWrites(WRITES);
              stopping = true;
              for (Future<?> one : all) one.get();
            }
            servers.set(1, server(1, withPassword));
            clients.set(1, Client.admin(servers.get(1).address()));
            requireAlike(clients, samples);
            requireWhole(url);
            for (int i = 0; i < SERVERS; i++) {
              assertThat(Files.readString(temp.resolve("log" + i))).doesNotContain("hush");
            }
          } finally {
            servers.forEach(ServerProcess::close);
          }
        });
  }

  private void awaitWrites(int enough) throws InterruptedException {
    for (int i = 0; i < WAITS_MAX && acknowledged.size() < enough; i++) Thread.sleep(50);
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(enough);
  }

  private static void awaitTotal(Client client, String query, long total) throws Exception {
    long seen = -1;
    for (int i = 0; i < WAITS_MAX && seen != total; i++) {
      seen = client.get("/api/v1/samples?q=" + query).path("total").asLong();
      if (seen != total) Thread.sleep(50);
    }
    assertThat(seen).isEqualTo(total);
  }

  /** Puts pairs of tags on samples over any server; goes on elsewhere when it is killed. */
  private Void write(List<Client> clients, List<String> samples, SplittableRandom random)
      throws InterruptedException {
    while (!stopping) {
      int n = next.incrementAndGet();
      String sample = samples.get(random.nextInt(samples.size()));
      sent.add(sample + " " + n);
      List<String> pair = List.of("a" + n + "_", "b" + n + "_");
      try {
        clients
            .get(random.nextInt(clients.size()))
            .post("/api/v1/samples/tags", Map.of("samples", List.of(sample), "add", pair));
        acknowledged.add(sample + " " + n);
      } catch (IOException e) {
        Thread.sleep(20); // that server was killed
      }
    }
    return null;
  }

  /** Puts numbered tags on a sample one after the other, each when the one before is there. */
  private Void step(List<Client> clients, String sample, SplittableRandom random)
      throws InterruptedException {
    while (!stopping) {
      Map<String, Object> edit =
          Map.of("samples", List.of(sample), "add", List.of("step" + (steps.get() + 1)));
      try {
        clients.get(random.nextInt(clients.size())).post("/api/v1/samples/tags", edit);
        steps.incrementAndGet();
      } catch (IOException e) {
        Thread.sleep(20); // that server was killed; the step is tried again
      }
    }
    return null;
  }

  /** Reads from one server until it dies: the steps that it shows are all up to a growing last. */
  private Void watch(Client client, String sample) throws InterruptedException {
    int before = 0;
    try {
      while (!stopping) {
        Set<Integer> shown = new TreeSet<>();
        for (String tag : tags(client, sample)) {
          if (tag.startsWith("step")) shown.add(Integer.parseInt(tag.substring(4)));
        }
        assertThat(shown.size()).isGreaterThanOrEqualTo(before);
        before = shown.size();
        for (int i = 1; i <= before; i++) assertThat(shown).contains(i);
      }
      assertThat(before).as("it saw anything move").isPositive();
    } catch (IOException e) {
      assertThat(before).as("it saw anything move before it was killed").isPositive();
    }
    return null;
  }

  private static Set<String> tags(Client client, String sample)
      throws IOException, InterruptedException {
    Set<String> tags = new TreeSet<>();
    JsonNode shown = client.get("/api/v1/samples/" + sample).path("tags").path("user");
    shown.forEach(tag -> tags.add(tag.asString()));
    return tags;
  }

  private void requireAlike(List<Client> clients, List<String> samples) throws Exception {
    String list = "/api/v1/samples?q=%23_&limit=50";
    String first = "";
    for (int i = 0; i < WAITS_MAX; i++) { // the last entries, also of analyses, may be on their way
      Set<String> answers = new TreeSet<>();
      for (Client client : clients) {
        answers.add(client.get(list) + " " + client.get("/api/v1/tags/suggest?text=a1&limit=50"));
      }
      first = answers.iterator().next();
      if (answers.size() == 1 && !first.contains("queued")) break;
      Thread.sleep(50);
    }
    for (Client client : clients) {
      assertThat(client.get(list) + " " + client.get("/api/v1/tags/suggest?text=a1&limit=50"))
          .isEqualTo(first);
      Set<String> found = new TreeSet<>();
      for (String sample : samples) {
        Set<String> tags = tags(client, sample);
        for (String tag : tags) {
          if (tag.startsWith("step")) continue;
          assertThat(tags).contains((tag.startsWith("a") ? "b" : "a") + tag.substring(1));
          found.add(sample + " " + tag.substring(1, tag.length() - 1));
        }
      }
      assertThat(found).containsAll(acknowledged);
      assertThat(sent).containsAll(found);
    }
  }

  /** Opening a ledger checks each entry against the one before. */
  private static void requireWhole(PostgresUrl url) {
    RoaringIndex index = new RoaringIndex();
    try (PostgresStore store = PostgresStore.open(url, 2);
        Ledger _ = Ledger.open(store.entries(), index, InstantSource.system())) {
      assertThat(index.seq()).isEqualTo(store.entries().lastSeq()).isPositive();
    }
  }

  @Test
  void while_the_database_is_away_reading_goes_on_and_writing_works_again_when_it_is_back()
      throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    EmbeddedPostgres database = TestPostgres.start(temp, port);
    try {
      String url = database.getJdbcUrl("postgres", "postgres");
      try (ServerProcess one = server(0, url);
          ServerProcess two = server(1, url)) {
        Client here = Client.admin(one.address());
        Client there = Client.admin(two.address());
        String sample = here.upload("s", "content", "before").path("sha256").asString();
        awaitTotal(here, "%23before", 1);
        awaitTotal(there, "%23before", 1);
        Map<String, Object> asked = Map.of("hash_values", List.of(sample));
        for (Client client : List.of(here, there)) client.post("/api/samples/status/", asked);
        database.close();
        for (Client client : List.of(here, there)) {
          assertThatExceptionOfType(IllegalStateException.class)
              .isThrownBy(() -> tag(client, sample, "lost"))
              .withMessageStartingWith("503 ");
          assertThat(client.get("/api/v1/samples?q=%23before").path("total").asLong()).isEqualTo(1);
          assertThat(client.get("/api/v1/tags/suggest?text=bef").path("tags").isEmpty()).isFalse();
          assertThat(client.post("/api/samples/status/", asked).path("results").size())
              .isEqualTo(1);
        }
        database = TestPostgres.start(temp, port);
        awaitTag(here, sample, "after");
        awaitTotal(there, "%23after", 1);
        awaitTag(there, sample, "too");
        awaitTotal(here, "%23too", 1);
        awaitTotal(here, "%23lost", 0);
      }
    } finally {
      database.close();
    }
  }

  private static void tag(Client client, String sample, String tag)
      throws IOException, InterruptedException {
    client.post("/api/v1/samples/tags", Map.of("samples", List.of(sample), "add", List.of(tag)));
  }

  private static void awaitTag(Client client, String sample, String tag) throws Exception {
    Optional<IllegalStateException> last = Optional.empty();
    for (int i = 0; i < WAITS_MAX; i++) {
      try {
        tag(client, sample, tag);
        return;
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageStartingWith("503 ");
        last = Optional.of(e);
        Thread.sleep(50);
      }
    }
    throw last.orElseThrow();
  }

  @Test
  void an_instance_moves_from_its_folder_to_postgresql() throws Exception {
    Path data = temp.resolve("old");
    String url = TestPostgres.database().url();
    String sample;
    try (ServerProcess server = ServerProcess.start(data)) {
      Client client = Client.admin(server.address());
      sample = client.upload("s", "content", "moved").path("sha256").asString();
      CommandLineIT.Result busy =
          CommandLineIT.run(Map.of(), "copy", "--from", "sqlite:" + data, "--to", url);
      assertThat(busy.code()).isEqualTo(1);
      assertThat(busy.err()).contains("Another server uses the data folder");
      server.stop();
    }
    CommandLineIT.Result copied =
        CommandLineIT.run(Map.of(), "copy", "--from", "sqlite:" + data, "--to", url);
    assertThat(copied.code()).as(copied.err()).isZero();
    assertThat(copied.out()).contains("sample: 1 of 1", "bytes of samples", "not copied");
    CommandLineIT.Result again =
        CommandLineIT.run(Map.of(), "copy", "--from", "sqlite:" + data, "--to", url);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("The target is not empty");
    try (ServerProcess server =
        ServerProcess.start(data, "--store", url)) { // the folder still has samples and the key
      Client client = Client.admin(server.address());
      assertThat(tags(client, sample)).containsExactly("moved");
    }
  }
}
