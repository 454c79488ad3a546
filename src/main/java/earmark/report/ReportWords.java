package earmark.report;

import earmark.search.Query;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a text, as a search finds them: runs of letters, marks and digits, without regard to
 * case, accents and width. Made here, so that every store finds the same.
 */
public final class ReportWords {
  /** Longer words are known by so many code points; a SHA-512 has as many. */
  static final int LENGTH_MAX = 128;

  /** How many bytes the different words of a text may have together; what follows is not found. */
  static final int DISTINCT_BYTES_MAX = 700 << 10;

  private ReportWords() {}

  /** The words of a text, in order. */
  public static List<String> split(String text) {
    String folded = fold(text);
    List<String> words = new ArrayList<>();
    Set<String> distinct = new HashSet<>();
    int bytes = 0;
    int start = -1;
    int length = 0;
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= folded.length(); ) {
      int c = i < folded.length() ? folded.codePointAt(i) : ' ';
      if (isOfWord(c)) {
        if (start < 0) start = i;
        if (length++ < LENGTH_MAX) word.appendCodePoint(c);
      } else if (start >= 0) {
        String whole = word.toString();
        if (distinct.add(whole)) bytes += whole.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > DISTINCT_BYTES_MAX) return words;
        words.add(whole);
        word.setLength(0);
        start = -1;
        length = 0;
      }
      i += Character.charCount(c);
    }
    return words;
  }

  private static boolean isOfWord(int c) {
    return Character.isLetterOrDigit(c)
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  /** Accents of Latin, Greek and Cyrillic letters are dropped; those of other scripts are words. */
  private static String fold(String text) {
    String folded = Query.fold(Normalizer.normalize(text, Normalizer.Form.NFKC));
    String parted = Normalizer.normalize(folded, Normalizer.Form.NFD);
    StringBuilder out = new StringBuilder(parted.length());
    int last = ' ';
    for (int i = 0; i < parted.length(); ) {
      int c = parted.codePointAt(i);
      i += Character.charCount(c);
      boolean accent = Character.getType(c) == Character.NON_SPACING_MARK && hasAccents(last);
      if (!accent) {
        out.appendCodePoint(c);
        last = c;
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  private static boolean hasAccents(int c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return script == Character.UnicodeScript.LATIN
        || script == Character.UnicodeScript.GREEK
        || script == Character.UnicodeScript.CYRILLIC;
  }
}
