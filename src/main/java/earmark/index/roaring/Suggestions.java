package earmark.index.roaring;

import earmark.index.Answers.Counted;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Tags that contain what somebody types. */
record Suggestions(View view) {

  /**
   * The best tags that contain a text. A text of one or two letters stands in many names; the list
   * of all of them is gone through then, without looking at a name.
   */
  List<Counted> best(String text, Set<Tag.Kind> kinds, int limit) {
    Names names = view.names();
    String folded = Query.fold(text);
    Comparator<Integer> best =
        Comparator.<Integer, Boolean>comparing(number -> !names.folded(number).startsWith(folded))
            .thenComparingInt(number -> -view.tags().set(number).size())
            .thenComparing(number -> names.tag(number).name())
            .thenComparing(number -> names.tag(number).kind())
            .thenComparing(number -> names.tag(number).scope());
    Best<Integer> kept = new Best<>(best, limit);
    names.containing(
        folded,
        view.tagCount(),
        number -> {
          int size = view.tags().set(number).size();
          if (size == 0 || (kept.isFull() && isWorse(number, size, kept.worst(), folded))) return;
          if (kinds.contains(names.tag(number).kind())) kept.offer(number);
        });
    return kept.sorted().stream()
        .map(number -> new Counted(names.tag(number), view.tags().set(number).size()))
        .toList();
  }

  /** Whether a tag comes behind another for sure, told without comparing names where possible. */
  private boolean isWorse(int number, int size, int worst, String folded) {
    boolean smaller = size < view.tags().set(worst).size();
    boolean worstBegins = view.names().folded(worst).startsWith(folded);
    if (smaller && worstBegins) return true;
    boolean begins = view.names().folded(number).startsWith(folded);
    return worstBegins != begins ? worstBegins : smaller;
  }
}
