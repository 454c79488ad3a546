package earmark.indicator;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metadata of all indicators that a query finds, written as CSV by jobs. A job is carried out by
 * the server that it was asked of; if that one stops, the job has failed, and says so after a
 * while. Each caller sees only jobs of his own, and the last few of them.
 */
public final class MetadataExports implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetadataExports.class);
  private static final int JOBS_PER_ACCOUNT = 10;
  private static final int AT_ONCE = 2;
  private static final int ROWS_AT_ONCE = 500;

  /** A job whose server has said nothing for so long has failed. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Indicators indicators;
  private final ExportJobs jobs;
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(AT_ONCE);

  public MetadataExports(Indicators indicators, ExportJobs jobs, InstantSource clock) {
    this.indicators = indicators;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** How far a job is. */
  public enum State {
    RUNNING,
    COMPLETE,
    ERROR
  }

  /**
   * Starts a job for what a query finds now; answers its id.
   *
   * @throws Refusal.Forbidden if an enclave is named that can't be read
   * @throws Refusal.Unavailable if too many jobs run at the moment
   */
  public String start(Caller caller, IndicatorQuery query) {
    Indicators.Search search = indicators.search(caller, query);
    int[] found = search.sight().answers().things(search.sight().visible(search.query())).toArray();
    if (!room.tryAcquire()) {
      throw new Refusal.Unavailable("Other exports are running; try again in a while.");
    }
    String guid = UUID.randomUUID().toString();
    try {
      Instant now = clock.instant();
      jobs.start(new ExportJobs.Job(guid, caller.id(), State.RUNNING, now, now), JOBS_PER_ACCOUNT);
      threads.execute(() -> run(guid, search.sight(), found));
    } catch (RuntimeException e) {
      room.release();
      throw e;
    }
    return guid;
  }

  private void run(String guid, Sight sight, int[] found) {
    State end = State.ERROR;
    try {
      if (write(guid, sight, found)) end = State.COMPLETE;
    } catch (RuntimeException e) {
      LOG.error("An export of metadata of indicators failed", e);
    } finally {
      room.release();
    }
    try {
      jobs.end(guid, end);
    } catch (RuntimeException e) {
      LOG.error("The end of an export could not be noted; it counts as failed", e);
    }
  }

  /** Writes all rows, unless the job is not to be any more. */
  private boolean write(String guid, Sight sight, int[] found) {
    if (!jobs.add(guid, CsvLines.HEAD, clock.instant())) return false;
    List<Indicator> all =
        Arrays.stream(found)
            .filter(sight::sees)
            .mapToObj(sight::indicator)
            .sorted(IndicatorPage.BY_VALUE)
            .toList();
    for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
      if (threads.isShutdown()) return false;
      StringBuilder lines = new StringBuilder();
      List<Indicator> some = all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE));
      for (Metadata metadata : indicators.metadata(sight, some)) CsvLines.add(lines, metadata);
      if (!jobs.add(guid, lines.toString(), clock.instant())) return false;
    }
    return true;
  }

  /**
   * How far a job is.
   *
   * @throws Refusal.NotFound if it is not one of the caller's own
   */
  public State state(Caller caller, String guid) {
    ExportJobs.Job job =
        jobs.find(guid)
            .filter(one -> one.account() == caller.id())
            .orElseThrow(() -> new Refusal.NotFound("There is no such export."));
    boolean silent =
        job.state() == State.RUNNING && job.beat().plus(SILENCE).isBefore(clock.instant());
    return silent ? State.ERROR : job.state();
  }

  /**
   * Writes what a job has written.
   *
   * @throws Refusal.NotFound if it is not one of the caller's own
   * @throws Refusal.Conflict if it is not complete
   */
  public void write(Caller caller, String guid, OutputStream out) throws IOException {
    if (state(caller, guid) != State.COMPLETE) {
      throw new Refusal.Conflict("The export is not complete.");
    }
    try {
      jobs.read(
          guid,
          part -> {
            try {
              out.write(part.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }

  /** Stops; jobs that are not done have failed. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      boolean done = threads.awaitTermination(10, TimeUnit.SECONDS);
      if (!done) LOG.warn("An export did not stop in time; it counts as failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
