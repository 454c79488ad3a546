package earmark.store.jdbc;

import earmark.alert.Alert;
import earmark.alert.Alerts;
import earmark.alert.Found;
import earmark.alert.Subscription;
import earmark.alert.Webhook;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Subscriptions and alerts in tables. */
public final class JdbcAlerts implements Alerts {
  private final Database database;

  public JdbcAlerts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Subscription> add(Subscription draft, int perOwnerMax) {
    return database.write(handle -> {
      long id = Counter.SUBSCRIPTION.take(handle, 1); // first, so that adding takes turns
      int count =
          handle
              .createQuery("select count(*) from subscription where owner = :owner")
              .bind("owner", draft.owner())
              .mapTo(Integer.class)
              .one();
      if (count >= perOwnerMax) return Optional.<Subscription>empty();
      Update insert =
          handle.createUpdate(
              """
              insert into subscription (id, owner, name, query, entering, leaving, active,
                                        created_micros, revision, seq,
                                        hook_url, hook_secret, hook_gone)
              values (:id, :owner, :name, :query, :entering, :leaving, :active, :created, 1, :seq,
                      :url, :secret, :gone)
              """);
      bind(insert, draft)
          .bind("id", id)
          .bind("owner", draft.owner())
          .bind("created", Micros.of(draft.created()))
          .bind("seq", draft.seq())
          .execute();
      return handle
          .createQuery(AlertRows.SUBSCRIPTIONS + " where id = :id")
          .bind("id", id)
          .map((row, _) -> AlertRows.subscription(row))
          .findOne();
    });
  }

  private static Update bind(Update update, Subscription subscription) {
    return update
        .bind("name", subscription.name())
        .bind("query", subscription.query())
        .bind("entering", subscription.entering())
        .bind("leaving", subscription.leaving())
        .bind("active", subscription.active())
        .bind("url", subscription.webhook().map(hook -> hook.url().text()))
        .bind("secret", subscription.webhook().map(Webhook::secret))
        .bind("gone", subscription.webhook().map(Webhook::gone).orElse(false));
  }

  @Override
  public Optional<Subscription> subscription(long id) {
    return database.read(handle ->
        handle
            .createQuery(AlertRows.SUBSCRIPTIONS + " where id = :id")
            .bind("id", id)
            .map((row, _) -> AlertRows.subscription(row))
            .findOne());
  }

  @Override
  public List<Subscription> of(String owner) {
    return database.read(handle ->
        handle
            .createQuery(AlertRows.SUBSCRIPTIONS + " where owner = :owner order by id")
            .bind("owner", owner)
            .map((row, _) -> AlertRows.subscription(row))
            .list());
  }

  @Override
  public List<Subscription> active() {
    return database.read(handle ->
        handle
            .createQuery(
                AlertRows.SUBSCRIPTIONS
                    + """
                     where active and owner in (select login from account where active) order by id
                    """)
            .map((row, _) -> AlertRows.subscription(row))
            .list());
  }

  @Override
  public boolean change(Subscription changed, Optional<Long> seq) {
    return database.write(handle -> {
      Update update =
          handle.createUpdate(
              """
              update subscription
              set name = :name, query = :query, entering = :entering, leaving = :leaving,
                  active = :active, revision = revision + 1,
                  seq = case when :anew then :seq else seq end,
                  hook_url = :url, hook_secret = :secret, hook_gone = :gone
              where id = :id and revision = :revision
              """);
      int updated =
          bind(update, changed)
              .bind("id", changed.id())
              .bind("revision", changed.revision())
              .bind("anew", seq.isPresent())
              .bind("seq", seq.orElse(0L))
              .execute();
      if (updated > 0 && changed.webhook().isEmpty()) {
        JdbcDeliveries.dropWaiting(handle, changed.id());
      }
      return updated > 0;
    });
  }

  @Override
  public void remove(long id) {
    database.write(handle ->
        handle.createUpdate("delete from subscription where id = :id").bind("id", id).execute());
  }

  @Override
  public Set<Long> note(List<Found> found, Instant at) {
    List<Found> ordered =
        found.stream().sorted(Comparator.comparingLong(one -> one.subscription().id())).toList();
    return database.write(handle -> {
      int alerts = Math.toIntExact(ordered.stream().filter(Found::isNews).count());
      long next = alerts == 0 ? 0 : Counter.ALERT.take(handle, alerts);
      Set<Long> noted = new TreeSet<>();
      for (Found one : ordered) {
        if (!advance(handle, one)) continue;
        noted.add(one.subscription().id());
        if (one.isNews()) insert(handle, one, next++, at);
      }
      return noted;
    });
  }

