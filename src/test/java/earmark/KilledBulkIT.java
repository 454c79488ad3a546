package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is killed at random moments while it changes the tags of ten thousand samples at
 * once: each change is there whole or not at all. {@code -Dkill.rounds=N} kills it N times.
 */
class KilledBulkIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
  private static final int SAMPLES = 20_000;
  private static final int WRITERS = 3;
  private static final Tag HALF = Tag.user(new UserTagName("half"));

  @TempDir Path data;

  private final Set<Integer> sent = ConcurrentHashMap.newKeySet();
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  @Test
  void a_bulk_change_is_there_whole_or_not_at_all() throws Exception {
    SplittableRandom random = new SplittableRandom();
    int carriers = fill(random);
    int checked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess server = ServerProcess.start(data)) {
        Client client = Client.admin(server.address());
        check(client, checked, carriers);
        checked = next.get();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < WRITERS; i++) writers.execute(() -> write(client, carriers));
          int before = acknowledged.size();
          for (int i = 0; i < 5_000 && acknowledged.size() == before; i++) Thread.sleep(1);
          Thread.sleep(random.nextInt(60));
          server.kill();
        }
      }
    }
    try (ServerProcess server = ServerProcess.start(data)) {
      check(Client.admin(server.address()), 0, carriers);
    }
    assertThat(acknowledged).as("the test wrote at all").hasSizeGreaterThanOrEqualTo(ROUNDS);
    System.out.printf(
        "%d kills, %d bulk changes sent, %d acknowledged, all whole or absent%n",
        ROUNDS, sent.size(), acknowledged.size());
  }

  /** Samples without files, of which every second or so has a tag; how many have it. */
  private int fill(SplittableRandom random) throws IOException {
    try (SqliteStore store = SqliteStore.open(data.resolve("earmark.db"));
        Ledger ledger = Ledger.open(store.entries(), new RoaringIndex(), InstantSource.system())) {
      store.write(KilledBulkIT::insertSamples);
      ThingSet half =
          ThingSet.of(IntStream.range(0, SAMPLES).filter(_ -> random.nextBoolean()).toArray());
      ledger.append(
          new Operation(
              Operation.EARMARK,
              Via.CLI,
              Optional.empty(),
              Optional.empty(),
              _ ->
                  List.of(
                      new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, SAMPLES - 1)),
                      new Change.Tagged(HALF, half, ThingSet.none(), 0, 0))));
      return half.size();
    }
  }

  private static int insertSamples(Handle handle) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into sample (number, md5, sha1, sha256, sha512, size_bytes, name, type,
                                first_seen_micros, last_seen_micros, status, attempts)
            values (:n, :md5, :sha1, :sha256, :sha512, 1, 's' || :n, 'Text', 0, 0, 'PROCESSED', 1)
            """);
    for (int i = 0; i < SAMPLES; i++) {
      batch.bind("n", i);
      batch.bind("md5", hash(16, i)).bind("sha1", hash(20, i));
      batch.bind("sha256", hash(32, i)).bind("sha512", hash(64, i));
      batch.add();
    }
    return batch.execute().length;
  }

  private static byte[] hash(int bytes, int sample) {
    return ByteBuffer.allocate(bytes).putInt(sample).array();
  }

  private void write(Client client, int carriers) {
    try {
      while (true) {
        int n = next.incrementAndGet();
        sent.add(n);
        client.post(
            "/api/v1/samples/tags",
            Map.of(
                "query", "tag-user:half", "expected", carriers, "add", List.of("a" + n, "b" + n)));
        acknowledged.add(n);
      }
    } catch (IOException | IllegalStateException e) {
      // the server was killed, which is what this test is about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Client client, int from, int carriers) throws Exception {
    for (int n = from + 1; n <= next.get(); n++) {
      long a = total(client, "tag-user:a" + n);
      long b = total(client, "tag-user:b" + n);
      assertThat(a).as("both tags of change %d", n).isEqualTo(b);
      assertThat(a).as("change %d", n).isIn(0L, (long) carriers);
      if (acknowledged.contains(n)) assertThat(a).as("change %d", n).isEqualTo(carriers);
    }
  }

  private static long total(Client client, String query) throws Exception {
    return client.get("/api/v1/samples?limit=1&q=" + query).path("total").asLong();
  }
}
