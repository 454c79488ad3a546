package earmark.index.roaring;

import earmark.index.Index;
import earmark.ledger.ThingSet;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/** The index in process. One writer, any number of readers, none waits for another. */
public final class RoaringIndex implements Index {
  private final Names names = new Names();
  private volatile View view = View.EMPTY;

  @Override
  public long seq() {
    return view.seq();
  }

  @Override
  public Draft draft() {
    return new ViewDraft(view, names, next -> view = next);
  }

  @Override
  public Found find(Query query, int before, int limit) {
    View now = view;
    ThingSet found = evaluate(now, query);
    int[] page = found.below(before, limit + 1);
    boolean more = page.length > limit;
    List<Row> rows = new ArrayList<>(limit);
    for (int i = 0; i < Math.min(page.length, limit); i++) {
      rows.add(new Row(page[i], tags(now, page[i])));
    }
    return new Found(found.size(), rows, more);
  }

  private ThingSet evaluate(View now, Query query) {
    return switch (query) {
      case Query.Everything() -> now.samples();
      case Query.HasTag(Tag tag) -> {
        OptionalInt number = names.find(tag);
        yield number.isEmpty() ? ThingSet.none() : now.things(number.getAsInt());
      }
      case Query.HasTagLike(String text) -> {
        List<ThingSet> sets = new ArrayList<>();
        names.containing(text, now.tagCount(), number -> sets.add(now.things(number)));
        yield ThingSet.union(sets);
      }
    };
  }

  @Override
  public boolean exists(int sample) {
    return view.samples().contains(sample);
  }

  @Override
  public List<Tag> tags(int sample) {
    return tags(view, sample);
  }

  private List<Tag> tags(View now, int sample) {
    return names.ofSample(sample, now.rareOf(sample), now.common(), now::things);
  }

  @Override
  public List<Suggestion> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    View now = view;
    String folded = Query.fold(text);
    Comparator<Integer> best =
        Comparator.<Integer, Boolean>comparing(number -> !names.folded(number).startsWith(folded))
            .thenComparingInt(number -> -now.things(number).size())
            .thenComparing(number -> names.tag(number).name())
            .thenComparing(number -> names.tag(number).kind());
    PriorityQueue<Integer> kept = new PriorityQueue<>(limit + 1, best.reversed());
    names.containing(
        folded,
        now.tagCount(),
        number -> {
          if (now.things(number).isEmpty() || !kinds.contains(names.tag(number).kind())) return;
          if (kept.size() == limit && best.compare(number, kept.element()) >= 0) return;
          kept.add(number);
          if (kept.size() > limit) kept.remove();
        });
    return kept.stream()
        .sorted(best)
        .map(number -> new Suggestion(names.tag(number), now.things(number).size()))
        .toList();
  }
}
