package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.cloud.FakeIntelligence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The real process is killed in the middle of a download, and goes on with it at its next start.
 */
class KilledDownloadIT {
  private static final int WAITS_MAX = 600;

  @TempDir Path data;
  @TempDir Path elsewhere;

  @Test
  void a_download_goes_on_after_a_kill_without_being_asked_for_again() throws Exception {
    try (FakeIntelligence cloud = new FakeIntelligence()) {
      List<Map<String, String>> wanted = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        byte[] content = ("cloud sample " + i).getBytes(StandardCharsets.UTF_8);
        wanted.add(Map.of("hash", cloud.add("c" + i, content, "MALICIOUS"), "name", "c" + i));
      }
      Path secret = elsewhere.resolve("secret");
      Files.writeString(secret, FakeIntelligence.PASSWORD + "\n");
      String[] options = {
        "--cloud-url",
        cloud.address() + "/",
        "--cloud-user",
        FakeIntelligence.USER,
        "--cloud-secret-file",
        secret.toString(),
        "--cloud-rate",
        "1000"
      };
      long id;
      byte[] beginning = "cloud".getBytes(StandardCharsets.UTF_8);
      cloud.next(cloud.drip(beginning), cloud.drip(beginning));
      try (ServerProcess server = ServerProcess.start(data, options)) {
        Client client = Client.admin(server.address());
        id = client.post("/api/v1/cloud/downloads", Map.of("samples", wanted)).path("id").asLong();
        for (int i = 0; i < WAITS_MAX && cloud.seen.size() < 2; i++) Thread.sleep(50);
        assertThat(states(client, id)).containsExactly("running", "running", "waiting", "waiting");
        server.kill();
      }
      try (ServerProcess server = ServerProcess.start(data, options)) {
        Client client = Client.admin(server.address());
        List<String> states = List.of();
        for (int i = 0; i < WAITS_MAX; i++) {
          states = states(client, id);
          if (!states.contains("running") && !states.contains("waiting")) break;
          Thread.sleep(50);
        }
        assertThat(states).containsOnly("done").hasSize(4);
        for (Map<String, String> one : wanted) {
          JsonNode sample = client.get("/api/v1/samples/" + one.get("hash"));
          assertThat(sample.path("name").asString()).isEqualTo(one.get("name"));
        }
        assertThat(data.resolve("incoming"))
            .as("nothing is left half")
            .isDirectoryNotContaining("glob:**.part");
      }
    }
  }

  private static List<String> states(Client client, long id) throws Exception {
    List<String> states = new ArrayList<>();
    for (JsonNode job : client.get("/api/v1/cloud/downloads/" + id).path("samples")) {
      states.add(job.path("state").asString());
    }
    return states;
  }
}
