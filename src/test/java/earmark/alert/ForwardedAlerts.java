package earmark.alert;

import earmark.things.ThingSet;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Alerts that hand everything on, for tests that change one thing about it. */
class ForwardedAlerts implements Alerts {
  private final Alerts alerts;

  ForwardedAlerts(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public Optional<Subscription> add(Subscription draft, int perOwnerMax) {
    return alerts.add(draft, perOwnerMax);
  }

  @Override
  public Optional<Subscription> subscription(long id) {
    return alerts.subscription(id);
  }

  @Override
  public List<Subscription> of(String owner) {
    return alerts.of(owner);
  }

  @Override
  public List<Subscription> active() {
    return alerts.active();
  }

  @Override
  public boolean change(Subscription changed, Optional<Long> seq) {
    return alerts.change(changed, seq);
  }

  @Override
  public void remove(long id) {
    alerts.remove(id);
  }

  @Override
  public Set<Long> note(List<Found> found, Instant at) {
    return alerts.note(found, at);
  }

  @Override
  public List<Alert> list(Filter filter, int limit) {
    return alerts.list(filter, limit);
  }

  @Override
  public List<Alert> after(String owner, long id, int limit) {
    return alerts.after(owner, id, limit);
  }

  @Override
  public Optional<Alert> alert(long id) {
    return alerts.alert(id);
  }

  @Override
  public ThingSet samples(long alert, Alert.Way way) {
    return alerts.samples(alert, way);
  }

  @Override
  public int unread(String owner) {
    return alerts.unread(owner);
  }

  @Override
  public long last() {
    return alerts.last();
  }

  @Override
  public void mark(String owner, Collection<Long> ids, boolean unread) {
    alerts.mark(owner, ids, unread);
  }

  @Override
  public void markRead(String owner, long upTo) {
    alerts.markRead(owner, upTo);
  }
}
