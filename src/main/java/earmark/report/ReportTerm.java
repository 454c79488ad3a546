package earmark.report;

import earmark.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody looks for in titles and bodies: parts that all have to be there, each a row of
 * words next to each other. Blanks stand between parts; quotes keep blanks together.
 *
 * @param typed as it was typed
 */
public record ReportTerm(String typed, List<Part> parts) {
  public static final int LENGTH_MAX = 1000;
  public static final int PARTS_MAX = 32;

  /** From so many letters on, a word that stands alone also finds longer ones. */
  private static final int OPEN_MIN = 3;

  /**
   * Words that stand next to each other in a title or a body.
   *
   * @param open whether it may be the beginning of a longer word; only of a single one
   */
  public record Part(List<String> words, boolean open) {
    public Part {
      words = List.copyOf(words);
    }
  }

  public ReportTerm {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a term. Words of letters alone, from three on, also find longer words that begin with
   * them; all others, quoted ones too, are found as they are.
   *
   * @throws Refusal.Invalid if it is too long or has too many parts
   */
  public static ReportTerm parse(String typed) {
    if (typed.length() > LENGTH_MAX) {
      throw new Refusal.Invalid("A search term has up to " + LENGTH_MAX + " characters.");
    }
    List<Part> parts = new ArrayList<>();
    String[] byQuotes = typed.split("\"", -1);
    for (int i = 0; i < byQuotes.length; i++) {
      boolean quoted = i % 2 == 1;
      String[] texts = quoted ? new String[] {byQuotes[i]} : byQuotes[i].split("\\s+", -1);
      for (String text : texts) {
        List<String> words = ReportWords.split(text);
        if (!words.isEmpty()) parts.add(new Part(words, !quoted && isOpen(words)));
      }
    }
    if (parts.size() > PARTS_MAX) {
      throw new Refusal.Invalid("A search term has up to " + PARTS_MAX + " words.");
    }
    return new ReportTerm(typed, parts);
  }

  private static boolean isOpen(List<String> words) {
    String word = words.getFirst();
    return words.size() == 1
        && word.codePointCount(0, word.length()) >= OPEN_MIN
        && word.codePointCount(0, word.length()) < ReportWords.LENGTH_MAX
        && word.codePoints().noneMatch(Character::isDigit);
  }
}
