package earmark.tag;

import earmark.refusal.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which characters this instance takes in new names of report tags and indicator tags. A name that
 * is there already stays what it is, whichever rule it was given under.
 */
public enum TagCharacters {
  /** Letters, digits, hyphens and underscores of any script, as TruSTAR's documentation says. */
  STRICT(
      Pattern.compile("[\\p{L}\\p{Nd}_-][\\p{L}\\p{M}\\p{Nd}_-]*"),
      "letters, digits, hyphens and underscores"),
  /** Everything that can be printed, blanks too, as TruSTAR's own tests take for granted. */
  LENIENT(IntelTagName.PRINTABLE, "characters that can be printed");

  private final Pattern allowed;
  private final String words;

  TagCharacters(Pattern allowed, String words) {
    this.allowed = allowed;
    this.words = words;
  }

  /**
   * The name in {@code typed}, made canonical. Nothing is trimmed.
   *
   * @throws Refusal.Invalid if it holds another character, none, or too many
   */
  public IntelTagName name(String typed) {
    String canonical = IntelTagName.canonical(typed);
    if (!allowed.matcher(canonical).matches() || IntelTagName.isTooLong(canonical)) {
      throw new Refusal.Invalid(
          "Not a valid tag: "
              + Quoted.of(typed)
              + ". A tag has 1 to "
              + IntelTagName.CODE_POINTS_MAX
              + " "
              + words
              + ".");
    }
    return new IntelTagName(canonical);
  }

  /** All of these names, each once, or none. */
  public List<IntelTagName> names(List<String> typed) {
    return typed.stream().map(this::name).distinct().toList();
  }

  /**
   * The rule of this name, in any case.
   *
   * @throws Refusal.Invalid if there is none
   */
  public static TagCharacters parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "strict" -> STRICT;
      case "lenient" -> LENIENT;
      default -> throw new Refusal.Invalid("The characters of tags are strict or lenient.");
    };
  }
}
