package earmark.cli;

import java.util.HashMap;
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

/** Manages one's subscriptions to searches. */
@Command(
    name = "alert",
    description = "Hear of samples that enter or leave what a search finds.",
    subcommands = {AlertCommand.Add.class, AlertCommand.ListAll.class, AlertCommand.Remove.class})
public final class AlertCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec)
        .complain("Say what to do: earmark alert add QUERY, earmark alert list, or remove ID.");
    return 2;
  }

  /** Subscribes. */
  @Command(name = "add", description = "Subscribe to a search, from now on.")
  static final class Add implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "QUERY", description = "As it is typed into the search box.")
    String query = "";

    @Option(names = "--name", description = "What to call it; the query if left out.")
    @Nullable String name;

    @Option(names = "--leaving", description = "Tell of samples that leave, too.")
    boolean leaving;

    @Option(
        names = "--entering",
        negatable = true,
        defaultValue = "true",
        fallbackValue = "true",
        description = "Tell of samples that enter; --no-entering does not.")
    boolean entering = true;

    @Option(names = "--webhook", paramLabel = "URL", description = "Where to post each alert.")
    @Nullable String webhook;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      Map<String, Object> wish = new HashMap<>();
      wish.put("query", query);
      wish.put("entering", entering);
      wish.put("leaving", leaving);
      if (name != null) wish.put("name", name);
      if (webhook != null) wish.put("webhook", Map.of("url", webhook));
      try {
        JsonNode made = connection.post("/api/v1/subscriptions", wish).orFail().body();
        console.line("Subscription " + made.path("id").asLong() + " begins now.");
        String secret = made.path("webhook").path("secret").asString("");
        if (!secret.isEmpty()) {
          console.line("Secret of the webhook, shown once: " + secret);
        }
        return 0;
      } catch (Connection.Failed e) {
        return console.failed(e);
      }
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "List your subscriptions.")
  static final class ListAll implements Callable<Integer> {
    @Mixin Connection connection = new Connection();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      try {
        JsonNode all = connection.get("/api/v1/subscriptions").orFail().body();
        for (JsonNode one : all.path("subscriptions")) console.line(line(one));
        return 0;
      } catch (Connection.Failed e) {
        return console.failed(e);
      }
    }

    private static String line(JsonNode one) {
      String name = one.path("name").asString();
      String query = one.path("query").asString();
      JsonNode hook = one.path("webhook");
      return one.path("id").asLong()
          + " "
          + name
          + (name.equals(query) || query.isEmpty() ? "" : " (" + query + ")")
          + (one.path("active").asBoolean() ? "" : " [off]")
          + (hook.isNull() ? "" : " → " + hook.path("url").asString())
          + (hook.path("state").asString("").equals("gone") ? " [gone]" : "");
    }
  }

  /** Removes one. */
  @Command(name = "remove", description = "Remove a subscription with its alerts.")
  static final class Remove implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "Its number, as list shows it.")
    long id;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Console console = new Console(spec);
      try {
        connection.delete("/api/v1/subscriptions/" + id).orFail();
        console.line("Removed subscription " + id + ".");
        return 0;
      } catch (Connection.Failed e) {
        return console.failed(e);
      }
    }
  }
}
