package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.Config;
import earmark.alert.webhook.Receiver;
import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscribing, alerts and webhooks over the API. */
class AlertApiTest {
  @RegisterExtension
  static final Instance SERVER =
      new Instance(config ->
          config.withAlerting(
              new Config.Alerting(
                  20,
                  Duration.ofMillis(20),
                  5,
                  Duration.ofMillis(50),
                  Duration.ofSeconds(5),
                  true)));

  private static final TagEngine API = new TagEngine(SERVER);
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode subscribe(Object wish) {
    Reply reply = SERVER.json("POST", "/api/v1/subscriptions", wish);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply.json();
  }

  private static JsonNode alerts(long subscription) {
    return API.get("alerts?subscription=" + subscription);
  }

  /** Waits until a subscription has so many alerts; the newest first. */
  private static JsonNode awaitAlerts(long subscription, int count) throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      JsonNode found = alerts(subscription).path("alerts");
      if (found.size() >= count) return found;
      Thread.sleep(25);
    }
    throw new IllegalStateException(alerts(subscription).toString());
  }

  /** Waits until everything was looked at. */
  private static void awaitLook() throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      if (API.get("alerts/unread").path("behind").asLong() == 0) return;
      Thread.sleep(25);
    }
    throw new IllegalStateException("the watcher does not come after");
  }

  private static List<String> sha1(JsonNode alert, String change) {
    return TagEngine.sha1(
        API.get("alerts/" + alert.path("id").asLong() + "/samples?change=" + change));
  }

  private static int refused(String method, String path, Object body) {
    return SERVER.json(method, "/api/v1/" + path, body).status();
  }

  @Test
  void samples_that_enter_or_leave_make_an_alert_with_the_rows_of_a_search() throws Exception {
    String there = SERVER.sample("there", "alert_one");
    String comes = SERVER.sample("comes");
    JsonNode made =
        subscribe(
            Map.of(
                "name", "Ones", "query", "tag-user:alert_one", "entering", true, "leaving", true));
    long id = made.path("id").asLong();
    assertThat(made.path("webhook").isNull()).isTrue();
    API.add("alert_one", comes);
    JsonNode first = awaitAlerts(id, 1).path(0);
    assertThat(first.path("subscription").toString())
        .isEqualTo("{\"id\":" + id + ",\"name\":\"Ones\"}");
    assertThat(first.path("entered").asInt()).isEqualTo(1);
    assertThat(first.path("left").asInt()).isZero();
    assertThat(first.path("unread").asBoolean()).isTrue();
    assertThat(sha1(first, "entered")).containsExactly(comes);
    JsonNode row =
        API.get("alerts/" + first.path("id").asLong() + "/samples?change=entered")
            .path("samples")
            .path(0);
    JsonNode found = API.search(comes).path("samples").path(0);
    assertThat(row.path("gone").asBoolean()).isFalse();
    ((tools.jackson.databind.node.ObjectNode) row).remove("gone");
    assertThat(row).isEqualTo(found);
    API.remove("alert_one", there);
    JsonNode second = awaitAlerts(id, 2).path(0);
    assertThat(second.path("fromSeq").asLong()).isEqualTo(first.path("seq").asLong());
    assertThat(sha1(second, "left")).containsExactly(there);
    assertThat(sha1(second, "entered")).isEmpty();
  }

  @Test
  void only_what_is_asked_for_counts_and_an_inactive_subscription_sleeps() throws Exception {
    String sample = SERVER.sample("half", "alert_half");
    long id = subscribe(Map.of("query", "tag-user:alert_half")).path("id").asLong();
    API.remove("alert_half", sample);
    awaitLook();
    assertThat(alerts(id).path("alerts")).isEmpty();
    API.add("alert_half", sample);
    awaitAlerts(id, 1);
    Map<String, Object> asleep =
        Map.of("name", "n", "query", "tag-user:alert_half", "leaving", true, "active", false);
    assertThat(SERVER.json("PUT", "/api/v1/subscriptions/" + id, asleep).status()).isEqualTo(200);
    API.remove("alert_half", sample);
    awaitLook();
    Map<String, Object> awake = new HashMap<>(asleep);
    awake.put("active", true);
    JsonNode changed = SERVER.json("PUT", "/api/v1/subscriptions/" + id, awake).json();
    assertThat(changed.path("active").asBoolean()).isTrue();
    assertThat(changed.path("leaving").asBoolean()).isTrue();
    API.add("alert_half", sample);
    JsonNode alerts = awaitAlerts(id, 2);
    assertThat(alerts.path(0).path("entered").asInt()).isEqualTo(1);
    assertThat(alerts.path(0).path("left").asInt()).as("it slept").isZero();
    assertThat(SERVER.send("DELETE", "/api/v1/subscriptions/" + id, token(), new byte[0]).status())
        .isEqualTo(204);
    assertThat(alerts(id).path("alerts")).isEmpty();
    assertThat(SERVER.get("/api/v1/subscriptions/" + id).status()).isEqualTo(404);
  }

  private static Map<String, String> token() {
    return Map.of("Authorization", "Token " + SERVER.adminToken());
  }

  @Test
  void alerts_are_paged_and_marked() throws Exception {
    String sample = SERVER.sample("pages");
    long id =
        subscribe(Map.of("query", "tag-user:alert_page", "leaving", true)).path("id").asLong();
    for (int i = 1; i <= 4; i++) {
      if (i % 2 == 1) API.add("alert_page", sample);
      else API.remove("alert_page", sample);
      awaitAlerts(id, i);
    }
    JsonNode page = API.get("alerts?limit=3&subscription=" + id);
    JsonNode rest =
        API.get("alerts?limit=3&subscription=" + id + "&cursor=" + page.path("next").asString());
    assertThat(page.path("alerts").size()).isEqualTo(3);
    assertThat(rest.path("alerts").size()).isEqualTo(1);
    assertThat(rest.path("next").isNull()).isTrue();
    long newest = page.path("alerts").path(0).path("id").asLong();
    long oldest = rest.path("alerts").path(0).path("id").asLong();
    assertThat(newest).isGreaterThan(oldest);
    String unread = "alerts?unread=true&subscription=" + id;
    SERVER.json("POST", "/api/v1/alerts/read", Map.of("alerts", List.of(oldest)));
    assertThat(API.get(unread).path("alerts").size()).isEqualTo(3);
    SERVER.json("POST", "/api/v1/alerts/read", Map.of("upTo", newest));
    assertThat(API.get(unread).path("alerts")).isEmpty();
    Reply back =
        SERVER.json(
            "POST", "/api/v1/alerts/read", Map.of("alerts", List.of(newest), "read", false));
    assertThat(back.json().path("unread").asInt()).isPositive();
    assertThat(API.get(unread).path("alerts").path(0).path("id").asLong()).isEqualTo(newest);
  }

  @Test
  void many_samples_are_all_there_page_by_page() throws Exception {
    long id = subscribe(Map.of("query", "tag-user:alert_many")).path("id").asLong();
    String[] samples = new String[7];
    for (int i = 0; i < samples.length; i++) samples[i] = SERVER.sample("many " + i);
    API.add("alert_many", samples);
    long alert = awaitAlerts(id, 1).path(0).path("id").asLong();
    Set<String> seen = new TreeSet<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = API.get("alerts/" + alert + "/samples?change=entered&limit=3" + cursor);
      assertThat(page.path("total").asInt()).isEqualTo(samples.length);
      seen.addAll(TagEngine.sha1(page));
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
      pages++;
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactlyInAnyOrder(samples);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void a_sample_that_was_removed_leaves_and_is_still_named() throws Exception {
    String sample = SERVER.sample("removed", "alert_removed");
    String stays = SERVER.sample("stays", "alert_removed");
    long id =
        subscribe(Map.of("query", "tag-user:alert_removed", "leaving", true)).path("id").asLong();
    assertThat(SERVER.send("DELETE", "/api/samples/" + sample + "/", token(), new byte[0]).status())
        .isEqualTo(200);
    long alert = awaitAlerts(id, 1).path(0).path("id").asLong();
    JsonNode page = API.get("alerts/" + alert + "/samples?change=left");
    for (int i = 0; i < 1200 && page.path("removed").isEmpty(); i++) {
      Thread.sleep(25); // its record goes a moment after the ledger says so
      page = API.get("alerts/" + alert + "/samples?change=left");
    }
    assertThat(page.path("total").asInt()).isEqualTo(1);
    assertThat(page.path("samples")).isEmpty();
    assertThat(page.path("removed").path(0).path("sha1").asString()).isEqualTo(sample);
    assertThat(API.search(stays).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void what_is_somebody_elses_is_not_found() throws Exception {
    String sample = SERVER.sample("mine");
    long id = subscribe(Map.of("query", "tag-user:alert_mine")).path("id").asLong();
    API.add("alert_mine", sample);
    long alert = awaitAlerts(id, 1).path(0).path("id").asLong();
    Map<String, String> bob = Map.of("Authorization", "Token " + SERVER.newUser("alert.bob"));
    byte[] wish = "{\"query\":\"#x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (String request :
        List.of(
            "GET subscriptions/" + id,
            "PUT subscriptions/" + id,
            "DELETE subscriptions/" + id,
            "POST subscriptions/" + id + "/test",
            "GET subscriptions/" + id + "/deliveries",
            "GET alerts/" + alert,
            "GET alerts/" + alert + "/samples?change=entered",
            "GET alerts/99999")) {
      String[] words = request.split(" ", -1);
      assertThat(SERVER.send(words[0], "/api/v1/" + words[1], bob, wish).status())
          .as(request)
          .isEqualTo(404);
    }
    byte[] all = ("{\"alerts\":[" + alert + "]}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    SERVER.send("POST", "/api/v1/alerts/read", bob, all);
    assertThat(API.get("alerts/" + alert).path("unread").asBoolean()).isTrue();
    assertThat(SERVER.send("GET", "/api/v1/subscriptions", bob, new byte[0]).text())
        .isEqualTo("{\"subscriptions\":[]}");
    assertThat(SERVER.send("GET", "/api/v1/alerts", bob, new byte[0]).text())
        .isEqualTo("{\"unread\":0,\"next\":null,\"alerts\":[]}");
  }

  @Test
  void a_wish_that_can_not_be_is_refused_with_the_reason() {
    Reply unreadable = SERVER.json("POST", "/api/v1/subscriptions", Map.of("query", "tag:("));
    assertThat(unreadable.status()).isEqualTo(400);
    assertThat(unreadable.json().path("detail").asString()).startsWith("Position 5: ");
    Reply past =
        SERVER.json("POST", "/api/v1/subscriptions", Map.of("query", "as-of:2024-01-01 #x"));
    assertThat(past.status()).isEqualTo(400);
    assertThat(past.json().path("detail").asString()).contains("as-of");
    for (String wish :
        List.of(
            "{}",
            "{\"query\":\"#x\",\"entering\":false}",
            "{\"query\":\"#x\",\"name\":\"" + "n".repeat(201) + "\"}",
            "{\"query\":\"#x\",\"name\":\"a\\u0000b\"}",
            "{\"query\":\"" + "a".repeat(1025) + "\"}",
            "{\"query\":\"#x\",\"webhook\":{}}",
            "{\"query\":\"#x\",\"webhook\":{\"url\":\"ftp://example.org\"}}",
            "{\"query\":\"#x\",\"webhook\":{\"url\":\"https://a:b@example.org\"}}",
            "{\"query\":\"#x\",\"webhook\":{\"url\":\"https://example.org\",\"secret\":\"short\"}}")) {
      assertThat(SERVER.raw("POST", "/api/v1/subscriptions", wish).status())
          .as(wish)
          .isEqualTo(400);
    }
    assertThat(refused("POST", "alerts/read", Map.of())).isEqualTo(400);
    assertThat(refused("POST", "alerts/read", Map.of("upTo", 1, "read", false))).isEqualTo(400);
    assertThat(SERVER.raw("POST", "/api/v1/alerts/read", "{\"alerts\":[null]}").status())
        .isEqualTo(400);
    for (String path :
        List.of("alerts?unread=yes", "alerts?cursor=x", "alerts/x", "alerts?subscription=-1")) {
      assertThat(SERVER.get("/api/v1/" + path).status()).as(path).isEqualTo(400);
    }
  }

  @Test
  void there_are_no_more_subscriptions_than_allowed() {
    Map<String, String> eve =
        Map.of(
            "Authorization",
            "Token " + SERVER.newUser("alert.eve"),
            "Content-Type",
            "application/json");
    byte[] wish = "{\"query\":\"#x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < 20; i++) {
      assertThat(SERVER.send("POST", "/api/v1/subscriptions", eve, wish).status()).isEqualTo(201);
    }
    Reply more = SERVER.send("POST", "/api/v1/subscriptions", eve, wish);
    assertThat(more.status()).isEqualTo(409);
    assertThat(more.text()).contains("20 subscriptions");
  }

  @Test
  void a_webhook_gets_every_alert_in_order_although_it_fails_at_times() throws Exception {
    String sample = SERVER.sample("hooked");
    try (Receiver receiver = new Receiver()) {
      receiver.answer((number, _) -> number % 2 == 1 ? 500 : 200);
      JsonNode made =
          subscribe(
              Map.of(
                  "query",
                  "tag-user:alert_hook",
                  "leaving",
                  true,
                  "webhook",
                  Map.of("url", receiver.address("/in").toString())));
      long id = made.path("id").asLong();
      assertThat(made.path("webhook").path("secret").asString()).hasSize(64);
      assertThat(API.get("subscriptions/" + id).path("webhook").has("secret")).isFalse();
      for (int i = 1; i <= 4; i++) {
        if (i % 2 == 1) API.add("alert_hook", sample);
        else API.remove("alert_hook", sample);
        awaitAlerts(id, i);
      }
      List<Receiver.Received> got = receiver.await(8);
      List<Long> told =
          got.stream().map(one -> JSON.readTree(one.body()).path("alert").asLong()).toList();
      assertThat(told).isSorted();
      assertThat(new TreeSet<>(told)).hasSize(4);
      for (int i = 0; i < 8; i += 2) {
        assertThat(got.get(i + 1).body()).isEqualTo(got.get(i).body());
        assertThat(got.get(i + 1).header("Earmark-Delivery"))
            .isEqualTo(got.get(i).header("Earmark-Delivery"))
            .isEqualTo(JSON.readTree(got.get(i).body()).path("delivery").asString());
      }
      JsonNode first = JSON.readTree(got.getFirst().body());
      assertThat(first.path("type").asString()).isEqualTo("alert");
      assertThat(first.path("entered").path("count").asInt()).isEqualTo(1);
      JsonNode named = first.path("entered").path("samples").path(0);
      assertThat(named.path("sha1").asString()).isEqualTo(sample);
      assertThat(named.path("tags").path("user").toString()).isEqualTo("[\"alert_hook\"]");
      assertThat(first.path("url").asString())
          .isEqualTo(SERVER.address() + "/#/alerts/" + first.path("alert").asLong());
      for (int i = 0; i < 1200; i++) {
        if (API.get("subscriptions/" + id).path("webhook").path("waiting").asInt() == 0) break;
        Thread.sleep(25);
      }
      JsonNode log = API.get("subscriptions/" + id + "/deliveries").path("attempts");
      assertThat(log.valueStream().map(one -> one.path("status").asInt()))
          .containsExactly(200, 500, 200, 500, 200, 500, 200, 500);
    }
  }

  @Test
  void a_webhook_is_tried_out_and_its_secret_changed() throws Exception {
    try (Receiver receiver = new Receiver()) {
      String url = receiver.address("/in").toString();
      long id =
          subscribe(
                  Map.of(
                      "query", "#never", "webhook", Map.of("url", url, "secret", "s".repeat(20))))
              .path("id")
              .asLong();
      JsonNode tried =
          SERVER.json("POST", "/api/v1/subscriptions/" + id + "/test", Map.of()).json();
      assertThat(tried.path("status").asInt()).isEqualTo(204);
      Receiver.Received got = receiver.await(1).getFirst();
      assertThat(JSON.readTree(got.body()).path("type").asString()).isEqualTo("test");
      assertThat(got.header("Earmark-Delivery")).isEqualTo(tried.path("delivery").asString());
      JsonNode same =
          SERVER
              .json(
                  "PUT",
                  "/api/v1/subscriptions/" + id,
                  Map.of("query", "#never", "webhook", Map.of("url", url)))
              .json();
      assertThat(same.path("webhook").has("secret")).as("it stayed, so it isn't told").isFalse();
      JsonNode other =
          SERVER
              .json(
                  "PUT",
                  "/api/v1/subscriptions/" + id,
                  Map.of(
                      "query", "#never", "webhook", Map.of("url", url, "secret", "t".repeat(20))))
              .json();
      assertThat(other.path("webhook").path("secret").asString()).isEqualTo("t".repeat(20));
      long none = subscribe(Map.of("query", "#never")).path("id").asLong();
      assertThat(refused("POST", "subscriptions/" + none + "/test", Map.of())).isEqualTo(400);
    }
  }
}
