package earmark.bench.intel;

import earmark.Config;
import earmark.Server;
import earmark.bench.corpus.Intel;
import earmark.bench.http.Caller;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that got the indicators as anybody would submit them, asked over real HTTP. */
final class EarmarkIntel implements AutoCloseable {
  private static final String PASSWORD = "correct horse battery";
  private static final int ROWS = 2_000; // less than a mebibyte
  private static final JsonMapper JSON = new JsonMapper();

  private final Server server;
  private Caller caller;

  private EarmarkIntel(Server server) throws IOException {
    this.server = server;
    this.caller = Caller.login(server, "admin", PASSWORD);
  }

  /** Starts a server in a new folder, loads it, and goes on as somebody who reads some enclaves. */
  static EarmarkIntel load(Path folder, Intel intel, Set<Integer> readable) throws IOException {
    Config config = Config.of(folder, 0).withAdminPassword(PASSWORD);
    EarmarkIntel loaded = new EarmarkIntel(Server.start(config));
    try {
      loaded.fill(intel, readable);
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private void fill(Intel intel, Set<Integer> readable) throws IOException {
    post("/api/v1/users", Map.of("login", "reader", "password", PASSWORD));
    submit(intel, enclaves(intel, readable));
    caller = Caller.login(server, "reader", PASSWORD);
  }

  private List<String> enclaves(Intel intel, Set<Integer> readable) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < intel.enclaves().size(); i++) {
      String id = post("/api/v1/enclaves", Map.of("name", "enclave " + i)).path("id").asString();
      ids.add(id);
      grant(id, "admin", List.of("read", "create", "update"));
      if (readable.contains(i)) grant(id, "reader", List.of("read"));
    }
    return ids;
  }

  private void grant(String enclave, String user, List<String> rights) throws IOException {
    byte[] body =
        JSON.writeValueAsBytes(Map.of("enclave", enclave, "user", user, "rights", rights));
    caller.send("PUT", "/api/v1/grants", body);
  }

  /** Enclave by enclave, at most two thousand rows at once, each with its own tags. */
  private void submit(Intel intel, List<String> ids) throws IOException {
    Map<Long, List<String>> names = new HashMap<>();
    for (Intel.Tagged one : intel.tagged()) {
      names
          .computeIfAbsent(pair(one.indicator(), one.enclave()), _ -> new ArrayList<>())
          .add(intel.names().get(one.name()));
    }
    List<List<Intel.Known>> byEnclave = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) byEnclave.add(new ArrayList<>());
    for (Intel.Known one : intel.known()) byEnclave.get(one.enclave()).add(one);
    for (int enclave = 0; enclave < ids.size(); enclave++) {
      String id = ids.get(enclave);
      List<Intel.Known> all = byEnclave.get(enclave);
      for (int from = 0; from < all.size(); from += ROWS) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Intel.Known one : all.subList(from, Math.min(from + ROWS, all.size()))) {
          List<Map<String, String>> tags =
              names.getOrDefault(pair(one.indicator(), enclave), List.of()).stream()
                  .map(name -> Map.of("enclave", id, "name", name))
                  .toList();
          String seen = Instant.ofEpochMilli(one.lastSeen()).toString();
          rows.add(
              Map.of(
                  "value", intel.values()[one.indicator()],
                  "type", intel.types()[one.indicator()],
                  "firstSeen", seen,
                  "lastSeen", seen,
                  "tags", tags));
        }
        post("/api/v1/indicators", Map.of("enclaves", List.of(id), "indicators", rows));
      }
    }
  }

  private static long pair(int indicator, int enclave) {
    return (long) indicator << 32 | enclave;
  }

  /** The names that contain a text, with the number of indicators that the caller sees. */
  List<String> suggest(String text, int limit) throws IOException {
    List<String> found = new ArrayList<>();
    for (JsonNode one :
        get("/api/v1/indicators/tags/suggest?limit=" + limit + "&text=" + encoded(text))
            .path("tags")) {
      found.add(one.path("name").asString() + " " + one.path("count").asInt());
    }
    return found;
  }

  /** How many indicators with a tag the caller sees, and those seen last. */
  List<String> list(String name, int limit) throws IOException {
    JsonNode page = get("/api/v1/indicators?limit=" + limit + "&tag=" + encoded(name));
    List<String> found = new ArrayList<>(List.of(page.path("total").asString()));
    for (JsonNode one : page.path("indicators")) {
      found.add(one.path("type").asString() + " " + one.path("value").asString());
    }
    return found;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(caller.get(path));
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException {
    return JSON.readTree(caller.send("POST", path, JSON.writeValueAsBytes(body)));
  }

  @Override
  public void close() {
    server.close();
  }
}
