package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.Config;
import earmark.Server;
import earmark.http.Instance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts as server-sent events, read as a browser reads them. */
class AlertEventsTest {
  private static final Config.Alerting QUICK =
      new Config.Alerting(
          20, Duration.ofMillis(20), 5, Duration.ofMillis(50), Duration.ofSeconds(5), true);

  @RegisterExtension
  static final Instance SERVER = new Instance(config -> config.withAlerting(QUICK));

  private static final TagEngine API = new TagEngine(SERVER);

  private record Event(String name, String id, JsonNode data) {}

  /** A stream of events that is being read. */
  private static final class Listening implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BufferedReader lines;
    final HttpResponse<java.io.InputStream> response;

    Listening(String lastEventId) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(SERVER.address() + "/api/v1/alerts/events"))
              .header("Authorization", "Token " + SERVER.adminToken())
              .header("Accept-Encoding", "gzip");
      if (!lastEventId.isEmpty()) request.header("Last-Event-ID", lastEventId);
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The next event of a name. */
    Event next(String name) throws IOException {
      while (true) {
        Event event = next();
        if (event.name().equals(name)) return event;
      }
    }

    private Event next() throws IOException {
      String name = "";
      String id = "";
      String data = "";
      while (true) {
        String line = lines.readLine();
        if (line == null) throw new IOException("the stream ended");
        if (line.isEmpty() && !data.isEmpty()) {
          return new Event(name, id, new JsonMapper().readTree(data));
        }
        if (line.startsWith("event: ")) name = line.substring(7);
        if (line.startsWith("id: ")) id = line.substring(4);
        if (line.startsWith("data: ")) data = line.substring(6);
      }
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }

  private static long subscribe(String query) {
    return SERVER
        .json("POST", "/api/v1/subscriptions", Map.of("query", query))
        .json()
        .path("id")
        .asLong();
  }

  @Test
  void an_alert_is_told_at_once_and_one_that_was_missed_when_the_reader_comes_back()
      throws Exception {
    String a = SERVER.sample("events a");
    String b = SERVER.sample("events b");
    long id = subscribe("tag-user:sse_one");
    Event first;
    try (Listening stream = new Listening("")) {
      assertThat(stream.response.headers().firstValue("Content-Type"))
          .contains("text/event-stream; charset=utf-8");
      assertThat(stream.response.headers().firstValue("Content-Encoding")).isEmpty();
      int before = stream.next("unread").data().path("unread").asInt();
      API.add("sse_one", a);
      first = stream.next("alert");
      assertThat(first.data().path("subscription").path("id").asLong()).isEqualTo(id);
      assertThat(first.id()).isEqualTo(first.data().path("id").asString());
      assertThat(stream.next("unread").data().path("unread").asInt()).isEqualTo(before + 1);
      SERVER.json("POST", "/api/v1/alerts/read", Map.of("alerts", List.of(first.id())));
      assertThat(stream.next("unread").data().path("unread").asInt()).isEqualTo(before);
    }
    API.add("sse_one", b);
    try (Listening stream = new Listening(first.id())) {
      Event second = stream.next("alert");
      assertThat(second.data().path("entered").asInt()).isEqualTo(1);
      assertThat(Long.parseLong(second.id())).isGreaterThan(Long.parseLong(first.id()));
      try (Listening again = new Listening(first.id())) {
        assertThat(again.next("alert")).as("the same").isEqualTo(second);
      }
    }
  }

  @Test
  void a_user_can_have_so_many_streams_and_not_more() throws Exception {
    List<Listening> open = new ArrayList<>();
    try {
      int status = 200;
      for (int i = 0; i < 20 && status == 200; i++) {
        Listening one = new Listening("");
        open.add(one);
        status = one.response.statusCode();
      }
      assertThat(status).isEqualTo(429);
      assertThat(open).hasSizeBetween(2, 11);
    } finally {
      open.forEach(Listening::close);
    }
    assertThat(
            SERVER
                .send(
                    "GET",
                    "/api/v1/alerts/events",
                    Map.of("Authorization", "Token " + SERVER.adminToken(), "Last-Event-ID", "x"),
                    new byte[0])
                .status())
        .isEqualTo(400);
  }

  @Test
  void a_server_that_stops_ends_its_streams(@TempDir Path folder) throws Exception {
    Server server =
        Server.start(Config.of(folder, 0).withAdminPassword(Instance.PASSWORD).withAlerting(QUICK));
    try (HttpClient client = HttpClient.newHttpClient()) {
      String login = "{\"username\":\"admin\",\"password\":\"" + Instance.PASSWORD + "\"}";
      String token =
          new JsonMapper()
              .readTree(
                  client
                      .send(
                          HttpRequest.newBuilder(server.address().resolve("/api-token-auth/"))
                              .header("Content-Type", "application/json")
                              .POST(HttpRequest.BodyPublishers.ofString(login))
                              .build(),
                          HttpResponse.BodyHandlers.ofByteArray())
                      .body())
              .path("token")
              .asString();
      HttpResponse<java.io.InputStream> stream =
          client.send(
              HttpRequest.newBuilder(server.address().resolve("/api/v1/alerts/events"))
                  .header("Authorization", "Token " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).isEqualTo("retry: 2000");
      assertThat(lines.readLine()).isEmpty();
      assertThat(lines.readLine()).isEqualTo("event: unread");
      assertThat(lines.readLine()).isEqualTo("data: {\"unread\":0}");
      server.close();
      assertThat(lines.readAllAsString().strip()).as("it ends as it should").isEmpty();
    } finally {
      server.close();
    }
  }
}
