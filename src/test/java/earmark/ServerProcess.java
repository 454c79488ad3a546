package earmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own, as its users run it. */
final class ServerProcess implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  private static final String READY = "Earmark is ready at ";

  private final Process process;
  private final URI address;

  private ServerProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts the packaged program with options for Java, without the optimising compiler: most of
   * what a process that lives for seconds does would be to compile.
   */
  static List<String> command(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "@" + Path.of("bin/java.options").toAbsolutePath(),
                "-XX:AOTCache=" + jar().replaceAll("jar$", "aot"),
                "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar()));
    return command;
  }

  static String jar() {
    return Objects.requireNonNull(System.getProperty("earmark.jar"), "run by mvn verify");
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Starts it and waits until it says that it is ready. */
  static ServerProcess start(Path data, String... options) throws IOException {
    return start(data, ProcessBuilder.Redirect.DISCARD, options);
  }

  /** The same with its log in a file. */
  static ServerProcess startLogging(Path data, Path log, String... options) throws IOException {
    return start(data, ProcessBuilder.Redirect.appendTo(log.toFile()), options);
  }

  /** The same on a machine of another language. */
  static ServerProcess startInLanguage(Path data, String language) throws IOException {
    return start(
        data, ProcessBuilder.Redirect.DISCARD, command("-Xmx512m", "-Duser.language=" + language));
  }

  private static ServerProcess start(Path data, ProcessBuilder.Redirect log, String... options)
      throws IOException {
    return start(data, log, command("-Xmx512m"), options);
  }

  private static ServerProcess start(
      Path data, ProcessBuilder.Redirect log, List<String> command, String... options)
      throws IOException {
    command.addAll(
        List.of(
            "serve",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--workers",
            "1",
            "--password-hash-mib",
            "1",
            "--tags-per-sample-max",
            "1000000"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("EARMARK_ADMIN_PASSWORD", PASSWORD);
    builder.redirectError(log);
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return new ServerProcess(process, URI.create(line.substring(READY.length())));
      }
    }
    throw new IOException("the server did not start; it ended with " + exitCode(process));
  }

  URI address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  /** Ends it at once, as the system does when it kills. */
  void kill() {
    process.destroyForcibly();
    exitCode(process);
  }

  /** Asks it to stop; its exit code. */
  int stop() {
    process.destroy();
    return exitCode(process);
  }

  private static int exitCode(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server does not stop");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) kill();
  }
}
