package earmark.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id hashes of passwords as PHC strings, such as {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. With two passes OWASP asks for 19 MiB at least; a
 * stored hash is checked with the parameters that it names.
 */
final class PasswordHash {
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private PasswordHash() {}

  /**
   * The hash of a new password.
   *
   * @param mib how much memory it takes, in MiB
   */
  static String of(String password, int mib, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    int kib = mib << 10;
    return phc(kib, salt, argon2id(password, salt, kib, ITERATIONS, LANES, HASH_BYTES));
  }

  /** What no password matches; to learn that takes as long as for any hash. */
  static String ofNobody(int mib) {
    return phc(mib << 10, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  private static String phc(int kib, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            kib, ITERATIONS, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * @throws IllegalArgumentException if the stored text is no such hash
   */
  static boolean matches(String password, String stored) {
    Matcher phc = PHC.matcher(stored);
    if (!phc.matches()) throw new IllegalArgumentException("not an Argon2id hash");
    byte[] expected = Base64.getDecoder().decode(phc.group(5));
    byte[] actual =
        argon2id(
            password,
            Base64.getDecoder().decode(phc.group(4)),
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  private static byte[] argon2id(
      String password, byte[] salt, int memoryKib, int iterations, int lanes, int bytes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] out = new byte[bytes];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
    return out;
  }
}
