package earmark;

import earmark.ledger.Damaged;
import earmark.refusal.Refusal;
import earmark.sample.TreeLimits;
import earmark.store.postgres.PostgresUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that runs a server until it is told to stop. */
@Command(
    name = "serve",
    description = "Run a server until it is stopped.",
    showDefaultValues = true,
    footer = {
      "",
      "The first start creates the user admin. Its password is the value of the environment",
      "variable EARMARK_ADMIN_PASSWORD, else a random one that is printed once."
    })
final class Serve implements Callable<Integer> {
  private static final int WORKER_MEMORY_MIN_MIB = 32;
  private static final int PASSWORD_HASH_MAX_MIB = 1024;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that holds everything, but for what is shared (EARMARK_DATA).",
      defaultValue = "${env:EARMARK_DATA:-data}")
  Path data = Path.of("data");

  @Option(
      names = "--store",
      paramLabel = "sqlite|URL",
      description =
          "sqlite, or jdbc:postgresql://HOST/DATABASE?user=NAME for one that several servers share"
              + " (EARMARK_STORE). The password is EARMARK_STORE_PASSWORD or PGPASSWORD.",
      defaultValue = "${env:EARMARK_STORE:-sqlite}",
      showDefaultValue = Visibility.NEVER) // the environment's value may hold a password
  String store = "sqlite";

  @Option(
      names = "--store-connections",
      description = "Most connections to PostgreSQL, plus two (EARMARK_STORE_CONNECTIONS).",
      defaultValue = "${env:EARMARK_STORE_CONNECTIONS:-8}")
  int storeConnections;

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      description =
          "Folder for the bytes of samples, if not in --data; several servers share it"
              + " (EARMARK_SAMPLES).",
      defaultValue = "${env:EARMARK_SAMPLES}")
  @Nullable Path samples;

  @Option(
      names = "--token-key",
      paramLabel = "FILE",
      description =
          "The key for API tokens, if not in --data; the same for all servers"
              + " (EARMARK_TOKEN_KEY_FILE).",
      defaultValue = "${env:EARMARK_TOKEN_KEY_FILE}")
  @Nullable Path tokenKey;

  @Option(
      names = "--host",
      description = "Address to listen on; 0.0.0.0 for all (EARMARK_HOST).",
      defaultValue = "${env:EARMARK_HOST:-127.0.0.1}")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      description = "Port to listen on; 0 for any free one (EARMARK_PORT).",
      defaultValue = "${env:EARMARK_PORT:-8080}")
  int port;

  @Option(
      names = "--public-url",
      description =
          "Where users reach the server behind a proxy; https makes cookies secure"
              + " (EARMARK_PUBLIC_URL).",
      defaultValue = "${env:EARMARK_PUBLIC_URL}")
  @Nullable URI publicUrl;

  @Option(
      names = "--upload-max-mib",
      description = "Largest file taken in, in MiB (EARMARK_UPLOAD_MAX_MIB).",
      defaultValue = "${env:EARMARK_UPLOAD_MAX_MIB:-2048}")
  long uploadMaxMib;

  @Option(
      names = "--body-max-kib",
      description = "Largest body of any other request, in KiB (EARMARK_BODY_MAX_KIB).",
      defaultValue = "${env:EARMARK_BODY_MAX_KIB:-1024}")
  int bodyMaxKib;

  @Option(
      names = "--tags-per-sample-max",
      description = "Most User Tags on one sample (EARMARK_TAGS_PER_SAMPLE_MAX).",
      defaultValue = "${env:EARMARK_TAGS_PER_SAMPLE_MAX:-1000}")
  int tagsPerSampleMax;

  @Option(
      names = "--session-hours",
      description = "How long a login on the page lasts, in hours (EARMARK_SESSION_HOURS).",
      defaultValue = "${env:EARMARK_SESSION_HOURS:-12}")
  int sessionHours;

  @Option(
      names = "--password-hash-mib",
      description =
          "How much memory each hash of a password takes, in MiB (EARMARK_PASSWORD_HASH_MIB).",
      defaultValue = "${env:EARMARK_PASSWORD_HASH_MIB:-19}")
  int passwordHashMib;

  @Option(
      names = "--workers",
      description = "How many samples are analysed at once (EARMARK_WORKERS).",
      defaultValue = "${env:EARMARK_WORKERS:-2}")
  int workers;

  @Option(
      names = "--worker-memory-mib",
      description = "Heap of each analysis process, in MiB (EARMARK_WORKER_MEMORY_MIB).",
      defaultValue = "${env:EARMARK_WORKER_MEMORY_MIB:-512}")
  int workerMemoryMib;

  @Option(
      names = "--analysis-seconds",
      description = "How long one analysis may take, in seconds (EARMARK_ANALYSIS_SECONDS).",
      defaultValue = "${env:EARMARK_ANALYSIS_SECONDS:-60}")
  int analysisSeconds;

  @Option(
      names = "--extract-max-mib",
      description =
          "How much is extracted from one submitted sample and all that is in it, in MiB"
              + " (EARMARK_EXTRACT_MAX_MIB).",
      defaultValue = "${env:EARMARK_EXTRACT_MAX_MIB:-1024}")
  int extractMaxMib;

  @Option(
      names = "--extract-max-files",
      description = "How many files, likewise (EARMARK_EXTRACT_MAX_FILES).",
      defaultValue = "${env:EARMARK_EXTRACT_MAX_FILES:-10000}")
  int extractMaxFiles;

  @Option(
      names = "--extract-max-ratio",
      description =
          "How many bytes out of one byte make a bomb of a file (EARMARK_EXTRACT_MAX_RATIO).",
      defaultValue = "${env:EARMARK_EXTRACT_MAX_RATIO:-200}")
  int extractMaxRatio;

  @Option(
      names = "--extract-max-depth",
      description =
          "How many containers may lie in each other and still be unpacked"
              + " (EARMARK_EXTRACT_MAX_DEPTH).",
      defaultValue = "${env:EARMARK_EXTRACT_MAX_DEPTH:-6}")
  int extractMaxDepth;

  @Option(
      names = "--snapshot-entries",
      description =
          "Write a snapshot of the index after so many entries (EARMARK_SNAPSHOT_ENTRIES).",
      defaultValue = "${env:EARMARK_SNAPSHOT_ENTRIES:-200000}")
  int snapshotEntries;

  @Option(
      names = "--snapshot-minutes",
      description =
          "Write one after so many minutes, if there was a change (EARMARK_SNAPSHOT_MINUTES).",
      defaultValue = "${env:EARMARK_SNAPSHOT_MINUTES:-60}")
  int snapshotMinutes;

  @Mixin CloudOptions cloud = new CloudOptions();

  @Mixin ReportOptions reports = new ReportOptions();

  @Mixin TrustarOptions trustar = new TrustarOptions();

  @Option(
      names = "--subscriptions-per-user-max",
      description = "Most subscriptions of one user (EARMARK_SUBSCRIPTIONS_PER_USER_MAX).",
      defaultValue = "${env:EARMARK_SUBSCRIPTIONS_PER_USER_MAX:-100}")
  int subscriptionsPerUserMax;

  @Option(
      names = "--alert-look-ms",
      description =
          "Least time between two looks at the subscriptions, in ms (EARMARK_ALERT_LOOK_MS).",
      defaultValue = "${env:EARMARK_ALERT_LOOK_MS:-1000}")
  int alertLookMs;

  @Option(
      names = "--webhook-attempts",
      description = "Give a letter to a webhook up after so many (EARMARK_WEBHOOK_ATTEMPTS).",
      defaultValue = "${env:EARMARK_WEBHOOK_ATTEMPTS:-15}")
  int webhookAttempts;

  @Option(
      names = "--webhook-retry-seconds",
      description =
          "Wait after a first failure, doubled each time up to an hour"
              + " (EARMARK_WEBHOOK_RETRY_SECONDS).",
      defaultValue = "${env:EARMARK_WEBHOOK_RETRY_SECONDS:-5}")
  int webhookRetrySeconds;

  @Option(
      names = "--webhook-seconds",
      description = "How long one call of a webhook may take (EARMARK_WEBHOOK_SECONDS).",
      defaultValue = "${env:EARMARK_WEBHOOK_SECONDS:-10}")
  int webhookSeconds;

  @Option(
      names = "--webhook-private",
      description = "Let webhooks call private and local addresses too (EARMARK_WEBHOOK_PRIVATE).",
      defaultValue = "${env:EARMARK_WEBHOOK_PRIVATE:-false}")
  boolean webhookPrivate;

  @Option(
      names = "--demo",
      description = "Fill a fresh instance with programs and libraries of this machine.")
  boolean demo;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try {
      Server server = Server.start(config());
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    stopped.countDown();
                  },
                  "stop"));
      greet(out, server);
      if (demo) Demo.fill(server.intake(), server.access(), out);
      stopped.await();
      return 0;
    } catch (IOException | Damaged | Refusal e) {
      out.println("Earmark could not start: " + e.getMessage());
      out.flush();
      return 1;
    }
  }

  private void greet(PrintWriter out, Server server) {
    out.println("Earmark is ready at " + server.address());
    server
        .firstPassword()
        .ifPresent(password ->
            out.println("First login: admin with the password " + password + " (shown once)"));
    String place = database().map(database -> " and in " + database.url()).orElse("");
    out.println("Data is in " + data.toAbsolutePath() + place + ". Stop with Ctrl-C.");
    out.flush();
  }

  private Config config() {
    requirePositive("--upload-max-mib", uploadMaxMib);
    requirePositive("--body-max-kib", bodyMaxKib);
    requirePositive("--tags-per-sample-max", tagsPerSampleMax);
    requirePositive("--session-hours", sessionHours);
    requirePositive("--workers", workers);
    requirePositive("--analysis-seconds", analysisSeconds);
    requirePositive("--extract-max-mib", extractMaxMib);
    requirePositive("--extract-max-files", extractMaxFiles);
    requirePositive("--extract-max-ratio", extractMaxRatio);
    requirePositive("--extract-max-depth", extractMaxDepth);
    requirePositive("--snapshot-entries", snapshotEntries);
    requirePositive("--snapshot-minutes", snapshotMinutes);
    requirePositive("--subscriptions-per-user-max", subscriptionsPerUserMax);
    requirePositive("--alert-look-ms", alertLookMs);
    requirePositive("--webhook-attempts", webhookAttempts);
    requirePositive("--webhook-retry-seconds", webhookRetrySeconds);
    requirePositive("--webhook-seconds", webhookSeconds);
    if (workerMemoryMib < WORKER_MEMORY_MIN_MIB) {
      throw wrong("--worker-memory-mib", "at least " + WORKER_MEMORY_MIN_MIB);
    }
    if (port < 0 || port > 65_535) throw wrong("--port", "from 0 to 65535");
    if (passwordHashMib < 1 || passwordHashMib > PASSWORD_HASH_MAX_MIB) {
      throw wrong("--password-hash-mib", "from 1 to " + PASSWORD_HASH_MAX_MIB);
    }
    requirePositive("--store-connections", storeConnections);
    return new Config(
        data,
        new Config.Shared(database(), Optional.ofNullable(samples), Optional.ofNullable(tokenKey)),
        host,
        port,
        Optional.ofNullable(publicUrl),
        Optional.ofNullable(System.getenv("EARMARK_ADMIN_PASSWORD")).filter(p -> !p.isEmpty()),
        uploadMaxMib << 20,
        bodyMaxKib << 10,
        tagsPerSampleMax,
        Duration.ofHours(sessionHours),
        passwordHashMib,
        workers,
        workerMemoryMib,
        Duration.ofSeconds(analysisSeconds),
        new TreeLimits(
            (long) extractMaxMib << 20, extractMaxFiles, extractMaxRatio, extractMaxDepth),
        new Config.SnapshotPace(snapshotEntries, Duration.ofMinutes(snapshotMinutes)),
        cloud.read(Objects.requireNonNull(spec)),
        new Config.Alerting(
            subscriptionsPerUserMax,
            Duration.ofMillis(alertLookMs),
            webhookAttempts,
            Duration.ofSeconds(webhookRetrySeconds),
            Duration.ofSeconds(webhookSeconds),
            webhookPrivate),
        reports.read(Objects.requireNonNull(spec)),
        trustar.read(Objects.requireNonNull(spec)));
  }

  private Optional<Config.Database> database() {
    if (store.equals("sqlite")) return Optional.empty();
    PostgresUrl url = new PostgresUrl(store, databasePassword());
    return Optional.of(new Config.Database(url, storeConnections));
  }

  /** The password for PostgreSQL from the environment, if it is there. */
  static Optional<String> databasePassword() {
    return Stream.of("EARMARK_STORE_PASSWORD", "PGPASSWORD")
        .map(System::getenv)
        .filter(password -> password != null && !password.isEmpty())
        .findFirst();
  }

  private void requirePositive(String option, long value) {
    if (value < 1 || value > 1 << 20) throw wrong(option, "from 1 to " + (1 << 20));
  }

  private ParameterException wrong(String option, String allowed) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(), option + " must be " + allowed + ".");
  }
}
