package earmark.store.jdbc;

import earmark.access.Enclave;
import earmark.access.Grant;
import earmark.access.Grants;
import earmark.access.Group;
import earmark.access.Held;
import earmark.access.Right;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Enclaves, groups and grants in tables. Changes take turns, also those of several servers. */
public final class JdbcGrants implements Grants {
  private static final String ENCLAVES = "select id, name, type, template_name from enclave";

  private static final String GROUPS =
      """
      select g.id as id, g.name as name, a.login as login
      from user_group g
      left join group_member m on m.user_group = g.id
      left join account a on a.id = m.account
      """;

  private final Database database;

  public JdbcGrants(Database database) {
    this.database = database;
  }

  /** A change of rights, which has a number of its own. */
  private interface Change<T> {
    T with(Handle handle, long number);
  }

  private <T> T change(Change<T> change) {
    return database.write(
        handle -> change.with(handle, Counter.ACCESS.take(handle, 1))); // so that they take turns
  }

  @Override
  public long version() {
    return database.read(Counter.ACCESS::last);
  }

  @Override
  public List<Held> held(int account) {
    Map<String, Enclave> enclaves = new LinkedHashMap<>();
    Map<String, Set<Right>> rights = new LinkedHashMap<>();
    database.read(handle ->
        handle
            .createQuery(
                """
                select e.id as id, e.name as name, e.type as type, e.template_name as template_name,
                       r.may_create as may_create, r.may_update as may_update
                from (
                  select enclave, may_create, may_update from enclave_right where account = :account
                  union all
                  select r.enclave, r.may_create, r.may_update
                  from group_member m join enclave_right r on r.user_group = m.user_group
                  where m.account = :account
                ) r join enclave e on e.id = r.enclave
                where exists (select 1 from account where id = :account and active)
                """)
            .bind("account", account)
            .map((row, _) -> {
              String id = row.getString("id");
              rights.computeIfAbsent(id, _ -> EnumSet.noneOf(Right.class)).addAll(rights(row));
              enclaves.put(id, enclave(row));
              return id;
            })
            .list());
    return rights.entrySet().stream()
        .map(one -> new Held(Objects.requireNonNull(enclaves.get(one.getKey())), one.getValue()))
        .toList();
  }

  private static Enclave enclave(ResultSet row) throws SQLException {
    return new Enclave(
        row.getString("id"),
        row.getString("name"),
        Enclave.Type.parse(row.getString("type")),
        row.getString("template_name"));
  }

  private static Set<Right> rights(ResultSet row) throws SQLException {
    EnumSet<Right> rights = EnumSet.of(Right.READ);
    if (row.getBoolean("may_create")) rights.add(Right.CREATE);
    if (row.getBoolean("may_update")) rights.add(Right.UPDATE);
    return rights;
  }

  @Override
  public Kept add(Enclave enclave) {
    return change((handle, _) -> {
      if (isTaken(handle, enclave)) return Kept.NAME_TAKEN;
      bind(
              handle.createUpdate(
                  """
                  insert into enclave (id, name, type, template_name)
                  values (:id, :name, :type, :template)
                  """),
              enclave)
          .execute();
      return Kept.DONE;
    });
  }

  @Override
  public Kept change(Enclave enclave) {
    return change((handle, _) -> {
      if (isTaken(handle, enclave)) return Kept.NAME_TAKEN;
      int changed =
          bind(
                  handle.createUpdate(
                      """
                      update enclave set name = :name, type = :type, template_name = :template
                      where id = :id
                      """),
                  enclave)
              .execute();
      return changed > 0 ? Kept.DONE : Kept.UNKNOWN;
    });
  }

  private static Update bind(Update update, Enclave enclave) {
    return update
        .bind("id", enclave.id())
        .bind("name", enclave.name())
        .bind("type", enclave.type().name())
        .bind("template", enclave.templateName());
  }

