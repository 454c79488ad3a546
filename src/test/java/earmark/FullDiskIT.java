package earmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A disk without room, as the real process meets it: the system refuses to let its files grow past
 * a limit, which is lifted again later.
 */
class FullDiskIT {
  private static final int TAGS_AT_ONCE = 500;

  @TempDir Path data;

  @Test
  void writes_are_refused_reads_go_on_and_with_space_writes_work_again() throws Exception {
    try (ServerProcess server = ServerProcess.start(data)) {
      Client client = Client.admin(server.address());
      String sample = client.upload("a", "before", "first").path("sha256").asString();
      limitFiles(server, "65536");

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> {
            for (int i = 0; i < 1000; i++) tag(client, sample, "full" + i);
          })
          .withMessageStartingWith("503")
          .withMessageContaining("can't write at the moment; nothing was changed");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> client.upload("b", "x".repeat(100_000), ""))
          .withMessageStartingWith("503");
      JsonNode read = client.get("/api/v1/samples/" + sample);
      long tagsThen = read.path("tags").path("user").size();
      assertThat(tagsThen).as("whole requests or nothing").isEqualTo(1 + wholeRequests(tagsThen));

      limitFiles(server, "unlimited");
      tag(client, sample, "again");
      client.upload("b", "x".repeat(100_000), "");
      assertThat(client.get("/api/v1/samples/" + sample).path("tags").path("user").size())
          .isEqualTo(tagsThen + TAGS_AT_ONCE);
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(data)) {
      assertThat(Client.admin(server.address()).get("/api/v1/samples").path("total").asInt())
          .isEqualTo(2);
    }
  }

  private static long wholeRequests(long tags) {
    return tags / TAGS_AT_ONCE * TAGS_AT_ONCE;
  }

  private static void tag(Client client, String sample, String prefix) throws Exception {
    List<String> tags =
        java.util.stream.IntStream.range(0, TAGS_AT_ONCE).mapToObj(i -> prefix + "-" + i).toList();
    client.post("/api/v1/samples/tags", Map.of("samples", List.of(sample), "add", tags));
  }

  /** The largest size that a file of the process may grow to, in bytes. */
  private static void limitFiles(ServerProcess server, String bytes) throws Exception {
    Process prlimit =
        new ProcessBuilder(
                "prlimit", "--pid", String.valueOf(server.pid()), "--fsize=" + bytes + ":unlimited")
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(prlimit.exitValue()).isZero();
  }
}
