package earmark;

import static earmark.CommandLineIT.run;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.CommandLineIT.Result;
import earmark.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands that manage users, groups, enclaves and keys, against one running server. */
class AccessCommandsIT {
  @TempDir Path temp;
  private Map<String, String> environment = Map.of();

  private String ok(String... arguments) throws IOException, InterruptedException {
    Result result = run(environment, arguments);
    assertThat(result.code()).as("%s\n%s", result.out(), result.err()).isZero();
    return result.out().strip();
  }

  private String refused(String... arguments) throws IOException, InterruptedException {
    Result result = run(environment, arguments);
    assertThat(result.code()).isEqualTo(1);
    return result.err().strip();
  }

  @Test
  void users_groups_enclaves_and_keys_are_managed() throws Exception {
    try (ServerProcess server = ServerProcess.start(temp.resolve("data"))) {
      Client admin = Client.admin(server.address());
      environment =
          Map.of("EARMARK_URL", server.address().toString(), "EARMARK_TOKEN", admin.token());
      ok("user", "add", "ann", "--new-password=correct horse");
      JsonNode enclave = Json.tree(ok("enclave", "add", "Our Enclave", "--json"));
      assertThat(enclave.path("name").asString()).isEqualTo("Our Enclave");
      String id = enclave.path("id").asString();
      assertThat(ok("enclave", "grant", id, "ann", "read,create,update"))
          .isEqualTo("ann may read,create,update there.");
      ok("group", "add", "Night shift");
      ok("group", "join", "Night shift", "ann");
      assertThat(ok("group", "list")).isEqualTo("Night shift: ann");
      ok("enclave", "grant", id, "Night shift", "read", "--group");
      assertThat(ok("enclave", "list", id))
          .isEqualTo("ann read,create,update" + System.lineSeparator() + "group Night shift read");
      assertThat(ok("enclave", "list")).isEqualTo(id + " Our Enclave (INTERNAL)");
      assertThat(refused("enclave", "grant", id, "ann", "update")).contains("may also read");
      ok("enclave", "revoke", id, "ann");
      ok("group", "leave", "Night shift", "ann");
      ok("group", "remove", "Night shift");
      assertThat(ok("enclave", "list", id)).isEmpty();
      assertThat(refused("group", "join", "Night shift", "ann")).contains("There is no group");

      JsonNode key = Json.tree(ok("key", "add", "ann", "--json", "--name", "feeds"));
      assertThat(key.path("secret").asString()).isNotEmpty();
      String name = key.path("key").asString();
      assertThat(ok("key", "list", "ann")).startsWith(name + " ann (feeds), made ");
      assertThat(ok("key", "list")).isEmpty();
      assertThat(ok("key", "list", "--all")).contains(name).doesNotContain("secret");
      ok("key", "revoke", name);
      assertThat(refused("key", "revoke", name)).isEqualTo("There is no such key.");

      ok("user", "disable", "ann");
      assertThat(ok("user", "list")).contains("ann (disabled)");
      ok("user", "enable", "ann");
      ok("user", "password", "ann", "--new-password=another horse");
      assertThat(refused("user", "disable", "admin")).contains("last admin");
    }
  }
}
