package earmark.cloud;

import earmark.access.Caller;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.Intake;
import earmark.sample.SampleFiles;
import earmark.sample.SampleHash;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads samples from the cloud to this appliance, off the request: each as a job, tried again
 * when the cloud is away, taken in under the name of who asked. A restart, or another server, goes
 * on where a run stopped; doing a job twice does no harm.
 */
public final class Downloads implements AutoCloseable {
  /** What the history says of why a sample came. */
  public static final String REASON = "downloaded from the cloud";

  /** How many samples a download may have. */
  public static final int SAMPLES_MAX = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
  private static final int OPEN_MAX = 20_000;
  private static final int AT_ONCE = 2;
  private static final int ATTEMPTS_MAX = 10;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** How often jobs are looked for that nobody told this server of. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** How often a job is said to go on, and after what silence it is taken from its server. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  private static final Duration LOST = Duration.ofMinutes(2);
  private static final Duration KEPT = Duration.ofDays(30);

  private final Optional<Cloud> cloud;
  private final CloudJobs jobs;
  private final Finder finder;
  private final Intake intake;
  private final long fileMaxBytes;
  private final String server;
  private final InstantSource clock;
  private final Semaphore news = new Semaphore(0);
  private final Map<Long, Long> received = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  /**
   * @param fileMaxBytes the largest file that is taken in
   * @param server what tells this server from others that share the jobs; the same after a restart
   */
  public Downloads(
      Optional<Cloud> cloud,
      CloudJobs jobs,
      Finder finder,
      Intake intake,
      long fileMaxBytes,
      String server,
      InstantSource clock) {
    this.cloud = cloud;
    this.jobs = jobs;
    this.finder = finder;
    this.intake = intake;
    this.fileMaxBytes = fileMaxBytes;
    this.server = server;
    this.clock = clock;
  }

  /** Takes up what was left; without a cloud it stays where it is. */
  public void start() {
    if (cloud.isEmpty()) return;
    jobs.release(server, clock.instant());
    jobs.forget(clock.instant().minus(KEPT));
    for (int i = 0; i < AT_ONCE; i++) {
      threads.add(Thread.ofVirtual().name("cloud-" + i).start(() -> work(cloud.get())));
    }
  }

  /**
   * Has samples downloaded; answers the number of the download.
   *
   * @throws Refusal.Invalid if there are none or too many
   * @throws Refusal.Unavailable if no cloud is configured
   * @throws Refusal.TooMany if too many wait already
   */
  public long ask(Caller caller, Via via, List<CloudJob.Wanted> wanted) {
    if (cloud.isEmpty()) throw new Refusal.Unavailable(CloudSearch.NOT_CONFIGURED);
    Map<SampleHash, CloudJob.Wanted> each = new LinkedHashMap<>();
    for (CloudJob.Wanted one : wanted) each.putIfAbsent(one.hash(), one);
    if (each.isEmpty() || each.size() > SAMPLES_MAX) {
      throw new Refusal.Invalid("A download has 1 to " + SAMPLES_MAX + " samples.");
    }
    if (jobs.open() + each.size() > OPEN_MAX) {
      throw new Refusal.TooMany(OPEN_MAX + " samples wait to be downloaded; ask again later.");
    }
    long download = jobs.add(List.copyOf(each.values()), caller.login(), via, clock.instant());
    news.release(AT_ONCE);
    return download;
  }

  /**
   * The jobs of a download.
   *
   * @throws Refusal.NotFound if there is none
   */
  public List<CloudJob> get(long download) {
    List<CloudJob> some = jobs.of(download);
    if (some.isEmpty()) throw new Refusal.NotFound("There is no download " + download + ".");
    return some;
  }

  /** The newest downloads. */
  public List<CloudJobs.Summary> newest(int limit) {
    return jobs.newest(limit);
  }

  /** How many bytes a job has received in the attempt that this server makes. */
  public long receivedBytes(long job) {
    return received.getOrDefault(job, 0L);
  }

  /**
   * Cancels what is not over yet of a download. A sample that has come stays.
   *
   * @throws Refusal.Forbidden for all but who asked for it and admins
   */
  public void cancel(Caller caller, long download) {
    CloudJob first = get(download).getFirst();
    if (!caller.admin() && !caller.login().equals(first.askedBy())) {
      throw new Refusal.Forbidden("Only " + first.askedBy() + " or an admin may cancel it.");
    }
    jobs.cancel(download, clock.instant());
  }

