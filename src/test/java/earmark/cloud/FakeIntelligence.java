package earmark.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import earmark.cloud.wire.LineSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that speaks the documented shapes of TCA-0320 and TCA-0201, and fails in all the ways
 * that it is told to.
 */
public final class FakeIntelligence implements AutoCloseable {
  public static final String USER = "u/analyst";
  public static final String PASSWORD = "pass:wörd";
  private static final JsonMapper JSON = new JsonMapper();

  /** What was sent: the first line, the headers and the body. */
  public record Seen(String line, Map<String, List<String>> headers, String body) {
    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /** How it answers, instead of as it should. */
  @FunctionalInterface
  public interface Misbehaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  public final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Queue<Misbehaviour> next = new ArrayDeque<>();
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> entries = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;

  public FakeIntelligence() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How to reach it, without waiting between requests. */
  public LineSettings line(Duration timeout) {
    return line(timeout, 1000, Duration.ofMinutes(5));
  }

  public LineSettings line(Duration timeout, int failuresMax, Duration pause) {
    return new LineSettings(address(), authorization(), timeout, 1000, failuresMax, pause);
  }

  public static String authorization() {
    byte[] pair = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** A sample that it has; answers its SHA1. */
  public String add(String name, byte[] content, String classification) {
    String sha1 = hex("SHA-1", content);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("available", true);
    entry.put("sha1", sha1);
    entry.put("classification", classification);
    entry.put("threatname", "Win32.Trojan.Generic");
    entry.put("sampletype", "PE/Exe/InnoSetup");
    entry.put("antivirus", 5);
    entry.put("filename", name);
    entry.put("firstseen", "2023-07-03T23:57:04Z");
    entry.put("lastseen", "2023-07-05T00:16:47Z");
    entry.put("trustfactor", 5);
    entry.put("filecount", 3);
    entry.put("threatlevel", 4);
    entry.put("tags", List.of("packed", "cert-invalid"));
    entry.put("sha256", hex("SHA-256", content));
    entry.put("md5", hex("MD5", content));
    entry.put("size", content.length);
    entries.add(entry);
    contents.put(sha1, content);
    contents.put(hex("SHA-256", content), content);
    contents.put(hex("MD5", content), content);
    return sha1;
  }

  /** Sends these bytes when that sample is asked for. */
  public void send(String hash, byte[] content) {
    contents.put(hash, content);
  }

  /** What it does with the next requests, one after the other. */
  public void next(Misbehaviour... some) {
    synchronized (next) {
      next.addAll(List.of(some));
    }
  }

  /** Whether something that it was told to do was not done yet. */
  public boolean hasMore() {
    synchronized (next) {
      return !next.isEmpty();
    }
  }

  public static Misbehaviour status(int status) {
    return exchange -> answer(exchange, status, "{\"message\":\"some failure\"}");
  }

  public static Misbehaviour body(String body) {
    return exchange -> answer(exchange, 200, body);
  }

  public static Misbehaviour tooMany(int retryAfterSeconds) {
    return exchange -> {
      exchange.getResponseHeaders().add("Retry-After", String.valueOf(retryAfterSeconds));
      answer(exchange, 429, "");
    };
  }

  /** Says nothing at all. */
  public Misbehaviour silence() {
    return _ -> await();
  }

  /** Sends the beginning of an answer of some length and then nothing more. */
  public Misbehaviour drip(byte[] beginning) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000_000);
      exchange.getResponseBody().write(beginning);
      exchange.getResponseBody().flush();
      await();
    };
  }

  /** Sends without an end. */
  public static Misbehaviour flood() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = new byte[1 << 16];
      try (OutputStream out = exchange.getResponseBody()) {
        for (int i = 0; i < 1 << 14; i++) out.write(piece);
      }
    };
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().toString();
      seen.add(
          new Seen(
              exchange.getRequestMethod() + " " + path,
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      Misbehaviour odd;
      synchronized (next) {
        odd = next.poll();
      }
      if (odd != null) odd.answer(exchange);
      else if (!authorization().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, "Unauthorized");
      } else if (path.equals("/api/search/v1/query")) {
        answer(exchange, 200, search(JSON.readTree(body)));
      } else if (path.startsWith("/api/spex/download/v2/query/")) {
        download(exchange, path);
      } else {
        answer(exchange, 404, "");
      }
    }
  }

  private void download(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.split("/", -1);
    byte[] content = contents.get(parts[7]);
    if (content == null) {
      answer(exchange, 404, "");
      return;
    }
    exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  /** As documented; it does not understand queries: {@code filename} alone narrows. */
  private String search(JsonNode asked) {
    int page = asked.path("page").asInt(1);
    int size = asked.path("records_per_page").asInt(20);
    String query = asked.path("query").asString();
    List<Map<String, Object>> found =
        entries.stream()
            .filter(entry ->
                !query.startsWith("filename:")
                    || query.substring(9).replace("*", "").equals(entry.get("filename")))
            .toList();
    int from = Math.min(found.size(), (page - 1) * size);
    int to = Math.min(found.size(), page * size);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("total_count", found.size());
    answer.put("sample_count", to - from);
    answer.put("more_pages", to < found.size());
    if (to < found.size()) answer.put("next_page", page + 1);
    answer.put("entries", found.subList(from, to));
    return JSON.writeValueAsString(Map.of("rl", Map.of("web_search_api", answer)));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
  }

  static String hex(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
