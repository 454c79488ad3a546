package earmark.cli;

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

/** Manages the users of an instance. */
@Command(
    name = "user",
    description = "Manage users; needs an admin.",
    subcommands = {
      UserCommand.Add.class,
      UserCommand.Disable.class,
      UserCommand.Enable.class,
      UserCommand.Password.class,
      UserCommand.ListAll.class
    })
public final class UserCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec)
        .complain("Say what to do: earmark user add, disable, enable, password or list.");
    return 2;
  }

  private static String path(String login) {
    return "/api/v1/users/" + Connection.encoded(login);
  }

  /** Adds one. */
  @Command(name = "add", description = "Add a user.")
  static final class Add implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "LOGIN", description = "The new user's login.")
    String login = "";

    @Option(
        names = "--new-password",
        description = "The new user's password; asked for if it is left out.",
        interactive = true,
        arity = "0..1",
        required = true)
    String password = "";

    @Option(names = "--admin", description = "Make an admin.")
    boolean admin;

    @Override
    public Integer call() throws InterruptedException {
      Map<String, Object> wish = Map.of("login", login, "password", password, "admin", admin);
      return request.send(server -> server.post("/api/v1/users", wish), "Added " + login + ".");
    }
  }

  /** Keeps one out. */
  @Command(
      name = "disable",
      description = "Keep a user out: login, sessions, token and keys. What he did stays.")
  static final class Disable implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "LOGIN", description = "The user's login.")
    String login = "";

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.put(path(login), Map.of("active", false)), login + " is disabled.");
    }
  }

  /** Lets one in again. */
  @Command(name = "enable", description = "Let a user in again who was disabled.")
  static final class Enable implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "LOGIN", description = "The user's login.")
    String login = "";

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.put(path(login), Map.of("active", true)), login + " is enabled.");
    }
  }

  /** Sets a password. */
  @Command(name = "password", description = "Set a user's password, which ends his sessions.")
  static final class Password implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "LOGIN", description = "The user's login.")
    String login = "";

    @Option(
        names = "--new-password",
        description = "The new password; asked for if it is left out.",
        interactive = true,
        arity = "0..1",
        required = true)
    String password = "";

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.put(path(login) + "/password", Map.of("password", password)),
          "The password of " + login + " is set.");
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "List the users.")
  static final class ListAll implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.get("/api/v1/users"),
          (console, answer) -> {
            for (JsonNode user : answer.path("users")) console.line(line(user));
          });
    }

    private static String line(JsonNode user) {
      return user.path("login").asString()
          + (user.path("admin").asBoolean() ? " (admin)" : "")
          + (user.path("active").asBoolean(true) ? "" : " (disabled)");
    }
  }
}
