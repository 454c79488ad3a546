package earmark.bench.http;

import earmark.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Somebody who asks a server over real connections. Safe for any thread. */
public final class Caller implements AutoCloseable {
  private static final String JSON = "application/json";

  private final Server server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public Caller(Server server) {
    this.server = server;
  }

  /** The token of a user. */
  public String token(String login, String password) throws IOException {
    String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(login, password);
    return send(json("/api-token-auth/", "").POST(HttpRequest.BodyPublishers.ofString(body)))
        .replaceAll(".*\"token\":\"([0-9a-f]+)\".*", "$1");
  }

  /**
   * A request for a path, with a body of JSON if it has one.
   *
   * @param token whose request it is; empty for nobody's
   */
  public HttpRequest.Builder json(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    request.header("Content-Type", JSON);
    if (!token.isEmpty()) request.header("Authorization", "Token " + token);
    return request;
  }

  /**
   * Sends it; the answer.
   *
   * @throws IOException also if the server refuses
   */
  public String send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) return answer.body();
      throw new IOException(
          answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
