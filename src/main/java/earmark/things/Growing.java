package earmark.things;

import java.util.Arrays;

/**
 * A set in the making that often gets a few things more: they are kept aside and united with it
 * when it is asked for, so that ten thousand single additions don't copy it ten thousand times. For
 * one thread.
 */
public final class Growing {
  private static final int ASIDE_MAX = 1024;

  private ThingSet set;
  private int[] aside = new int[4];
  private int count;
  private int lowest = Integer.MAX_VALUE;
  private int highest = -1;

  public Growing(ThingSet set) {
    this.set = set;
  }

  /** The set as it is now. */
  public ThingSet get() {
    if (count > 0) {
      set = set.or(ThingSet.of(Arrays.copyOf(aside, count)));
      count = 0;
      lowest = Integer.MAX_VALUE;
      highest = -1;
    }
    return set;
  }

  /** No less than its size, and known without uniting anything. */
  public int sizeAtMost() {
    return set.size() + count;
  }

  public boolean contains(int thing) {
    if (thing >= lowest && thing <= highest) {
      for (int i = 0; i < count; i++) {
        if (aside[i] == thing) return true;
      }
    }
    return set.contains(thing);
  }

  public void add(int thing) {
    if (count == ASIDE_MAX) get();
    if (count == aside.length) aside = Arrays.copyOf(aside, count * 2);
    aside[count++] = thing;
    lowest = Math.min(lowest, thing);
    highest = Math.max(highest, thing);
  }

  public void add(ThingSet things) {
    if (things.size() <= ASIDE_MAX / 4) things.forEach(this::add);
    else set = get().or(things);
  }

  public void remove(ThingSet things) {
    if (!things.isEmpty()) set = get().andNot(things);
  }
}
