package earmark.alert;

import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Subscriptions, alerts and letters in maps, for tests of rooms. */
final class MemoryAlerts implements Alerts, Deliveries {
  private record Kept(Alert alert, ThingSet entered, ThingSet left) {}

  private record Letter(Delivery delivery, State state, Instant due) {}

  private final TreeMap<Long, Subscription> subscriptions = new TreeMap<>();
  private final TreeMap<Long, Kept> alerts = new TreeMap<>();
  private final TreeMap<Long, Letter> letters = new TreeMap<>();
  private final Map<Long, List<Attempt>> attempts = new HashMap<>();
  private long lastSubscription;
  private long lastAlert;

  @Override
  public synchronized Optional<Subscription> add(Subscription draft, int perOwnerMax) {
    if (of(draft.owner()).size() >= perOwnerMax) return Optional.empty();
    Subscription added = with(draft, ++lastSubscription, 1, draft.seq());
    subscriptions.put(added.id(), added);
    return Optional.of(added);
  }

  private static Subscription with(Subscription from, long id, int revision, long seq) {
    return new Subscription(
        id,
        from.owner(),
        from.name(),
        from.query(),
        from.entering(),
        from.leaving(),
        from.active(),
        from.created(),
        revision,
        seq,
        from.webhook());
  }

  @Override
  public synchronized Optional<Subscription> subscription(long id) {
    return Optional.ofNullable(subscriptions.get(id));
  }

  @Override
  public synchronized List<Subscription> of(String owner) {
    return subscriptions.values().stream().filter(one -> one.owner().equals(owner)).toList();
  }

  @Override
  public synchronized List<Subscription> active() {
    return subscriptions.values().stream().filter(Subscription::active).toList();
  }

  @Override
  public synchronized boolean change(Subscription changed, Optional<Long> seq) {
    Subscription now = subscriptions.get(changed.id());
    if (now == null || now.revision() != changed.revision()) return false;
    subscriptions.put(
        now.id(),
        new Subscription(
            now.id(),
            now.owner(),
            changed.name(),
            changed.query(),
            changed.entering(),
            changed.leaving(),
            changed.active(),
            now.created(),
            now.revision() + 1,
            seq.orElse(now.seq()),
            changed.webhook()));
    if (changed.webhook().isEmpty()) drop(now.id());
    return true;
  }

  @Override
  public synchronized void remove(long id) {
    subscriptions.remove(id);
    alerts.values().removeIf(kept -> kept.alert().subscription() == id);
    letters.values().removeIf(letter -> letter.delivery().subscription() == id);
    attempts.remove(id);
  }

  @Override
  public synchronized Set<Long> note(List<Found> found, Instant at) {
    Set<Long> noted = new HashSet<>();
    for (Found one : found) {
      Subscription of = one.subscription();
      Subscription now = subscriptions.get(of.id());
      if (now == null
          || !now.active()
          || now.revision() != of.revision()
          || now.seq() != of.seq()) {
        continue;
      }
      subscriptions.put(of.id(), with(now, of.id(), now.revision(), one.seq()));
      noted.add(of.id());
      if (one.isNews()) keep(one, ++lastAlert, at);
    }
    return noted;
  }

  private void keep(Found one, long id, Instant at) {
    Subscription of = one.subscription();
    Alert alert =
        new Alert(
            id,
            of.id(),
            of.owner(),
            of.name(),
            of.query(),
            of.seq(),
            one.seq(),
            at,
            one.entered().size(),
            one.left().size(),
            true);
    alerts.put(id, new Kept(alert, one.entered(), one.left()));
    one.letter()
        .ifPresent(letter -> {
          Webhook hook = of.webhook().orElseThrow();
          byte[] body = letter.body().apply(id);
          Delivery delivery = new Delivery(id, of.id(), letter.delivery(), body, 0, hook);
          letters.put(id, new Letter(delivery, State.WAITING, at));
        });
  }

  /** With the name that its subscription has now. */
  private Alert shown(Kept kept) {
    Alert alert = kept.alert();
    return new Alert(
        alert.id(),
        alert.subscription(),
        alert.owner(),
        Objects.requireNonNull(subscriptions.get(alert.subscription())).name(),
        alert.query(),
        alert.fromSeq(),
        alert.seq(),
        alert.at(),
        alert.entered(),
        alert.left(),
        alert.unread());
  }

