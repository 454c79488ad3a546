package earmark.index;

import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An index in plain maps that judges the real one. It simply keeps every state it was ever in. */
public final class MapIndex implements Index {
  private final Map<Long, Map<Thing, MapState>> past = new HashMap<>();
  private Map<Thing, MapState> now = new EnumMap<>(Thing.class);

  public MapIndex() {
    for (Thing kind : Thing.values()) now.put(kind, new MapState(0, kind));
    past.put(0L, now);
  }

  @Override
  public Draft draft() {
    return new MapDraft();
  }

  private final class MapDraft extends OfKind implements Draft {
    private Map<Thing, MapState> states = now;

    MapDraft() {
      super(Thing.SAMPLE);
    }

    @Override
    MapState state(Thing kind) {
      return Known.of(states, kind);
    }

    @Override
    public State of(Thing kind) {
      MapDraft whole = this;
      return new OfKind(kind) {
        @Override
        MapState state(Thing wanted) {
          return whole.state(wanted);
        }

        @Override
        public State of(Thing other) {
          return whole.of(other);
        }
      };
    }

    @Override
    public ThingSet things(Tag tag) {
      return MapState.set(state(tag.kind().thing()).of(tag));
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

  private static final class Known {
    static MapState of(Map<Thing, MapState> states, Thing kind) {
      MapState state = states.get(kind);
      if (state == null) throw new IllegalStateException("nothing of " + kind);
      return state;
    }
  }

  private abstract static class OfKind implements State {
    private final Thing kind;

    OfKind(Thing kind) {
      this.kind = kind;
    }

    abstract MapState state(Thing wanted);

    @Override
    public long seq() {
      return state(kind).seq();
    }

    @Override
    public ThingSet things(Tag tag) {
      return MapState.set(state(kind).of(tag));
    }

    @Override
    public ThingSet all() {
      return MapState.set(state(kind).all());
    }

    @Override
    public ThingSet find(Query query) {
      return state(kind).things(query);
    }

    @Override
    public List<Tag> tags(int thing) {
      return state(kind).tags(thing);
    }

    @Override
    public boolean hasRoom(int thing, Tag.Kind tagKind, int more, int max) {
      return tags(thing).stream().filter(tag -> tag.kind() == tagKind).count() + more <= max;
    }

    @Override
    public Map<String, List<String>> fields(int thing) {
      Map<String, List<String>> fields = new TreeMap<>();
      for (Column column : Column.of(kind)) {
        List<String> values = state(kind).values(thing, column);
        if (!values.isEmpty()) fields.put(column.field(), values);
      }
      return fields;
    }
  }

  @Override
  public Answers of(Thing kind) {
    return Known.of(now, kind);
  }

  private MapState samples() {
    return Known.of(now, Thing.SAMPLE);
  }

  @Override
  public Answers at(long seq, Entries entries, Thing kind) {
    Map<Thing, MapState> then = past.get(seq);
    if (then == null) throw new IllegalArgumentException("no entry " + seq);
    return Known.of(then, kind);
  }

  @Override
  public long seq() {
    return samples().seq();
  }

  @Override
  public Found find(Query query, Order order, Optional<Cursor> after, int limit) {
    return samples().find(query, order, after, limit);
  }

  @Override
  public Found find(Query query, Order order, int skipped, int limit) {
    return samples().find(query, order, skipped, limit);
  }

  @Override
  public ThingSet things(Query query) {
    return samples().things(query);
  }

  @Override
  public boolean exists(int sample) {
    return samples().exists(sample);
  }

  @Override
  public List<Tag> tags(int sample) {
    return samples().tags(sample);
  }

  @Override
  public List<String> values(int sample, Column column) {
    return samples().values(sample, column);
  }

  @Override
  public List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return samples().suggest(text, kinds, limit);
  }

  @Override
  public List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit) {
    return samples().facets(query, kinds, limit);
  }

  @Override
  public List<Named> suggest(
      String text, Tag.Kind kind, Set<String> scopes, Query within, int limit) {
    return samples().suggest(text, kind, scopes, within, limit);
  }

  @Override
  public List<Counted> inUse(Tag.Kind kind, Set<String> scopes) {
    return samples().inUse(kind, scopes);
  }

  @Override
  public List<Tag> known(int from) {
    return samples().known(from);
  }
}
