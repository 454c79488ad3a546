package earmark.indicator;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Indicators that are one word: hashes, CVEs and Bitcoin addresses. */
final class Words {
  private static final int LENGTH_MAX = 90;
  private static final Pattern CVE =
      Pattern.compile("CVE-(?:1999|20[0-9]{2})-[0-9]{4,10}", Pattern.CASE_INSENSITIVE);

  private Words() {}

  static Optional<IndicatorValue> read(String word) {
    if (word.length() > LENGTH_MAX) return Optional.empty();
    int length = word.length();
    if ((length == 32 || length == 40 || length == 64) && isHash(word)) {
      return value(
          length == 32
              ? IndicatorType.MD5
              : length == 40 ? IndicatorType.SHA1 : IndicatorType.SHA256,
          word.toLowerCase(Locale.ROOT));
    }
    if (CVE.matcher(word).matches()) {
      return value(IndicatorType.CVE, word.toUpperCase(Locale.ROOT));
    }
    if (!Bitcoin.isAddress(word)) return Optional.empty();
    boolean segwit = word.regionMatches(true, 0, "bc1", 0, 3);
    return value(IndicatorType.BITCOIN_ADDRESS, segwit ? word.toLowerCase(Locale.ROOT) : word);
  }

  private static Optional<IndicatorValue> value(IndicatorType type, String text) {
    return Optional.of(new IndicatorValue(type, text));
  }

  /** Hexadecimal digits with at least one letter among them; else it is some long number. */
  private static boolean isHash(String word) {
    boolean letter = false;
    for (int i = 0; i < word.length(); i++) {
      int digit = Addresses.hex(word.charAt(i));
      if (digit < 0) return false;
      letter |= digit > 9;
    }
    return letter;
  }
}
