package earmark.things;

import java.util.Arrays;

/**
 * A set in the making. Small sets are first written down and united many at a time, so that adding
 * one thing after the other to a large set does not copy it each time. For one thread.
 */
public final class Gathering {
  private static final int ROOM_FIRST = 16;
  private static final int ROOM_MAX = 4096;

  private ThingSet set = ThingSet.none();
  private int[] noted = new int[ROOM_FIRST];
  private int count;

  public void add(ThingSet more) {
    if (more.size() > ROOM_MAX / 4) {
      set = set.or(more);
    } else {
      more.forEach(this::add);
    }
  }

  public void add(int thing) {
    if (count == ROOM_MAX) set();
    if (count == noted.length) noted = Arrays.copyOf(noted, count * 4);
    noted[count++] = thing;
  }

  public void remove(ThingSet fewer) {
    if (!fewer.isEmpty()) set = set().andNot(fewer);
  }

  /** All that was added and not removed since. */
  public ThingSet set() {
    if (count > 0) {
      set = set.or(ThingSet.of(Arrays.copyOf(noted, count)));
      count = 0;
    }
    return set;
  }
}
