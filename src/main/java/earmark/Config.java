package earmark;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings of a server. Their names, defaults and environment variables stand in {@link Serve}.
 *
 * @param data the folder that holds everything
 * @param port 0 for any free one
 * @param publicUrl where users reach the server, if not at its own address
 * @param adminPassword for the first account of a new instance; a random one is made if absent
 * @param uploadMaxBytes the largest file that is taken in
 * @param bodyMaxBytes the largest body of any other request
 * @param workers how many samples are analysed at once
 * @param workerMemoryMib the heap of each analysis process, in MiB
 * @param analysisDeadline how long one analysis may take
 */
public record Config(
    Path data,
    String host,
    int port,
    Optional<URI> publicUrl,
    Optional<String> adminPassword,
    long uploadMaxBytes,
    int bodyMaxBytes,
    int tagsPerSampleMax,
    Duration sessionLife,
    int workers,
    int workerMemoryMib,
    Duration analysisDeadline) {

  /** The default settings, for a folder and a port. */
  public static Config of(Path data, int port) {
    return new Config(
        data,
        "127.0.0.1",
        port,
        Optional.empty(),
        Optional.empty(),
        2048L << 20,
        1 << 20,
        1000,
        Duration.ofHours(12),
        1,
        512,
        Duration.ofSeconds(60));
  }

  /** The same with a password for the first account. */
  public Config withAdminPassword(String password) {
    return new Config(
        data,
        host,
        port,
        publicUrl,
        Optional.of(password),
        uploadMaxBytes,
        bodyMaxBytes,
        tagsPerSampleMax,
        sessionLife,
        workers,
        workerMemoryMib,
        analysisDeadline);
  }
}
