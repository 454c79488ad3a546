package earmark.bench.http;

import earmark.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Somebody who asks a server over real connections, which stay open. Whoever asks waits on its own
 * thread, so little but the server is measured. Safe for any thread.
 *
 * @param token empty for nobody's
 */
public record Caller(URI address, String token) {

  /** A user who has logged in. */
  public static Caller login(Server server, String login, String password) throws IOException {
    String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(login, password);
    Caller nobody = new Caller(server.address(), "");
    String answer = nobody.send("POST", "/api-token-auth/", body.getBytes(StandardCharsets.UTF_8));
    return new Caller(server.address(), answer.replaceAll(".*\"token\":\"([0-9a-f]+)\".*", "$1"));
  }

  /**
   * The answer for a path.
   *
   * @throws IOException also if the server refuses
   */
  public String get(String path) throws IOException {
    return answer(open("GET", path));
  }

  /**
   * Sends a body of JSON; the answer.
   *
   * @throws IOException also if the server refuses
   */
  public String send(String method, String path, byte[] body) throws IOException {
    HttpURLConnection connection = open(method, path);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return answer(connection);
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    URI whole = URI.create(address + path);
    HttpURLConnection connection = (HttpURLConnection) whole.toURL().openConnection();
    connection.setRequestMethod(method);
    if (!token.isEmpty()) connection.setRequestProperty("Authorization", "Token " + token);
    return connection;
  }

  private static String answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    boolean accepted = status / 100 == 2;
    try (InputStream in = accepted ? connection.getInputStream() : connection.getErrorStream()) {
      String body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (accepted) return body;
      throw new IOException(connection.getURL() + " answered " + status + ": " + body);
    }
  }
}
