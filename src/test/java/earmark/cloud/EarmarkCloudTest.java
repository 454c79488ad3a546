package earmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import earmark.Config;
import earmark.cloud.wire.LineSettings;
import earmark.http.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Two real servers, one the cloud of the other, and in between one that writes down all it sees.
 */
class EarmarkCloudTest {
  private static final Queue<String> WIRE = new ConcurrentLinkedQueue<>();
  private static final HttpServer RECORDER = recorder();

  @RegisterExtension static final Instance FAR = new Instance();

  @RegisterExtension
  static final Instance NEAR =
      new Instance(config ->
          config.withCloud(
              new Config.Cloud(
                  Config.Cloud.Kind.EARMARK,
                  new LineSettings(
                      URI.create("http://127.0.0.1:" + RECORDER.getAddress().getPort()),
                      "Token " + FAR.adminToken(),
                      Duration.ofSeconds(20),
                      1000,
                      100,
                      Duration.ofSeconds(1)),
                  100)));

  private final Downloading downloading = new Downloading(NEAR);

  private static HttpServer recorder() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", EarmarkCloudTest::passOn);
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void passOn(HttpExchange exchange) throws IOException {
    try (exchange;
        HttpClient client = HttpClient.newHttpClient()) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestURI().toString();
      WIRE.add(exchange.getRequestMethod() + " " + target);
      WIRE.add(URLDecoder.decode(target, StandardCharsets.UTF_8));
      WIRE.add(exchange.getRequestHeaders().entrySet() + " " + body);
      HttpResponse<byte[]> reply =
          client.send(
              HttpRequest.newBuilder(URI.create(FAR.address() + target))
                  .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      reply
          .headers()
          .firstValue("Content-Disposition")
          .ifPresent(name -> exchange.getResponseHeaders().add("Content-Disposition", name));
      exchange.sendResponseHeaders(reply.statusCode(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String far = "";

  @BeforeAll
  static void fill() {
    byte[] content = Instance.unique("VBoxTray, far away");
    FAR.upload("/api/uploads/", "fär way.txt", content, "tags", "their_own_tag");
    far = Instance.hex("SHA-1", content);
    FAR.awaitProcessed(far);
  }

  @AfterAll
  static void stop() {
    RECORDER.stop(0);
  }

  private static JsonNode search(String query) {
    return NEAR.get("/api/v1/cloud/samples?" + query).json();
  }

  @Test
  void samples_of_the_other_are_found_by_their_system_tags_and_their_user_tags_stay_there() {
    String systemTag = FAR.tags(far).path("ticore").path(0).asString();
    JsonNode found = search("q=tag:" + systemTag + "%20filename:f%C3%A4r*");
    JsonNode sample = found.path("samples").path(0);
    assertThat(sample.path("sha1").asString()).as(found.toString()).isEqualTo(far);
    assertThat(sample.path("name").asString()).isEqualTo("fär way.txt");
    assertThat(sample.path("tags").path("system").toString()).contains(systemTag);
    assertThat(found.toString()).doesNotContain("their_own_tag");
    assertThat(search("q=tag-user:their_own_tag").path("total").asInt()).isZero();
  }

  @Test
  void pages_are_reached_by_number_also_without_those_before() {
    for (int i = 0; i < 5; i++) FAR.sample("page " + i);
    JsonNode all = search("q=size:[1%20TO%20*]&limit=100&sort=arrival%20asc").path("samples");
    assertThat(all.size()).isGreaterThan(5);
    JsonNode third = search("q=size:[1%20TO%20*]&limit=2&page=3&sort=arrival%20asc");
    assertThat(third.path("samples").path(0)).isEqualTo(all.path(4));
    JsonNode beyond = search("q=size:[1%20TO%20*]&limit=2&page=40&sort=arrival%20asc");
    assertThat(beyond.path("samples").size()).isZero();
    assertThat(beyond.path("more").asBoolean()).isFalse();
  }

  @Test
  void a_sample_comes_with_its_name_and_without_the_tags_that_it_has_there() {
    byte[] content = Instance.unique("comes over");
    FAR.upload("/api/uploads/", "ä b+c%41.txt", content, "tags", "their_own_tag");
    String sha1 = Instance.hex("SHA-1", content);
    assertThat(downloading.await(downloading.ask(sha1)).path(0).path("state").asString())
        .isEqualTo("done");
    JsonNode here = NEAR.get("/api/v1/samples/" + sha1).json();
    assertThat(here.path("name").asString()).isEqualTo("ä b+c%41.txt");
    assertThat(here.path("tags").path("user").size()).isZero();
    Instance.Reply bytes = FAR.get("/api/v1/samples/" + sha1 + "/content");
    assertThat(bytes.response().body()).isEqualTo(content);
    assertThat(bytes.header("Content-Type")).isEqualTo("application/octet-stream");
  }

  @Test
  void no_user_tag_ever_leaves_whatever_is_done_with_it() {
    String secret = "operation_umbrella";
    byte[] content = Instance.unique("both have it");
    FAR.upload("/api/uploads/", "both.txt", content);
    NEAR.upload("/api/uploads/", "both.txt", content, "tags", secret, "comment", "wegen " + secret);
    String sha1 = Instance.hex("SHA-1", content);
    NEAR.awaitProcessed(sha1);
    WIRE.clear();
    for (String query :
        List.of(
            "tag-user:" + secret,
            "NOT tag-user:" + secret,
            "size:[1 TO *] NOT tag-user:" + secret,
            "tag-user:" + secret + " OR size:1",
            "tag-any:" + secret + " OR size:2",
            "NOT tag-any:*umbrella* OR size:3",
            "tag-user:" + secret + " tag-by:admin OR size:4",
            "as-of:2024-05-01 tag-user:" + secret,
            "#umbrella",
            "tag-user:*" + " OR size:5")) {
      Instance.Reply reply =
          NEAR.get(
              "/api/v1/cloud/samples?q="
                  + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8));
      assertThat(reply.status()).as(query + reply.text()).isEqualTo(200);
    }
    NEAR.json(
        "POST",
        "/api/v1/samples/tags",
        Map.of("query", "size:[1 TO *]", "add", List.of(secret), "reason", secret));
    NEAR.json("POST", "/api/tag/" + far + "/", Map.of("tags", List.of(secret)));
    String newest = Instance.hex("SHA-1", content);
    downloading.await(downloading.ask(newest, far));
    NEAR.json("POST", "/api/tag/" + far + "/", Map.of("tags", List.of(secret)));
    search("q=sha1:" + far);
    assertThat(NEAR.get("/api/tag/" + far + "/").text()).contains(secret);

    assertThat(WIRE).as("something was asked at all").hasSizeGreaterThan(10);
    assertThat(String.join("\n", WIRE))
        .doesNotContainIgnoringCase("umbrella", "tag-user", "tag-any", "tag-by", "wegen");
    assertThat(FAR.get("/api/v1/samples?q=%23umbrella").json().path("total").asInt()).isZero();
  }
}
