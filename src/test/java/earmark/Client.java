package earmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with a token that speaks JSON to a server process. */
final class Client {
  private static final JsonMapper JSON = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String token;

  private Client(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  static Client admin(URI address) throws IOException, InterruptedException {
    Client nobody = new Client(address, "none");
    HttpResponse<byte[]> login =
        nobody.http.send(
            HttpRequest.newBuilder(address.resolve("/api-token-auth/"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofByteArray(
                        JSON.writeValueAsBytes(
                            Map.of("username", "admin", "password", ServerProcess.PASSWORD))))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Client(address, JSON.readTree(login.body()).path("token").asString());
  }

  String token() {
    return token;
  }

  /** A GET that must succeed. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** A POST of JSON that must succeed. */
  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** A PUT of JSON that must succeed. */
  JsonNode put(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** A DELETE that must succeed. */
  void delete(String path) throws IOException, InterruptedException {
    send(request(path).DELETE());
  }

  /** An upload that must succeed. */
  JsonNode upload(String name, String content, String tags)
      throws IOException, InterruptedException {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\n"
            + tags
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\n\r\n"
            + content
            + "\r\n--b--\r\n";
    return send(
        request("/api/v1/samples")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Token " + token);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          response.statusCode()
              + " "
              + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return JSON.readTree(response.body());
  }
}
