package earmark.tag;

import earmark.refusal.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a User Tag: 2 to 40 characters of ASCII, case-sensitive, in which a blank and an
 * underscore differ. Source: Spectra Analyze 9.1.0, "Adding User Tags"; its pattern {@code
 * [a-z0-9][a-z0-9 /._-]} is read without regard to case, as its own examples need.
 */
public record UserTagName(String text) {
  public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9 /._-]{1,39}";
  private static final Pattern ALLOWED = Pattern.compile(PATTERN);

  /**
   * @throws Refusal.Invalid naming the tag and the rule
   */
  public UserTagName {
    if (!ALLOWED.matcher(text).matches() || text.endsWith(" ")) {
      throw new Refusal.Invalid(
          "Not a valid tag: "
              + Quoted.of(text)
              + ". A tag has 2 to 40 characters: letters a-z and A-Z, digits, blank / . _ and -,"
              + " and starts with a letter or digit.");
    }
  }

  /** The name in {@code typed}, without the blanks, tabs and line ends around it. */
  public static UserTagName parse(String typed) {
    return new UserTagName(typed.strip());
  }

  /** The names in several texts, each once, in the order of the texts. */
  public static Set<UserTagName> parseAll(List<String> typed) {
    Set<UserTagName> names = new LinkedHashSet<>();
    for (String text : typed) names.add(parse(text));
    return names;
  }

  @Override
  public String toString() {
    return text;
  }
}
