package earmark.alert;

import earmark.things.ThingSet;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where subscriptions and alerts are kept. Ids are given in order and never twice. */
public interface Alerts {

  /**
   * Adds a subscription under a new id.
   *
   * @param draft its id and revision are passed over
   * @param perOwnerMax how many its owner may have with it
   * @return absent if there would be more; nothing is changed then
   */
  Optional<Subscription> add(Subscription draft, int perOwnerMax);

  Optional<Subscription> subscription(long id);

  /** The subscriptions of an owner, the oldest first. */
  List<Subscription> of(String owner);

  /** The active subscriptions of all owners who are not disabled, the oldest first. */
  List<Subscription> active();

  /**
   * Replaces name, query, what counts, whether it is active, and the webhook; without a webhook,
   * what still waits to be sent is dropped.
   *
   * @param seq from where it is looked at; absent leaves that as it is
   * @return false if somebody else changed it since it had this revision; nothing is changed then
   */
  boolean change(Subscription changed, Optional<Long> seq);

  /** Forgets a subscription with its alerts and all that waits to be sent. */
  void remove(long id);

  /**
   * Notes for each subscription how far was looked, together with its alert and its letter, all in
   * one transaction. Subscriptions that were changed or looked at by somebody else meanwhile are
   * passed over.
   *
   * @return the ids of those that were not passed over
   */
  Set<Long> note(List<Found> found, Instant at);

  /**
   * Which alerts are asked for; all conditions together.
   *
   * @param before only those with a lower id
   */
  record Filter(String owner, boolean unreadOnly, Optional<Long> subscription, long before) {}

  /** Alerts, the newest first. */
  List<Alert> list(Filter filter, int limit);

  /** The alerts of an owner with a higher id, the oldest first. */
  List<Alert> after(String owner, long id, int limit);

  Optional<Alert> alert(long id);

  /** The samples that went one way; none if there is no such alert. */
  ThingSet samples(long alert, Alert.Way way);

  int unread(String owner);

  /** The id of the newest alert of anybody, 0 if there never was one. */
  long last();

  /** Marks those of the alerts that are the owner's. */
  void mark(String owner, Collection<Long> alerts, boolean unread);

  /** Marks all alerts of an owner as read up to an id. */
  void markRead(String owner, long upTo);
}
