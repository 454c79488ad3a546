package earmark.ledger;

import earmark.refusal.Refusal;
import java.util.regex.Pattern;

/**
 * An idempotency key: the same actor's request under the same key is carried out once.
 *
 * @param text 1 to 128 visible ASCII characters, chosen by the client
 * @param request what tells this request from another, such as its digest
 */
public record RequestKey(String text, String request) {
  private static final Pattern ALLOWED = Pattern.compile("[!-~]{1,128}");

  /**
   * @throws Refusal.Invalid if the key is empty, too long or not visible ASCII
   */
  public RequestKey {
    if (!ALLOWED.matcher(text).matches()) {
      throw new Refusal.Invalid(
          "Not a valid idempotency key: it has 1 to 128 visible ASCII characters.");
    }
  }
}
