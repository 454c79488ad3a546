package earmark.search;

import earmark.refusal.Refusal;
import earmark.tag.Quoted;

/** Reads a text from left to right, and complains with the place. Positions are counted from 1. */
final class Scanner {
  /** What ends a word besides a blank. */
  private static final String STOPS = "()[]\":";

  private static final String ESCAPED_IN_QUOTES = "\"\\*?";
  private static final String ESCAPED_IN_WORDS = ESCAPED_IN_QUOTES + "()[]:,";

  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  /**
   * A word or quoted text.
   *
   * @param at where it begins
   * @param text without its escapes; only what was typed if there are no wildcards
   * @param pattern as {@link Wildcard#parse} reads it
   * @param wild whether there are wildcards
   */
  record Value(int at, String text, String pattern, boolean wild) {
    Wildcard wildcard() {
      return Wildcard.parse(pattern);
    }

    /** Whether it is a star alone. */
    boolean isStar() {
      return pattern.equals("*");
    }
  }

  int at() {
    return at;
  }

  boolean atEnd() {
    return at == text.length();
  }

  boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Whether a term may end here. */
  boolean atBorder() {
    return atEnd() || isBlank(text.charAt(at)) || isAt('(') || isAt(')');
  }

  boolean atBlank() {
    return at < text.length() && isBlank(text.charAt(at));
  }

  void skipBlanks() {
    while (atBlank()) at++;
  }

  boolean take(char c) {
    boolean there = isAt(c);
    if (there) at++;
    return there;
  }

  /** Whether exactly this word stands here, and no colon behind it. */
  boolean isAtWord(String word) {
    if (!text.startsWith(word, at)) return false;
    int end = at + word.length();
    if (end == text.length()) return true;
    char next = text.charAt(end);
    return next != ':' && (isBlank(next) || STOPS.indexOf(next) >= 0);
  }

  boolean takeWord(String word) {
    boolean there = isAtWord(word);
    if (there) at += word.length();
    return there;
  }

  /** The characters up to the next blank or stop, as they were typed. */
  String plainWord() {
    int end = at;
    while (end < text.length() && !isBlank(text.charAt(end)) && STOPS.indexOf(text.charAt(end)) < 0)
      end++;
    return text.substring(at, end);
  }

  void skip(int characters) {
    at += characters;
  }

  /**
   * Reads a word, which may be empty, or a text in quotes, which may not.
   *
   * @param colons whether colons belong to a word, as they do in dates
   * @param commas whether commas do
   */
  Value value(boolean colons, boolean commas) {
    int start = at;
    boolean quoted = take('"');
    Building value = new Building();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (quoted ? c == '"' : isStop(c, colons, commas)) break;
      at++;
      if (c == '\\' && at < text.length() && isEscaped(text.charAt(at), quoted)) {
        value.literal(text.charAt(at++));
      } else if (c == '*' || c == '?') {
        value.wildcard(c);
      } else {
        value.literal(c);
      }
    }
    if (quoted && !take('"')) {
      throw problem(start, "the quote that opens here is not closed.");
    }
    if (quoted && at == start + 2) {
      throw problem(start, "there is nothing between these quotes.");
    }
    return value.at(start);
  }

  private static boolean isStop(char c, boolean colons, boolean commas) {
    if (c == ':') return !colons;
    if (c == ',') return !commas;
    return isBlank(c) || STOPS.indexOf(c) >= 0;
  }

  private static boolean isEscaped(char c, boolean quoted) {
    return quoted
        ? ESCAPED_IN_QUOTES.indexOf(c) >= 0
        : isBlank(c) || ESCAPED_IN_WORDS.indexOf(c) >= 0;
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** "Position 3: found …, expected …." for what stands here. */
  Refusal.Invalid expected(String what) {
    return expected(at, here(), what);
  }

  /** The same for what was read from a place on. */
  Refusal.Invalid expected(Value value, String what) {
    return expected(value.at(), Quoted.of(value.text()), what);
  }

  private static Refusal.Invalid expected(int at, String found, String what) {
    return problem(at, "found " + found + ", expected " + what + (what.endsWith("?") ? "" : "."));
  }

  static Refusal.Invalid problem(int at, String sentence) {
    return new Refusal.Invalid("Position " + (at + 1) + ": " + sentence);
  }

  private String here() {
    if (atEnd()) return "the end";
    if (atBlank()) return "a blank";
    if (isAt('"')) return "a quote";
    String word = plainWord();
    return Quoted.of(word.isEmpty() ? text.substring(at, at + 1) : word);
  }

  /** A value in the making, once as text and once as pattern. */
  private static final class Building {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder pattern = new StringBuilder();
    private boolean wild;

    void literal(char c) {
      text.append(c);
      if (c == '*' || c == '?' || c == '\\') pattern.append('\\');
      pattern.append(c);
    }

    void wildcard(char c) {
      text.append(c);
      pattern.append(c);
      wild = true;
    }

    Value at(int start) {
      return new Value(start, text.toString(), pattern.toString(), wild);
    }
  }
}
