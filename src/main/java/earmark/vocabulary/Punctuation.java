package earmark.vocabulary;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Words for characters that can't stand in a tag: a name for common ones, their number in
 * lower-case hex for all others. No name is also such a number.
 */
final class Punctuation {
  private static final Map<String, Integer> NAMED = new HashMap<>();
  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    String[] names = {
      " sp", "!excl", "\"quot", "#num", "$dollar", "%pct", "&amp", "'apos", "(lpar", ")rpar",
          "*ast",
      "+plus", ",comma", "-hyph", ".dot", "/sol", ":colon", ";semi", "<lt", "=equals", ">gt",
          "?quest",
      "@at", "[lsqb", "\\bsol", "]rsqb", "^hat", "_low", "`grave", "{lcub", "|verbar", "}rcub",
          "~tilde"
    };
    for (String name : names) {
      NAMED.put(name.substring(1), (int) name.charAt(0));
      NAMES.put((int) name.charAt(0), name.substring(1));
    }
  }

  private Punctuation() {}

  /** The word for a character: ASCII letters and digits. */
  static String word(int character) {
    String name = NAMES.get(character);
    return name == null ? Integer.toHexString(character) : name;
  }

  /** The character of a word, if it is the word for one. */
  static Optional<Integer> character(String word) {
    Integer named = NAMED.get(word);
    if (named != null) return Optional.of(named);
    if (!word.matches("[0-9a-f]{1,6}")) return Optional.empty();
    int character = Integer.parseInt(word, 16);
    return Character.isValidCodePoint(character) && word(character).equals(word)
        ? Optional.of(character)
        : Optional.empty();
  }
}
