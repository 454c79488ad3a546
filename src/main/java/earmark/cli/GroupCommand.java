package earmark.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Manages groups of users. */
@Command(
    name = "group",
    description = "Manage groups of users, who are given rights together; needs an admin.",
    subcommands = {
      GroupCommand.Add.class,
      GroupCommand.Remove.class,
      GroupCommand.Join.class,
      GroupCommand.Leave.class,
      GroupCommand.ListAll.class
    })
public final class GroupCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    new Console(spec).complain("Say what to do: earmark group add, remove, join, leave or list.");
    return 2;
  }

  /** The path of a group, which is looked up by its name. */
  private static String path(Connection server, String name)
      throws Connection.Failed, InterruptedException {
    for (JsonNode group : server.get("/api/v1/groups").orFail().body().path("groups")) {
      if (group.path("name").asString().equals(name)) {
        return "/api/v1/groups/" + group.path("id").asLong();
      }
    }
    throw new Connection.Failed("There is no group " + name + ".");
  }

  /** Adds one. */
  @Command(name = "add", description = "Add a group without members.")
  static final class Add implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "NAME", description = "What to call it; unique.")
    String name = "";

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.post("/api/v1/groups", Map.of("name", name)), "Added " + name + ".");
    }
  }

  /** Removes one. */
  @Command(name = "remove", description = "Remove a group with all rights given to it.")
  static final class Remove implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Parameters(paramLabel = "NAME", description = "Its name.")
    String name = "";

    @Override
    public Integer call() throws InterruptedException {
      return request.send(server -> server.delete(path(server, name)), "Removed " + name + ".");
    }
  }

  /** Which user and which group. */
  static final class Member {
    @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
    String group = "";

    @Parameters(index = "1", paramLabel = "USER", description = "The user's login.")
    String user = "";

    String path(Connection server) throws Connection.Failed, InterruptedException {
      return GroupCommand.path(server, group) + "/members/" + Connection.encoded(user);
    }
  }

  /** Adds a member. */
  @Command(name = "join", description = "Make a user a member of a group.")
  static final class Join implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();
    @Mixin Member member = new Member();

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.put(member.path(server), Map.of()),
          member.user + " is a member of " + member.group + ".");
    }
  }

  /** Removes a member. */
  @Command(name = "leave", description = "Take a user out of a group.")
  static final class Leave implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();
    @Mixin Member member = new Member();

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.delete(member.path(server)),
          member.user + " is no member of " + member.group + " any more.");
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "List the groups and their members.")
  static final class ListAll implements Callable<Integer> {
    @Mixin AccessRequest request = new AccessRequest();

    @Override
    public Integer call() throws InterruptedException {
      return request.send(
          server -> server.get("/api/v1/groups"),
          (console, answer) -> {
            for (JsonNode group : answer.path("groups")) {
              String members = AccessRequest.joined(group.path("members"));
              console.line(group.path("name").asString() + ": " + members);
            }
          });
    }
  }
}
