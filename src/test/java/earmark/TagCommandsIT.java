package earmark;

import static earmark.CommandLineIT.run;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.CommandLineIT.Result;
import earmark.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands that change tags and tell their history, against one running server. */
class TagCommandsIT {
  @TempDir Path temp;
  private Map<String, String> environment = Map.of();

  private Result runOk(String... arguments) throws IOException, InterruptedException {
    Result result = run(environment, arguments);
    assertThat(result.code()).as("%s\n%s", result.out(), result.err()).isZero();
    return result;
  }

  private static int total(Client client, String tag) throws IOException, InterruptedException {
    return client.get("/api/v1/samples?kind=user&tag=" + tag).path("total").asInt();
  }

  @Test
  void tags_are_put_on_taken_off_renamed_told_about_and_taken_back() throws Exception {
    try (ServerProcess server = ServerProcess.start(temp.resolve("data"))) {
      Client client = Client.admin(server.address());
      environment =
          Map.of("EARMARK_URL", server.address().toString(), "EARMARK_TOKEN", client.token());
      String a = client.upload("a", "content a", "first").path("sha256").asString();
      String b = client.upload("b", "content b", "first").path("sha256").asString();
      editsAndHistory(client, a);
      bulk(client, a, b);
      classifyAndDelete(client, a, b);
    }
  }

  private void classifyAndDelete(Client client, String a, String b) throws Exception {
    assertThat(runOk("classify", a, "--as", "malicious", "--preview").out())
        .contains("Nothing was changed yet: 1 samples classified");
    Result classified =
        runOk("classify", a, "--as", "malicious", "--threat", "Win32.Trojan.Delf", "--score", "9");
    assertThat(classified.out()).contains("Done, as operation ");
    assertThat(client.get("/api/v1/samples?q=classification:malicious").path("total").asInt())
        .isEqualTo(1);
    assertThat(runOk("history", "--sample", a).out())
        .contains("classified", "malicious 9 Win32.Trojan.Delf");
    assertThat(run(environment, "classify", a, "--as", "malicious", "--score", "1").err())
        .contains("6 to 10");
    long operation =
        client.get("/api/v1/operations?limit=1").path("operations").path(0).path("id").asLong();
    assertThat(runOk("undo", String.valueOf(operation)).out()).contains("classification");

    awaitAnalysis(client, b);
    assertThat(runOk("delete", b, "--preview").out()).contains("1 samples", "would be deleted");
    JsonNode deleted = Json.tree(runOk("delete", b, "--reason", "too hot", "--json").out());
    assertThat(deleted.path("samples").asInt()).isEqualTo(1);
    String number = deleted.path("operation").asString();
    assertThat(runOk("history", "--operation", number).out())
        .contains("1 samples gone", "because too hot", "- " + b);
    assertThat(run(environment, "undo", number).err()).contains("what they held is gone");
    assertThat(run(environment, "delete", b).err()).contains("There is no sample " + b);
  }

  private static void awaitAnalysis(Client client, String hash) throws Exception {
    for (int i = 0; i < 600; i++) {
      String status = client.get("/api/v1/samples/" + hash).path("status").asString();
      if (!status.equals("queued")) return;
      Thread.sleep(50);
    }
  }

  private void editsAndHistory(Client client, String a) throws Exception {
    Result preview = runOk("tag", "--query", "#first", "--tags", "apt28,loader", "--preview");
    assertThat(preview.out()).contains("Nothing was changed yet", "apt28", "2 changed");
    assertThat(total(client, "apt28")).isZero();
    JsonNode tagged =
        Json.tree(
            runOk(
                    "tag",
                    "--query",
                    "#first",
                    "--expected",
                    "2",
                    "--tags",
                    "apt28,loader",
                    "--reason",
                    "report 17",
                    "--json")
                .out());
    long operation = tagged.path("operation").asLong();
    assertThat(total(client, "apt28")).isEqualTo(2);
    assertThat(runOk("untag", a, "--tags", "loader").out()).contains("Done, as operation ");
    assertThat(total(client, "loader")).isEqualTo(1);
    assertThat(runOk("tags", "rename", "first", "second").out()).contains("first", "second");

    assertThat(runOk("history", "--tag", "loader", "--via", "cli").out())
        .contains("because report 17", "+2", "-1");
    assertThat(runOk("history", "--sample", a).out()).contains("second", "arrived");
    assertThat(runOk("history", "--operation", String.valueOf(operation)).out())
        .contains("because report 17", "+ " + a);
    Result undone = runOk("undo", String.valueOf(operation), "--reason", "a mistake");
    assertThat(undone.out()).contains("apt28", "2 changed");
    assertThat(total(client, "apt28")).isZero();
    assertThat(runOk("history", "--limit", "1").out())
        .contains("undid " + operation, "because a mistake");

    Result missing = run(environment, "tag", "0".repeat(32), "--tags", "x1");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("There is no sample 000");
    assertThat(run(environment, "tag", "--tags", "x1").code()).isEqualTo(2);
    assertThat(run(environment, "tags").code()).isEqualTo(2);
    assertThat(run(environment, "undo", "999").err()).contains("no operation 999");
  }

  private void bulk(Client client, String a, String b) throws Exception {
    Path file = temp.resolve("bulk.tsv");
    String unknown = "f".repeat(64);
    Files.writeString(file, "%s\tbox 7,seen\n%s,seen\n%s\tseen\n".formatted(a, b, unknown));
    Result first = run(environment, "bulk", file.toString(), "--json");
    assertThat(first.code()).as(first.err()).isEqualTo(1);
    JsonNode summary = Json.tree(first.out());
    assertThat(summary.path("changed").asInt()).isEqualTo(3);
    assertThat(summary.path("unknown").path(0).asString()).isEqualTo(unknown);
    assertThat(total(client, "seen")).isEqualTo(2);
    Result second = run(environment, "bulk", file.toString(), "--json");
    assertThat(Json.tree(second.out()).path("operations")).isEqualTo(summary.path("operations"));
    Files.writeString(file, a + "\tfine\nnonsense\tfine\n");
    Result wrong = run(environment, "bulk", file.toString());
    assertThat(wrong.err()).contains("Nothing was sent. Line 2: ");
    assertThat(total(client, "fine")).isZero();
  }
}
