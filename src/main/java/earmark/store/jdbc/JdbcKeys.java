package earmark.store.jdbc;

import earmark.access.ApiKey;
import earmark.access.Keys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** API keys and access tokens in tables. */
public final class JdbcKeys implements Keys {
  /** How long it is known of a token that it was one, so that its holder is told why it fails. */
  private static final Duration KNOWN_AFTERWARDS = Duration.ofDays(1);

  private static final String KEYS =
      "select id, login, name, created_micros, last_used_micros from api_key";

  private final Database database;

  public JdbcKeys(Database database) {
    this.database = database;
  }

  @Override
  public void add(ApiKey key, byte[] secretHash) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                insert into api_key (id, login, name, secret_hash, created_micros)
                values (:id, :login, :name, :secret, :created)
                """)
            .bind("id", key.key())
            .bind("login", key.login())
            .bind("name", key.name())
            .bind("secret", secretHash)
            .bind("created", Micros.of(key.created()))
            .execute());
  }

  @Override
  public List<ApiKey> list(Optional<String> login) {
    return database.read(handle ->
        handle
            .createQuery(
                KEYS
                    + (login.isPresent() ? " where login = :login" : "")
                    + " order by created_micros, id")
            .bindMap(login.map(text -> Map.of("login", text)).orElse(Map.of()))
            .map((row, _) -> key(row))
            .list());
  }

  @Override
  public Optional<ApiKey> get(String key) {
    return database.read(handle ->
        handle
            .createQuery(KEYS + " where id = :id")
            .bind("id", key)
            .map((row, _) -> key(row))
            .findOne());
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    long lastUsed = row.getLong("last_used_micros");
    Optional<Instant> used =
        row.wasNull() ? Optional.empty() : Optional.of(Micros.moment(lastUsed));
    return new ApiKey(
        row.getString("id"),
        row.getString("login"),
        row.getString("name"),
        Micros.moment(row.getLong("created_micros")),
        used);
  }

  @Override
  public Optional<Secured> find(String key) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select k.secret_hash as secret_hash, a.id as id, a.login as login,
                       a.password_hash as password_hash, a.admin as admin, a.active as active,
                       a.token_generation as token_generation
                from api_key k join account a on a.login = k.login
                where k.id = :key
                """)
            .bind("key", key)
            .map((row, _) ->
                new Secured(key, row.getBytes("secret_hash"), JdbcAccounts.account(row)))
            .findOne());
  }

  @Override
  public boolean remove(String key) {
    return database.write(handle ->
        handle.createUpdate("delete from api_key where id = :id").bind("id", key).execute() > 0);
  }

  @Override
  public Optional<Token> live(String key, Instant now) {
    return database.read(handle -> live(handle, key, now).stream().findFirst());
  }

  private static List<Token> live(Handle handle, String key, Instant now) {
    return handle
        .createQuery(
            """
            select hash, expires_at_micros from access_token
            where api_key = :key and expires_at_micros > :now
            order by expires_at_micros desc
            """)
        .bind("key", key)
        .bind("now", Micros.of(now))
        .map((row, _) ->
            new Token(row.getBytes("hash"), Micros.moment(row.getLong("expires_at_micros"))))
        .list();
  }

  @Override
  public Optional<Token> issue(String key, Instant now, Predicate<Token> known, Token fresh) {
    return database.write(handle -> {
      int used = // first, so that those who ask for this key take turns
          handle
              .createUpdate(
                  """
                  update api_key set last_used_micros = :now
                  where id = :key and login in (select login from account where active)
                  """)
              .bind("now", Micros.of(now))
              .bind("key", key)
              .execute();
      if (used == 0) return Optional.<Token>empty();
      Optional<Token> live = live(handle, key, now).stream().filter(known).findFirst();
      if (live.isPresent()) return live;
      insert(handle, key, fresh);
      handle
          .createUpdate(
              "delete from access_token where api_key = :key and expires_at_micros <= :then")
          .bind("key", key)
          .bind("then", Micros.of(now.minus(KNOWN_AFTERWARDS)))
          .execute();
      return Optional.of(fresh);
    });
  }

  private static void insert(Handle handle, String key, Token token) {
    handle
        .createUpdate(
            """
            insert into access_token (hash, api_key, expires_at_micros)
            values (:hash, :key, :expires)
            """)
        .bind("hash", token.hash())
        .bind("key", key)
        .bind("expires", Micros.of(token.expiresAt()))
        .execute();
  }

  /** Forgets all access tokens of a user. */
  static void endTokens(Handle handle, String login) {
    handle
        .createUpdate(
            "delete from access_token where api_key in (select id from api_key where login = :login)")
        .bind("login", login)
        .execute();
  }

  @Override
  public Optional<Bearer> bearer(byte[] tokenHash) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select t.expires_at_micros as expires_at_micros, a.id as id, a.login as login,
                       a.password_hash as password_hash, a.admin as admin, a.active as active,
                       a.token_generation as token_generation
                from access_token t
                join api_key k on k.id = t.api_key
                join account a on a.login = k.login
                where t.hash = :hash
                """)
            .bind("hash", tokenHash)
            .map((row, _) ->
                new Bearer(
                    JdbcAccounts.account(row), Micros.moment(row.getLong("expires_at_micros"))))
            .findOne());
  }
}
