package earmark.bench.side;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One OpenSearch node: a process of its own, spoken to over HTTP. Safe to use from any thread. */
final class OpenSearchNode implements AutoCloseable {
  private static final String MAIN = "org.codelibs.opensearch.runner.OpenSearchRunner";
  private static final int FIRST_PORT = 9200;
  private static final Pattern PORT = Pattern.compile("HTTP Port: +(\\d+)");
  private static final long START_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int POLL_MS = 200;
  private static final int STOP_SECONDS = 20;

  /** So many buckets as there are tags, and no opinion on how full the disk is. */
  private static final String SETTINGS =
      """
      search.max_buckets: 500000
      cluster.routing.allocation.disk.threshold_enabled: false
      """;

  static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path output;
  private final String address;

  private OpenSearchNode(Process process, Path output) throws IOException {
    this.process = process;
    this.output = output;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    address = "http://127.0.0.1:" + port();
  }

  /** Starts a node whose data is in a new folder, and waits until it answers. */
  static OpenSearchNode start(Path folder, Path jars, int heapMegabytes) throws IOException {
    Path settings = Files.createDirectories(folder.resolve("config"));
    Files.writeString(settings.resolve("opensearch.yml"), SETTINGS);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jars + "/*",
                MAIN,
                "-basePath",
                folder.resolve("node").toString(),
                "-confPath",
                settings.toString(),
                "-numOfNode",
                "1",
                "-baseHttpPort",
                Integer.toString(FIRST_PORT),
                "-clusterName",
                "earmark-bench",
                "-printOnFailure")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    OpenSearchNode node = new OpenSearchNode(process, output);
    node.get("/_cluster/health?wait_for_status=yellow&timeout=60s");
    return node;
  }

  private int port() throws IOException {
    long until = System.nanoTime() + START_NANOS;
    while (process.isAlive() && System.nanoTime() < until) {
      String said = Files.readString(output);
      Matcher port = PORT.matcher(said);
      if (port.find() && said.contains("] started")) return Integer.parseInt(port.group(1));
      pause();
    }
    process.destroyForcibly();
    throw new IOException("OpenSearch did not start:\n" + Files.readString(output));
  }

  static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for OpenSearch", e);
  }

  JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  JsonNode put(String path, Map<String, ?> body) {
    return send(request(path).PUT(json(body)).build());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return send(request(path).POST(json(body)).build());
  }

  /** Operations in the form of {@code _bulk}; none may fail. */
  void bulk(String lines) {
    JsonNode answer =
        send(
            request("/_bulk?filter_path=errors,items.*.error")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build());
    if (answer.path("errors").asBoolean(true)) {
      throw new IllegalStateException("OpenSearch refused documents: " + answer);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
    return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            "OpenSearch answered " + answer.statusCode() + " to " + request.uri() + ": " + body);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A list of bodies that mean all of them. */
  static Map<String, ?> all(List<?> filters) {
    return Map.of("bool", Map.of("filter", filters));
  }
}
