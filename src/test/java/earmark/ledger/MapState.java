package earmark.ledger;

import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A state in plain maps, of which only the things of tags can be asked. */
record MapState(Map<Tag, TreeSet<Integer>> carriers) implements State {
  @Override
  public ThingSet things(Tag tag) {
    return ThingSet.of(
        carriers.getOrDefault(tag, new TreeSet<>()).stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public State of(Thing kind) {
    return this;
  }

  @Override
  public long seq() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ThingSet all() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ThingSet find(Query query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Tag> tags(int sample) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasRoom(int sample, Tag.Kind kind, int more, int max) {
    return true;
  }

  @Override
  public Map<String, List<String>> fields(int sample) {
    return Map.of();
  }
}
