package earmark.bench.http;

import earmark.Config;
import earmark.Server;
import earmark.bench.corpus.Corpus;
import earmark.bench.side.Search;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process on the ledger of a run, asked over real connections at a fixed rate:
 * what is late because something before it took long counts as slow.
 */
public final class OverHttp implements AutoCloseable {
  private static final String PASSWORD = "correct horse battery";
  private static final long SECOND = 1_000_000_000;

  private final Server server;
  private final Caller caller;
  private final String token;
  private final int samples;

  private OverHttp(Server server, int samples) throws IOException {
    this.server = server;
    this.samples = samples;
    caller = new Caller(server);
    token = caller.token("admin", PASSWORD);
  }

  /** Gives the samples of the ledger in a folder their records, and starts a server there. */
  public static OverHttp start(Path folder, Corpus corpus) throws IOException {
    try {
      SampleTable.fill(folder.resolve("earmark.db"), corpus);
    } catch (SQLException e) {
      throw new IOException(e);
    }
    Server server = Server.start(Config.of(folder, 0).withAdminPassword(PASSWORD));
    return new OverHttp(server, corpus.samples());
  }

  /** Asks once for each search, one after the other, so that nothing is cold. */
  public void warm(List<Search> searches) throws IOException {
    for (Search search : searches) caller.send(get(search));
  }

  /**
   * Searches at a fixed rate while others tag single samples at a fixed rate.
   *
   * @param times gets the nanoseconds from when each search was due until it was answered, from
   *     several threads
   * @return how many samples were tagged meanwhile
   */
  public long search(
      List<Search> searches, int perSecond, int writesPerSecond, int seconds, LongConsumer times)
      throws IOException {
    AtomicLong written = new AtomicLong();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    SplittableRandom random = new SplittableRandom(searches.size());
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Thread writing =
          Thread.ofVirtual()
              .start(() ->
                  atRate(
                      start,
                      writesPerSecond,
                      seconds,
                      (n, _) -> {
                        HttpRequest.Builder request = tagging(n);
                        threads.execute(() ->
                            kept(
                                failure,
                                () -> {
                                  caller.send(request);
                                  written.incrementAndGet();
                                }));
                      }));
      atRate(
          start,
          perSecond,
          seconds,
          (_, due) -> {
            HttpRequest.Builder request = get(searches.get(random.nextInt(searches.size())));
            threads.execute(() ->
                kept(
                    failure,
                    () -> {
                      caller.send(request);
                      times.accept(System.nanoTime() - due);
                    }));
          });
      writing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (failure.get() != null) throw new IOException(failure.get());
    return written.get();
  }

  private interface Due {
    void at(int n, long due);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void atRate(long start, int perSecond, int seconds, Due action) {
    for (int n = 0; n < perSecond * seconds; n++) {
      long due = start + n * SECOND / perSecond;
      while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
      action.at(n, due);
    }
  }

  private static void kept(AtomicReference<@Nullable Exception> failure, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private HttpRequest.Builder get(Search search) {
    return caller.json(SearchText.path(search), token);
  }

  private HttpRequest.Builder tagging(int n) {
    int sample = (int) ((n * 7919L) % samples);
    String body =
        "{\"samples\":[\"%s\"],\"add\":[\"http %d\"]}"
            .formatted(SampleTable.sha256(sample), n % 50);
    return caller
        .json("/api/v1/samples/tags", token)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  @Override
  public void close() {
    server.close();
    caller.close();
  }
}
