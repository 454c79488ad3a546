package earmark.bench.http;

import earmark.Config;
import earmark.Server;
import earmark.bench.corpus.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private final int samples;

  private OverHttp(Server server, int samples) throws IOException {
    this.server = server;
    this.samples = samples;
    caller = Caller.login(server, "admin", PASSWORD);
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

  /** Asks once for each path, one after the other, so that nothing is cold. */
  public void warm(List<String> paths) throws IOException {
    for (String path : paths) caller.get(path);
  }

  /**
   * Asks for some of these paths at a fixed rate while others tag single samples at a fixed rate.
   *
   * @param times gets the nanoseconds from when each answer was due to be asked for until it was
   *     there, from several threads
   * @return how many samples were tagged meanwhile
   */
  public long ask(
      List<String> paths, int perSecond, int writesPerSecond, int seconds, LongConsumer times)
      throws IOException {
    AtomicLong written = new AtomicLong();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    SplittableRandom random = new SplittableRandom(paths.size());
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Thread writing =
          Thread.ofPlatform()
              .start(() ->
                  atRate(
                      start,
                      writesPerSecond,
                      seconds,
                      (n, _) ->
                          threads.execute(() ->
                              kept(
                                  failure,
                                  () -> {
                                    tag(n);
                                    written.incrementAndGet();
                                  }))));
      atRate(
          start,
          perSecond,
          seconds,
          (_, due) -> {
            String path = paths.get(random.nextInt(paths.size()));
            threads.execute(() ->
                kept(
                    failure,
                    () -> {
                      caller.get(path);
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

  private void tag(int n) throws IOException {
    int sample = (int) ((n * 7919L) % samples);
    String body =
        "{\"samples\":[\"%s\"],\"add\":[\"http %d\"]}"
            .formatted(SampleTable.sha256(sample), n % 50);
    caller.send("POST", "/api/v1/samples/tags", body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
