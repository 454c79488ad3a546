package earmark;

import static earmark.CommandLineIT.run;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.CommandLineIT.Result;
import earmark.http.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands for vocabularies, exports and imports, against one running server. */
class ExchangeCommandsIT {
  @TempDir Path temp;
  private Map<String, String> environment = Map.of();

  private Result runOk(String... arguments) throws Exception {
    Result result = run(environment, arguments);
    assertThat(result.code()).as("%s\n%s", result.out(), result.err()).isZero();
    return result;
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(temp.resolve(name), text).toString();
  }

  @Test
  void vocabularies_come_and_go_and_tags_are_carried_out_and_in() throws Exception {
    try (ServerProcess server = ServerProcess.start(temp.resolve("data"))) {
      Client client = Client.admin(server.address());
      environment =
          Map.of("EARMARK_URL", server.address().toString(), "EARMARK_TOKEN", client.token());
      String a = client.upload("a", "content a", "emotet").path("sha256").asString();
      String b = client.upload("b", "content b", "").path("sha256").asString();
      vocabularies();
      exchange(client, a, b);
      indicators(client);
    }
  }

  private void vocabularies() throws Exception {
    String tlp =
        file(
            "machinetag.json",
            "{\"namespace\":\"tlp\",\"version\":1,\"predicates\":[{\"value\":\"red\"},{\"value\":\"amber+strict\"}]}");
    assertThat(runOk("vocabulary", "import", tlp).out()).contains("tlp: 2 terms, new");
    assertThat(runOk("vocabulary", "import", tlp).out()).contains("0 added", "2 unchanged");
    assertThat(runOk("vocabulary", "list").out()).contains("tlp", "2 terms", "version 1");
    Result refused = run(environment, "vocabulary", "import", file("x.json", "{}"), tlp + "x");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("neither the machinetag.json", "There is no ");
  }

  private void indicators(Client client) throws Exception {
    String enclave =
        client.post("/api/v1/enclaves", Map.of("name", "Shared")).path("id").asString();
    runOk("enclave", "grant", enclave, "admin", "read,create,update");
    String list = file("indicators.csv", "evil.com,phishing\n192.0.2.1,phishing,c2\n");
    String[] command = {"tags", "import", list, "--things", "indicators", "--enclave", enclave};
    assertThat(runOk(command).out())
        .contains("Done, as operation ", "of 2 indicators", "2 of them are new in the enclave");
    Path to = temp.resolve("indicators.json");
    runOk("tags", "export", "--things", "indicators", "--format", "stix", "--to", to.toString());
    command[2] = to.toString();
    assertThat(runOk(command).out()).contains("There was nothing to change; of 2 indicators");
    command[2] = file("near.csv", "evil.com,phish-ing\n1.2.3.4\n");
    Result near = run(environment, command);
    assertThat(near.code()).isEqualTo(1);
    assertThat(near.out()).contains("did you mean \"phishing\", which is on 2 indicators?");
    assertThat(near.err()).contains("line 2: It names no tag.");
  }

  private void exchange(Client client, String a, String b) throws Exception {
    String list =
        file("list.csv", "%s,emotet,Emotett\n%s,emotet,tlp:amber+strict\n".formatted(a, b));
    Result preview = runOk("tags", "import", list, "--preview");
    assertThat(preview.out())
        .contains("Nothing was changed yet; of 2 samples", "1 changed, 1 unchanged")
        .contains("\"Emotett\" is new; did you mean \"emotet\", which is on 1 samples? (edit)");
    assertThat(runOk("tags", "import", list, "--reason", "a list").out())
        .contains("Done, as operation ", "tlp//amber/_plus_strict");
    Result left =
        run(
            environment,
            "tags",
            "import",
            file("b.csv", "hash,tag\n" + "0".repeat(64) + ",x1\nzz,x1\n"));
    assertThat(left.code()).isEqualTo(1);
    assertThat(left.err())
        .contains("1 hashes name no sample here", "line 2: 000", "refused", "line 3: Not a hash");

    Path to = temp.resolve("out.json");
    runOk("tags", "export", "--query", "#emotet", "--format", "stix", "--to", to.toString());
    JsonNode bundle = Json.tree(Files.readAllBytes(to));
    assertThat(bundle.path("objects")).hasSize(4);
    assertThat(bundle.toString()).contains("\"tlp:amber+strict\"", "\"Emotett\"");
    assertThat(temp.resolve("out.json.part")).doesNotExist();
    assertThat(runOk("tags", "export", "--format", "csv", "--kind", "user", "--to", "-").out())
        .contains("sample," + a + ",Emotett,user,Emotett,a,");
    assertThat(
            run(environment, "tags", "export", "--query", "tag:(", "--format", "csv", "--to", "-")
                .err())
        .contains("osition");
    assertThat(runOk("tags", "import", to.toString(), "--preview", "--json").out())
        .contains("\"refusedCount\":0");

    assertThat(runOk("tag", a, "--tags", "EMOTET", "--preview").out())
        .contains("\"EMOTET\" is new; did you mean \"emotet\"");
    assertThat(runOk("vocabulary", "remove", "tlp").out()).contains("Removed tlp");
    assertThat(client.get("/api/v1/samples/" + b).path("tags").path("user").toString())
        .contains("tlp//amber/_plus_strict");
  }
}
