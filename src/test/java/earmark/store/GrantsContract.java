package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Account;
import earmark.access.Accounts;
import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.access.Grant;
import earmark.access.Grants;
import earmark.access.Group;
import earmark.access.Held;
import earmark.access.Right;
import earmark.alert.AlertsContract;
import earmark.property.Property;
import earmark.store.jdbc.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of enclaves, groups and rights does. */
interface GrantsContract {
  Set<Right> VIEW = EnumSet.of(Right.READ);
  Set<Right> SUBMIT = EnumSet.of(Right.READ, Right.CREATE);
  Set<Right> EDIT = EnumSet.of(Right.READ, Right.UPDATE);
  Set<Right> FULL = EnumSet.allOf(Right.class);

  /** An empty one. */
  Store store();

  /** The same as another server sees it. */
  default Store same() {
    return store();
  }

  private Account account(String login) {
    byte[] token = login.getBytes(StandardCharsets.UTF_8);
    return store().accounts().add(login, "h", false, token).orElseThrow();
  }

  private Enclave enclave(String name) {
    Enclave enclave = Enclave.fresh(name, Enclave.Type.INTERNAL, Enclave.USUAL_TEMPLATE);
    assertThat(store().grants().add(enclave)).isEqualTo(Grants.Kept.DONE);
    return enclave;
  }

  /** Puts some of everything into a store that has this account. */
  static void fill(Store store, String login) {
    Enclave enclave = Enclave.fresh("of " + login.hashCode(), Enclave.Type.RESEARCH, "t");
    store.grants().add(enclave);
    Group group = store.grants().addGroup("with " + login).orElseThrow();
    store.grants().join(group.id(), login);
    store.grants().grant(new Grant(enclave.id(), user(login), EDIT));
    store.grants().grant(new Grant(enclave.id(), members(group.name()), SUBMIT));
    KeysContract.fill(store, login);
  }

  private static Grant.Holder user(String login) {
    return new Grant.Holder.User(login);
  }

  private static Grant.Holder members(String group) {
    return new Grant.Holder.Members(group);
  }

  @Test
  default void an_enclave_is_kept_and_changed_and_its_name_is_given_once() {
    Grants grants = store().grants();
    Enclave ours = enclave("Ours ž");
    assertThat(grants.enclaves()).containsExactly(ours);
    assertThat(grants.enclave(ours.id())).contains(ours);
    assertThat(grants.enclave(UUID.randomUUID().toString())).isEmpty();
    Enclave twin = Enclave.fresh("Ours ž", Enclave.Type.OPEN, "t");
    assertThat(grants.add(twin)).isEqualTo(Grants.Kept.NAME_TAKEN);
    assertThat(grants.change(twin)).isEqualTo(Grants.Kept.NAME_TAKEN);
    Enclave theirs = new Enclave(ours.id(), "Theirs", Enclave.Type.CLOSED, "t");
    assertThat(grants.change(theirs)).isEqualTo(Grants.Kept.DONE);
    assertThat(grants.enclaves()).containsExactly(theirs);
    assertThat(grants.change(twin)).isEqualTo(Grants.Kept.UNKNOWN);
    assertThat(grants.enclaves()).containsExactly(theirs);
  }

  @Test
  default void grants_of_a_user_and_of_his_groups_add_up() {
    Grants grants = store().grants();
    Account ann = account("ann");
    Account bob = account("bob");
    Enclave ours = enclave("Ours");
    Group group = grants.addGroup("Analysts").orElseThrow();
    assertThat(grants.addGroup("Analysts")).isEmpty();
    assertThat(grants.grant(new Grant(ours.id(), user("ann"), SUBMIT))).isTrue();
    assertThat(grants.grant(new Grant(ours.id(), members("Analysts"), EDIT))).isTrue();
    assertThat(grants.held(ann.id())).containsExactly(new Held(ours, SUBMIT));
    assertThat(grants.held(bob.id())).isEmpty();
    assertThat(grants.join(group.id(), "ann")).isTrue();
    assertThat(grants.join(group.id(), "ann")).isTrue();
    assertThat(grants.join(group.id(), "bob")).isTrue();
    assertThat(grants.held(ann.id())).containsExactly(new Held(ours, FULL));
    assertThat(grants.held(bob.id())).containsExactly(new Held(ours, EDIT));
    assertThat(grants.group(group.id()))
        .contains(new Group(group.id(), "Analysts", List.of("ann", "bob")));
    assertThat(grants.revoke(ours.id(), user("ann"))).isTrue();
    assertThat(grants.held(ann.id())).containsExactly(new Held(ours, EDIT));
    assertThat(grants.leave(group.id(), "ann")).isTrue();
    assertThat(grants.leave(group.id(), "ann")).isFalse();
    assertThat(grants.held(ann.id())).isEmpty();
    assertThat(grants.removeGroup(group.id())).isTrue();
    assertThat(grants.removeGroup(group.id())).isFalse();
    assertThat(grants.held(bob.id())).isEmpty();
    assertThat(grants.groups()).isEmpty();
    assertThat(grants.grants(Optional.empty())).isEmpty();
  }

