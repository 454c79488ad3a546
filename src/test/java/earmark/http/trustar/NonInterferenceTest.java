package earmark.http.trustar;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import earmark.property.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Two instances get the same, and one of them also what a caller may not see: other enclaves, with
 * reports, indicators and tags of the same names. He can't tell the two apart, whatever he asks.
 * What differs between any two instances is given names first: random ids, and times.
 */
class NonInterferenceTest {
  private static final int CALLS = 2_000;
  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIMES =
      Pattern.compile("\\b1[0-9]{12}\\b|20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
  private static final List<String> NAMES =
      List.of("apt28", "apt-29", "malicious", "mal", "phishing", "loader", "wizard_spider", "x");
  private static final List<String> VALUES =
      List.of(
          "evil.com",
          "bad.example.org",
          "http://evil.com/a?b=c",
          "8.8.4.4",
          "203.0.113.7",
          "44d88612fea8a8f36de82e1278abb02f",
          "CVE-2021-44228",
          "who@evil.com");
  private static final List<String> WORDS =
      List.of("campaign", "invoice", "dropper", "beacon", "credentials", "quarterly");

  @RegisterExtension static final Instance PLAIN = new Instance();
  @RegisterExtension static final Instance FULL = new Instance();

  /** An instance with what was made in it, by the names that the test gives it. */
  private static final class Side {
    final Instance server;
    final Map<String, String> ids = new TreeMap<>();
    final Map<String, TrustarClient> clients = new LinkedHashMap<>();
    final Map<String, String> tokens = new LinkedHashMap<>();

    Side(Instance server) {
      this.server = server;
    }

    void user(String login) {
      tokens.put(login, server.newUser(login));
      JsonNode made = server.json("POST", "/api/v1/keys", Map.of("user", login)).json();
      clients.put(
          login,
          new TrustarClient(server, made.path("key").asString(), made.path("secret").asString()));
    }

    TrustarClient client(String login) {
      TrustarClient client = clients.get(login);
      if (client == null) throw new IllegalStateException("nobody is called " + login);
      return client;
    }

    /** Enclaves whose ids are in the order of their names on every side. */
    void enclaves(String... names) {
      List<String> made = new ArrayList<>();
      for (String name : names) {
        Reply reply = server.json("POST", "/api/v1/enclaves", Map.of("name", "new " + name));
        made.add(reply.json().path("id").asString());
      }
      made.sort(String::compareTo);
      for (int i = 0; i < names.length; i++) {
        server.json("PUT", "/api/v1/enclaves/" + made.get(i), Map.of("name", names[i]));
        ids.put(names[i], made.get(i));
      }
    }

    void grant(String enclave, String login, String... rights) {
      Reply reply =
          server.json(
              "PUT",
              "/api/v1/grants",
              Map.of("enclave", id(enclave), "user", login, "rights", List.of(rights)));
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    String id(String name) {
      return ids.computeIfAbsent(name, _ -> UUID.randomUUID().toString());
    }

    /** A text with ids in the place of names in braces. */
    String filled(String text) {
      return Pattern.compile("\\{([A-Za-z]+[0-9]*)}")
          .matcher(text)
          .replaceAll(match -> id(match.group(1)));
    }

    /** An answer with names in the place of ids, and without times. */
    String told(Reply reply) {
      Map<String, String> names = new TreeMap<>();
      ids.forEach((name, id) -> names.put(id, "{" + name + "}"));
      String text =
          UUIDS
              .matcher(reply.text())
              .replaceAll((MatchResult match) -> names.getOrDefault(match.group(), "{other}"));
      return reply.status() + " " + TIMES.matcher(text).replaceAll("{time}");
    }
  }

  private final Side plain = new Side(PLAIN);
  private final Side full = new Side(FULL);
  private int reports;
  private int hidden;

  @Test
  void whoever_may_not_see_something_can_not_tell_whether_it_is_there() {
    long seed = Long.getLong("property.seed", new SplittableRandom().nextLong());
    SplittableRandom random = new SplittableRandom(seed);
    int answered = 0;
    for (Side side : List.of(plain, full)) {
      side.enclaves("EA", "EB");
      for (String login : List.of("writer", "reader", "half", "submitter")) side.user(login);
      for (String enclave : List.of("EA", "EB")) {
        side.grant(enclave, "writer", "read", "create", "update");
        side.grant(enclave, "reader", "read");
      }
      side.grant("EA", "half", "read");
      side.grant("EA", "submitter", "read", "create");
    }
    full.enclaves("XA", "XB");
    full.user("stranger");
    for (String enclave : List.of("XA", "XB")) {
      full.grant(enclave, "stranger", "read", "create", "update");
    }
    full.grant("EA", "stranger", "read");
    for (int i = 0; i < 60; i++) {
      if (random.nextInt(3) > 0) hide(random);
      make(random);
    }
    for (int i = 0; i < 20; i++) hide(random);
    int calls = CALLS * Property.scale();
    List<String> callers = List.of("reader", "half", "submitter");
    for (int i = 0; i < calls; i++) {
      String login = callers.get(random.nextInt(callers.size()));
      Question question = question(random);
      String told = full.told(question.ask(full, login));
      assertThat(told)
          .as("call %d as %s: %s; repeat with -Dproperty.seed=%d", i, login, question, seed)
          .isEqualTo(plain.told(question.ask(plain, login)));
      if (told.startsWith("200")) answered++;
    }
    assertThat(answered).as("calls that were not refused").isGreaterThan(calls / 2);
  }

  private static <T> T one(SplittableRandom random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(one(random, random.nextInt(3) == 0 ? VALUES : WORDS)).append(' ');
    }
    return text.toString();
  }

  /** Something that both get and everybody may see who reads the enclave. */
  private void make(SplittableRandom random) {
    String enclave = random.nextInt(3) > 0 ? "EA" : "EB";
    act(random, List.of(plain, full), "writer", enclave, "R" + reports);
    reports++;
  }

  /** Something that only one of them gets, in an enclave that nobody who is asked may read. */
  private void hide(SplittableRandom random) {
    act(random, List.of(full), "stranger", random.nextBoolean() ? "XA" : "XB", "H" + hidden);
    hidden++;
  }

  private static void act(
      SplittableRandom random, List<Side> sides, String login, String enclave, String name) {
    String title = text(random);
    String body = text(random);
    String external = "ext " + name.substring(1) + "/" + random.nextInt(3);
    List<Map<String, String>> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) tags.add(Map.of("name", one(random, NAMES)));
    String value = one(random, VALUES);
    String tag = one(random, NAMES);
    long seen = 1_700_000_000_000L + random.nextInt(1_000_000);
    boolean submits = random.nextBoolean();
    for (Side side : sides) {
      TrustarClient client = side.client(login);
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("title", title);
      report.put("reportBody", body);
      report.put("enclaveIds", List.of(side.id(enclave)));
      report.put("externalTrackingId", external);
      Reply made = client.post("/reports", report);
      assertThat(made.status()).as(made.text()).isEqualTo(200);
      side.ids.put(name, made.text());
      if (!tags.isEmpty()) {
        client.post("/reports/" + made.text() + "/alter-tags", Map.of("addedTags", tags));
      }
      if (submits) {
        Map<String, Object> row = Map.of("value", value, "firstSeen", seen, "lastSeen", seen);
        Reply submitted =
            client.post(
                "/indicators",
                Map.of("enclaveIds", List.of(side.id(enclave)), "content", List.of(row)));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
      }
      Reply tagged =
          client.post(
              "/indicators/tags",
              Map.of("value", value, "tag", Map.of("name", tag, "enclaveId", side.id(enclave))));
      assertThat(tagged.status()).as(tagged.text()).isEqualTo(200);
    }
  }

