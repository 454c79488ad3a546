package earmark;

import static earmark.CommandLineIT.run;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.CommandLineIT.Result;
import earmark.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The operator's commands as processes, on the folder of a server that runs or ran. */
class OperatorIT {
  @TempDir Path temp;

  private static Result runOk(String... arguments) throws IOException, InterruptedException {
    Result result = run(Map.of(), arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private static void tag(Client client, String sample, String tag)
      throws IOException, InterruptedException {
    client.post("/api/v1/samples/tags", Map.of("samples", List.of(sample), "add", List.of(tag)));
  }

  private static void change(Path data, String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("earmark.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void a_ledger_is_checked_exported_and_restored_and_tampering_shows() throws Exception {
    Path data = temp.resolve("data");
    Path export = temp.resolve("export.txt");
    Path checkpoint = temp.resolve("checkpoint");
    Path publicKey = temp.resolve("public");
    String shown;
    try (ServerProcess server = ServerProcess.start(data)) {
      Client client = Client.admin(server.address());
      String sample = client.upload("a\tb", "content", "first").path("sha256").asString();
      for (int i = 0; i < 5; i++) tag(client, sample, "tag" + i);
      Files.writeString(checkpoint, runOk("checkpoint", "--data", data.toString()).out());
      Files.writeString(
          publicKey, runOk("checkpoint", "--data", data.toString(), "--public-key").out());
      tag(client, sample, "later");
      Result verified =
          runOk(
              "verify",
              "--data",
              data.toString(),
              "--checkpoint",
              checkpoint.toString(),
              "--key",
              publicKey.toString());
      assertThat(verified.out()).contains("entries fit", "is still in it");
      shown = client.get("/api/v1/samples/" + sample).path("tags").path("user").toString();
      assertThat(server.stop()).isEqualTo(143);
    }
    assertThat(Files.readString(checkpoint)).startsWith("earmark checkpoint 1\nseq ");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("ledger.key"))))
        .isEqualTo("rw-------");

    runOk("export", "--data", data.toString(), "--to", export.toString());
    Path restored = temp.resolve("restored");
    runOk("restore", "--from", export.toString(), "--data", restored.toString());
    Path again = temp.resolve("again.txt");
    runOk("export", "--data", restored.toString(), "--to", again.toString());
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(export));
    Result twice =
        run(Map.of(), "restore", "--from", export.toString(), "--data", restored.toString());
    assertThat(twice.code()).isEqualTo(1);
    assertThat(twice.err()).contains("The target is not empty");
    try (ServerProcess server = ServerProcess.start(restored)) {
      JsonNode found = Client.admin(server.address()).get("/api/v1/samples?q=%23later");
      assertThat(found.path("samples").path(0).path("tags").path("user").toString())
          .isEqualTo(shown);
    }

    change(data, "update entry set actor = 'eve' where seq = 3");
    Result tampered = run(Map.of(), "verify", "--data", data.toString());
    assertThat(tampered.code()).isEqualTo(1);
    assertThat(tampered.err()).contains("Entry 3 does not fit: its hash is not that");
    Result json = run(Map.of(), "verify", "--json", "--data", data.toString());
    assertThat(json.code()).isEqualTo(1);
    assertThat(Json.tree(json.out()).path("misfit").asLong()).isEqualTo(3);
    assertThat(run(Map.of(), "checkpoint", "--data", data.toString()).err())
        .contains("Nothing was signed: entry 3");
    Result none = run(Map.of(), "verify", "--data", temp.resolve("none").toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("There is no ").contains("earmark.db");
  }

  @Test
  void a_backup_of_a_running_server_under_writes_is_an_instance_of_its_own() throws Exception {
    Path data = temp.resolve("data");
    Path copy = temp.resolve("copy");
    AtomicInteger acknowledged = new AtomicInteger();
    int before;
    try (ServerProcess server = ServerProcess.start(data)) {
      Client client = Client.admin(server.address());
      AtomicBoolean stopping = new AtomicBoolean();
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; !stopping.get(); i++) {
                    client.upload("f" + i, "content " + i, "number" + i);
                    acknowledged.incrementAndGet();
                  }
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      while (acknowledged.get() < 20) Thread.sleep(20);
      before = acknowledged.get();
      Result backup = runOk("backup", "--data", data.toString(), "--to", copy.toString());
      assertThat(backup.out()).contains("Copied to");
      stopping.set(true);
      writer.join();
      assertThat(acknowledged.get()).as("it wrote meanwhile").isGreaterThan(before);
      Result twice = run(Map.of(), "backup", "--data", data.toString(), "--to", copy.toString());
      assertThat(twice.code()).isEqualTo(1);
      assertThat(twice.err()).contains("is not empty");
    }
    runOk("verify", "--data", copy.toString());
    assertThat(copy.resolve("token.key")).hasSameBinaryContentAs(data.resolve("token.key"));
    try (ServerProcess server = ServerProcess.start(copy)) {
      Client client = Client.admin(server.address());
      int there = client.get("/api/v1/samples?limit=1").path("total").asInt();
      assertThat(there).isBetween(before, acknowledged.get() + 1);
      try (Stream<Path> files = Files.walk(copy.resolve("samples"))) {
        assertThat(files.filter(Files::isRegularFile).count()).isGreaterThanOrEqualTo(there);
      }
    }
  }
}