  /** Whether nobody else looked at it or changed it since it was read. */
  private static boolean advance(Handle handle, Found found) {
    return handle
            .createUpdate(
                """
                update subscription set seq = :to
                where id = :id and revision = :revision and seq = :from and active
                """)
            .bind("to", found.seq())
            .bind("id", found.subscription().id())
            .bind("revision", found.subscription().revision())
            .bind("from", found.subscription().seq())
            .execute()
        > 0;
  }

  private static void insert(Handle handle, Found found, long id, Instant at) {
    Subscription of = found.subscription();
    handle
        .createUpdate(
            """
            insert into alert (id, subscription, owner, query, from_seq, seq, at_micros,
                               entered_count, left_count, entered, departed, unread)
            values (:id, :subscription, :owner, :query, :from, :seq, :at,
                    :enteredCount, :leftCount, :entered, :departed, true)
            """)
        .bind("id", id)
        .bind("subscription", of.id())
        .bind("owner", of.owner())
        .bind("query", of.query())
        .bind("from", of.seq())
        .bind("seq", found.seq())
        .bind("at", Micros.of(at))
        .bind("enteredCount", found.entered().size())
        .bind("leftCount", found.left().size())
        .bind("entered", AlertRows.bytes(found.entered()))
        .bind("departed", AlertRows.bytes(found.left()))
        .execute();
    found
        .letter()
        .ifPresent(letter ->
            handle
                .createUpdate(
                    """
                    insert into delivery (alert, subscription, delivery_id, body, state, attempts,
                                          due_micros)
                    values (:alert, :subscription, :delivery, :body, 'WAITING', 0, :due)
                    """)
                .bind("alert", id)
                .bind("subscription", of.id())
                .bind("delivery", letter.delivery())
                .bind("body", letter.body().apply(id))
                .bind("due", Micros.of(at))
                .execute());
  }

  @Override
  public List<Alert> list(Filter filter, int limit) {
    String where =
        " where a.owner = :owner and a.id < :before"
            + (filter.unreadOnly() ? " and a.unread" : "")
            + (filter.subscription().isPresent() ? " and a.subscription = :subscription" : "");
    return database.read(handle ->
        handle
            .createQuery(AlertRows.ALERTS + where + " order by a.id desc limit :limit")
            .bind("owner", filter.owner())
            .bind("before", filter.before())
            .bind("limit", limit)
            .bindMap(filter.subscription().map(id -> Map.of("subscription", id)).orElse(Map.of()))
            .map((row, _) -> AlertRows.alert(row))
            .list());
  }

  @Override
  public List<Alert> after(String owner, long id, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                AlertRows.ALERTS
                    + " where a.owner = :owner and a.id > :id order by a.id limit :limit")
            .bind("owner", owner)
            .bind("id", id)
            .bind("limit", limit)
            .map((row, _) -> AlertRows.alert(row))
            .list());
  }

  @Override
  public Optional<Alert> alert(long id) {
    return database.read(handle ->
        handle
            .createQuery(AlertRows.ALERTS + " where a.id = :id")
            .bind("id", id)
            .map((row, _) -> AlertRows.alert(row))
            .findOne());
  }

  @Override
  public ThingSet samples(long alert, Alert.Way way) {
    String column =
        switch (way) {
          case ENTERED -> "entered";
          case LEFT -> "departed";
        };
    return database.read(handle ->
        handle
            .createQuery("select " + column + " from alert where id = :id")
            .bind("id", alert)
            .map((row, _) -> AlertRows.set(row.getBytes(1)))
            .findOne()
            .orElse(ThingSet.none()));
  }

  @Override
  public int unread(String owner) {
    return database.read(handle ->
        handle
            .createQuery("select count(*) from alert where owner = :owner and unread")
            .bind("owner", owner)
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public long last() {
    return database.read(handle ->
        handle.createQuery("select coalesce(max(id), 0) from alert").mapTo(Long.class).one());
  }

  @Override
  public void mark(String owner, Collection<Long> alerts, boolean unread) {
    if (alerts.isEmpty()) return;
    database.write(handle ->
        handle
            .createUpdate(
                "update alert set unread = :unread where owner = :owner and id in (<alerts>)")
            .bind("unread", unread)
            .bind("owner", owner)
            .bindList("alerts", List.copyOf(alerts))
            .execute());
  }

  @Override
  public void markRead(String owner, long upTo) {
    database.write(handle ->
        handle
            .createUpdate(
                "update alert set unread = false where owner = :owner and unread and id <= :upTo")
            .bind("owner", owner)
            .bind("upTo", upTo)
            .execute());
  }
}
