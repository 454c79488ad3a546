package earmark.http.api;

import earmark.alert.Courier;
import earmark.alert.Deliveries;
import earmark.alert.Subscription;
import earmark.alert.Subscriptions;
import earmark.alert.Webhook;
import earmark.alert.WebhookUrl;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller's subscriptions and their webhooks. Those of others are not found. */
public final class SubscriptionRoutes {
  private final Subscriptions subscriptions;
  private final Deliveries deliveries;
  private final Courier courier;

  public SubscriptionRoutes(Subscriptions subscriptions, Deliveries deliveries, Courier courier) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.courier = courier;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/subscriptions", Route.Needs.USER, this::listSubscriptions),
        Route.post("/api/v1/subscriptions", Route.Needs.USER, this::addSubscription),
        Route.get("/api/v1/subscriptions/{id}", Route.Needs.USER, this::getSubscription),
        Route.put("/api/v1/subscriptions/{id}", Route.Needs.USER, this::changeSubscription),
        Route.delete("/api/v1/subscriptions/{id}", Route.Needs.USER, this::removeSubscription),
        Route.post("/api/v1/subscriptions/{id}/test", Route.Needs.USER, this::testWebhook),
        Route.get("/api/v1/subscriptions/{id}/deliveries", Route.Needs.USER, this::listDeliveries));
  }

  record WebhookWish(@Nullable String url, @Nullable String secret) {}

  record Wish(
      @Nullable String name,
      @Nullable String query,
      @Nullable Boolean entering,
      @Nullable Boolean leaving,
      @Nullable Boolean active,
      @Nullable WebhookWish webhook) {

    Subscriptions.Wish read() {
      if (query == null) throw new Refusal.Invalid("\"query\" is required.");
      return new Subscriptions.Wish(
          name == null || name.isBlank() ? usualName(query) : name,
          query,
          entering == null || entering,
          leaving != null && leaving,
          active == null || active,
          Optional.ofNullable(webhook).map(Wish::target));
    }

    private static String usualName(String query) {
      if (query.isBlank()) return "All samples";
      String text = query.strip();
      return text.length() > 200 ? text.substring(0, 199) + "…" : text;
    }

    private static Subscriptions.Target target(WebhookWish wish) {
      if (wish.url() == null) throw new Refusal.Invalid("\"webhook\" needs \"url\".");
      return new Subscriptions.Target(
          new WebhookUrl(wish.url()), Optional.ofNullable(wish.secret()));
    }
  }

  record All(List<SubscriptionBody> subscriptions) {}

  record Attempts(List<SubscriptionBody.AttemptBody> attempts) {}

  private Answer listSubscriptions(Call call) {
    return Answer.json(
        200, new All(subscriptions.list(call.caller()).stream().map(this::shown).toList()));
  }

  private SubscriptionBody shown(Subscription subscription) {
    return shown(subscription, Optional.empty());
  }

  private SubscriptionBody shown(Subscription subscription, Optional<String> secret) {
    int waiting = subscription.webhook().isEmpty() ? 0 : deliveries.waiting(subscription.id());
    return SubscriptionBody.of(subscription, waiting, secret);
  }

  private Answer addSubscription(Call call) throws IOException {
    Subscription added = subscriptions.add(call.caller(), call.json(Wish.class).read());
    return Answer.json(201, shown(added, added.webhook().map(Webhook::secret)));
  }

  private Subscription subscription(Call call) {
    return subscriptions.get(call.caller(), Parameters.id(call, "subscription"));
  }

  private Answer getSubscription(Call call) {
    return Answer.json(200, shown(subscription(call)));
  }

  /** The secret is told if this request set it. */
  private Answer changeSubscription(Call call) throws IOException {
    Subscription before = subscription(call);
    Subscription after =
        subscriptions.change(call.caller(), before.id(), call.json(Wish.class).read());
    Optional<String> known = before.webhook().map(Webhook::secret);
    Optional<String> secret =
        after.webhook().map(Webhook::secret).filter(one -> !known.equals(Optional.of(one)));
    return Answer.json(200, shown(after, secret));
  }

  private Answer removeSubscription(Call call) {
    subscriptions.remove(call.caller(), Parameters.id(call, "subscription"));
    return Answer.empty(204);
  }

  private Answer testWebhook(Call call) {
    return Answer.json(
        200, SubscriptionBody.AttemptBody.of(courier.test(call.caller(), subscription(call))));
  }

  private Answer listDeliveries(Call call) {
    List<Deliveries.Attempt> attempts =
        deliveries.attempts(subscription(call).id(), Parameters.limit(call));
    return Answer.json(
        200, new Attempts(attempts.stream().map(SubscriptionBody.AttemptBody::of).toList()));
  }
}