  private static boolean isTaken(Handle handle, Enclave enclave) {
    return handle
        .createQuery("select 1 from enclave where name = :name and id <> :id")
        .bind("name", enclave.name())
        .bind("id", enclave.id())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public List<Enclave> enclaves() {
    return database.read(
        handle -> handle.createQuery(ENCLAVES).map((row, _) -> enclave(row)).list());
  }

  @Override
  public Optional<Enclave> enclave(String id) {
    return database.read(handle ->
        handle
            .createQuery(ENCLAVES + " where id = :id")
            .bind("id", id)
            .map((row, _) -> enclave(row))
            .findOne());
  }

  @Override
  public boolean grant(Grant grant) {
    String insert =
        switch (grant.holder()) {
          case Grant.Holder.User _ ->
              """
              insert into enclave_right (id, enclave, account, may_create, may_update)
              select :id, e.id, a.id, :create, :update from enclave e, account a
              where e.id = :enclave and a.login = :holder
              on conflict (enclave, account) do update
              set may_create = excluded.may_create, may_update = excluded.may_update
              """;
          case Grant.Holder.Members _ ->
              """
              insert into enclave_right (id, enclave, user_group, may_create, may_update)
              select :id, e.id, g.id, :create, :update from enclave e, user_group g
              where e.id = :enclave and g.name = :holder
              on conflict (enclave, user_group) do update
              set may_create = excluded.may_create, may_update = excluded.may_update
              """;
        };
    return change((handle, number) ->
        handle
                .createUpdate(insert)
                .bind("id", number)
                .bind("enclave", grant.enclave())
                .bind("holder", name(grant.holder()))
                .bind("create", grant.rights().contains(Right.CREATE))
                .bind("update", grant.rights().contains(Right.UPDATE))
                .execute()
            > 0);
  }

  private static String name(Grant.Holder holder) {
    return switch (holder) {
      case Grant.Holder.User(String login) -> login;
      case Grant.Holder.Members(String group) -> group;
    };
  }

  @Override
  public boolean revoke(String enclave, Grant.Holder holder) {
    String where =
        switch (holder) {
          case Grant.Holder.User _ -> "account = (select id from account where login = :holder)";
          case Grant.Holder.Members _ ->
              "user_group = (select id from user_group where name = :holder)";
        };
    return change((handle, _) ->
        handle
                .createUpdate("delete from enclave_right where enclave = :enclave and " + where)
                .bind("enclave", enclave)
                .bind("holder", name(holder))
                .execute()
            > 0);
  }

  @Override
  public List<Grant> grants(Optional<String> enclave) {
    String select =
        """
        select r.enclave as enclave, a.login as login, g.name as group_name,
               r.may_create as may_create, r.may_update as may_update
        from enclave_right r
        left join account a on a.id = r.account
        left join user_group g on g.id = r.user_group
        """;
    return database.read(handle ->
        handle
            .createQuery(select + (enclave.isPresent() ? " where r.enclave = :enclave" : ""))
            .bindMap(enclave.map(id -> Map.of("enclave", id)).orElse(Map.of()))
            .map((row, _) -> grant(row))
            .list());
  }

  private static Grant grant(ResultSet row) throws SQLException {
    String login = row.getString("login");
    return new Grant(
        row.getString("enclave"),
        login != null
            ? new Grant.Holder.User(login)
            : new Grant.Holder.Members(row.getString("group_name")),
        rights(row));
  }

  @Override
  public Optional<Group> addGroup(String name) {
    return change((handle, number) ->
        handle
                    .createUpdate(
                        """
                        insert into user_group (id, name) values (:id, :name)
                        on conflict (name) do nothing
                        """)
                    .bind("id", number)
                    .bind("name", name)
                    .execute()
                > 0
            ? Optional.of(new Group(number, name, List.of()))
            : Optional.empty());
  }

  @Override
  public boolean removeGroup(long id) {
    return change((handle, _) ->
        handle.createUpdate("delete from user_group where id = :id").bind("id", id).execute() > 0);
  }

  @Override
  public List<Group> groups() {
    return groups("", Map.of());
  }

  @Override
  public Optional<Group> group(long id) {
    return groups(" where g.id = :id", Map.of("id", id)).stream().findFirst();
  }

  private List<Group> groups(String where, Map<String, Long> values) {
    Map<Long, String> names = new LinkedHashMap<>();
    Map<Long, List<String>> members = new LinkedHashMap<>();
    database.read(handle ->
        handle
            .createQuery(GROUPS + where + " order by login")
            .bindMap(values)
            .map((row, _) -> {
              long id = row.getLong("id");
              names.put(id, row.getString("name"));
              List<String> logins = members.computeIfAbsent(id, _ -> new ArrayList<>());
              String login = row.getString("login");
              if (login != null) logins.add(login);
              return id;
            })
            .list());
    return members.entrySet().stream()
        .map(one ->
            new Group(
                one.getKey(), Objects.requireNonNull(names.get(one.getKey())), one.getValue()))
        .toList();
  }

  @Override
  public boolean join(long group, String login) {
    return change((handle, number) ->
        handle
                .createUpdate(
                    """
                    insert into group_member (id, user_group, account)
                    select :id, g.id, a.id from user_group g, account a
                    where g.id = :group and a.login = :login
                    on conflict (user_group, account) do update set account = excluded.account
                    """)
                .bind("id", number)
                .bind("group", group)
                .bind("login", login)
                .execute()
            > 0);
  }

  @Override
  public boolean leave(long group, String login) {
    return change((handle, _) ->
        handle
                .createUpdate(
                    """
                    delete from group_member
                    where user_group = :group
                      and account = (select id from account where login = :login)
                    """)
                .bind("group", group)
                .bind("login", login)
                .execute()
            > 0);
  }
}
