package earmark.indicator;

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

/** Rights that a test gives to accounts directly; nothing else of access can be asked of it. */
final class HeldRights implements Grants {
  private final Map<Integer, List<Held>> held = new HashMap<>();
  private long version;

  void give(int account, Enclave enclave, Right... rights) {
    held.computeIfAbsent(account, _ -> new ArrayList<>()).add(new Held(enclave, Set.of(rights)));
    version++;
  }

  void take(int account, Enclave enclave) {
    held.getOrDefault(account, new ArrayList<>()).removeIf(one -> one.enclave().equals(enclave));
    version++;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public List<Held> held(int account) {
    return List.copyOf(held.getOrDefault(account, List.of()));
  }

  private static AssertionError unasked() {
    return new AssertionError("the room of indicators must not ask this");
  }

  @Override
  public Kept add(Enclave enclave) {
    throw unasked();
  }

  @Override
  public Kept change(Enclave enclave) {
    throw unasked();
  }

  @Override
  public List<Enclave> enclaves() {
    throw unasked();
  }

  @Override
  public Optional<Enclave> enclave(String id) {
    throw unasked();
  }

  @Override
  public boolean grant(Grant grant) {
    throw unasked();
  }

  @Override
  public boolean revoke(String enclave, Grant.Holder holder) {
    throw unasked();
  }

  @Override
  public List<Grant> grants(Optional<String> enclave) {
    throw unasked();
  }

  @Override
  public Optional<Group> addGroup(String name) {
    throw unasked();
  }

  @Override
  public boolean removeGroup(long id) {
    throw unasked();
  }

  @Override
  public List<Group> groups() {
    throw unasked();
  }

  @Override
  public Optional<Group> group(long id) {
    throw unasked();
  }

  @Override
  public boolean join(long group, String login) {
    throw unasked();
  }

  @Override
  public boolean leave(long group, String login) {
    throw unasked();
  }
}
