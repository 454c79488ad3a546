package earmark.sample;

import earmark.refusal.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/** A hash that names a sample: lower-case hex digits, whose number tells the algorithm. */
public record SampleHash(Algorithm algorithm, String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]*");

  /** The hashes that every sample has, by their number of hex digits. */
  public enum Algorithm {
    MD5(32),
    SHA1(40),
    SHA256(64),
    SHA512(128);

    private final int hexDigits;

    Algorithm(int hexDigits) {
      this.hexDigits = hexDigits;
    }
  }

  /**
   * Reads hex digits of any case.
   *
   * @throws Refusal.Invalid if the text is not a hash of one of the four
   */
  public static SampleHash parse(String text) {
    if (HEX.matcher(text).matches()) {
      for (Algorithm algorithm : Algorithm.values()) {
        if (text.length() == algorithm.hexDigits) {
          return new SampleHash(algorithm, text.toLowerCase(Locale.ROOT));
        }
      }
    }
    throw new Refusal.Invalid(
        "Not a hash: \""
            + (text.length() > 128 ? text.substring(0, 128) + "…" : text)
            + "\". Supported are MD5, SHA1, SHA256 and SHA512, as 32, 40, 64 or 128 hex digits.");
  }

  /** Whether it is the hash of a file with these. */
  public boolean isOf(Digests digests) {
    return hex.equals(
        switch (algorithm) {
          case MD5 -> digests.md5();
          case SHA1 -> digests.sha1();
          case SHA256 -> digests.sha256();
          case SHA512 -> digests.sha512();
        });
  }

  @Override
  public String toString() {
    return hex;
  }
}
