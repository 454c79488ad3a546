package earmark.index.roaring;

import earmark.index.Answers.Counted;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** Tags that contain what somebody types. */
record Suggestions(View view) {

  /**
   * The best tags that contain a text. Those that start with it come first, so the others, which
   * may be many more, are looked at only if too few do.
   */
  List<Counted> best(String text, Set<Tag.Kind> kinds, int limit) {
    Names names = view.names();
    String folded = Query.fold(text);
    Best<Integer> starting = new Best<>(order(), limit);
    IntConsumer start = candidates(starting, kinds);
    names.namesStarting(folded, name -> names.tagsOf(name, view.tagCount(), start));
    List<Integer> best = new ArrayList<>(starting.sorted());
    if (best.size() < limit) {
      Best<Integer> others = new Best<>(order(), limit - best.size());
      IntConsumer other = candidates(others, kinds);
      names.containing(
          folded,
          view.tagCount(),
          number -> {
            if (isWorse(number, others)) return;
            if (!names.folded(number).startsWith(folded)) other.accept(number);
          });
      best.addAll(others.sorted());
    }
    return best.stream()
        .map(number -> new Counted(names.tag(number), view.tags().set(number).size()))
        .toList();
  }

  private Comparator<Integer> order() {
    Names names = view.names();
    return Comparator.<Integer>comparingInt(number -> -view.tags().set(number).size())
        .thenComparing(number -> names.tag(number).name())
        .thenComparing(number -> names.tag(number).kind())
        .thenComparing(number -> names.tag(number).scope());
  }

  private IntConsumer candidates(Best<Integer> kept, Set<Tag.Kind> kinds) {
    return number -> {
      if (isWorse(number, kept)) return;
      if (kinds.contains(view.names().tag(number).kind())) kept.offer(number);
    };
  }

  /** Whether a tag is not in use, or behind all that are kept, told without comparing names. */
  private boolean isWorse(int number, Best<Integer> kept) {
    int size = view.tags().set(number).size();
    return size == 0 || (kept.isFull() && size < view.tags().set(kept.worst()).size());
  }
}
