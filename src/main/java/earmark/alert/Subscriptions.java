package earmark.alert;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.search.Search;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The rules for subscriptions: each belongs to who made it, and nobody else can see it. */
public final class Subscriptions {
  private static final int NAME_MAX = 200;

  private final Alerts alerts;
  private final Finder finder;
  private final int perOwnerMax;
  private final InstantSource clock;

  public Subscriptions(Alerts alerts, Finder finder, int perOwnerMax, InstantSource clock) {
    this.alerts = alerts;
    this.finder = finder;
    this.perOwnerMax = perOwnerMax;
    this.clock = clock;
  }

  /**
   * What somebody wants to hear of.
   *
   * @param query as it is typed into the search box
   */
  public record Wish(
      String name,
      String query,
      boolean entering,
      boolean leaving,
      boolean active,
      Optional<Target> webhook) {

    /**
     * @throws Refusal.Invalid if no subscription can be like that
     */
    public Wish {
      name = name.strip();
      if (name.isEmpty() || name.length() > NAME_MAX) {
        throw new Refusal.Invalid("The name has 1 to " + NAME_MAX + " characters.");
      }
      requireKeepable(name);
      requireKeepable(query);
      if (!entering && !leaving) {
        throw new Refusal.Invalid(
            "Samples that enter, samples that leave, or both have to make an alert.");
      }
      if (Search.typed(query).asOf().isPresent()) {
        throw new Refusal.Invalid(
            "An alert tells what changes from now on; leave \"as-of\" out of the query.");
      }
    }

    private static void requireKeepable(String text) {
      if (text.indexOf('\0') >= 0) {
        throw new Refusal.Invalid("Name and query can't hold a null character (U+0000).");
      }
    }
  }

  /**
   * Where alerts are to be posted.
   *
   * @param secret absent to keep the one that there is, or to have one made
   */
  public record Target(WebhookUrl url, Optional<String> secret) {}

  /** The caller's subscriptions, the oldest first. */
  public List<Subscription> list(Caller caller) {
    return alerts.of(caller.login());
  }

  /**
   * One of the caller's subscriptions.
   *
   * @throws Refusal.NotFound if it is none of theirs
   */
  public Subscription get(Caller caller, long id) {
    return alerts
        .subscription(id)
        .filter(found -> found.owner().equals(caller.login()))
        .orElseThrow(() -> new Refusal.NotFound("There is no subscription " + id + "."));
  }

  /**
   * Subscribes from now on: what the query finds already makes no alert.
   *
   * @throws Refusal.Conflict if the caller has as many as are allowed
   */
  public Subscription add(Caller caller, Wish wish) {
    Subscription draft =
        new Subscription(
            0,
            caller.login(),
            wish.name(),
            wish.query(),
            wish.entering(),
            wish.leaving(),
            wish.active(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            0,
            finder.seq(),
            webhook(wish, Optional.empty()));
    return alerts
        .add(draft, perOwnerMax)
        .orElseThrow(() ->
            new Refusal.Conflict(
                "You have " + perOwnerMax + " subscriptions, which is the most there may be."));
  }

  /**
   * Makes a subscription as it is wished now. With another query, or active again, it starts from
   * now.
   *
   * @throws Refusal.NotFound if it is none of the caller's
   * @throws Refusal.Conflict if it was changed at the same time
   */
  public Subscription change(Caller caller, long id, Wish wish) {
    Subscription before = get(caller, id);
    boolean startsAnew =
        !before.query().equals(wish.query()) || (wish.active() && !before.active());
    Subscription after =
        new Subscription(
            id,
            before.owner(),
            wish.name(),
            wish.query(),
            wish.entering(),
            wish.leaving(),
            wish.active(),
            before.created(),
            before.revision(),
            before.seq(),
            webhook(wish, before.webhook()));
    if (!alerts.change(after, startsAnew ? Optional.of(finder.seq()) : Optional.empty())) {
      throw new Refusal.Conflict("The subscription was changed at the same time; look again.");
    }
    return get(caller, id);
  }

  private static Optional<Webhook> webhook(Wish wish, Optional<Webhook> before) {
    return wish.webhook()
        .map(target -> {
          String secret =
              target.secret().or(() -> before.map(Webhook::secret)).orElseGet(Webhook::newSecret);
          return new Webhook(target.url(), secret, false);
        });
  }

  /** Forgets a subscription and its alerts. */
  public void remove(Caller caller, long id) {
    alerts.remove(get(caller, id).id());
  }
}
