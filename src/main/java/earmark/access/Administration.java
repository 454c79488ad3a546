package earmark.access;

import earmark.refusal.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What admins do with enclaves, groups and rights. Anybody else is refused before anything is
 * looked up, so he is told the same of what is there and of what is not. Safe for any thread.
 */
public final class Administration {
  private static final Logger LOG = LoggerFactory.getLogger(Administration.class);

  private final Grants grants;
  private final Accounts accounts;

  public Administration(Grants grants, Accounts accounts) {
    this.grants = grants;
    this.accounts = accounts;
  }

  private static void requireAdmin(Caller caller) {
    caller.requireAdmin("manage enclaves, groups and rights");
  }

  /** All enclaves by name. */
  public List<Enclave> enclaves(Caller caller) {
    requireAdmin(caller);
    return grants.enclaves().stream().sorted(Enclaves.BY_NAME).toList();
  }

  /**
   * Adds an enclave in which nobody has a right yet.
   *
   * @throws Refusal.Conflict if another has the name
   */
  public Enclave addEnclave(Caller caller, Enclave enclave) {
    requireAdmin(caller);
    kept(enclave, grants.add(enclave));
    LOG.info("{} added the enclave {} ({})", caller.login(), enclave.name(), enclave.id());
    return enclave;
  }

  /**
   * Changes what is given of an enclave; rights and contents stay.
   *
   * @throws Refusal.Conflict if another has the name
   * @throws Refusal.NotFound if there is none of this id
   */
  public Enclave changeEnclave(
      Caller caller,
      String id,
      Optional<String> name,
      Optional<Enclave.Type> type,
      Optional<String> templateName) {
    requireAdmin(caller);
    Enclave before = enclave(id);
    Enclave after =
        new Enclave(
            id,
            name.orElse(before.name()),
            type.orElse(before.type()),
            templateName.orElse(before.templateName()));
    kept(after, grants.change(after));
    LOG.info("{} changed the enclave {} to {}", caller.login(), before.name(), after);
    return after;
  }

  private static void kept(Enclave enclave, Grants.Kept kept) {
    switch (kept) {
      case DONE -> {}
      case NAME_TAKEN ->
          throw new Refusal.Conflict("There is an enclave " + enclave.name() + " already.");
      case UNKNOWN -> throw noEnclave();
    }
  }

  private Enclave enclave(String id) {
    return (Enclave.isId(id) ? grants.enclave(id) : Optional.<Enclave>empty())
        .orElseThrow(Administration::noEnclave);
  }

  private static Refusal noEnclave() {
    return new Refusal.NotFound("There is no enclave of this id.");
  }

  /**
   * Gives rights in an enclave, in place of those that the holder had there.
   *
   * @param rights as {@link Right#parse} answers them
   * @throws Refusal.NotFound if there is no such enclave, user or group
   */
  public Grant grant(Caller caller, String enclave, Grant.Holder holder, Set<Right> rights) {
    requireAdmin(caller);
    Enclave found = enclave(enclave);
    Grant grant = new Grant(found.id(), known(holder), rights);
    if (!grants.grant(grant)) throw new Refusal.NotFound("There is no " + words(holder) + ".");
    LOG.info(
        "{} gave {} the rights {} in the enclave {}",
        caller.login(),
        words(holder),
        grant.rights(),
        found.name());
    return grant;
  }

  /**
   * Takes all rights in an enclave from a user or group. A user keeps those of his groups.
   *
   * @throws Refusal.NotFound if there are none to take
   */
  public void revoke(Caller caller, String enclave, Grant.Holder holder) {
    requireAdmin(caller);
    Enclave found = enclave(enclave);
    if (!grants.revoke(found.id(), known(holder))) {
      throw new Refusal.NotFound(
          "Nothing was given to " + words(holder) + " in the enclave " + found.name() + ".");
    }
    LOG.info(
        "{} took all rights in the enclave {} from {}",
        caller.login(),
        found.name(),
        words(holder));
  }

  /** The holder, who has to be there. */
  private Grant.Holder known(Grant.Holder holder) {
    boolean found =
        switch (holder) {
          case Grant.Holder.User(String login) -> accounts.find(login).isPresent();
          case Grant.Holder.Members(String group) ->
              grants.groups().stream().anyMatch(one -> one.name().equals(group));
        };
    if (!found) throw new Refusal.NotFound("There is no " + words(holder) + ".");
    return holder;
  }

  private static String words(Grant.Holder holder) {
    return switch (holder) {
      case Grant.Holder.User(String login) -> "user " + login;
      case Grant.Holder.Members(String group) -> "group " + group;
    };
  }

  /** The grants in one enclave, or all: by enclave, users before groups, by their names. */
  public List<Grant> grants(Caller caller, Optional<String> enclave) {
    requireAdmin(caller);
    return grants.grants(enclave.map(id -> enclave(id).id())).stream()
        .sorted(
            Comparator.comparing(Grant::enclave)
                .thenComparing(one -> one.holder() instanceof Grant.Holder.Members)
                .thenComparing(one -> words(one.holder())))
        .toList();
  }

  /** All groups by name. */
  public List<Group> groups(Caller caller) {
    requireAdmin(caller);
    return grants.groups().stream().sorted(Comparator.comparing(Group::name)).toList();
  }

  /**
   * Adds a group without members.
   *
   * @throws Refusal.Conflict if the name is taken
   */
  public Group addGroup(Caller caller, Title name) {
    requireAdmin(caller);
    Group added =
        grants
            .addGroup(name.text())
            .orElseThrow(() -> new Refusal.Conflict("There is a group " + name + " already."));
    LOG.info("{} added the group {}", caller.login(), name);
    return added;
  }

  /**
   * Removes a group with all that was given to it.
   *
   * @throws Refusal.NotFound if there is none of this number
   */
  public void removeGroup(Caller caller, long id) {
    requireAdmin(caller);
    Group group = group(id);
    if (!grants.removeGroup(id)) throw noGroup();
    LOG.info("{} removed the group {} of {}", caller.login(), group.name(), group.members());
  }

  private Group group(long id) {
    return grants.group(id).orElseThrow(Administration::noGroup);
  }

  private static Refusal noGroup() {
    return new Refusal.NotFound("There is no group of this number.");
  }

  /**
   * Makes a user a member of a group; no change if he is one.
   *
   * @throws Refusal.NotFound if there is no such group or user
   */
  public void join(Caller caller, long id, String login) {
    requireAdmin(caller);
    Group group = group(id);
    known(new Grant.Holder.User(login));
    if (!grants.join(id, login)) throw noGroup();
    LOG.info("{} made {} a member of the group {}", caller.login(), login, group.name());
  }

  /**
   * Ends a membership.
   *
   * @throws Refusal.NotFound if there is no such group, or he is no member
   */
  public void leave(Caller caller, long id, String login) {
    requireAdmin(caller);
    Group group = group(id);
    if (!group.members().contains(login) || !grants.leave(id, login)) {
      throw new Refusal.NotFound("No user of this login is in the group " + group.name() + ".");
    }
    LOG.info("{} took {} out of the group {}", caller.login(), login, group.name());
  }
}
