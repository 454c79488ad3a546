package earmark.alert;

import java.time.Instant;

/**
 * Word that samples entered or left what a subscription's query finds. Which ones they are is kept
 * beside it, see {@link Alerts#samples}.
 *
 * @param id later ones have higher ids
 * @param name of the subscription, as it is now
 * @param query of the subscription, as it was then
 * @param fromSeq the entry after which it was looked before
 * @param seq the entry after which it was looked this time
 * @param entered how many samples entered, exactly
 * @param left how many samples left
 */
public record Alert(
    long id,
    long subscription,
    String owner,
    String name,
    String query,
    long fromSeq,
    long seq,
    Instant at,
    int entered,
    int left,
    boolean unread) {

  /** Which way samples went. */
  public enum Way {
    ENTERED,
    LEFT
  }
}
