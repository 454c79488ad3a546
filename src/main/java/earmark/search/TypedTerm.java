package earmark.search;

import java.util.Optional;

/**
 * The term at the end of a text that is being typed.
 *
 * @param keyword what stands before its colon, if there is one
 * @param from where its last word begins, or the quote before it
 * @param word the last word so far, without quote and escapes
 * @param quoted whether the word stands in quotes that are still open
 */
record TypedTerm(Optional<String> keyword, int from, String word, boolean quoted) {

  static TypedTerm last(String text) {
    Optional<String> keyword = Optional.empty();
    boolean quoted = false;
    boolean listed = false;
    int from = 0;
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted || !ends(c, keyword.isPresent(), listed)) {
        word.append(c);
      } else {
        if (c == ':') keyword = Optional.of(word.toString());
        listed = (listed && c != ']') || (c == '[' && word.isEmpty());
        if (c != ':' && !listed) keyword = Optional.empty();
        word.setLength(0);
        from = i + 1;
      }
    }
    return new TypedTerm(keyword, from, word.toString(), quoted);
  }

  /**
   * Whether a word ends before this character. A colon in a value, as in dates, is a part of it.
   */
  private static boolean ends(char c, boolean inValue, boolean listed) {
    return switch (c) {
      case ':' -> !inValue;
      case ',' -> listed;
      case '(', ')', '[', ']' -> true;
      default -> Scanner.isBlank(c);
    };
  }
}
