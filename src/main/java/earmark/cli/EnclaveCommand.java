package earmark.cli;

import java.util.LinkedHashMap;
import java.util.List;
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

/** Manages enclaves and the rights in them. */
@Command(
    name = "enclave",
    description = "Manage enclaves and who may do what in them; needs an admin.",
    subcommands = {
      EnclaveCommand.Add.class,
      EnclaveCommand.Give.class,
      EnclaveCommand.Revoke.class,
      EnclaveCommand.ListAll.class
    })
public final class EnclaveCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec).complain("Say what to do: earmark enclave add, grant, revoke or list.");
    return 2;
  }

  /** Adds one. */
  @Command(name = "add", description = "Add an enclave, in which nobody has a right yet.")
  static final class Add implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "NAME", description = "What to call it; unique.")
    String name = "";

    @Option(
        names = "--type",
        description = "INTERNAL, OPEN, CLOSED, CLOSED_CONCRETE, RESEARCH, COMMUNITY or OTHER.")
    @Nullable String type;

    @Option(names = "--template", description = "Its template's name, as clients are told.")
    @Nullable String template;

    @Override
    public Integer call() throws InterruptedException {
      Map<String, String> wish = new LinkedHashMap<>();
      wish.put("name", name);
      if (type != null) wish.put("type", type);
      if (template != null) wish.put("templateName", template);
      return request.send(
          server -> server.post("/api/v1/enclaves", wish),
          (console, made) -> console.line(made.path("id").asString() + " " + name));
    }
  }

  /** Which enclave, and whose rights in it. */
  static final class Holder {
    @Parameters(index = "0", paramLabel = "ID", description = "The enclave's id, as list shows it.")
    String enclave = "";

    @Parameters(index = "1", paramLabel = "USER", description = "The user's login.")
    String name = "";

    @Option(names = "--group", description = "USER is the name of a group instead.")
    boolean group;

    Map<String, String> parameters() {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("enclave", enclave);
      parameters.put(group ? "group" : "user", name);
      return parameters;
    }
  }

  /** Gives rights. */
  @Command(
      name = "grant",
      description = "Give rights in an enclave, in place of those given before.",
      footer = {"", "For example: earmark enclave grant 3a93fab3-… ann read,create,update"})
  static final class Give implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();
    @Mixin Holder holder = new Holder();

    @Parameters(
        index = "2",
        paramLabel = "RIGHTS",
        split = ",",
        arity = "1",
        description = "read, and with it create, update or both.")
    List<String> rights = List.of();

    @Override
    public Integer call() throws InterruptedException {
      Map<String, Object> wish = new LinkedHashMap<>(holder.parameters());
      wish.put("rights", rights);
      return request.send(
          server -> server.put("/api/v1/grants", wish),
          (console, given) ->
              console.line(
                  holder.name + " may " + AccessRequest.joined(given.path("rights")) + " there."));
    }
  }

  /** Takes them. */
  @Command(name = "revoke", description = "Take all rights in an enclave from a user or group.")
  static final class Revoke implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();
    @Mixin Holder holder = new Holder();

    @Override
    public Integer call() throws InterruptedException {
      String path = "/api/v1/grants" + Connection.query(holder.parameters());
      return request.send(
          server -> server.delete(path), "Nothing is given to " + holder.name + " there any more.");
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "List the enclaves, or what was given in one.")
  static final class ListAll implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Who may do what in this one.")
    @Nullable String enclave;

    @Override
    public Integer call() throws InterruptedException {
      if (enclave == null) {
        return request.send(server -> server.get("/api/v1/enclaves"), ListAll::tellEnclaves);
      }
      String path = "/api/v1/grants" + Connection.query(Map.of("enclave", enclave));
      return request.send(server -> server.get(path), ListAll::tellGrants);
    }

    private static void tellEnclaves(Console console, JsonNode answer) {
      for (JsonNode one : answer.path("enclaves")) {
        console.line(
            one.path("id").asString()
                + " "
                + one.path("name").asString()
                + " ("
                + one.path("type").asString()
                + ")");
      }
    }

    private static void tellGrants(Console console, JsonNode answer) {
      for (JsonNode one : answer.path("grants")) {
        String user = one.path("user").asString("");
        console.line(
            (user.isEmpty() ? "group " + one.path("group").asString() : user)
                + " "
                + AccessRequest.joined(one.path("rights")));
      }
    }
  }
}
