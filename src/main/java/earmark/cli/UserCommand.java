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
    subcommands = {UserCommand.Add.class, UserCommand.ListAll.class})
public final class UserCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec).complain("Say what to do: earmark user add LOGIN, or earmark user list.");
    return 2;
  }

  /** Adds one. */
  @Command(name = "add", description = "Add a user.")
  static final class Add implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "LOGIN", description = "The new user's login.")
    String login = "";

    @Option(
        names = "--new-password",
        description = "The new user's password; asked for if it is left out.",
        interactive = true,
        arity = "0..1",
        required = true)
    String password = "";

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      try {
        Connection.Reply reply =
            connection.post("/api/v1/users", Map.of("login", login, "password", password));
        if (!reply.isSuccess()) throw new Connection.Failed(reply.error());
        console.line("Added " + login + ".");
        return 0;
      } catch (Connection.Failed e) {
        return console.failed(e);
      }
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "List the users.")
  static final class ListAll implements Callable<Integer> {
    @Mixin Connection connection = new Connection();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      try {
        Connection.Reply reply = connection.get("/api/v1/users");
        if (!reply.isSuccess()) throw new Connection.Failed(reply.error());
        for (JsonNode user : reply.body().path("users")) {
          console.line(
              user.path("login").asString() + (user.path("admin").asBoolean() ? " (admin)" : ""));
        }
        return 0;
      } catch (Connection.Failed e) {
        return console.failed(e);
      }
    }
  }
}
