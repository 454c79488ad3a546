package earmark.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which API tokens are computed. A user who asks for the token again gets the same
 * one, as clients of Spectra Analyze expect, yet no token is stored: only hashes of them are.
 *
 * @param secret 32 random bytes
 */
public record TokenKey(byte[] secret) {
  public static final int BYTES = 32;
  private static final int TOKEN_HEX_DIGITS = 40;

  public TokenKey {
    if (secret.length != BYTES) throw new IllegalArgumentException("a token key has 32 bytes");
  }

  /** The token of an account: 40 hex digits. */
  String token(String login, int generation) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] bytes = mac.doFinal((generation + ":" + login).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, TOKEN_HEX_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
