package earmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.Config;
import earmark.http.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A whole server whose cloud is one that speaks the documented shapes. */
class CloudApiTest {
  private static final FakeIntelligence CLOUD = new FakeIntelligence();

  @RegisterExtension
  static final Instance SERVER =
      new Instance(config ->
          config.withCloud(
              new Config.Cloud(
                  Config.Cloud.Kind.INTELLIGENCE, CLOUD.line(Duration.ofSeconds(20)), 50)));

  @RegisterExtension static final Instance ALONE = new Instance();

  private final Downloading downloading = new Downloading(SERVER);

  @AfterAll
  static void stop() {
    CLOUD.close();
  }

  @BeforeEach
  void forget() {
    CLOUD.seen.clear();
  }

  @AfterEach
  void allWasDone() {
    assertThat(CLOUD.hasMore()).isFalse();
  }

  /** Waits until the cloud was asked for all that it has an answer prepared for. */
  private static void awaitAsked() throws InterruptedException {
    for (int i = 0; i < 2_000 && CLOUD.hasMore(); i++) Thread.sleep(10);
    assertThat(CLOUD.hasMore()).as("the cloud was not asked").isFalse();
  }

  private static String add(String name) {
    return CLOUD.add(name, Instance.unique("in the cloud"), "MALICIOUS");
  }

  private static JsonNode search(String query) {
    return SERVER.get("/api/v1/cloud/samples?" + query).json();
  }

  private static Map<String, Object> tag(String sha1) {
    return Map.of("samples", List.of(sha1), "add", List.of("mine"));
  }

  @Test
  void without_a_cloud_everything_says_so() {
    assertThat(ALONE.get("/api/v1/cloud").text())
        .isEqualTo("{\"configured\":false,\"name\":null,\"pageMax\":100}");
    JsonNode found = ALONE.get("/api/v1/cloud/samples?q=size:1").json();
    assertThat(found.path("state").asString()).isEqualTo("unavailable");
    assertThat(found.path("reason").asString()).isEqualTo("No cloud is configured.");
    Instance.Reply download =
        ALONE.raw(
            "POST",
            "/api/v1/cloud/downloads",
            "{\"samples\":[{\"hash\":\"" + "0".repeat(40) + "\"}]}");
    assertThat(download.status()).isEqualTo(503);
    assertThat(download.text()).contains("No cloud is configured.");
    assertThat(ALONE.get("/api/tag/" + "0".repeat(40) + "/").text()).doesNotContain("cloud");
  }