  @Override
  public synchronized List<Alert> list(Filter filter, int limit) {
    return alerts.headMap(filter.before(), false).descendingMap().values().stream()
        .map(this::shown)
        .filter(alert -> alert.owner().equals(filter.owner()))
        .filter(alert -> alert.unread() || !filter.unreadOnly())
        .filter(alert -> filter.subscription().map(id -> id == alert.subscription()).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Alert> after(String owner, long id, int limit) {
    return alerts.tailMap(id, false).values().stream()
        .map(this::shown)
        .filter(alert -> alert.owner().equals(owner))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Alert> alert(long id) {
    return Optional.ofNullable(alerts.get(id)).map(this::shown);
  }

  @Override
  public synchronized ThingSet samples(long alert, Alert.Way way) {
    Kept kept = alerts.get(alert);
    if (kept == null) return ThingSet.none();
    return way == Alert.Way.ENTERED ? kept.entered() : kept.left();
  }

  @Override
  public synchronized int unread(String owner) {
    return list(new Filter(owner, true, Optional.empty(), Long.MAX_VALUE), Integer.MAX_VALUE)
        .size();
  }

  @Override
  public synchronized long last() {
    return alerts.isEmpty() ? 0 : alerts.lastKey();
  }

  @Override
  public synchronized void mark(String owner, Collection<Long> ids, boolean unread) {
    alerts.replaceAll((id, kept) ->
        ids.contains(id) && kept.alert().owner().equals(owner) ? marked(kept, unread) : kept);
  }

  @Override
  public synchronized void markRead(String owner, long upTo) {
    alerts.replaceAll((id, kept) ->
        id <= upTo && kept.alert().owner().equals(owner) ? marked(kept, false) : kept);
  }

  private static Kept marked(Kept kept, boolean unread) {
    Alert alert = kept.alert();
    return new Kept(
        new Alert(
            alert.id(),
            alert.subscription(),
            alert.owner(),
            alert.name(),
            alert.query(),
            alert.fromSeq(),
            alert.seq(),
            alert.at(),
            alert.entered(),
            alert.left(),
            unread),
        kept.entered(),
        kept.left());
  }

  @Override
  public synchronized List<Delivery> claim(Instant now, Instant leaseEnd, int limit) {
    List<Delivery> claimed = new ArrayList<>();
    for (Subscription one : subscriptions.values()) {
      if (one.livingWebhook().isEmpty() || claimed.size() == limit) continue;
      letters.values().stream()
          .filter(letter -> letter.delivery().subscription() == one.id())
          .filter(letter -> letter.state() == State.WAITING)
          .findFirst()
          .filter(letter -> !letter.due().isAfter(now))
          .ifPresent(letter -> {
            Delivery old = letter.delivery();
            Delivery next =
                new Delivery(
                    old.alert(),
                    old.subscription(),
                    old.id(),
                    old.body(),
                    old.attempts() + 1,
                    one.webhook().orElseThrow());
            letters.put(old.alert(), new Letter(next, State.WAITING, leaseEnd));
            claimed.add(next);
          });
    }
    claimed.sort(Comparator.comparingLong(Delivery::alert));
    return claimed;
  }

  @Override
  public synchronized boolean finish(
      Delivery delivery, Attempt attempt, State state, Instant next) {
    noteTest(delivery.subscription(), attempt);
    Letter letter = letters.get(delivery.alert());
    if (letter == null
        || letter.state() != State.WAITING
        || letter.delivery().attempts() != delivery.attempts()) {
      return false;
    }
    letters.put(delivery.alert(), new Letter(letter.delivery(), state, next));
    return true;
  }

  @Override
  public synchronized void gone(long id) {
    Subscription now = subscriptions.get(id);
    if (now == null) return;
    subscriptions.put(
        id,
        new Subscription(
            id,
            now.owner(),
            now.name(),
            now.query(),
            now.entering(),
            now.leaving(),
            now.active(),
            now.created(),
            now.revision(),
            now.seq(),
            now.webhook().map(hook -> new Webhook(hook.url(), hook.secret(), true))));
    drop(id);
  }

  private void drop(long subscription) {
    letters.replaceAll((_, letter) ->
        letter.delivery().subscription() == subscription && letter.state() == State.WAITING
            ? new Letter(letter.delivery(), State.DROPPED, letter.due())
            : letter);
  }

  @Override
  public synchronized void noteTest(long subscription, Attempt attempt) {
    if (!subscriptions.containsKey(subscription)) return;
    List<Attempt> all = attempts.computeIfAbsent(subscription, _ -> new ArrayList<>());
    all.addFirst(attempt);
    if (all.size() > 200) all.removeLast();
  }

  @Override
  public synchronized List<Attempt> attempts(long subscription, int limit) {
    return attempts.getOrDefault(subscription, List.of()).stream().limit(limit).toList();
  }

  @Override
  public synchronized int waiting(long subscription) {
    return (int)
        letters.values().stream()
            .filter(letter -> letter.delivery().subscription() == subscription)
            .filter(letter -> letter.state() == State.WAITING)
            .count();
  }
}
