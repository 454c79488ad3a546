package earmark.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the API token of a user, for scripts. */
@Command(
    name = "token",
    description = "Print the API token of a user; the password comes from EARMARK_PASSWORD.")
public final class TokenCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(spec);
    try {
      console.line(connection.token());
      return 0;
    } catch (Connection.Failed e) {
      return console.failed(e);
    }
  }
}
