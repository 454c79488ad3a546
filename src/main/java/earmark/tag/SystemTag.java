package earmark.tag;

import earmark.refusal.Refusal;
import java.util.regex.Pattern;

/**
 * The name of a System Tag, which only the analysis gives: lower-case words joined by hyphens, such
 * as {@code contains-pe}. Every such name is also a legal User Tag, so the two kinds can meet.
 */
public record SystemTag(String text) {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

  /**
   * @throws Refusal.Invalid if the text is no such name
   */
  public SystemTag {
    if (!ALLOWED.matcher(text).matches()) {
      throw new Refusal.Invalid(
          "Not a valid System Tag: "
              + Quoted.of(text)
              + ". It has 2 to 40 characters: a-z, digits and -, and starts with a letter or digit.");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
