package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands as a user types them, against the packaged program. */
class CommandLineIT {
  @TempDir Path temp;

  record Result(int code, String out, String err) {}

  static Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = ServerProcess.command();
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile("err", "");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    Result result = new Result(process.exitValue(), out, Files.readString(err));
    Files.delete(err);
    return result;
  }

  @Test
  void version_help_and_completion_need_no_server() throws Exception {
    assertThat(run(Map.of(), "--version").out()).startsWith("earmark ");
    assertThat(run(Map.of(), "serve", "--help").out()).contains("--data", "EARMARK_DATA");
    assertThat(run(Map.of(), "user", "add", "--version").out()).startsWith("earmark ");
    Result noWorkers = run(Map.of(), "serve", "--workers", "0");
    assertThat(noWorkers.code()).isEqualTo(2);
    assertThat(noWorkers.err()).contains("--workers must be from 1");
    assertThat(run(Map.of(), "generate-completion").out()).contains("complete -F");
    assertThat(run(Map.of(), "no-such-command").code()).isEqualTo(2);
  }

  @Test
  void a_password_for_the_store_is_shown_nowhere() throws Exception {
    Map<String, String> environment =
        Map.of(
            "EARMARK_STORE",
            "jdbc:postgresql://127.0.0.1:1/x?user=ann&password=hush1",
            "EARMARK_STORE_PASSWORD",
            "hush2");
    Result help = run(environment, "serve", "--help");
    assertThat(help.out()).contains("--store", "EARMARK_STORE").doesNotContain("hush");
    Result away = run(environment, "serve", "--data", temp.resolve("away").toString());
    assertThat(away.code()).isEqualTo(1);
    assertThat(away.out())
        .contains("could not start: jdbc:postgresql://127.0.0.1:1/x can't be used");
    assertThat(away.out() + away.err()).doesNotContain("hush");
    Result wrong = run(Map.of(), "serve", "--store", "postgresql://ann:hush3@host/x");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out() + wrong.err())
        .contains("Not the URL of a PostgreSQL database")
        .doesNotContain("hush");
  }

  @Test
  void analyse_prints_the_tags_of_a_real_program_with_their_reasons() throws Exception {
    Path program = Path.of(ServerProcess.java());
    Result text = run(Map.of(), "analyse", program.toString());
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).contains("ELF64", "arch-", "because");
    Result json = run(Map.of(), "analyse", "--json", program.toString());
    JsonNode line = Json.tree(json.out());
    assertThat(line.path("type").asString()).startsWith("ELF64");
    assertThat(line.path("tags").isEmpty()).isFalse();
    assertThat(run(Map.of(), "analyse", temp.resolve("missing").toString()).code()).isEqualTo(1);
  }

  @Test
  void import_sends_every_file_once_and_can_be_repeated() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("files/below"));
    for (int i = 0; i < 12; i++) Files.writeString(folder.resolve("f" + i), "content " + i);
    Files.writeString(folder.resolve("twin"), "content 1");
    Files.createFile(temp.resolve("files/empty"));
    try (ServerProcess server = ServerProcess.start(temp.resolve("data"))) {
      Map<String, String> environment =
          Map.of(
              "EARMARK_URL",
              server.address().toString(),
              "EARMARK_ADMIN_PASSWORD",
              ServerProcess.PASSWORD);
      String files = temp.resolve("files").toString();
      Result first = run(environment, "import", "--tags", "from import,box 7", files);
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.out()).contains("14 files: 12 new, 1 known, 1 refused");
      assertThat(first.err()).contains("empty");
      Result second = run(environment, "import", files);
      assertThat(second.out()).contains("14 files: 0 new, 13 known, 1 refused");
      Client client = Client.admin(server.address());
      assertThat(client.get("/api/v1/samples?tag=box%207&kind=user").path("total").asInt())
          .isEqualTo(12);
      assertThat(run(environment, "token").out().strip()).isEqualTo(client.token());
      assertThat(run(environment, "user", "list").out()).contains("admin (admin)");
      String[] add = {
        "alert", "add", "#new", "--name", "News", "--webhook", "https://example.org/"
      };
      assertThat(run(environment, add).out())
          .startsWith("Subscription 1 begins now.")
          .contains("shown once: ");
      assertThat(run(environment, "alert", "list").out().strip())
          .isEqualTo("1 News (#new) → https://example.org/");
      assertThat(run(environment, "alert", "remove", "1").code()).isZero();
      assertThat(run(environment, "alert", "list").out()).isEmpty();
    }
  }

  @Test
  void a_missing_server_and_a_wrong_password_are_said_clearly() throws Exception {
    Files.writeString(temp.resolve("file"), "content");
    Result nobody =
        run(
            Map.of("EARMARK_URL", "http://127.0.0.1:9", "EARMARK_TOKEN", "t"),
            "import",
            temp.toString());
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("There is no server at http://127.0.0.1:9");
    Result noToken = run(Map.of("EARMARK_URL", "http://127.0.0.1:9"), "user", "list");
    assertThat(noToken.err()).contains("EARMARK_TOKEN");
  }

  @Test
  void two_servers_can_not_share_a_data_folder() throws Exception {
    Path data = temp.resolve("shared");
    try (ServerProcess server = ServerProcess.start(data)) {
      assertThat(server.address()).isNotNull();
      Result second = run(Map.of(), "serve", "--data", data.toString(), "--port", "0");
      assertThat(second.code()).isEqualTo(1);
      assertThat(second.out()).contains("Another server uses the data folder");
    }
  }

  @Test
  void the_demo_fills_a_fresh_instance_with_tagged_samples() throws Exception {
    try (ServerProcess server = ServerProcess.start(temp.resolve("demo"), "--demo")) {
      Client client = Client.admin(server.address());
      long tagged = 0;
      for (int i = 0; i < 240 && tagged < 20; i++) {
        Thread.sleep(250);
        tagged = client.get("/api/v1/samples?q=%23arch-").path("total").asLong();
      }
      assertThat(tagged).isGreaterThanOrEqualTo(20);
      assertThat(client.get("/api/v1/samples?q=%23demo").path("total").asLong())
          .isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void the_first_password_is_printed_once_and_never_logged() throws Exception {
    Path data = temp.resolve("first");
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    List<String> command = ServerProcess.command();
    command.addAll(List.of("serve", "--data", data.toString(), "--port", "0"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("EARMARK_ADMIN_PASSWORD");
    for (int start = 0; start < 2; start++) {
      Process process = builder.start();
      for (int i = 0; i < 240 && !Files.readString(out).contains("Stop with Ctrl-C"); i++) {
        Thread.sleep(250);
      }
      process.destroy();
      assertThat(process.waitFor()).isEqualTo(143);
      String printed = Files.readString(out);
      if (start == 0) {
        String line =
            printed
                .lines()
                .filter(text -> text.startsWith("First login"))
                .findFirst()
                .orElseThrow();
        String password = line.replaceAll(".*password (\\S+) .*", "$1");
        assertThat(password).hasSizeGreaterThan(15);
        assertThat(Files.readString(err)).doesNotContain(password);
        try (Stream<Path> files = Files.walk(data)) {
          assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
        }
      } else {
        assertThat(printed).doesNotContain("First login");
      }
    }
  }
}
