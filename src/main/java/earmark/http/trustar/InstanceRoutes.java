package earmark.http.trustar;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.access.Held;
import earmark.access.Right;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import java.util.List;

/** What a client asks first: whether somebody is there, which enclaves, how often it may ask. */
final class InstanceRoutes {
  private final Enclaves enclaves;
  private final Quotas quotas;

  InstanceRoutes(Enclaves enclaves, Quotas quotas) {
    this.enclaves = enclaves;
    this.quotas = quotas;
  }

  List<Route> routes(String version) {
    return List.of(
        Route.get("/ping", Route.Needs.USER, _ -> Answer.text(200, "pong\n")),
        Route.get("/version", Route.Needs.USER, _ -> Answer.text(200, version + "\n")),
        Route.get("/enclaves", Route.Needs.USER, this::listEnclaves),
        Route.get("/request-quotas", Route.Needs.USER, this::listQuotas));
  }

  /** Without a version in the path, clients ask for the newest that is spoken here. */
  List<Route> unversioned() {
    return routes("1.3").subList(0, 2);
  }

  /** An enclave; clients read {@code id}, the documentation's sample says {@code guid}. */
  record EnclaveBody(
      String id,
      String guid,
      String name,
      String type,
      String templateName,
      boolean workflowSupported,
      boolean read,
      boolean create,
      boolean update) {}

  private Answer listEnclaves(Call call) {
    return Answer.json(
        200, enclaves.held(call.caller()).stream().map(InstanceRoutes::body).toList());
  }

  private static EnclaveBody body(Held held) {
    Enclave enclave = held.enclave();
    return new EnclaveBody(
        enclave.id(),
        enclave.id(),
        enclave.name(),
        enclave.type().name(),
        enclave.templateName(),
        false,
        held.rights().contains(Right.READ),
        held.rights().contains(Right.CREATE),
        held.rights().contains(Right.UPDATE));
  }

  private Answer listQuotas(Call call) {
    Caller caller = call.caller();
    return Answer.json(200, quotas.of(caller, call.remoteAddress()));
  }
}
