package earmark.cli;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What all commands on users, groups, enclaves and keys have in common. */
final class AccessRequest {
  @Mixin Connection connection = new Connection();

  @Option(names = "--json", description = "Print the server's JSON.")
  boolean json;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  /** What is asked of the server. */
  @FunctionalInterface
  interface Asking {
    Connection.Reply of(Connection connection) throws Connection.Failed, InterruptedException;
  }

  /** Asks, and prints the answer; the exit code. */
  int send(Asking asking, BiConsumer<Console, JsonNode> tell) throws InterruptedException {
    Console console = new Console(command);
    try {
      JsonNode answer = asking.of(connection).orFail().body();
      if (json) console.line(answer.toString());
      else tell.accept(console, answer);
      return 0;
    } catch (Connection.Failed e) {
      return console.failed(e);
    }
  }

  /** Asks for a change that is answered with nothing or with what there is now; the exit code. */
  int send(Asking asking, String done) throws InterruptedException {
    return send(asking, (console, _) -> console.line(done));
  }

  /** The texts in an array, with commas between. */
  static String joined(JsonNode array) {
    StringBuilder text = new StringBuilder();
    for (JsonNode one : array) {
      text.append(text.isEmpty() ? "" : ",").append(one.asString());
    }
    return text.toString();
  }
}
