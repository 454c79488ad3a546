package earmark.alert;

import earmark.things.ThingSet;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a look at one subscription found.
 *
 * @param subscription as it was read before the look
 * @param seq the entry after which it was looked
 * @param entered the samples that entered and are to be told of
 * @param left the samples that left and are to be told of
 * @param letter what goes to the webhook, if there is one
 */
public record Found(
    Subscription subscription,
    long seq,
    ThingSet entered,
    ThingSet left,
    Optional<LetterDraft> letter) {

  /** Whether somebody is to hear of it; else only the number of the entry is noted. */
  public boolean isNews() {
    return !entered.isEmpty() || !left.isEmpty();
  }

  /**
   * A letter that gets the number of its alert when that is known.
   *
   * @param delivery the id by which a receiver knows a letter that came twice
   * @param body the bytes, for the number of the alert
   */
  public record LetterDraft(String delivery, LongFunction<byte[]> body) {}
}
