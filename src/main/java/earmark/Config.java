package earmark;

import earmark.cloud.wire.LineSettings;
import earmark.http.trustar.TrustarRules;
import earmark.report.ReportLimits;
import earmark.sample.TreeLimits;
import earmark.store.postgres.PostgresUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings of a server. Their names, defaults and environment variables stand in {@link Serve}.
 *
 * @param data the folder that holds everything, but for what is shared
 * @param port 0 for any free one
 * @param publicUrl where users reach the server, if not at its own address
 * @param adminPassword for the first account of a new instance; a random one is made if absent
 * @param uploadMaxBytes the largest file that is taken in
 * @param bodyMaxBytes the largest body of any other request
 * @param passwordHashMib the memory that each hash of a password takes, in MiB
 * @param workers how many samples are analysed at once
 * @param workerMemoryMib the heap of each analysis process, in MiB
 * @param analysisDeadline how long one analysis may take
 * @param trees how much may be extracted from one submitted sample
 * @param cloud where samples are that are not here; absent if nowhere
 * @param snapshots how often what the index knows is written to disk
 * @param alerting how subscriptions are looked at and their webhooks called
 * @param reports how large reports may be
 * @param trustar what clients of TruSTAR may do
 */
public record Config(
    Path data,
    Shared shared,
    String host,
    int port,
    Optional<URI> publicUrl,
    Optional<String> adminPassword,
    long uploadMaxBytes,
    int bodyMaxBytes,
    int tagsPerSampleMax,
    Duration sessionLife,
    int passwordHashMib,
    int workers,
    int workerMemoryMib,
    Duration analysisDeadline,
    TreeLimits trees,
    SnapshotPace snapshots,
    Optional<Cloud> cloud,
    Alerting alerting,
    ReportLimits reports,
    TrustarRules trustar) {

  /**
   * What several servers share, so that it is not in the data folder of one.
   *
   * @param database instead of a file in the data folder
   * @param samples folder for the bytes of samples
   * @param tokenKey file with the key for API tokens, which has to exist
   */
  public record Shared(
      Optional<Database> database, Optional<Path> samples, Optional<Path> tokenKey) {
    public static final Shared NOTHING =
        new Shared(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A PostgreSQL database.
   *
   * @param connections how many a server may take, besides the two for the pen and for news
   */
  public record Database(PostgresUrl url, int connections) {}

  /**
   * A remote source of samples.
   *
   * @param line how it is spoken to
   * @param pageMax how many samples are asked for at once at most
   */
  public record Cloud(Kind kind, LineSettings line, int pageMax) {
    /** What it is. */
    public enum Kind {
      /** Spectra Intelligence. */
      INTELLIGENCE,
      /** Another Earmark. */
      EARMARK
    }
  }

  /**
   * When the next snapshot of the index is due.
   *
   * @param entries after so many
   * @param age after so long, if there is anything new
   */
  public record SnapshotPace(long entries, Duration age) {
    public static final SnapshotPace USUAL = new SnapshotPace(200_000, Duration.ofHours(1));
  }

  /**
   * How subscriptions are looked at and their webhooks called.
   *
   * @param subscriptionsPerUserMax how many a user may have
   * @param look how long to wait between two looks at least
   * @param webhookAttempts after so many a letter is given up
   * @param webhookRetry the wait after the first failure, doubled after each further one
   * @param webhookTimeout how long one call may take
   * @param webhookPrivate whether private and local addresses may be called
   */
  public record Alerting(
      int subscriptionsPerUserMax,
      Duration look,
      int webhookAttempts,
      Duration webhookRetry,
      Duration webhookTimeout,
      boolean webhookPrivate) {
    public static final Alerting USUAL =
        new Alerting(
            100, Duration.ofSeconds(1), 15, Duration.ofSeconds(5), Duration.ofSeconds(10), false);
  }

  /** The default settings, for a folder and a port. */
  public static Config of(Path data, int port) {
    return new Config(
        data,
        Shared.NOTHING,
        "127.0.0.1",
        port,
        Optional.empty(),
        Optional.empty(),
        2048L << 20,
        1 << 20,
        1000,
        Duration.ofHours(12),
        19,
        1,
        512,
        Duration.ofSeconds(60),
        TreeLimits.USUAL,
        SnapshotPace.USUAL,
        Optional.empty(),
        Alerting.USUAL,
        ReportLimits.USUAL,
        TrustarRules.USUAL);
  }

  /** The same with a password for the first account. */
  public Config withAdminPassword(String password) {
    return with(Optional.of(password), passwordHashMib, cloud, alerting, trustar);
  }

  /** The same with other memory for the hash of a password, in MiB. */
  public Config withPasswordHashMib(int other) {
    return with(adminPassword, other, cloud, alerting, trustar);
  }

  /** The same with other settings for alerts. */
  public Config withAlerting(Alerting other) {
    return with(adminPassword, passwordHashMib, cloud, other, trustar);
  }

  /** The same with a cloud. */
  public Config withCloud(Cloud some) {
    return with(adminPassword, passwordHashMib, Optional.of(some), alerting, trustar);
  }

  /** The same with other settings for clients of TruSTAR. */
  public Config withTrustar(TrustarRules other) {
    return with(adminPassword, passwordHashMib, cloud, alerting, other);
  }

  private Config with(
      Optional<String> otherPassword,
      int otherPasswordHashMib,
      Optional<Cloud> otherCloud,
      Alerting otherAlerting,
      TrustarRules otherTrustar) {
    return new Config(
        data,
        shared,
        host,
        port,
        publicUrl,
        otherPassword,
        uploadMaxBytes,
        bodyMaxBytes,
        tagsPerSampleMax,
        sessionLife,
        otherPasswordHashMib,
        workers,
        workerMemoryMib,
        analysisDeadline,
        trees,
        snapshots,
        otherCloud,
        otherAlerting,
        reports,
        otherTrustar);
  }
}
