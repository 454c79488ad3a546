package earmark.alert;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import earmark.things.ThingSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A caller's own alerts: read, and marked as such. */
public final class Inbox {
  private final Alerts alerts;
  private final Bell bell;

  /**
   * @param bell rung when something was marked
   */
  public Inbox(Alerts alerts, Bell bell) {
    this.alerts = alerts;
    this.bell = bell;
  }

  /** Alerts with a lower id, the newest first. */
  public List<Alert> list(
      Caller caller, boolean unreadOnly, Optional<Long> subscription, long before, int limit) {
    return alerts.list(new Alerts.Filter(caller.login(), unreadOnly, subscription, before), limit);
  }

  /** Alerts with a higher id, the oldest first. */
  public List<Alert> after(Caller caller, long id, int limit) {
    return alerts.after(caller.login(), id, limit);
  }

  /**
   * One alert.
   *
   * @throws Refusal.NotFound if it is none of the caller's
   */
  public Alert get(Caller caller, long id) {
    return alerts
        .alert(id)
        .filter(found -> found.owner().equals(caller.login()))
        .orElseThrow(() -> new Refusal.NotFound("There is no alert " + id + "."));
  }

  /** The samples of an alert that went one way, all of them. */
  public ThingSet samples(Alert alert, Alert.Way way) {
    return alerts.samples(alert.id(), way);
  }

  public int unread(Caller caller) {
    return alerts.unread(caller.login());
  }

  /** The id of the newest alert of anybody. */
  public long last() {
    return alerts.last();
  }

  /** Marks alerts as read or unread; those of others are left alone. */
  public void mark(Caller caller, Collection<Long> ids, boolean unread) {
    alerts.mark(caller.login(), ids, unread);
    bell.ring();
  }

  /** Marks all alerts up to an id as read. */
  public void markRead(Caller caller, long upTo) {
    alerts.markRead(caller.login(), upTo);
    bell.ring();
  }
}
