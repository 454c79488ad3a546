package earmark.tag;

import earmark.refusal.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a report tag or indicator tag in its canonical form: lower case, composed (NFC), 1 to
 * 90 code points of letters, digits, hyphens and underscores of any script. Source: TruSTAR API
 * 1.3, "Tag Characters"; combining marks are allowed after the first character, since many scripts
 * can't be written without.
 */
public record IntelTagName(String text) {
  public static final int CODE_POINTS_MAX = 90;
  private static final Pattern ALLOWED =
      Pattern.compile("[\\p{L}\\p{Nd}_-][\\p{L}\\p{M}\\p{Nd}_-]*");

  /**
   * @throws Refusal.Invalid if the text is not a canonical, legal name
   */
  public IntelTagName {
    if (text.codePointCount(0, text.length()) > CODE_POINTS_MAX
        || !ALLOWED.matcher(text).matches()
        || !text.equals(canonical(text))) {
      throw new Refusal.Invalid(
          "Not a valid tag: "
              + Quoted.of(text)
              + ". A tag has 1 to "
              + CODE_POINTS_MAX
              + " letters, digits, hyphens and underscores.");
    }
  }

  /** The name in {@code typed}, made canonical. Nothing is trimmed. */
  public static IntelTagName parse(String typed) {
    return new IntelTagName(canonical(typed));
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
