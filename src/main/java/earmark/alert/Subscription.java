package earmark.alert;

import earmark.search.Search;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's wish to hear of changes in what a search finds.
 *
 * @param owner the login of who hears of them; nobody else sees it
 * @param query as it is typed into the search box
 * @param entering whether samples that it finds from now on make an alert
 * @param leaving whether samples that it does not find any more make one
 * @param active whether it is looked at
 * @param revision counts its changes
 * @param seq the entry of the ledger up to which was looked
 */
public record Subscription(
    long id,
    String owner,
    String name,
    String query,
    boolean entering,
    boolean leaving,
    boolean active,
    Instant created,
    int revision,
    long seq,
    Optional<Webhook> webhook) {

  /**
   * What it searches for.
   *
   * @throws earmark.refusal.Refusal.Invalid if this version does not understand the query any more
   */
  public Search search() {
    return Search.typed(query);
  }

  /** Where its alerts are to be posted now, if anywhere. */
  public Optional<Webhook> livingWebhook() {
    return webhook.filter(hook -> !hook.gone());
  }
}
