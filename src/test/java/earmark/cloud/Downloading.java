package earmark.cloud;

import earmark.http.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A client that has an instance download from its cloud. */
public final class Downloading {
  private final Instance server;

  public Downloading(Instance server) {
    this.server = server;
  }

  /** Asks for some samples; the number of the download. */
  public long ask(String... hashes) {
    List<Map<String, String>> samples = new ArrayList<>();
    for (String hash : hashes) samples.add(Map.of("hash", hash));
    Instance.Reply reply =
        server.json("POST", "/api/v1/cloud/downloads", Map.of("samples", samples));
    if (reply.status() != 202) throw new IllegalStateException(reply.text());
    return reply.json().path("id").asLong();
  }

  /** The samples of a download, as soon as none is open. */
  public JsonNode await(long id) {
    return await(id, "waiting|running");
  }

  /** The samples of a download, as soon as none is in one of some states. */
  public JsonNode await(long id, String states) {
    for (int i = 0; i < 600; i++) {
      JsonNode samples = get(id);
      boolean open = false;
      for (JsonNode sample : samples) open |= sample.path("state").asString().matches(states);
      if (!open) return samples;
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    throw new IllegalStateException("not over in time: " + get(id));
  }

  public JsonNode get(long id) {
    return server.get("/api/v1/cloud/downloads/" + id).json().path("samples");
  }
}
