package earmark.index;

import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An index in plain maps that judges the real one. It simply keeps every state it was ever in. */
public final class MapIndex implements Index {
  private final Map<Long, Map<Thing, MapState>> past = new HashMap<>();
  private Map<Thing, MapState> now = new EnumMap<>(Thing.class);

  public MapIndex() {
    for (Thing kind : Thing.values()) now.put(kind, new MapState(0, kind));
    past.put(0L, now);
  }

  private static MapState of(Map<Thing, MapState> states, Thing kind) {
    MapState state = states.get(kind);
    if (state == null) throw new IllegalStateException("nothing of " + kind);
    return state;
  }

  @Override
  public Answers of(Thing kind) {
    return of(now, kind);
  }

  @Override
  public Answers at(long seq, Entries entries, Thing kind) {
    Map<Thing, MapState> then = past.get(seq);
    if (then == null) throw new IllegalArgumentException("no entry " + seq);
    return of(then, kind);
  }

  @Override
  public long seq() {
    return of(Thing.SAMPLE).seq();
  }

  @Override
  public Draft draft() {
    return new MapDraft();
  }

  private final class MapDraft implements Draft {
    private Map<Thing, MapState> states = now;

    @Override
    public long seq() {
      return MapIndex.of(states, Thing.SAMPLE).seq();
    }

    @Override
    public State of(Thing kind) {
      return new OfKind(this, kind);
    }

    @Override
    public void apply(Entry entry) {
      if (entry.seq() <= seq()) return;
      Map<Thing, MapState> next = new EnumMap<>(Thing.class);
      states.forEach((kind, state) -> next.put(kind, state.with(entry)));
      states = next;
    }

    @Override
    public void publish() {
      now = states;
      past.put(seq(), now);
    }
  }

  /** What a draft says of things of one kind, whatever was applied to it meanwhile. */
  private record OfKind(MapDraft draft, Thing kind) implements State {
    private MapState state() {
      return MapIndex.of(draft.states, kind);
    }

    @Override
    public long seq() {
      return state().seq();
    }

    @Override
    public State of(Thing other) {
      return draft.of(other);
    }

    @Override
    public ThingSet things(Tag tag) {
      return MapState.set(state().of(tag));
    }

    @Override
    public ThingSet all() {
      return MapState.set(state().all());
    }

    @Override
    public ThingSet find(Query query) {
      return state().things(query);
    }

    @Override
    public List<Tag> tags(int thing) {
      return state().tags(thing);
    }

    @Override
    public boolean hasRoom(int thing, Tag.Kind tagKind, int more, int max) {
      return tags(thing).stream().filter(tag -> tag.kind() == tagKind).count() + more <= max;
    }

    @Override
    public Map<String, List<String>> fields(int thing) {
      Map<String, List<String>> fields = new TreeMap<>();
      for (Column column : Column.of(kind)) {
        List<String> values = state().values(thing, column);
        if (!values.isEmpty()) fields.put(column.field(), values);
      }
      return fields;
    }
  }
}
