package earmark.store.jdbc;

import earmark.access.Account;
import earmark.access.Accounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Accounts and sessions in tables. */
public final class JdbcAccounts implements Accounts {
  private static final String SELECT =
      "select id, login, password_hash, admin, active, token_generation from account";
  private final Database database;

  public JdbcAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Account> add(String login, String passwordHash, boolean admin, byte[] tokenHash) {
    return database.writeAlone(handle ->
        handle
            .createQuery(
                """
                insert into account (id, login, password_hash, admin, active,
                                     token_generation, token_hash)
                values ((select coalesce(max(id), 0) + 1 from account), :login, :password,
                        :admin, true, 0, :token)
                on conflict (login) do nothing
                returning id, login, password_hash, admin, active, token_generation
                """)
            .bind("login", login)
            .bind("password", passwordHash)
            .bind("admin", admin)
            .bind("token", tokenHash)
            .map((row, _) -> account(row))
            .findOne());
  }

  @Override
  public Optional<Account> find(String login) {
    if (login.indexOf('\0') >= 0) return Optional.empty(); // no text of PostgreSQL holds it
    return database.read(handle ->
        handle
            .createQuery(SELECT + " where login = :login")
            .bind("login", login)
            .map((row, _) -> account(row))
            .findOne());
  }

  @Override
  public Optional<Account> findByToken(byte[] tokenHash) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + " where token_hash = :hash")
            .bind("hash", tokenHash)
            .map((row, _) -> account(row))
            .findOne());
  }

  @Override
  public void setToken(String login, byte[] tokenHash) {
    database.write(handle ->
        handle
            .createUpdate("update account set token_hash = :hash where login = :login")
            .bind("hash", tokenHash)
            .bind("login", login)
            .execute());
  }

  @Override
  public List<Account> all() {
    return database.read(handle ->
        handle.createQuery(SELECT + " order by login").map((row, _) -> account(row)).list());
  }

  @Override
  public Changed setActive(String login, boolean active) {
    return change(
        login,
        !active,
        handle -> {
          set(handle, login, "active", active);
          if (active) return;
          endSessions(handle, login);
          JdbcKeys.endTokens(handle, login);
        });
  }

  @Override
  public Changed setAdmin(String login, boolean admin) {
    return change(login, !admin, handle -> set(handle, login, "admin", admin));
  }

  /**
   * Changes what an account may do.
   *
   * @param isLoss whether there may be an admin less afterwards
   */
  private Changed change(String login, boolean isLoss, Consumer<Handle> change) {
    return database.write(handle -> {
      Counter.ACCESS.take(handle, 1); // first, so that such changes take turns
      Optional<Account> account =
          handle
              .createQuery(SELECT + " where login = :login")
              .bind("login", login)
              .map((row, _) -> account(row))
              .findOne();
      if (account.isEmpty()) return Changed.UNKNOWN;
      if (isLoss && account.get().admin() && account.get().active() && isOnlyAdmin(handle)) {
        return Changed.LAST_ADMIN;
      }
      change.accept(handle);
      return Changed.DONE;
    });
  }

  private static boolean isOnlyAdmin(Handle handle) {
    return handle
            .createQuery("select count(*) from account where admin and active")
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  private static void set(Handle handle, String login, String column, boolean value) {
    handle
        .createUpdate("update account set " + column + " = :value where login = :login")
        .bind("value", value)
        .bind("login", login)
        .execute();
  }

  private static void endSessions(Handle handle, String login) {
    handle.createUpdate("delete from session where login = :login").bind("login", login).execute();
  }

  @Override
  public void setPassword(String login, String passwordHash) {
    database.write(handle -> {
      endSessions(handle, login);
      return handle
          .createUpdate("update account set password_hash = :hash where login = :login")
          .bind("hash", passwordHash)
          .bind("login", login)
          .execute();
    });
  }

  @Override
  public void addSession(byte[] sessionHash, String login, Instant expiresAt, Instant now) {
    database.write(handle -> {
      handle
          .createUpdate("delete from session where expires_at_micros <= :now")
          .bind("now", Micros.of(now))
          .execute();
      return handle
          .createUpdate(
              """
              insert into session (hash, login, expires_at_micros)
              values (:hash, :login, :expires)
              """)
          .bind("hash", sessionHash)
          .bind("login", login)
          .bind("expires", Micros.of(expiresAt))
          .execute();
    });
  }

  @Override
  public Optional<Account> findBySession(byte[] sessionHash, Instant now) {
    return database.read(handle ->
        handle
            .createQuery(
                SELECT
                    + """
                     where login = (select login from session
                                    where hash = :hash and expires_at_micros > :now)
                    """)
            .bind("hash", sessionHash)
            .bind("now", Micros.of(now))
            .map((row, _) -> account(row))
            .findOne());
  }

  @Override
  public void removeSession(byte[] sessionHash) {
    database.write(handle ->
        handle
            .createUpdate("delete from session where hash = :hash")
            .bind("hash", sessionHash)
            .execute());
  }

  static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getInt("id"),
        row.getString("login"),
        row.getString("password_hash"),
        row.getBoolean("admin"),
        row.getBoolean("active"),
        row.getInt("token_generation"));
  }
}
