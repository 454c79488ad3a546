package earmark.alert;

import earmark.refusal.Refusal;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where the alerts of a subscription are posted.
 *
 * @param secret the key of the signature, known to the receiver: 16 to 256 printable characters
 * @param gone whether the receiver answered that it is gone for good, so that nothing is sent
 */
public record Webhook(WebhookUrl url, String secret, boolean gone) {
  private static final int SECRET_BYTES = 32;

  /**
   * @throws Refusal.Invalid if the secret is none
   */
  public Webhook {
    if (!secret.matches("[!-~]{16,256}")) {
      throw new Refusal.Invalid(
          "The secret of a webhook has 16 to 256 printable ASCII characters and no blanks.");
    }
  }

  /** A secret that nobody can guess. */
  public static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Without the secret, so that it gets into no log. */
  @Override
  public String toString() {
    return url + (gone ? " (gone)" : "");
  }
}