  /** A call; names in braces stand for ids. */
  private record Question(String method, String path, String body) {
    Reply ask(Side side, String login) {
      if (!path.startsWith("/api/v1")) {
        return side.client(login).send(method, side.filled(path), side.filled(body));
      }
      return side.server.send(
          method,
          side.filled(path),
          Map.of("Authorization", "Token " + side.tokens.get(login)),
          new byte[0]);
    }

    static Question get(String path) {
      return new Question("GET", path, "");
    }
  }

  private Question question(SplittableRandom random) {
    String base = "/api/1.3";
    String report = id(random);
    String value = World.encoded(one(random, VALUES));
    String json = "\"" + one(random, VALUES) + "\"";
    String name = one(random, NAMES);
    String enclaves = enclaves(random);
    String term = one(random, random.nextBoolean() ? WORDS : VALUES);
    String page = "&pageNumber=" + random.nextInt(3) + "&pageSize=" + random.nextInt(1, 12);
    String window = "&from=1600000000000&to=4102444800000";
    String filter =
        (random.nextBoolean() ? "&tags=" + name : "")
            + (random.nextInt(3) == 0 ? "&excludedTags=" + one(random, NAMES) : "");
    return switch (random.nextInt(30)) {
      case 0 -> Question.get(base + "/enclaves");
      case 1 -> Question.get(base + "/reports?" + enclaves + filter);
      case 2, 3 ->
          new Question(
              "POST",
              base + "/reports/search?" + enclaves + filter + page + window,
              "{\"searchTerm\":" + (random.nextBoolean() ? "null" : "\"" + term + "\"") + "}");
      case 4 ->
          Question.get(
              base + "/reports/search?searchTerm=" + World.encoded(term) + page + window + filter);
      case 5 -> Question.get(base + "/reports/" + report);
      case 6 -> Question.get(base + "/reports/" + report + "/tags");
      case 7 -> Question.get(base + "/reports/" + report + "/indicators?x=1" + page);
      case 8 -> Question.get(base + "/reports/" + report + "/status");
      case 9 -> Question.get(base + "/reports/tags?" + enclaves);
      case 10 ->
          new Question(
              "POST",
              base + "/reports/" + report + "/alter-tags",
              "{\"addedTags\":[{\"name\":\"" + name + "\"}]}");
      case 11 ->
          Question.get(
              base
                  + "/reports/"
                  + World.encoded("ext " + random.nextInt(60) + "/" + random.nextInt(3))
                  + "/tags?idType=external");
      case 12 ->
          Question.get(base + "/reports/correlated?indicators=" + value + page + "&" + enclaves);
      case 13 -> Question.get(base + "/reports/correlate?indicators=" + value);
      case 14 -> Question.get(base + "/indicators?" + enclaves + page + window);
      case 15, 16 ->
          new Question(
              "POST",
              base + "/indicators/search?" + enclaves + filter + page + window,
              "{\"searchTerm\":" + (random.nextBoolean() ? "null" : "\"evil\"") + "}");
      case 17 -> Question.get(base + "/indicators/tags?" + enclaves);
      case 18 ->
          new Question(
              "POST",
              base + "/indicators/metadata?" + enclaves,
              "[{\"value\":" + json + ",\"indicatorType\":null}]");
      case 19 -> new Question("POST", base + "/indicators/summaries?x=1" + page, "[" + json + "]");
      case 20 -> Question.get(base + "/indicators/details?indicatorValues=" + value);
      case 21 -> Question.get(base + "/indicators/related?indicators=" + value + page);
      case 22 -> new Question("DELETE", base + "/indicators/tags/" + name + "?value=" + value, "");
      case 23 ->
          new Question(
              "POST",
              base + "/indicators/tags",
              "{\"value\":"
                  + json
                  + ",\"tag\":{\"name\":\""
                  + name
                  + "\",\"enclaveId\":\"{"
                  + one(random, List.of("EB", "XA", "XB"))
                  + "}\"}}");
      case 24 ->
          Question.get(
              "/api/v1/reports?limit=" + random.nextInt(1, 9) + "&q=" + World.encoded(term));
      case 25 -> Question.get("/api/v1/reports/tags/suggest?text=" + name.charAt(0));
      case 26 -> Question.get("/api/v1/indicators/tags/suggest?text=" + name.charAt(0));
      case 27 -> Question.get("/api/v1/indicators?limit=" + random.nextInt(1, 9) + "&tag=" + name);
      case 28 -> Question.get("/api/v1/indicators/one?value=" + value);
      default -> new Question("DELETE", base + "/reports/" + report, "");
    };
  }

  /** The id of a report that he may see, or not, or that nobody has. */
  private String id(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> "{N" + random.nextInt(3) + "}";
      case 1, 2 -> "{H" + random.nextInt(hidden) + "}";
      default -> "{R" + random.nextInt(reports) + "}";
    };
  }

  private static String enclaves(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> "enclaveIds={EA}";
      case 1 -> "enclaveIds={EA},{EB}";
      case 2 -> "enclaveIds={XA}";
      default -> "z=1";
    };
  }
}
