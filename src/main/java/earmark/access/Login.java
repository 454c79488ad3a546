package earmark.access;

import earmark.refusal.Refusal;
import java.util.regex.Pattern;

/** The name of an account: 1 to 64 characters, case-sensitive. */
public record Login(String text) {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,63}");

  /**
   * @throws Refusal.Invalid if the text is no such name, or one that Earmark keeps for itself
   */
  public Login {
    if (!ALLOWED.matcher(text).matches() || text.equals("earmark")) {
      throw new Refusal.Invalid(
          "Not a valid login. It has 1 to 64 characters: letters a-z and A-Z, digits, @ . _ and -,"
              + " starts with a letter or digit, and is not \"earmark\".");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
