package earmark.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Manages API keys. */
@Command(
    name = "key",
    description = "Manage API keys: one's own, or as an admin those of all.",
    subcommands = {KeyCommand.Add.class, KeyCommand.Revoke.class, KeyCommand.ListAll.class})
public final class KeyCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec).complain("Say what to do: earmark key add USER, key list, or revoke KEY.");
    return 2;
  }

  /** Makes one. */
  @Command(name = "add", description = "Make a key and its secret, which is shown this once.")
  static final class Add implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(
        paramLabel = "USER",
        arity = "0..1",
        description = "Whose key; your own if left out.")
    @Nullable String owner;

    @Option(names = "--name", description = "What it is for.")
    @Nullable String name;

    @Override
    public Integer call() throws InterruptedException {
      Map<String, String> wish = new LinkedHashMap<>();
      if (owner != null) wish.put("user", owner);
      if (name != null) wish.put("name", name);
      return request.send(
          server -> server.post("/api/v1/keys", wish),
          (console, made) -> {
            console.line("Key:    " + made.path("key").asString());
            console.line("Secret: " + made.path("secret").asString());
            console.line("The secret is shown this once.");
          });
    }
  }

  /** Ends one. */
  @Command(name = "revoke", description = "End a key and the access tokens made with it.")
  static final class Revoke implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "KEY", description = "The key, as list shows it.")
    String key = "";

    @Override
    public Integer call() throws InterruptedException {
      String path = "/api/v1/keys/" + Connection.encoded(key);
      return request.send(server -> server.delete(path), "Revoked " + key + ".");
    }
  }

  /** Lists them. */
  @Command(name = "list", description = "List your keys.")
  static final class ListAll implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "USER", arity = "0..1", description = "Whose keys.")
    @Nullable String owner;

    @Option(names = "--all", description = "Those of everybody; needs an admin.")
    boolean all;

    @Override
    public Integer call() throws InterruptedException {
      Map<String, String> parameters = new LinkedHashMap<>();
      if (owner != null) parameters.put("user", owner);
      if (all) parameters.put("all", "true");
      return request.send(
          server -> server.get("/api/v1/keys" + Connection.query(parameters)),
          (console, answer) -> {
            for (JsonNode one : answer.path("keys")) console.line(line(one));
          });
    }

    private static String line(JsonNode one) {
      return "%s %s (%s), made %s, last used %s"
          .formatted(
              one.path("key").asString(),
              one.path("user").asString(),
              one.path("name").asString(),
              one.path("created").asString(),
              one.path("lastUsed").asString("never"));
    }
  }
}
