package earmark.vocabulary;

import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form of a text as a tag of a report or indicator. {@code __} parts a machine tag, {@code _-_}
 * is a blank, {@code _-word-} a character that can't stand there. Letters are small; at the end,
 * {@code _--} and numbers tell which of the text were not: so many that were as they are, so many
 * capitals, and so on.
 */
final class IntelForm {
  private static final String PART = "__";
  private static final String BLANK = "_-_";
  private static final String CAPITALS = "_--";
  private static final int ASCII_END = 0x80;

  private IntelForm() {}

  static String write(String original) {
    if (!hasMark(original) && isLegal(original)) return original;
    StringBuilder out = new StringBuilder();
    List<Boolean> capitals = new ArrayList<>();
    Optional<MachineTag> parts = MachineTag.of(original);
    if (parts.isEmpty()) {
      escape(original, out, capitals);
    } else {
      MachineTag tag = parts.get();
      escape(tag.namespace(), out, capitals);
      out.append(PART);
      escape(tag.predicate(), out, capitals);
      if (tag.value().isPresent()) {
        out.append(PART);
        escape(tag.value().get(), out, capitals);
      }
    }
    return out.append(runs(capitals)).toString();
  }

  /**
   * Appends what can stand between marks.
   *
   * @param capitals for each character that stands for itself, whether it was a capital
   */
  private static void escape(String text, StringBuilder out, List<Boolean> capitals) {
    int[] characters = text.codePoints().toArray();
    boolean literal = false; // whether the last was, so that a mark can stand on it
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      int small = Character.toLowerCase(c);
      boolean capital = small != c && Character.toUpperCase(small) == c;
      int written = capital ? small : c;
      boolean plain =
          switch (Character.getType(written)) {
            case Character.NON_SPACING_MARK,
                Character.COMBINING_SPACING_MARK,
                Character.ENCLOSING_MARK ->
                literal;
            default ->
                (written == '-' && !mayEndInCapitals(out, characters, i))
                    || Character.isLetter(written)
                    || Character.getType(written) == Character.DECIMAL_DIGIT_NUMBER
                    || (written == '_'
                        && i + 1 < characters.length
                        && isAlphanumeric(characters[i + 1]));
          };
      if (plain) {
        int before = out.length();
        out.appendCodePoint(written);
        literal = c < ASCII_END || IntelTagName.canonical(out.toString()).contentEquals(out);
        if (literal) {
          capitals.add(capital);
          continue;
        }
        out.setLength(before);
      }
      literal = false;
      if (c == ' ') out.append(BLANK);
      else out.append("_-").append(Punctuation.word(c)).append('-');
    }
  }

  /** Whether a hyphen, and the one that follows, would look like the mark before the capitals. */
  private static boolean mayEndInCapitals(StringBuilder out, int[] characters, int at) {
    boolean another = at + 1 < characters.length && characters[at + 1] == '-';
    return another && !out.isEmpty() && out.charAt(out.length() - 1) == '_';
  }

  private static String runs(List<Boolean> capitals) {
    if (!capitals.contains(true)) return "";
    StringBuilder out = new StringBuilder();
    boolean now = false;
    int length = 0;
    int last = capitals.lastIndexOf(true);
    for (boolean capital : capitals.subList(0, last + 1)) {
      if (capital != now) {
        out.append('-').append(length);
        length = 0;
        now = capital;
      }
      length++;
    }
    return "_-" + out.append('-').append(length);
  }

  static Optional<String> read(String name) {
    if (!hasMark(name)) return Optional.of(name);
    int end = name.lastIndexOf(CAPITALS);
    Optional<List<Boolean>> capitals =
        end < 0 ? Optional.of(List.of()) : capitals(name.substring(end + CAPITALS.length()));
    if (capitals.isEmpty()) return Optional.empty();
    return read(end < 0 ? name : name.substring(0, end), capitals.get());
  }

  private static Optional<List<Boolean>> capitals(String runs) {
    List<Boolean> capitals = new ArrayList<>();
    boolean now = false;
    for (String run : runs.split("-", -1)) {
      if (!run.matches("0|[1-9][0-9]?")) return Optional.empty();
      for (int i = Integer.parseInt(run); i > 0; i--) capitals.add(now);
      now = !now;
    }
    return Optional.of(capitals);
  }

  private static Optional<String> read(String form, List<Boolean> capitals) {
    StringBuilder out = new StringBuilder();
    int parts = 0;
    int literals = 0;
    for (int at = 0; at < form.length(); ) {
      int c = form.codePointAt(at);
      if (form.startsWith(BLANK, at)) {
        out.append(' ');
        at += BLANK.length();
      } else if (form.startsWith("_-", at)) {
        int end = form.indexOf('-', at + 2);
        if (end < 0) return Optional.empty();
        Optional<Integer> character = Punctuation.character(form.substring(at + 2, end));
        if (character.isEmpty()) return Optional.empty();
        out.appendCodePoint(character.get());
        at = end + 1;
      } else if (form.startsWith(PART, at)) {
        if (++parts > 2) return Optional.empty();
        out.append(parts == 1 ? ":" : "=\"");
        at += PART.length();
      } else {
        boolean capital = literals < capitals.size() && capitals.get(literals);
        literals++;
        out.appendCodePoint(capital ? Character.toUpperCase(c) : c);
        at += Character.charCount(c);
      }
    }
    if (parts == 2) out.append('"');
    return Optional.of(out.toString());
  }

  private static boolean hasMark(String text) {
    return text.contains(PART) || text.contains("_-");
  }

  private static boolean isLegal(String text) {
    try {
      return IntelTagName.parse(text).text().equals(text);
    } catch (Refusal.Invalid e) {
      return false;
    }
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
