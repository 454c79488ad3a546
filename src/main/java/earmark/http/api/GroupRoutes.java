package earmark.http.api;

import earmark.access.Administration;
import earmark.access.Group;
import earmark.access.Title;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups and their members, for admins. */
public final class GroupRoutes {
  private final Administration administration;

  public GroupRoutes(Administration administration) {
    this.administration = administration;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/groups", Route.Needs.USER, this::listGroups),
        Route.post("/api/v1/groups", Route.Needs.USER, this::addGroup),
        Route.delete("/api/v1/groups/{id}", Route.Needs.USER, this::removeGroup),
        Route.put("/api/v1/groups/{id}/members/{login}", Route.Needs.USER, this::join),
        Route.delete("/api/v1/groups/{id}/members/{login}", Route.Needs.USER, this::leave));
  }

  record GroupBody(long id, String name, List<String> members) {
    static GroupBody of(Group group) {
      return new GroupBody(group.id(), group.name(), group.members());
    }
  }

  record GroupList(List<GroupBody> groups) {}

  record GroupWish(@Nullable String name) {}

  private Answer listGroups(Call call) {
    return Answer.json(
        200,
        new GroupList(administration.groups(call.caller()).stream().map(GroupBody::of).toList()));
  }

  private Answer addGroup(Call call) throws IOException {
    Writes.requireAdmin(call);
    Title name = new Title(Writes.required("name", call.json(GroupWish.class).name()));
    return Answer.json(201, GroupBody.of(administration.addGroup(call.caller(), name)));
  }

  private static long id(Call call) {
    Writes.requireAdmin(call);
    return Parameters.id(call, "group");
  }

  private Answer removeGroup(Call call) {
    administration.removeGroup(call.caller(), id(call));
    return Answer.empty(204);
  }

  private Answer join(Call call) {
    administration.join(call.caller(), id(call), call.path("login"));
    return Answer.empty(204);
  }

  private Answer leave(Call call) {
    administration.leave(call.caller(), id(call), call.path("login"));
    return Answer.empty(204);
  }
}
