package earmark.ledger;

import earmark.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An end that the chain of entries had, to be noted where nobody who can write to the ledger can
 * write. As long as the ledger still has this entry with this hash, nothing up to it was changed.
 *
 * @param seq the number of the last entry, 0 before the first
 * @param atMicros when it was made, in microseconds since 1970 UTC
 * @param hash its hash, 32 bytes
 */
public record Checkpoint(long seq, long atMicros, byte[] hash) {
  private static final String ALGORITHM = "Ed25519";
  private static final int TEXT_MAX = 1024;
  private static final Pattern SIGNED =
      Pattern.compile(
          """
          (earmark checkpoint 1
          seq (\\d{1,18})
          time (\\S{1,40})
          hash ([0-9a-f]{64})
          )signature ([A-Za-z0-9+/=]{1,200})\\s*\
          """);

  static Checkpoint at(Chain end) {
    return new Checkpoint(end.seq(), end.atMicros(), end.hash());
  }

  /** When the entry was made. */
  public Instant at() {
    return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
  }

  /** As a text of four lines, which is what is signed. */
  public String text() {
    return "earmark checkpoint 1\nseq %d\ntime %s\nhash %s\n"
        .formatted(seq, at(), HexFormat.of().formatHex(hash));
  }

  /** As a text of five lines, the last of which is the signature. */
  public String sign(PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(text().getBytes(StandardCharsets.US_ASCII));
      return text() + "signature " + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this is no key of " + ALGORITHM, e);
    }
  }

  /**
   * Reads a signed text.
   *
   * @throws Refusal.Invalid if it is none, or was not signed with the key of this public one
   */
  public static Checkpoint verify(String text, PublicKey key) {
    String lines = text.replace("\r\n", "\n").strip();
    Matcher parts = SIGNED.matcher(lines);
    if (lines.length() > TEXT_MAX || !parts.matches()) {
      throw new Refusal.Invalid("This is not a checkpoint of Earmark.");
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(parts.group(1).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(Base64.getDecoder().decode(parts.group(5)))) throw notSigned();
      return new Checkpoint(
          Long.parseLong(parts.group(2)),
          ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(parts.group(3))),
          HexFormat.of().parseHex(parts.group(4)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw notSigned(); // a key or signature of another kind; what was signed needs no trust
    } catch (DateTimeException | ArithmeticException e) {
      throw new Refusal.Invalid("This checkpoint has no time that can be read.");
    }
  }

  private static Refusal notSigned() {
    return new Refusal.Invalid("This checkpoint was not signed with this key.");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint point
        && seq == point.seq
        && atMicros == point.atMicros
        && Arrays.equals(hash, point.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return seq + " " + HexFormat.of().formatHex(hash);
  }
}
