package earmark.report;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Grant;
import earmark.access.Grants;
import earmark.access.Group;
import earmark.access.Held;
import earmark.access.Right;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rights that a test gives, in memory. */
final class GivenRights implements Grants {
  private final List<Enclave> enclaves = new ArrayList<>();
  private final Map<Integer, Map<String, Set<Right>>> rights = new HashMap<>();
  private long version;

  /** A new enclave. */
  String made(String name) {
    Enclave made = Enclave.fresh(name, Enclave.Type.INTERNAL, Enclave.USUAL_TEMPLATE);
    add(made);
    return made.id();
  }

  /** Gives these rights in place of those from before. */
  void give(Caller caller, String enclave, Right... some) {
    rights.computeIfAbsent(caller.id(), _ -> new HashMap<>()).put(enclave, Set.of(some));
    version++;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public List<Held> held(int account) {
    Map<String, Set<Right>> held = rights.getOrDefault(account, Map.of());
    return enclaves.stream()
        .filter(enclave -> !held.getOrDefault(enclave.id(), Set.of()).isEmpty())
        .map(enclave -> new Held(enclave, held.getOrDefault(enclave.id(), Set.of())))
        .toList();
  }

  @Override
  public Kept add(Enclave enclave) {
    enclaves.add(enclave);
    version++;
    return Kept.DONE;
  }

  @Override
  public Kept change(Enclave enclave) {
    return Kept.UNKNOWN;
  }

  @Override
  public List<Enclave> enclaves() {
    return enclaves;
  }

  @Override
  public Optional<Enclave> enclave(String id) {
    return Optional.empty();
  }

  @Override
  public boolean grant(Grant grant) {
    return false;
  }

  @Override
  public boolean revoke(String enclave, Grant.Holder holder) {
    return false;
  }

  @Override
  public List<Grant> grants(Optional<String> enclave) {
    return List.of();
  }

  @Override
  public Optional<Group> addGroup(String name) {
    return Optional.empty();
  }

  @Override
  public boolean removeGroup(long id) {
    return false;
  }

  @Override
  public List<Group> groups() {
    return List.of();
  }

  @Override
  public Optional<Group> group(long id) {
    return Optional.empty();
  }

  @Override
  public boolean join(long group, String login) {
    return false;
  }

  @Override
  public boolean leave(long group, String login) {
    return false;
  }
}
