package earmark.http.api;

import earmark.access.Access;
import earmark.access.Caller;
import earmark.access.Login;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logging in and out, who is calling, and the users of the instance. */
public final class UserRoutes {
  private final Access access;
  private final Sessions sessions;
  private final String version;
  private final long uploadMaxBytes;

  public UserRoutes(Access access, Sessions sessions, String version, long uploadMaxBytes) {
    this.access = access;
    this.sessions = sessions;
    this.version = version;
    this.uploadMaxBytes = uploadMaxBytes;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/login", Route.Needs.NOBODY, this::login),
        Route.post("/api/v1/logout", Route.Needs.USER, this::logout),
        Route.get("/api/v1/me", Route.Needs.USER, this::me),
        Route.get("/api/v1/users", Route.Needs.USER, this::listUsers),
        Route.post("/api/v1/users", Route.Needs.USER, this::addUser));
  }

  record Credentials(@Nullable String login, @Nullable String password) {}

  record Me(String login, boolean admin, String version, long uploadMaxBytes) {}

  record User(int id, String login, boolean admin) {
    static User of(Caller caller) {
      return new User(caller.id(), caller.login(), caller.admin());
    }
  }

  record Users(List<User> users) {}

  private Answer login(Call call) throws IOException {
    sessions.requireOwnOrigin(call);
    Credentials given = call.json(Credentials.class);
    Caller caller =
        access.login(required("login", given.login()), required("password", given.password()));
    return sessions.start(caller, Answer.json(200, describe(caller)));
  }

  private Answer logout(Call call) {
    return sessions.end(call, Answer.empty(204));
  }

  private Answer me(Call call) {
    return Answer.json(200, describe(call.caller()));
  }

  private Answer listUsers(Call call) {
    return Answer.json(200, new Users(access.users(call.caller()).stream().map(User::of).toList()));
  }

  private Answer addUser(Call call) throws IOException {
    Credentials given = call.json(Credentials.class);
    Login login = new Login(required("login", given.login()));
    String password = required("password", given.password());
    return Answer.json(201, User.of(access.addUser(call.caller(), login, password)));
  }

  private Me describe(Caller caller) {
    return new Me(caller.login(), caller.admin(), version, uploadMaxBytes);
  }

  private static String required(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new Refusal.Invalid("\"" + name + "\" is required.");
    }
    return value;
  }
}
