package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.alert.Deliveries;
import earmark.alert.Subscription;
import earmark.alert.Webhook;
import earmark.refusal.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A subscription as this API shows it. */
record SubscriptionBody(
    long id,
    String name,
    String query,
    boolean entering,
    boolean leaving,
    boolean active,
    String created,
    @Nullable String problem,
    @Nullable WebhookBody webhook) {

  /**
   * Where alerts go.
   *
   * @param state {@code on}, or {@code gone} since the receiver said so
   * @param secret shown once, in the answer to the request that set it
   */
  record WebhookBody(
      String url,
      String state,
      int waiting,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {}

  /** One attempt to deliver. */
  record AttemptBody(
      @Nullable Long alert,
      String delivery,
      int attempt,
      String at,
      long tookMs,
      @Nullable Integer status,
      @Nullable String problem) {
    static AttemptBody of(Deliveries.Attempt attempt) {
      return new AttemptBody(
          attempt.alert().orElse(null),
          attempt.delivery(),
          attempt.attempt(),
          attempt.at().toString(),
          attempt.tookMs(),
          attempt.status().orElse(null),
          attempt.problem().orElse(null));
    }
  }

  static SubscriptionBody of(Subscription subscription, int waiting, Optional<String> secret) {
    return new SubscriptionBody(
        subscription.id(),
        subscription.name(),
        subscription.query(),
        subscription.entering(),
        subscription.leaving(),
        subscription.active(),
        subscription.created().toString(),
        problem(subscription),
        subscription.webhook().map(hook -> webhook(hook, waiting, secret)).orElse(null));
  }

  private static WebhookBody webhook(Webhook hook, int waiting, Optional<String> secret) {
    return new WebhookBody(
        hook.url().text(), hook.gone() ? "gone" : "on", waiting, secret.orElse(null));
  }

  /** Why it can't be looked at, if a newer version does not understand its query any more. */
  private static @Nullable String problem(Subscription subscription) {
    try {
      subscription.search();
      return null;
    } catch (Refusal e) {
      return e.reason();
    }
  }
}
