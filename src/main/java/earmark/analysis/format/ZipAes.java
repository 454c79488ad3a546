package earmark.analysis.format;

import java.security.GeneralSecurityException;
import java.security.spec.KeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES encryption of ZIP entries. Source: WinZip, "AES Encryption Information", AE-1 and AE-2.
 */
final class ZipAes implements ZipCipher {
  private static final int ITERATIONS = 1000;
  private static final int BLOCK_BYTES = 16;
  private static final int CHECK_BYTES = 2;

  /** The code of authentication after the data. */
  private static final int TRAILER_BYTES = 10;

  private final Cipher cipher;
  private final byte[] counter = new byte[BLOCK_BYTES];
  private byte[] mask = new byte[BLOCK_BYTES];
  private int used = BLOCK_BYTES;

  private ZipAes(byte[] key) throws GeneralSecurityException {
    cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
  }

  /** Salt and check before the data, for a strength of 1 to 3. */
  static int headerBytes(int strength) {
    return saltBytes(strength) + CHECK_BYTES;
  }

  /** What is no data of the packed bytes. */
  static int overheadBytes(int strength) {
    return headerBytes(strength) + TRAILER_BYTES;
  }

  private static int saltBytes(int strength) {
    return 4 + 4 * strength;
  }

  /**
   * What decrypts the bytes after a header; absent if the password is wrong. One wrong password of
   * 65,536 is not noticed.
   */
  static Optional<ZipCipher> open(byte[] header, int strength, String password) {
    int keyBytes = 8 + 8 * strength;
    if (header.length != headerBytes(strength)) return Optional.empty();
    byte[] salt = Arrays.copyOf(header, saltBytes(strength));
    int bits = 8 * (2 * keyBytes + CHECK_BYTES);
    try {
      KeySpec secret = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, bits);
      byte[] keys =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(secret).getEncoded();
      byte[] check = Arrays.copyOfRange(keys, 2 * keyBytes, keys.length);
      byte[] expected = Arrays.copyOfRange(header, salt.length, header.length);
      if (!Arrays.equals(check, expected)) return Optional.empty();
      return Optional.of(new ZipAes(Arrays.copyOf(keys, keyBytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES and PBKDF2", e);
    }
  }

  @Override
  public void decrypt(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (used == BLOCK_BYTES) nextMask();
      bytes[i] ^= mask[used++];
    }
  }

  /** The counter is little-endian and begins with 1. */
  private void nextMask() {
    for (int i = 0; i < BLOCK_BYTES && ++counter[i] == 0; i++) {}
    try {
      mask = cipher.doFinal(counter);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a whole block needs no padding", e);
    }
    used = 0;
  }
}
