package earmark.access;

import earmark.refusal.Refusal;
import java.text.Normalizer;

/**
 * What an enclave, its template, a group or a key is called: 1 to 100 characters, of which none is
 * a control character. Blanks around it are no part of it, and the text is in Unicode's form NFC.
 */
public record Title(String text) {
  private static final int LENGTH_MAX = 100;

  /**
   * @throws Refusal.Invalid if the text can't be one
   */
  public Title {
    text = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > LENGTH_MAX) {
      throw new Refusal.Invalid("A name has 1 to " + LENGTH_MAX + " characters.");
    }
    if (text.codePoints().anyMatch(Title::isForbidden)) {
      throw new Refusal.Invalid("A name has no control characters and no line breaks.");
    }
  }

  private static boolean isForbidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
