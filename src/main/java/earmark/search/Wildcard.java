package earmark.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern for names: {@code *} stands for any text, {@code ?} for any one character, everything
 * else for itself in any case. Matching takes no more than length of the text times that of the
 * pattern.
 */
public final class Wildcard {
  /** Stands for any one character. Not a code point, so no text holds it. */
  private static final int ANY_ONE = -1;

  /** Stands for any text. */
  private static final int ANY_TEXT = -2;

  /** Stands behind the pattern. */
  private static final int END = -3;

  private final int[] pattern;

  private Wildcard(int[] pattern) {
    this.pattern = pattern;
  }

  /** A pattern as somebody types it; a backslash takes the character behind it literally. */
  public static Wildcard parse(String typed) {
    List<Integer> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c == '*' || c == '?') {
        addLiteral(parts, literal);
        boolean again = c == '*' && !parts.isEmpty() && parts.getLast() == ANY_TEXT;
        if (!again) parts.add(c == '*' ? ANY_TEXT : ANY_ONE);
      } else {
        if (c == '\\' && i + 1 < typed.length()) c = typed.charAt(++i);
        literal.append(c);
      }
    }
    addLiteral(parts, literal);
    return of(parts);
  }

  /** The pattern of exactly this text. */
  public static Wildcard literal(String text) {
    return of(Query.fold(text).codePoints().boxed().toList());
  }

  /** The pattern of every text that contains this one. */
  public static Wildcard containing(String text) {
    List<Integer> parts = new ArrayList<>();
    parts.add(ANY_TEXT);
    Query.fold(text).codePoints().forEach(parts::add);
    if (parts.size() > 1) parts.add(ANY_TEXT);
    return of(parts);
  }

  /** The pattern of every text that starts with this one. */
  public static Wildcard starting(String text) {
    List<Integer> parts = new ArrayList<>();
    Query.fold(text).codePoints().forEach(parts::add);
    parts.add(ANY_TEXT);
    return of(parts);
  }

  private static void addLiteral(List<Integer> parts, StringBuilder literal) {
    Query.fold(literal.toString()).codePoints().forEach(parts::add);
    literal.setLength(0);
  }

  private static Wildcard of(List<Integer> parts) {
    return new Wildcard(parts.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Whether every text matches. */
  public boolean isEverything() {
    return pattern.length == 1 && pattern[0] == ANY_TEXT;
  }

  /** Whether it has no wildcard, so that it stands for one text in its cases. */
  public boolean isLiteral() {
    return Arrays.stream(pattern).allMatch(part -> part >= 0);
  }

  /** Whether a text that was {@linkplain Query#fold folded} matches. */
  public boolean matches(String folded) {
    int at = 0;
    int text = 0;
    int star = -1;
    int resume = 0;
    while (text < folded.length()) {
      int c = folded.codePointAt(text);
      if (at < pattern.length && (pattern[at] == c || pattern[at] == ANY_ONE)) {
        at++;
        text += Character.charCount(c);
      } else if (at < pattern.length && pattern[at] == ANY_TEXT) {
        star = at++;
        resume = text;
      } else if (star >= 0) {
        at = star + 1;
        resume += Character.charCount(folded.codePointAt(resume));
        text = resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length && pattern[at] == ANY_TEXT) at++;
    return at == pattern.length;
  }

  /**
   * Whether a text of ASCII letters, in any case, matches: the same as {@link #matches} of the
   * folded text, without making it.
   *
   * @param ascii bytes from 0 to 127 from {@code from}, included, to {@code to}, excluded
   */
  public boolean matchesAscii(byte[] ascii, int from, int to) {
    int at = 0;
    int text = from;
    int star = -1;
    int resume = from;
    while (text < to) {
      int part = at < pattern.length ? pattern[at] : END;
      if (part == ANY_ONE || part == lower(ascii[text])) {
        at++;
        text++;
      } else if (part == ANY_TEXT) {
        star = at++;
        resume = text;
      } else if (star >= 0) {
        at = star + 1;
        text = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length && pattern[at] == ANY_TEXT) at++;
    return at == pattern.length;
  }

  private static int lower(byte ascii) {
    return ascii >= 'A' && ascii <= 'Z' ? ascii + ('a' - 'A') : ascii;
  }

  /** The folded texts between the wildcards, in order; every match contains each of them. */
  public List<String> literals() {
    List<String> all = new ArrayList<>();
    StringBuilder next = new StringBuilder();
    for (int part : pattern) {
      if (part >= 0) {
        next.appendCodePoint(part);
      } else {
        if (!next.isEmpty()) all.add(next.toString());
        next.setLength(0);
      }
    }
    if (!next.isEmpty()) all.add(next.toString());
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wildcard wildcard && Arrays.equals(pattern, wildcard.pattern);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pattern);
  }

  /** As it would be typed. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int part : pattern) {
      switch (part) {
        case ANY_TEXT -> out.append('*');
        case ANY_ONE -> out.append('?');
        case '*', '?', '\\' -> out.append('\\').appendCodePoint(part);
        default -> out.appendCodePoint(part);
      }
    }
    return out.toString();
  }
}
