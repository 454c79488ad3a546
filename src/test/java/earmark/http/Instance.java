package earmark.http;

import earmark.Config;
import earmark.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server on a folder of its own, and a client that speaks to it over real HTTP. */
public final class Instance implements BeforeAllCallback, AfterAllCallback {
  public static final String PASSWORD = "correct horse battery";

  /** Hashing at full strength would be most of what tests do. */
  private static final int PASSWORD_HASH_MIB = 1;

  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger UNIQUE = new AtomicInteger();

  private final UnaryOperator<Config> settings;
  private final Preparation preparation;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private @Nullable Path folder;
  private @Nullable Server server;
  private String adminToken = "";

  public Instance() {
    this(UnaryOperator.identity());
  }

  /** With other settings than the default. */
  public Instance(UnaryOperator<Config> settings) {
    this(settings, _ -> {});
  }

  private Instance(UnaryOperator<Config> settings, Preparation preparation) {
    this.settings = settings;
    this.preparation = preparation;
  }

  /** On a folder that something was put into before. */
  public static Instance prepared(Preparation preparation) {
    return new Instance(UnaryOperator.identity(), preparation);
  }

  /** Puts something into a data folder that no server uses. */
  public interface Preparation {
    void prepare(Path folder) throws IOException;
  }

  /** An answer of the server. */
  public record Reply(int status, String text, HttpResponse<byte[]> response) {
    public JsonNode json() {
      return JSON.readTree(text);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("earmark-test");
    preparation.prepare(folder);
    server = Server.start(settings.apply(config(folder).withAdminPassword(PASSWORD)));
    adminToken = token("admin", PASSWORD);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (server != null) server.close();
    if (folder != null) {
      try (var files = Files.walk(folder).sorted(java.util.Comparator.reverseOrder())) {
        for (Path file : files.toList()) Files.delete(file);
      }
    }
  }

  /** Stops it and starts it again on the same folder, with other settings perhaps. */
  public void restart() throws IOException {
    if (server == null || folder == null) throw new IllegalStateException("not started");
    server.close();
    server = Server.start(settings.apply(config(folder)));
  }

  private static Config config(Path folder) {
    return Config.of(folder, 0).withPasswordHashMib(PASSWORD_HASH_MIB);
  }

  /** Lets ten minutes pass for all access tokens that there are. */
  public void expireAccessTokens() {
    if (folder == null) throw new IllegalStateException("not started");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("earmark.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 10000");
      statement.executeUpdate(
          "update access_token set expires_at_micros = expires_at_micros - 600000000");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public URI address() {
    if (server == null) throw new IllegalStateException("not started");
    return server.address();
  }

  /** All routes of all doors. */
  public List<Route> routes() {
    if (server == null) throw new IllegalStateException("not started");
    return server.routes();
  }

  public String adminToken() {
    return adminToken;
  }

  /** The token of a user. */
  public String token(String user, String password) {
    Reply reply =
        send(
            "POST",
            "/api-token-auth/",
            Map.of("Content-Type", "application/json"),
            JSON.writeValueAsBytes(Map.of("username", user, "password", password)));
    return reply.json().path("token").asString();
  }

  /** Adds a user and answers its token. */
  public String newUser(String login) {
    Reply reply = json("POST", "/api/v1/users", Map.of("login", login, "password", PASSWORD));
    if (reply.status() != 201) throw new IllegalStateException(reply.text());
    return token(login, PASSWORD);
  }

  /** A request as admin, with a JSON body. */
  public Reply json(String method, String path, Object body) {
    return send(method, path, jsonHeaders(), JSON.writeValueAsBytes(body));
  }

  /** A request as admin, with this very body as JSON. */
  public Reply raw(String method, String path, String body) {
    return send(method, path, jsonHeaders(), body.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> jsonHeaders() {
    return Map.of("Content-Type", "application/json", "Authorization", "Token " + adminToken);
  }

  /** A request as admin, with form fields given as name, value, name, value… */
  public Reply form(String method, String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(encoded(fields[i]))
          .append('=')
          .append(encoded(fields[i + 1]));
    }
    return send(
        method,
        path,
        Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "Token " + adminToken),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A POST as admin, with this very body as a form. */
  public Reply rawForm(String path, String body) {
    return send(
        "POST",
        path,
        Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "Token " + adminToken),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** A DELETE as admin, without a body. */
  public Reply delete(String path) {
    return send("DELETE", path, Map.of("Authorization", "Token " + adminToken), new byte[0]);
  }

  /** A GET as admin. */
  public Reply get(String path) {
    return send("GET", path, Map.of("Authorization", "Token " + adminToken), new byte[0]);
  }

  /** Any request, with exactly these headers. */
  public Reply send(String method, String path, Map<String, String> headers, byte[] body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address() + path))
              .method(
                  method,
                  body.length == 0 && (method.equals("GET") || method.equals("DELETE"))
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofByteArray(body));
      headers.forEach(request::header);
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A multipart upload as admin: the file, and fields given as name, value, name, value… */
  public Reply upload(String path, String fileName, byte[] content, String... fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      body.writeBytes(
          ("--xYz\r\nContent-Disposition: form-data; name=\""
                  + fields[i]
                  + "\"\r\n\r\n"
                  + fields[i + 1]
                  + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(
        ("--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--xYz--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        path,
        Map.of(
            "Content-Type",
            "multipart/form-data; boundary=xYz",
            "Authorization",
            "Token " + adminToken),
        body.toByteArray());
  }

  /** Takes in a file of this text that no other test has, waits for its tags, answers its SHA1. */
  public String sample(String text, String... tags) {
    byte[] content = unique(text);
    Reply reply =
        upload("/api/submit/file/", "sample.txt", content, "tags", String.join(",", tags));
    if (reply.status() != 201) throw new IllegalStateException(reply.text());
    awaitProcessed(hex("SHA-1", content));
    return hex("SHA-1", content);
  }

  /** The text as bytes that no other call gives. */
  public static byte[] unique(String text) {
    return (text + "\nunique: " + UNIQUE.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until a sample's analysis is over. */
  public void awaitProcessed(String hash) {
    for (int i = 0; i < 600; i++) {
      Reply reply = json("POST", "/api/samples/status/", Map.of("hash_values", List.of(hash)));
      String status = reply.json().path("results").path(0).path("status").asString("");
      if (status.equals("processed")) return;
      pause();
    }
    throw new IllegalStateException("not processed in time: " + hash);
  }

  /** Waits a moment before something is asked again. */
  public static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The tags of a sample, as the summary report shows them. */
  public JsonNode tags(String hash) {
    return json(
            "POST",
            "/api/samples/v2/list/",
            Map.of("hash_values", List.of(hash), "fields", List.of("tags")))
        .json()
        .path("results")
        .path(0)
        .path("tags");
  }

  public static String hex(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
