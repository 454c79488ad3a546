package earmark.access;

import earmark.refusal.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may do what in which enclave; nobody else does. An enclave that a caller may not read
 * is answered as one that does not exist. Being an admin gives no right in any enclave.
 *
 * <p>What a caller holds is remembered until any right of anybody changes, which is looked up at
 * each question: so a change counts from the moment at which it was made, on every server. Safe for
 * any thread.
 */
public final class Enclaves {
  /** The order in which enclaves are listed; the id decides between none, as names are unique. */
  public static final Comparator<Enclave> BY_NAME =
      Comparator.comparing(Enclave::name).thenComparing(Enclave::id);

  private static final int CALLERS_MAX = 1_000;

  private final Grants grants;
  private final Map<Integer, View> views =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, View> eldest) {
          return size() > CALLERS_MAX;
        }
      };

  public Enclaves(Grants grants) {
    this.grants = grants;
  }

  /**
   * What somebody holds in enclaves that he may read; without that, other rights count for nothing.
   *
   * @param version that of the grants before they were read, so that it is never too new
   */
  private record View(
      long version, Map<String, Held> byId, List<Held> readable, List<Enclave> enclaves) {
    static View of(long version, List<Held> held) {
      List<Held> readable =
          held.stream()
              .filter(one -> one.rights().contains(Right.READ))
              .sorted(Comparator.comparing(Held::enclave, BY_NAME))
              .toList();
      return new View(
          version,
          readable.stream()
              .collect(Collectors.toUnmodifiableMap(one -> one.enclave().id(), one -> one)),
          readable,
          readable.stream().map(Held::enclave).toList());
    }
  }

  private View view(Caller caller) {
    long version = grants.version();
    synchronized (views) {
      View known = views.get(caller.id());
      if (known != null && known.version() == version) return known;
    }
    View read = View.of(version, grants.held(caller.id()));
    synchronized (views) {
      views.put(caller.id(), read);
    }
    return read;
  }

  /** The enclaves that the caller may read, by name. */
  public List<Enclave> readable(Caller caller) {
    return view(caller).enclaves();
  }

  /** The same with what the caller may do in each. */
  public List<Held> held(Caller caller) {
    return view(caller).readable();
  }

  /** The ids of the enclaves that the caller may read. */
  public Set<String> readableIds(Caller caller) {
    return view(caller).byId().keySet();
  }

  /**
   * Where to look for a caller: in the enclaves that he names, or in all that he may read if he
   * names none; their ids, by name.
   *
   * @throws Refusal.Forbidden if he may not read one that he names, or it does not exist
   */
  public Set<String> scope(Caller caller, Collection<String> asked) {
    Set<String> scope = new LinkedHashSet<>();
    for (Enclave enclave : readable(caller)) scope.add(enclave.id());
    if (asked.isEmpty()) return scope;
    Set<String> wanted = Set.copyOf(asked);
    if (!scope.containsAll(wanted)) {
      throw new Refusal.Forbidden("You may not read one of these enclaves, or it does not exist.");
    }
    scope.retainAll(wanted);
    return scope;
  }

  /** What the caller may do in an enclave: nothing if he may not read it, or there is none. */
  public Set<Right> rights(Caller caller, String id) {
    return Optional.ofNullable(view(caller).byId().get(id))
        .map(Held::rights)
        .orElse(EnumSet.noneOf(Right.class));
  }

  /**
   * The enclave, if the caller may do this in it.
   *
   * @throws Refusal.NotFound if he may not read it, or there is none
   * @throws Refusal.Forbidden if he may read it but not do this
   */
  public Enclave require(Caller caller, String id, Right right) {
    Held held = view(caller).byId().get(id);
    if (held == null) throw new Refusal.NotFound("There is no such enclave.");
    if (!held.rights().contains(right)) {
      throw new Refusal.Forbidden(
          "You may not " + right.text() + " in the enclave " + held.enclave().name() + ".");
    }
    return held.enclave();
  }
}