  @Test
  default void a_grant_replaces_the_one_before_and_nothing_is_given_to_nobody() {
    Grants grants = store().grants();
    account("ann");
    Enclave ours = enclave("Ours");
    Enclave other = enclave("Other");
    grants.grant(new Grant(ours.id(), user("ann"), FULL));
    grants.grant(new Grant(ours.id(), user("ann"), VIEW));
    grants.grant(new Grant(other.id(), user("ann"), VIEW));
    assertThat(grants.grants(Optional.of(ours.id())))
        .containsExactly(new Grant(ours.id(), user("ann"), VIEW));
    assertThat(grants.grants(Optional.empty())).hasSize(2);
    assertThat(grants.grant(new Grant(ours.id(), user("eve"), VIEW))).isFalse();
    assertThat(grants.grant(new Grant(ours.id(), members("ann"), VIEW))).isFalse();
    assertThat(grants.grant(new Grant(UUID.randomUUID().toString(), user("ann"), VIEW))).isFalse();
    assertThat(grants.revoke(ours.id(), members("ann"))).isFalse();
    assertThat(grants.join(1_000_000, "ann")).isFalse();
    assertThat(grants.grants(Optional.empty())).hasSize(2);
  }

  @Test
  default void who_is_disabled_holds_nothing_until_he_is_enabled() {
    Account ann = account("ann");
    Enclave ours = enclave("Ours");
    store().grants().grant(new Grant(ours.id(), user("ann"), VIEW));
    assertThat(store().accounts().setActive("ann", false)).isEqualTo(Accounts.Changed.DONE);
    assertThat(store().grants().held(ann.id())).isEmpty();
    store().accounts().setActive("ann", true);
    assertThat(store().grants().held(ann.id())).containsExactly(new Held(ours, VIEW));
  }

  @Test
  default void who_is_disabled_gets_no_alert_and_no_letter_until_he_is_enabled() {
    account("ann");
    AlertsContract.fill(store().alerts(), store().deliveries(), "ann");
    Instant later = AlertsContract.at(1000);
    store().accounts().setActive("ann", false);
    assertThat(store().alerts().active()).isEmpty();
    assertThat(store().deliveries().claim(later, later, 9)).isEmpty();
    store().accounts().setActive("ann", true);
    assertThat(store().alerts().active()).hasSize(2);
    assertThat(store().deliveries().claim(later, later, 9)).hasSize(1);
  }

  /** What the store should hold, in plain maps. */
  final class Oracle {
    final String mark;
    final Map<String, Enclave> enclaves = new LinkedHashMap<>();
    final Map<String, Set<String>> members = new TreeMap<>();
    final Map<List<String>, Set<Right>> rights = new HashMap<>();
    final Set<String> disabled = new HashSet<>();

    Oracle(String mark) {
      this.mark = mark;
    }

    private static List<String> row(String enclave, Grant.Holder holder) {
      return switch (holder) {
        case Grant.Holder.User(String login) -> List.of(enclave, "user", login);
        case Grant.Holder.Members(String group) -> List.of(enclave, "group", group);
      };
    }

    Set<Right> rights(String login, String enclave) {
      EnumSet<Right> sum = EnumSet.noneOf(Right.class);
      if (disabled.contains(login)) return sum;
      sum.addAll(rights.getOrDefault(row(enclave, user(login)), Set.of()));
      members.forEach((group, logins) -> {
        if (!logins.contains(login)) return;
        sum.addAll(rights.getOrDefault(row(enclave, members(group)), Set.of()));
      });
      return sum;
    }
  }

