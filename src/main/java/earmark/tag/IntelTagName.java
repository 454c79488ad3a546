package earmark.tag;

import earmark.refusal.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a report tag or indicator tag in its canonical form: lower case, composed (NFC), 1 to
 * 90 code points that can be printed. Which of them a new name may have is up to {@link
 * TagCharacters}. Source: TruSTAR API 1.3, "Tags".
 */
public record IntelTagName(String text) {
  public static final int CODE_POINTS_MAX = 90;

  /** No controls, formats, halves of characters, private or unassigned ones, or line breaks. */
  static final Pattern PRINTABLE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]+");

  /**
   * @throws Refusal.Invalid if the text is not a canonical name
   */
  public IntelTagName {
    if (isTooLong(text) || !PRINTABLE.matcher(text).matches() || !text.equals(canonical(text))) {
      throw new Refusal.Invalid(
          "Not a valid tag: "
              + Quoted.of(text)
              + ". A tag has 1 to "
              + CODE_POINTS_MAX
              + " characters that can be printed.");
    }
  }

  /** The name in {@code typed} under the strict rule. */
  public static IntelTagName parse(String typed) {
    return TagCharacters.STRICT.name(typed);
  }

  static boolean isTooLong(String text) {
    return text.codePointCount(0, text.length()) > CODE_POINTS_MAX;
  }

  /**
   * Lower case independent of the locale, composed. Composing again afterwards matters: {@code J} +
   * U+030C becomes {@code j} + U+030C, which has a composed form.
   */
  public static String canonical(String typed) {
    String composed = Normalizer.normalize(typed, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(composed, Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return text;
  }
}
