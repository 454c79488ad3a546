package earmark.http.api;

import earmark.access.Access;
import earmark.access.Caller;
import earmark.access.Login;
import earmark.access.User;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Via;
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
        Route.put("/api/v1/me/password", Route.Needs.USER, this::changePassword),
        Route.get("/api/v1/users", Route.Needs.USER, this::listUsers),
        Route.post("/api/v1/users", Route.Needs.USER, this::addUser),
        Route.put("/api/v1/users/{login}", Route.Needs.USER, this::changeUser),
        Route.put("/api/v1/users/{login}/password", Route.Needs.USER, this::setPassword));
  }

  record Credentials(@Nullable String login, @Nullable String password) {}

  record Me(String login, boolean admin, String version, long uploadMaxBytes) {}

  record UserBody(int id, String login, boolean admin, boolean active) {
    static UserBody of(User user) {
      return new UserBody(user.id(), user.login(), user.admin(), user.active());
    }
  }

  record Users(List<UserBody> users) {}

  record NewUser(@Nullable String login, @Nullable String password, @Nullable Boolean admin) {}

  record UserWish(@Nullable Boolean active, @Nullable Boolean admin) {}

  record NewPassword(@Nullable String current, @Nullable String password) {}

  private Answer login(Call call) throws IOException {
    sessions.requireOwnOrigin(call);
    Credentials given = call.json(Credentials.class);
    Caller caller =
        access.login(
            Writes.required("login", given.login()), Writes.required("password", given.password()));
    return sessions.start(caller, Answer.json(200, describe(caller)));
  }

  private Answer logout(Call call) {
    return sessions.end(call, Answer.empty(204));
  }

  private Answer me(Call call) {
    return Answer.json(200, describe(call.caller()));
  }

  /** Ends all sessions of the caller; who changes it on the page goes on with a fresh one. */
  private Answer changePassword(Call call) throws IOException {
    NewPassword given = call.json(NewPassword.class);
    access.changePassword(
        call.caller(),
        Writes.required("current", given.current()),
        Writes.required("password", given.password()));
    Answer done = Answer.empty(204);
    return Clients.via(call) == Via.UI ? sessions.start(call.caller(), done) : done;
  }

  private Answer listUsers(Call call) {
    return Answer.json(
        200, new Users(access.users(call.caller()).stream().map(UserBody::of).toList()));
  }

  private Answer addUser(Call call) throws IOException {
    Writes.requireAdmin(call);
    NewUser given = call.json(NewUser.class);
    Login login = new Login(Writes.required("login", given.login()));
    String password = Writes.required("password", given.password());
    Caller added = access.addUser(call.caller(), login, password, Writes.isYes(given.admin()));
    return Answer.json(201, new UserBody(added.id(), added.login(), added.admin(), true));
  }

  private Answer changeUser(Call call) throws IOException {
    Writes.requireAdmin(call);
    UserWish wish = call.json(UserWish.class);
    if ((wish.active() == null) == (wish.admin() == null)) {
      throw new Refusal.Invalid("Say either whether the user is \"active\" or an \"admin\".");
    }
    String login = call.path("login");
    User changed =
        wish.active() != null
            ? access.setActive(call.caller(), login, wish.active())
            : access.setAdmin(call.caller(), login, Writes.isYes(wish.admin()));
    return Answer.json(200, UserBody.of(changed));
  }

  private Answer setPassword(Call call) throws IOException {
    Writes.requireAdmin(call);
    String password = Writes.required("password", call.json(NewPassword.class).password());
    access.setPassword(call.caller(), call.path("login"), password);
    return Answer.empty(204);
  }

  private Me describe(Caller caller) {
    return new Me(caller.login(), caller.admin(), version, uploadMaxBytes);
  }
}