  @Test
  default void any_series_of_changes_gives_the_rights_that_plain_maps_give_on_every_server() {
    Enclaves here = new Enclaves(store().grants());
    Enclaves there = new Enclaves(same().grants());
    AtomicInteger cases = new AtomicInteger();
    Property.holds(
        6,
        random -> {
          String mark = "c" + cases.incrementAndGet(); // each case has users and names of its own
          Oracle oracle = new Oracle(mark);
          List<String> logins = List.of(mark + "ann", mark + "bob", mark + "cid");
          Map<String, Caller> callers = new TreeMap<>();
          for (String login : logins) {
            callers.put(login, new Caller(account(login).id(), login, false));
          }
          for (int step = 0; step < 40; step++) {
            change(random, oracle, random.nextBoolean() ? store() : same(), logins);
            String login = logins.get(random.nextInt(logins.size()));
            compare(
                oracle,
                Objects.requireNonNull(callers.get(login)),
                random.nextBoolean() ? here : there);
          }
          for (Caller caller : callers.values()) {
            compare(oracle, caller, here);
            compare(oracle, caller, there);
          }
        });
  }

  private static void compare(Oracle oracle, Caller caller, Enclaves enclaves) {
    List<Enclave> readable = new ArrayList<>();
    for (Enclave enclave : oracle.enclaves.values()) {
      Set<Right> rights = oracle.rights(caller.login(), enclave.id());
      assertThat(enclaves.rights(caller, enclave.id())).isEqualTo(rights);
      if (rights.contains(Right.READ)) readable.add(enclave);
    }
    readable.sort(Comparator.comparing(Enclave::name));
    assertThat(enclaves.readable(caller)).isEqualTo(readable);
    assertThat(enclaves.readableIds(caller))
        .containsExactlyInAnyOrderElementsOf(readable.stream().map(Enclave::id).toList());
  }

  private static void change(
      SplittableRandom random, Oracle oracle, Store store, List<String> logins) {
    Grants grants = store.grants();
    String login = logins.get(random.nextInt(logins.size()));
    String group = oracle.mark + "g" + random.nextInt(4);
    Grant.Holder holder = random.nextBoolean() ? user(login) : members(group);
    boolean isThere = holder instanceof Grant.Holder.User || oracle.members.containsKey(group);
    List<String> ids = List.copyOf(oracle.enclaves.keySet());
    String id = ids.isEmpty() ? UUID.randomUUID().toString() : ids.get(random.nextInt(ids.size()));
    long number =
        grants.groups().stream()
            .filter(one -> one.name().equals(group))
            .map(Group::id)
            .findFirst()
            .orElse(-1L);
    switch (random.nextInt(12)) {
      case 0 -> {
        Enclave fresh =
            Enclave.fresh(oracle.mark + "e" + random.nextInt(30), Enclave.Type.OTHER, "t");
        boolean taken =
            oracle.enclaves.values().stream().anyMatch(one -> one.name().equals(fresh.name()));
        assertThat(grants.add(fresh)).isEqualTo(taken ? Grants.Kept.NAME_TAKEN : Grants.Kept.DONE);
        if (!taken) oracle.enclaves.put(fresh.id(), fresh);
      }
      case 1 -> {
        boolean isNew = !oracle.members.containsKey(group);
        assertThat(grants.addGroup(group).isPresent()).isEqualTo(isNew);
        if (isNew) oracle.members.put(group, new TreeSet<>());
      }
      case 2 -> {
        assertThat(grants.removeGroup(number)).isEqualTo(oracle.members.remove(group) != null);
        oracle.rights.keySet().removeIf(row -> row.subList(1, 3).equals(List.of("group", group)));
      }
      case 3, 4 -> {
        assertThat(grants.join(number, login)).isEqualTo(oracle.members.containsKey(group));
        if (oracle.members.containsKey(group)) oracle.members.get(group).add(login);
      }
      case 5 -> {
        boolean was = oracle.members.getOrDefault(group, new TreeSet<>()).remove(login);
        assertThat(grants.leave(number, login)).isEqualTo(was);
      }
      case 6 -> {
        boolean active = random.nextBoolean();
        store.accounts().setActive(login, active);
        if (active) oracle.disabled.remove(login);
        else oracle.disabled.add(login);
      }
      case 7 ->
          assertThat(grants.revoke(id, holder))
              .isEqualTo(oracle.rights.remove(Oracle.row(id, holder)) != null);
      default -> {
        Set<Right> rights = EnumSet.of(Right.READ);
        if (random.nextBoolean()) rights.add(Right.CREATE);
        if (random.nextBoolean()) rights.add(Right.UPDATE);
        boolean given = grants.grant(new Grant(id, holder, rights));
        assertThat(given).isEqualTo(isThere && !ids.isEmpty());
        if (given) oracle.rights.put(Oracle.row(id, holder), rights);
      }
    }
  }
}