  private void work(Cloud from) {
    while (!closing) {
      try {
        Instant now = clock.instant();
        Optional<CloudJob> job = jobs.take(server, now, now.minus(LOST));
        if (job.isPresent()) run(from, job.get());
        else if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) news.drainPermits();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (closing) return;
        LOG.warn("Downloads from the cloud pause: {}", e.getMessage(), e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Cloud from, CloudJob job) {
    try {
      switch (attempt(from, job)) {
        case Attempt.Over(CloudJob.State state, Optional<String> error) ->
            jobs.end(job.id(), server, state, error, clock.instant());
        case Attempt.Again(String reason, Duration pause) -> again(job, reason, pause);
      }
    } finally {
      received.remove(job.id());
    }
  }

  private void again(CloudJob job, String reason, Duration pause) {
    Instant now = clock.instant();
    if (closing) {
      jobs.release(server, now);
    } else if (job.attempts() >= ATTEMPTS_MAX) {
      String all = reason + " (after " + job.attempts() + " attempts)";
      jobs.end(job.id(), server, CloudJob.State.FAILED, Optional.of(all), now);
    } else {
      jobs.postpone(job.id(), server, Optional.of(reason), now.plus(pause), now);
    }
  }

  /** How an attempt ended. */
  private sealed interface Attempt {
    record Over(CloudJob.State state, Optional<String> error) implements Attempt {}

    record Again(String reason, Duration pause) implements Attempt {}

    static Attempt done() {
      return new Over(CloudJob.State.DONE, Optional.empty());
    }

    static Attempt failed(String why) {
      return new Over(CloudJob.State.FAILED, Optional.of(why));
    }
  }

  private Attempt attempt(Cloud from, CloudJob job) {
    if (finder.find(job.hash()).isPresent()) return Attempt.done();
    try (SampleFiles.Incoming file = intake.receive()) {
      Cloud.Fetched fetched = from.fetch(job.hash(), new Receiving(job, file));
      return switch (fetched) {
        case Cloud.Fetched.Whole(String name) -> take(job, file, name);
        case Cloud.Fetched.Absent(String reason) -> Attempt.failed(reason);
        case Cloud.Fetched.Unavailable(String reason, Optional<Duration> patience) ->
            new Attempt.Again(reason, longer(patience.orElse(Duration.ZERO), pauseAfter(job)));
      };
    } catch (Refusal.TooLarge refused) {
      return Attempt.failed(refused.reason());
    } catch (Refusal refused) {
      return new Attempt.Again(refused.reason(), pauseAfter(job));
    } catch (IOException e) {
      LOG.warn("A download could not be stored.", e);
      return new Attempt.Again("It could not be stored here.", pauseAfter(job));
    }
  }

  private Attempt take(CloudJob job, SampleFiles.Incoming file, String name) throws IOException {
    if (file.sizeBytes() == 0) return Attempt.failed("The cloud sent an empty file.");
    if (!job.hash().isOf(file.digests())) {
      return Attempt.failed("The cloud sent other bytes than those asked for; they were dropped.");
    }
    if (!jobs.goesOn(job.id(), server, clock.instant())) return Attempt.failed("cancelled");
    String called = !job.name().isEmpty() ? job.name() : name.isEmpty() ? job.hash().hex() : name;
    Caller asker = new Caller(0, job.askedBy(), false); // of whom the history notes the login
    intake.take(asker, job.via(), file, called, Set.of(), Optional.of(REASON));
    return Attempt.done();
  }

  private static Duration pauseAfter(CloudJob job) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(10, job.attempts() - 1));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** Stores what comes, as long as it is wanted and not too much. */
  private final class Receiving implements Cloud.Receiver {
    private final CloudJob job;
    private final SampleFiles.Incoming file;
    private Instant lastSign;
    private boolean wanted = true;

    Receiving(CloudJob job, SampleFiles.Incoming file) {
      this.job = job;
      this.file = file;
      this.lastSign = clock.instant();
    }

    @Override
    public void piece(byte[] bytes, int from, int length) {
      if (file.sizeBytes() + length > fileMaxBytes) {
        throw new Refusal.TooLarge(
            "It is larger than " + fileMaxBytes + " bytes, the most that is taken in here.");
      }
      file.write(bytes, from, length);
      received.put(job.id(), file.sizeBytes());
    }

    @Override
    public boolean goesOn() {
      Instant now = clock.instant();
      if (wanted && now.isAfter(lastSign.plus(SIGN_OF_LIFE))) {
        wanted = jobs.goesOn(job.id(), server, now);
        lastSign = now;
      }
      return wanted && !closing;
    }
  }

  /** Stops at once; what was not finished is taken up at the next start. */
  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
