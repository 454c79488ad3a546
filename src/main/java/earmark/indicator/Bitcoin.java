package earmark.indicator;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Tells addresses of Bitcoin by their checksums: base58 with a double SHA-256 (as of the first
 * version), bech32 and bech32m (BIP 173 and 350).
 */
final class Bitcoin {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32_SUM = 1;
  private static final int BECH32M_SUM = 0x2bc830a3;
  private static final int PAY_TO_KEY = 0x00;
  private static final int PAY_TO_SCRIPT = 0x05;

  private Bitcoin() {}

  static boolean isAddress(String text) {
    return isBase58(text) || isSegwit(text);
  }

  private static boolean isBase58(String text) {
    if (text.length() < 26 || text.length() > 35) return false;
    if (text.charAt(0) != '1' && text.charAt(0) != '3') return false;
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = BASE58.indexOf(text.charAt(i));
      if (digit < 0) return false;
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
    }
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[25];
    int start = digits[0] == 0 ? 1 : 0;
    int length = digits.length - start;
    if (length > bytes.length) return false;
    System.arraycopy(digits, start, bytes, bytes.length - length, length);
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) zeros++;
    int ones = 0;
    while (ones < text.length() && text.charAt(ones) == '1') ones++;
    if (zeros != ones || (bytes[0] != PAY_TO_KEY && bytes[0] != PAY_TO_SCRIPT)) return false;
    byte[] sum = sha256(sha256(Arrays.copyOf(bytes, 21)));
    return Arrays.equals(Arrays.copyOf(sum, 4), Arrays.copyOfRange(bytes, 21, 25));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean isSegwit(String typed) {
    String text = typed.toLowerCase(Locale.ROOT);
    if (!text.startsWith("bc1") || text.length() < 14 || text.length() > 90) return false;
    if (!typed.equals(text) && !typed.equals(typed.toUpperCase(Locale.ROOT))) return false;
    int sum = step(step(step(step(step(1, 'b' >> 5), 'c' >> 5), 0), 'b' & 31), 'c' & 31);
    int[] data = new int[text.length() - 3];
    for (int i = 0; i < data.length; i++) {
      data[i] = BECH32.indexOf(text.charAt(i + 3));
      if (data[i] < 0) return false;
      sum = step(sum, data[i]);
    }
    int version = data[0];
    int bits = (data.length - 7) * 5;
    int bytes = bits / 8;
    if (version > 16 || bytes < 2 || bytes > 40 || bits % 8 > 4) return false;
    int padding = data[data.length - 7] & ((1 << (bits % 8)) - 1);
    if (padding != 0) return false;
    return version == 0 ? sum == BECH32_SUM && (bytes == 20 || bytes == 32) : sum == BECH32M_SUM;
  }

  private static int step(int sum, int value) {
    int top = sum >>> 25;
    int next = ((sum & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >> i) & 1) == 1) next ^= GENERATOR[i];
    }
    return next;
  }
}