  @Test
  void a_cloud_sample_is_found_downloaded_analysed_and_tagged() {
    String sha1 = add("found.exe");
    JsonNode sample = search("q=filename:found.exe").path("samples").path(0);
    assertThat(sample.path("sha1").asString()).isEqualTo(sha1);
    assertThat(sample.path("here").asBoolean()).isFalse();
    assertThat(sample.path("tags").toString())
        .isEqualTo("{\"system\":[\"packed\",\"cert-invalid\"]}");
    assertThat(sample.path("classification").asString()).isEqualTo("malicious");

    int before = CLOUD.seen.size();
    Instance.Reply refused =
        SERVER.json("POST", "/api/tag/" + sha1 + "/", Map.of("tags", List.of("mine")));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text())
        .contains("If it is in the cloud, download it to this appliance first.");
    refused = SERVER.json("POST", "/api/v1/samples/tags", tag(sha1));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text()).contains("download it to this appliance first");
    assertThat(CLOUD.seen).as("the cloud is not asked by tagging").hasSize(before);

    long id = downloading.ask(sample.path("hash").asString());
    assertThat(downloading.await(id).path(0).path("state").asString()).isEqualTo("done");
    SERVER.awaitProcessed(sha1);
    assertThat(SERVER.json("POST", "/api/v1/samples/tags", tag(sha1)).status()).isEqualTo(200);
    assertThat(SERVER.get("/api/tag/" + sha1 + "/").text()).isEqualTo("[\"mine\"]");
    assertThat(search("q=filename:found.exe").path("samples").path(0).path("here").asBoolean())
        .isTrue();
    String history = SERVER.get("/api/v1/samples/" + sha1 + "/history").text();
    assertThat(history)
        .contains("\"by\":\"admin\"", "\"via\":\"api\"", "downloaded from the cloud");
  }

  @Test
  void many_are_downloaded_at_once_and_each_tells_how_it_went() {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 5; i++) hashes.add(add("bulk" + i));
    String wrong = add("wrong");
    CLOUD.send(wrong, "other bytes".getBytes(StandardCharsets.UTF_8));
    String empty = add("empty");
    CLOUD.send(empty, new byte[0]);
    hashes.add(wrong);
    hashes.add(empty);
    hashes.add("f".repeat(40));
    hashes.add(hashes.getFirst());
    long id = downloading.ask(hashes.toArray(new String[0]));
    JsonNode samples = downloading.await(id);
    assertThat(samples.size()).as("each once").isEqualTo(8);
    for (int i = 0; i < 5; i++)
      assertThat(samples.path(i).path("state").asString()).isEqualTo("done");
    assertThat(samples.path(5).path("error").asString()).contains("other bytes");
    assertThat(samples.path(6).path("error").asString()).contains("empty");
    assertThat(samples.path(7).path("error").asString()).contains("does not have the bytes");
    assertThat(SERVER.get("/api/v1/samples/" + wrong).status()).isEqualTo(404);
    JsonNode newest =
        SERVER.get("/api/v1/cloud/downloads?limit=1").json().path("downloads").path(0);
    assertThat(newest.path("id").asLong()).isEqualTo(id);
    assertThat(newest.path("done").asInt()).isEqualTo(5);
    assertThat(newest.path("failed").asInt()).isEqualTo(3);
    assertThat(newest.path("total").asInt()).isEqualTo(8);

    CLOUD.seen.clear();
    downloading.await(downloading.ask(hashes.getFirst()));
    assertThat(CLOUD.seen).as("what is here is not asked for again").isEmpty();
  }

  @Test
  void a_download_is_tried_again_when_the_cloud_fails() {
    String sha1 = add("again");
    CLOUD.next(FakeIntelligence.status(503));
    long id = downloading.ask(sha1);
    JsonNode sample = downloading.await(id).path(0);
    assertThat(sample.path("state").asString()).isEqualTo("done");
    assertThat(sample.path("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void a_download_can_be_cancelled_by_who_asked_and_goes_on_after_a_restart() throws Exception {
    String stopped = add("stopped");
    CLOUD.next(CLOUD.drip("beginning".getBytes(StandardCharsets.UTF_8)));
    long id = downloading.ask(stopped);
    downloading.await(id, "waiting");
    awaitAsked();
    String bob = SERVER.newUser("bob-" + id);
    Map<String, String> asBob = Map.of("Authorization", "Token " + bob);
    String cancel = "/api/v1/cloud/downloads/" + id + "/cancel";
    assertThat(SERVER.send("POST", cancel, asBob, new byte[0]).status()).isEqualTo(403);

    SERVER.restart();
    assertThat(downloading.await(id).path(0).path("state").asString()).isEqualTo("done");

    String other = add("cancelled");
    CLOUD.next(CLOUD.drip("beginning".getBytes(StandardCharsets.UTF_8)));
    long second = downloading.ask(other);
    downloading.await(second, "waiting");
    awaitAsked();
    Instance.Reply reply = SERVER.raw("POST", "/api/v1/cloud/downloads/" + second + "/cancel", "");
    assertThat(reply.json().path("samples").path(0).path("state").asString())
        .isEqualTo("cancelled");
    assertThat(SERVER.get("/api/v1/samples/" + other).status()).isEqualTo(404);
  }

  @Test
  void a_search_by_user_tags_alone_finds_nothing_and_asks_nobody() {
    JsonNode found = search("q=tag-user:one_tag");
    assertThat(found.path("state").asString()).isEqualTo("found");
    assertThat(found.path("total").asInt()).isZero();
    assertThat(found.path("note").asString()).contains("tag-user");
    assertThat(CLOUD.seen).isEmpty();
  }

  @Test
  void a_dead_cloud_is_told_by_the_answer_and_local_searches_answer_meanwhile() throws Exception {
    CLOUD.next(CLOUD.silence());
    Thread waiting = Thread.ofVirtual().start(() -> search("q=size:1"));
    while (CLOUD.seen.isEmpty()) Thread.sleep(5);
    assertThat(SERVER.get("/api/v1/samples?q=size:1").status()).isEqualTo(200);
    assertThat(waiting.isAlive()).as("the cloud was not waited for").isTrue();

    CLOUD.next(FakeIntelligence.status(403));
    JsonNode found = search("q=size:2");
    assertThat(found.path("state").asString()).isEqualTo("unavailable");
    assertThat(found.path("reason").asString()).contains("no right");
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThat(SERVER.get("/api/v1/cloud/samples?q=nokey:1").status()).isEqualTo(400);
    assertThat(SERVER.get("/api/v1/cloud/samples?limit=51").status()).isEqualTo(400);
    assertThat(SERVER.get("/api/v1/cloud/samples?page=0").status()).isEqualTo(400);
    CLOUD.next(FakeIntelligence.status(400));
    Instance.Reply refused = SERVER.get("/api/v1/cloud/samples?q=size:1");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("some failure");
    for (String body :
        List.of(
            "{}",
            "{\"samples\":[]}",
            "{\"samples\":[{}]}",
            "{\"samples\":[null]}",
            "{\"samples\":[{\"hash\":\"zz\"}]}")) {
      assertThat(SERVER.raw("POST", "/api/v1/cloud/downloads", body).status())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(SERVER.get("/api/v1/cloud/downloads/999999").status()).isEqualTo(404);
    assertThat(SERVER.get("/api/v1/cloud/downloads/x").status()).isEqualTo(404);
  }
}
