package earmark.indicator;

import earmark.refusal.Refusal;
import earmark.tag.Quoted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What identifies an indicator: its type and its value, in the one form in which values of that
 * type are compared. Hosts, hashes and e-mail addresses are in lower case, CVEs in upper case,
 * addresses in their shortest form; the path of a URL is as it was written.
 */
public record IndicatorValue(IndicatorType type, String text) {
  public static final int LENGTH_MAX = 4096;

  /**
   * @throws Refusal.Invalid if the text is empty, too long, or holds a control character or half a
   *     one
   */
  public IndicatorValue {
    if (text.isBlank()) throw new Refusal.Invalid("The value of an indicator must not be empty.");
    if (text.length() > LENGTH_MAX) {
      throw new Refusal.Invalid(
          "The value of an indicator has at most " + LENGTH_MAX + " characters.");
    }
    if (text.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new Refusal.Invalid("The value of an indicator holds what is no character.");
    }
  }

  /** The indicator that somebody submits as this text, of the type that it looks like. */
  public static IndicatorValue of(String typed) {
    return Recognition.of(typed.strip());
  }

  /**
   * The same with a type that the caller names. Only names can't be told by their looks, so any
   * other type is taken from the value.
   */
  public static IndicatorValue of(String typed, Optional<IndicatorType> type) {
    boolean named =
        type.filter(t -> t == IndicatorType.MALWARE || t == IndicatorType.SOFTWARE).isPresent();
    return named ? new IndicatorValue(type.orElseThrow(), typed.strip()) : of(typed);
  }

  /**
   * The indicator of this type that somebody names by this text; also a host that by itself would
   * be taken for a file, or one with a path that would be taken for a range of addresses.
   *
   * @throws Refusal.Invalid if it can't be of that type
   */
  public static IndicatorValue as(IndicatorType type, String typed) {
    return Recognition.as(type, typed.strip())
        .orElseThrow(() ->
            new Refusal.Invalid(
                Quoted.of(typed) + " is no indicator of the type " + type.name() + "."));
  }

  /** All indicators that somebody may mean by this text: one of each type that it can be of. */
  static List<IndicatorValue> meant(String typed) {
    return Arrays.stream(IndicatorType.values())
        .map(type -> of(typed, Optional.of(type)))
        .distinct()
        .toList();
  }

  /**
   * The id under which the indicator is shown. It follows from type and value alone, so it tells
   * nothing of who added it, or when.
   */
  public String guid() {
    return guid("indicator", type.name(), text);
  }

  /** A UUID that follows from some texts (version 8 of RFC 9562, of their SHA-256). */
  static String guid(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      byte[] hash = digest.digest();
      long high = (number(hash, 0) & ~0xf000L) | 0x8000L;
      long low = (number(hash, 8) & ~(0b11L << 62)) | (1L << 63);
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static long number(byte[] bytes, int from) {
    long number = 0;
    for (int i = from; i < from + 8; i++) number = (number << 8) | (bytes[i] & 0xff);
    return number;
  }
}
