package earmark.http.api;

import earmark.access.Administration;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.access.Grant;
import earmark.access.Held;
import earmark.access.Right;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Enclaves and who was given which rights in them, for admins; and what the caller may do. */
public final class EnclaveRoutes {
  private final Administration administration;
  private final Enclaves enclaves;

  public EnclaveRoutes(Administration administration, Enclaves enclaves) {
    this.administration = administration;
    this.enclaves = enclaves;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/me/enclaves", Route.Needs.USER, this::listOwn),
        Route.get("/api/v1/enclaves", Route.Needs.USER, this::listEnclaves),
        Route.post("/api/v1/enclaves", Route.Needs.USER, this::addEnclave),
        Route.put("/api/v1/enclaves/{id}", Route.Needs.USER, this::changeEnclave),
        Route.get("/api/v1/grants", Route.Needs.USER, this::listGrants),
        Route.put("/api/v1/grants", Route.Needs.USER, this::grant),
        Route.delete("/api/v1/grants", Route.Needs.USER, this::revoke));
  }

  record EnclaveBody(String id, String name, String type, String templateName) {
    static EnclaveBody of(Enclave enclave) {
      return new EnclaveBody(
          enclave.id(), enclave.name(), enclave.type().name(), enclave.templateName());
    }
  }

  record EnclaveList(List<EnclaveBody> enclaves) {}

  /** An enclave and what the caller may do in it. */
  record OwnBody(String id, String name, String type, String templateName, List<String> rights) {
    static OwnBody of(Held held) {
      Enclave enclave = held.enclave();
      return new OwnBody(
          enclave.id(),
          enclave.name(),
          enclave.type().name(),
          enclave.templateName(),
          texts(held.rights()));
    }
  }

  record OwnList(List<OwnBody> enclaves) {}

  record EnclaveWish(@Nullable String name, @Nullable String type, @Nullable String templateName) {}

  /** Of {@code user} and {@code group} one is null. */
  record GrantBody(
      String enclave, @Nullable String user, @Nullable String group, List<String> rights) {
    static GrantBody of(Grant grant) {
      return switch (grant.holder()) {
        case Grant.Holder.User(String login) ->
            new GrantBody(grant.enclave(), login, null, texts(grant.rights()));
        case Grant.Holder.Members(String group) ->
            new GrantBody(grant.enclave(), null, group, texts(grant.rights()));
      };
    }
  }

  record GrantList(List<GrantBody> grants) {}

  record GrantWish(
      @Nullable String enclave,
      @Nullable String user,
      @Nullable String group,
      @Nullable List<@Nullable String> rights) {}

  private static List<String> texts(Set<Right> rights) {
    return rights.stream().sorted().map(Right::text).toList();
  }

  private Answer listOwn(Call call) {
    return Answer.json(
        200, new OwnList(enclaves.held(call.caller()).stream().map(OwnBody::of).toList()));
  }

  private Answer listEnclaves(Call call) {
    return Answer.json(
        200,
        new EnclaveList(
            administration.enclaves(call.caller()).stream().map(EnclaveBody::of).toList()));
  }

  private Answer addEnclave(Call call) throws IOException {
    Writes.requireAdmin(call);
    EnclaveWish wish = call.json(EnclaveWish.class);
    Enclave added =
        Enclave.fresh(
            Writes.required("name", wish.name()),
            type(wish).orElse(Enclave.Type.INTERNAL),
            Optional.ofNullable(wish.templateName()).orElse(Enclave.USUAL_TEMPLATE));
    return Answer.json(201, EnclaveBody.of(administration.addEnclave(call.caller(), added)));
  }

  private static Optional<Enclave.Type> type(EnclaveWish wish) {
    return Optional.ofNullable(wish.type()).map(Enclave.Type::parse);
  }

  private Answer changeEnclave(Call call) throws IOException {
    Writes.requireAdmin(call);
    EnclaveWish wish = call.json(EnclaveWish.class);
    Enclave changed =
        administration.changeEnclave(
            call.caller(),
            call.path("id"),
            Optional.ofNullable(wish.name()),
            type(wish),
            Optional.ofNullable(wish.templateName()));
    return Answer.json(200, EnclaveBody.of(changed));
  }

  private Answer listGrants(Call call) {
    return Answer.json(
        200,
        new GrantList(
            administration.grants(call.caller(), call.query("enclave")).stream()
                .map(GrantBody::of)
                .toList()));
  }

  private Answer grant(Call call) throws IOException {
    Writes.requireAdmin(call);
    GrantWish wish = call.json(GrantWish.class);
    Grant grant =
        administration.grant(
            call.caller(),
            Writes.required("enclave", wish.enclave()),
            holder(wish.user(), wish.group()),
            Right.parse(Writes.texts("rights", wish.rights(), Right.values().length)));
    return Answer.json(200, GrantBody.of(grant));
  }

  private static Grant.Holder holder(@Nullable String user, @Nullable String group) {
    if (user != null && group == null) return new Grant.Holder.User(user);
    if (group != null && user == null) return new Grant.Holder.Members(group);
    throw new Refusal.Invalid("Name either a \"user\" or a \"group\".");
  }

  private Answer revoke(Call call) {
    Writes.requireAdmin(call);
    administration.revoke(
        call.caller(),
        Writes.required("enclave", call.query("enclave").orElse(null)),
        holder(call.query("user").orElse(null), call.query("group").orElse(null)));
    return Answer.empty(204);
  }
}
