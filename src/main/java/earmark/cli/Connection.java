package earmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which server a command talks to, and as whom; the options that all such commands share. */
final class Connection {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  @Option(
      names = "--url",
      description = "The server's address (EARMARK_URL).",
      defaultValue = "${env:EARMARK_URL:-http://127.0.0.1:8080}")
  URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--user",
      description = "Who logs in, where there is no token (EARMARK_USER).",
      defaultValue = "${env:EARMARK_USER:-admin}")
  String user = "admin";

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private volatile @Nullable String token;

  /** An answer: its status and its body, which is JSON or empty. */
  record Reply(int status, JsonNode body) {
    boolean isSuccess() {
      return status / 100 == 2;
    }

    /**
     * This answer.
     *
     * @throws Failed if the server refused
     */
    Reply orFail() throws Failed {
      if (!isSuccess()) throw new Failed(error());
      return this;
    }

    /** What the server says went wrong. */
    String error() {
      String detail = body.path("detail").asString("");
      return detail.isEmpty() ? "the server answered " + status : detail;
    }
  }

  /** A command can't go on, for a reason that its user should read. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }
  }

  Reply get(String path) throws Failed, InterruptedException {
    return send(request(path).GET().build());
  }

  Reply delete(String path) throws Failed, InterruptedException {
    return send(request(path).DELETE().build());
  }

  Reply put(String path, Object body) throws Failed, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  Reply post(String path, Object body) throws Failed, InterruptedException {
    return post(path, "application/json", BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
  }

  /**
   * Posts what is carried out once, however often it is sent.
   *
   * @param key tells a request that was sent before
   */
  Reply post(String path, Object body, String key) throws Failed, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  Reply post(String path, String contentType, BodyPublisher body)
      throws Failed, InterruptedException {
    return send(request(path).header("Content-Type", contentType).POST(body).build());
  }

  /**
   * Writes an answer of any size as it comes.
   *
   * @throws Failed also if it stops before it is whole
   */
  void download(String path, OutputStream out) throws Failed, InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() / 100 == 2) {
          body.transferTo(out);
          return;
        }
        JsonNode problem = JSON.readTree(body.readAllBytes());
        throw new Failed(new Reply(response.statusCode(), problem).error());
      }
    } catch (JacksonException e) {
      throw new Failed("What answers at " + url + " is no Earmark: it does not speak JSON.");
    } catch (ConnectException e) {
      throw new Failed("There is no server at " + url + ".");
    } catch (IOException e) {
      throw new Failed("The answer of " + url + " is not whole: " + e.getMessage());
    }
  }

  /** The query of a URL, with its question mark; empty if there are no parameters. */
  static String query(Map<String, String> parameters) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameters.forEach((name, value) -> query.add(name + "=" + encoded(value)));
    return query.toString();
  }

  /** A text as a part of a URL. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) throws Failed, InterruptedException {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("Authorization", "Token " + token())
        .header("Earmark-Client", "cli");
  }

  /** The API token: from the environment, or in exchange for a password. */
  String token() throws Failed, InterruptedException {
    String known = token;
    if (known != null) return known;
    String fresh = fromEnvironment("EARMARK_TOKEN").orElse(null);
    if (fresh == null) fresh = login();
    token = fresh;
    return fresh;
  }

  private String login() throws Failed, InterruptedException {
    String password =
        fromEnvironment("EARMARK_PASSWORD")
            .or(() -> fromEnvironment("EARMARK_ADMIN_PASSWORD").filter(_ -> user.equals("admin")))
            .orElseThrow(() ->
                new Failed(
                    "Set EARMARK_TOKEN to an API token, or EARMARK_PASSWORD to the password of "
                        + user
                        + "."));
    byte[] body = JSON.writeValueAsBytes(new Credentials(user, password));
    Reply reply =
        send(
            HttpRequest.newBuilder(url.resolve("/api-token-auth/"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    if (!reply.isSuccess()) throw new Failed("Could not log in as " + user + " at " + url + ".");
    return reply.body().path("token").asString();
  }

  private record Credentials(String username, String password) {}

  private Reply send(HttpRequest request) throws Failed, InterruptedException {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body =
          response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
      return new Reply(response.statusCode(), body);
    } catch (JacksonException e) {
      throw new Failed("What answers at " + url + " is no Earmark: it does not speak JSON.");
    } catch (ConnectException e) {
      throw new Failed("There is no server at " + url + ".");
    } catch (IOException e) {
      throw new Failed("The server at " + url + " did not answer: " + e.getMessage());
    }
  }

  private static Optional<String> fromEnvironment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isEmpty());
  }
}
