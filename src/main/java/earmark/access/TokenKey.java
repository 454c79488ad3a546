package earmark.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which API tokens and access tokens are computed. A user who asks for the token
 * again gets the same one, as clients of Spectra Analyze expect, yet no token is stored: only
 * hashes of them are.
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
    return HexFormat.of().formatHex(mac(generation + ":" + login)).substring(0, TOKEN_HEX_DIGITS);
  }

  /** The access token of an API key that ends at a moment: a UUID of version 8, 122 bits. */
  String accessToken(String key, Instant expiresAt) {
    ByteBuffer bytes = ByteBuffer.wrap(mac("access:" + key + ":" + expiresAt));
    long high = (bytes.getLong() & ~0xf000L) | 0x8000L;
    long low = (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
