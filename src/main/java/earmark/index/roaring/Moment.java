package earmark.index.roaring;

import earmark.tag.Thing;
import java.util.EnumMap;
import java.util.Map;

/**
 * What readers see at one moment of things of each kind; immutable.
 *
 * @param views one for each kind, all of the same entry
 */
record Moment(Map<Thing, View> views) {
  Moment {
    views = new EnumMap<>(views);
  }

  /** Nothing at all, with dictionaries of its own. */
  static Moment empty() {
    Map<Thing, View> views = new EnumMap<>(Thing.class);
    for (Thing kind : Thing.values()) views.put(kind, View.empty(kind));
    return new Moment(views);
  }

  View of(Thing kind) {
    View view = views.get(kind);
    if (view == null) throw new IllegalStateException("no view of " + kind.plural());
    return view;
  }

  /** The number of the last entry in it. */
  long seq() {
    return of(Thing.SAMPLE).seq();
  }
}
