package earmark.index.roaring;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Entries;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    View now = view;
    ThingSet found = now.find(query, names);
    int[] page = found.below(after.map(Cursor::sample).orElse(Integer.MAX_VALUE), limit + 1);
    List<Row> rows = new ArrayList<>(limit);
    for (int i = 0; i < Math.min(page.length, limit); i++) {
      rows.add(new Row(page[i], tags(now, page[i])));
    }
    Optional<Cursor> next =
        page.length > limit ? Optional.of(new Cursor("", page[limit - 1])) : Optional.empty();
    return new Found(found.size(), rows, next);
  }

  @Override
  public ThingSet samples(Query query) {
    return view.find(query, names);
  }

  @Override
  public List<String> values(int sample, Column column) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Answers at(long seq, Entries entries) {
    throw new UnsupportedOperationException();
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
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
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
        .map(number -> new Counted(names.tag(number), now.things(number).size()))
        .toList();
  }
}
