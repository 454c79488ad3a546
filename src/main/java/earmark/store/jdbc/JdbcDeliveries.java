package earmark.store.jdbc;

import earmark.alert.Deliveries;
import earmark.alert.Webhook;
import earmark.alert.WebhookUrl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Letters to webhooks in tables. The bytes of a letter are kept until it waits no more. */
public final class JdbcDeliveries implements Deliveries {
  /** How many attempts of a subscription are kept; older ones are forgotten. */
  private static final int ATTEMPTS_KEPT = 200;

  private final Database database;

  public JdbcDeliveries(Database database) {
    this.database = database;
  }

  @Override
  public List<Delivery> claim(Instant now, Instant leaseEnd, int limit) {
    List<Long> due = database.read(handle -> due(handle, now, limit));
    if (due.isEmpty()) return List.of();
    return database.write(handle -> {
      List<Delivery> claimed = new ArrayList<>();
      for (long alert : due) claim(handle, alert, now, leaseEnd).ifPresent(claimed::add);
      return claimed;
    });
  }

  /** Of each subscription the oldest letter that waits, if it is due. */
  private static List<Long> due(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(
            """
            select d.alert
            from (select (select min(w.alert) from delivery w
                          where w.subscription = s.id and w.state = 'WAITING') as alert
                  from subscription s
                  where s.hook_url is not null and not s.hook_gone
                    and s.owner in (select login from account where active)) head
            join delivery d on d.alert = head.alert
            where d.due_micros <= :now
            order by d.alert
            limit :limit
            """)
        .bind("now", Micros.of(now))
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  private static Optional<Delivery> claim(
      Handle handle, long alert, Instant now, Instant leaseEnd) {
    int claimed =
        handle
            .createUpdate(
                """
                update delivery set attempts = attempts + 1, due_micros = :lease
                where alert = :alert and state = 'WAITING' and due_micros <= :now
                """)
            .bind("lease", Micros.of(leaseEnd))
            .bind("alert", alert)
            .bind("now", Micros.of(now))
            .execute();
    if (claimed == 0) return Optional.empty(); // another server was first
    return handle
        .createQuery(
            """
            select d.alert, d.subscription, d.delivery_id, d.body, d.attempts,
                   s.hook_url, s.hook_secret, s.hook_gone
            from delivery d join subscription s on s.id = d.subscription
            where d.alert = :alert and s.hook_url is not null
            """)
        .bind("alert", alert)
        .map((row, _) -> delivery(row))
        .findOne();
  }

  @Override
  public boolean finish(Delivery delivery, Attempt attempt, State state, Instant next) {
    return database.write(handle -> {
      note(handle, delivery.subscription(), attempt);
      return handle
              .createUpdate(
                  """
                  update delivery
                  set state = :state, due_micros = :next,
                      body = case when :waits then body else null end
                  where alert = :alert and state = 'WAITING' and attempts = :attempts
                  """)
              .bind("state", state.name())
              .bind("next", Micros.of(next))
              .bind("waits", state == State.WAITING)
              .bind("alert", delivery.alert())
              .bind("attempts", delivery.attempts())
              .execute()
          > 0;
    });
  }

  @Override
  public void gone(long subscription) {
    database.write(handle -> {
      handle
          .createUpdate("update subscription set hook_gone = true where id = :id")
          .bind("id", subscription)
          .execute();
      return dropWaiting(handle, subscription);
    });
  }

  static int dropWaiting(Handle handle, long subscription) {
    return handle
        .createUpdate(
            """
            update delivery set state = 'DROPPED', body = null
            where subscription = :id and state = 'WAITING'
            """)
        .bind("id", subscription)
        .execute();
  }

  @Override
  public void noteTest(long subscription, Attempt attempt) {
    database.write(handle -> note(handle, subscription, attempt));
  }

  private static int note(Handle handle, long subscription, Attempt attempt) {
    long id = Counter.ATTEMPT.take(handle, 1);
    handle
        .createUpdate(
            """
            insert into delivery_attempt (id, subscription, alert, delivery_id, attempt, at_micros,
                                          took_ms, status, problem)
            select :id, s.id, cast(:alert as bigint), :delivery, :attempt, :at, :took,
                   cast(:status as integer), cast(:problem as text)
            from subscription s where s.id = :subscription
            """)
        .bind("id", id)
        .bind("subscription", subscription)
        .bind("alert", attempt.alert())
        .bind("delivery", attempt.delivery())
        .bind("attempt", attempt.attempt())
        .bind("at", Micros.of(attempt.at()))
        .bind("took", attempt.tookMs())
        .bind("status", attempt.status())
        .bind("problem", attempt.problem())
        .execute();
    return handle
        .createUpdate(
            """
            delete from delivery_attempt
            where subscription = :subscription
              and id <= (select id from delivery_attempt where subscription = :subscription
                         order by id desc limit 1 offset :kept)
            """)
        .bind("subscription", subscription)
        .bind("kept", ATTEMPTS_KEPT)
        .execute();
  }

  @Override
  public List<Attempt> attempts(long subscription, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select alert, delivery_id, attempt, at_micros, took_ms, status, problem
                from delivery_attempt where subscription = :subscription
                order by id desc limit :limit
                """)
            .bind("subscription", subscription)
            .bind("limit", limit)
            .map((row, _) -> attempt(row))
            .list());
  }

  @Override
  public int waiting(long subscription) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select count(*) from delivery
                where subscription = :subscription and state = 'WAITING'
                """)
            .bind("subscription", subscription)
            .mapTo(Integer.class)
            .one());
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("alert"),
        row.getLong("subscription"),
        row.getString("delivery_id"),
        row.getBytes("body"),
        row.getInt("attempts"),
        new Webhook(
            new WebhookUrl(row.getString("hook_url")),
            row.getString("hook_secret"),
            row.getBoolean("hook_gone")));
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    long alert = row.getLong("alert");
    Optional<Long> ofAlert = row.wasNull() ? Optional.empty() : Optional.of(alert);
    int status = row.getInt("status");
    Optional<Integer> answered = row.wasNull() ? Optional.empty() : Optional.of(status);
    return new Attempt(
        ofAlert,
        row.getString("delivery_id"),
        row.getInt("attempt"),
        Micros.moment(row.getLong("at_micros")),
        row.getLong("took_ms"),
        answered,
        Optional.ofNullable(row.getString("problem")));
  }
}
