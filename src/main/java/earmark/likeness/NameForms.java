package earmark.likeness;

import earmark.search.Query;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A name in the forms in which names are compared.
 *
 * @param folded without regard to case
 * @param bare that without separators
 * @param looks what it looks like without separators: as it stands, and in small letters
 */
record NameForms(String name, String folded, String bare, Set<String> looks) {
  /** From how many characters on one edit is more likely a slip than a name of its own. */
  static final int EDIT_MIN = 5;

  static NameForms of(String name) {
    String folded = Query.fold(name);
    Set<String> looks = new LinkedHashSet<>();
    looks.add(bare(look(Query.fold(LookAlikes.of(name)))));
    looks.add(bare(look(folded)));
    return new NameForms(name, folded, bare(folded), looks);
  }

  private static String look(String folded) {
    return Query.fold(LookAlikes.of(folded));
  }

  private static String bare(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '_' && c != '-' && c != '.' && c != '/') out.append(c);
    }
    return out.toString();
  }

  /** In what it differs from another name, if that is little. */
  Optional<Likeness> likeness(NameForms other) {
    if (name.equals(other.name)) return Optional.empty();
    if (folded.equals(other.folded)) return Optional.of(Likeness.CASE);
    if (!bare.isEmpty() && bare.equals(other.bare)) return Optional.of(Likeness.SEPARATOR);
    for (String look : looks) {
      if (!look.isEmpty() && other.looks.contains(look)) return Optional.of(Likeness.LOOK_ALIKE);
    }
    int[] one = folded.codePoints().toArray();
    int[] two = other.folded.codePoints().toArray();
    boolean slip = one.length >= EDIT_MIN && two.length >= EDIT_MIN && isOneEdit(one, two);
    return slip ? Optional.of(Likeness.EDIT) : Optional.empty();
  }

  /** Whether one letter more, less or another, or two that changed places, make one the other. */
  static boolean isOneEdit(int[] one, int[] two) {
    if (one.length < two.length) return isOneEdit(two, one);
    if (one.length - two.length > 1) return false;
    int head = 0;
    while (head < two.length && one[head] == two[head]) head++;
    int tail = 0;
    while (tail < two.length - head && one[one.length - 1 - tail] == two[two.length - 1 - tail]) {
      tail++;
    }
    int left = one.length - head - tail;
    int right = two.length - head - tail;
    if (left == 1 && right <= 1) return true;
    return left == 2 && right == 2 && one[head] == two[head + 1] && one[head + 1] == two[head];
  }

  /**
   * Hands over a number for each way in which this name may meet another that is like it: two such
   * names share one of these numbers. Of names that are no more than one edit apart, each gives the
   * same text without one of its letters, or is that text.
   */
  void keys(LongConsumer action) {
    if (!bare.isEmpty()) action.accept(key('b', bare, -1));
    else action.accept(key('f', folded, -1)); // of separators alone
    for (String look : looks) {
      if (!look.isEmpty()) action.accept(key('l', look, -1));
    }
    if (folded.codePointCount(0, folded.length()) < EDIT_MIN) return;
    action.accept(key('d', folded, -1));
    for (int at = 0; at < folded.length(); at += Character.charCount(folded.codePointAt(at))) {
      action.accept(key('d', folded, at));
    }
  }

  /** A number for a text without the character at a place; other texts rarely have the same. */
  private static long key(char way, String text, int without) {
    long hash = way * 0x9E3779B97F4A7C15L;
    int skip = without < 0 ? 0 : Character.charCount(text.codePointAt(without));
    for (int i = 0; i < text.length(); i++) {
      if (i >= without && i < without + skip) continue;
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash ^ (hash >>> 32);
  }
}
