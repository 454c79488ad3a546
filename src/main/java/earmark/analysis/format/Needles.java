package earmark.analysis.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many texts looked for at once, one table look-up a character: the automaton of Aho and Corasick,
 * "Efficient String Matching" (1975). Without regard to the case of ASCII letters.
 */
final class Needles {
  private static final int ALPHABET = 128;

  /** The state before the first character. */
  static final int START = 0;

  private final int[] next;
  private final @Nullable List<String>[] found;

  /** From text, in lower case ASCII, to the id that is answered when it is found. */
  Needles(Map<String, String> texts) {
    List<int[]> states = new ArrayList<>();
    List<Set<String>> ids = new ArrayList<>();
    add(states, ids);
    texts.forEach((text, id) -> insert(states, ids, text, id));
    link(states, ids);
    next = new int[states.size() * ALPHABET];
    for (int s = 0; s < states.size(); s++) {
      for (int c = 0; c < ALPHABET; c++) {
        int folded = c >= 'A' && c <= 'Z' ? c + 32 : c;
        next[s * ALPHABET + c] = states.get(s)[folded];
      }
    }
    found = lists(ids);
  }

  private static int add(List<int[]> states, List<Set<String>> ids) {
    int[] row = new int[ALPHABET];
    Arrays.fill(row, -1);
    states.add(row);
    ids.add(new LinkedHashSet<>());
    return states.size() - 1;
  }

  private static void insert(List<int[]> states, List<Set<String>> ids, String text, String id) {
    if (!text.equals(text.toLowerCase(Locale.ROOT))) throw new IllegalArgumentException(text);
    int state = START;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (states.get(state)[c] < 0) {
        int added = add(states, ids);
        states.get(state)[c] = added;
      }
      state = states.get(state)[c];
    }
    ids.get(state).add(id);
  }

  /** Fills each missing step with that of the longest suffix which is a prefix of some text. */
  private static void link(List<int[]> states, List<Set<String>> ids) {
    int[] suffix = new int[states.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < ALPHABET; c++) {
      int child = states.get(START)[c];
      if (child < 0) states.get(START)[c] = START;
      else queue.add(child);
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      ids.get(state).addAll(ids.get(suffix[state]));
      for (int c = 0; c < ALPHABET; c++) {
        int child = states.get(state)[c];
        int fallback = states.get(suffix[state])[c];
        if (child < 0) {
          states.get(state)[c] = fallback;
        } else {
          suffix[child] = fallback;
          queue.add(child);
        }
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type can't be made otherwise
  private static @Nullable List<String>[] lists(List<Set<String>> ids) {
    @Nullable List<String>[] lists = new List[ids.size()];
    for (int s = 0; s < lists.length; s++) {
      lists[s] = ids.get(s).isEmpty() ? null : List.copyOf(ids.get(s));
    }
    return lists;
  }

  /** The state after one more character, which must be ASCII. */
  int step(int state, int c) {
    return next[state * ALPHABET + c];
  }

  /** The ids of the texts that end here, or null, as nearly always. */
  @Nullable List<String> found(int state) {
    return found[state];
  }
}
