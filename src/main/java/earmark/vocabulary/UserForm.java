package earmark.vocabulary;

import earmark.refusal.Refusal;
import earmark.tag.UserTagName;
import java.util.Optional;

/**
 * The form of a text as a User Tag. {@code //} parts a machine tag, {@code /-} does so for one of
 * MISP's galaxies, {@code /_word_} is a character that can't stand there, and {@code x/.} stands
 * before what could not begin a tag. A slash before anything else is a slash.
 */
final class UserForm {
  private static final String PART = "//";
  private static final String GALAXY = "/-";
  private static final String GUARD = "x/.";

  private UserForm() {}

  static String write(String original) {
    if (!hasMark(original) && isLegal(original)) return original;
    String form = parted(original);
    boolean first = !form.isEmpty() && isAlphanumeric(form.charAt(0));
    return first && form.length() > 1 ? form : GUARD + form;
  }

  private static String parted(String original) {
    Optional<MachineTag> parts = MachineTag.of(original);
    if (parts.isEmpty()) return escaped(original, true);
    MachineTag tag = parts.get();
    if (tag.value().isPresent() && tag.namespace().equals(MachineTag.GALAXY)) {
      return escaped(tag.predicate(), false) + GALAXY + escaped(tag.value().get(), true);
    }
    String head = escaped(tag.namespace(), false) + PART;
    if (tag.value().isEmpty()) return head + escaped(tag.predicate(), true);
    return head + escaped(tag.predicate(), false) + PART + escaped(tag.value().get(), true);
  }

  /** What can stand between marks; {@code last} if nothing follows. */
  private static String escaped(String text, boolean last) {
    StringBuilder out = new StringBuilder();
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      boolean end = i + 1 == characters.length;
      boolean plain =
          switch (c) {
            case '/' -> end ? last : isAlphanumeric(characters[i + 1]);
            case ' ' -> !(end && last);
            case '.', '_', '-' -> true;
            default -> isAlphanumeric(c);
          };
      if (plain) out.appendCodePoint(c);
      else out.append("/_").append(Punctuation.word(c)).append('_');
    }
    return out.toString();
  }

  static Optional<String> read(String name) {
    if (!hasMark(name)) return Optional.of(name);
    String form = name.startsWith(GUARD) ? name.substring(GUARD.length()) : name;
    StringBuilder out = new StringBuilder();
    int parts = 0;
    boolean galaxy = false;
    for (int at = 0; at < form.length(); at++) {
      char c = form.charAt(at);
      char next = at + 1 < form.length() ? form.charAt(at + 1) : ' ';
      if (c != '/' || (next != '/' && next != '-' && next != '_')) {
        out.append(c);
        continue;
      }
      if (next == '_') {
        int end = form.indexOf('_', at + 2);
        if (end < 0) return Optional.empty();
        Optional<Integer> character = Punctuation.character(form.substring(at + 2, end));
        if (character.isEmpty()) return Optional.empty();
        out.appendCodePoint(character.get());
        at = end;
      } else {
        if (next == '-') {
          if (parts > 0) return Optional.empty();
          galaxy = true;
          parts = 2;
        } else if (++parts > 2 || galaxy) {
          return Optional.empty();
        }
        out.append(parts == 1 ? ":" : "=\"");
        at++;
      }
    }
    if (parts == 2) out.append('"');
    return Optional.of(galaxy ? MachineTag.GALAXY + ":" + out : out.toString());
  }

  private static boolean hasMark(String text) {
    for (String mark : new String[] {PART, GALAXY, "/_", "/."}) {
      if (text.contains(mark)) return true;
    }
    return false;
  }

  private static boolean isLegal(String text) {
    try {
      return new UserTagName(text).text().equals(text);
    } catch (Refusal.Invalid e) {
      return false;
    }
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
