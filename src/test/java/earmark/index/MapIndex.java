package earmark.index;

import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An index in plain maps that judges the real one. It simply keeps every state it was ever in. */
public final class MapIndex implements Index {
  private final Map<Long, MapState> past = new HashMap<>(Map.of(0L, new MapState(0)));
  private MapState now = new MapState(0);

  @Override
  public Draft draft() {
    return new MapDraft();
  }

  private final class MapDraft implements Draft {
    private MapState state = now;

    @Override
    public void apply(Entry entry) {
      if (entry.seq() > state.seq()) state = state.with(entry);
    }

    @Override
    public void publish() {
      now = state;
      past.put(now.seq(), now);
    }

    @Override
    public long seq() {
      return state.seq();
    }

    @Override
    public ThingSet things(Tag tag) {
      return MapState.set(state.of(tag));
    }

    @Override
    public ThingSet samples() {
      return MapState.set(state.all());
    }

    @Override
    public ThingSet find(Query query) {
      return state.samples(query);
    }

    @Override
    public List<Tag> tags(int sample) {
      return state.tags(sample);
    }

    @Override
    public boolean hasRoom(int sample, Tag.Kind kind, int more, int max) {
      return tags(sample).stream().filter(tag -> tag.kind() == kind).count() + more <= max;
    }

    @Override
    public Map<String, List<String>> fields(int sample) {
      Map<String, List<String>> fields = new TreeMap<>();
      Arrays.stream(Column.values())
          .filter(column -> !state.values(sample, column).isEmpty())
          .forEach(column -> fields.put(column.field(), state.values(sample, column)));
      return fields;
    }
  }

  @Override
  public Answers at(long seq, Entries entries) {
    MapState then = past.get(seq);
    if (then == null) throw new IllegalArgumentException("no entry " + seq);
    return then;
  }

  @Override
  public long seq() {
    return now.seq();
  }

  @Override
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    return now.find(query, order, after, limit);
  }

  @Override
  public Found find(Query query, Order order, int skipped, int limit) {
    return now.find(query, order, skipped, limit);
  }

  @Override
  public ThingSet samples(Query query) {
    return now.samples(query);
  }

  @Override
  public boolean exists(int sample) {
    return now.exists(sample);
  }

  @Override
  public List<Tag> tags(int sample) {
    return now.tags(sample);
  }

  @Override
  public List<String> values(int sample, Column column) {
    return now.values(sample, column);
  }

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return now.suggest(text, kinds, limit);
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    return now.facets(query, kinds, limit);
  }
}
