package earmark.ledger;

import earmark.things.ThingSet;
import java.util.Set;

/**
 * What is known of some consecutive entries without reading them; they may be passed over if what
 * is looked for is not in here. Immutable.
 *
 * @param first the number of its first entry
 * @param last the number of its last entry
 * @param fromMicros when its first entry was made, in microseconds since 1970 UTC
 * @param toMicros when its last entry was made
 * @param tags the tags that its entries touched, as the numbers of {@link TagNumbers}
 * @param things the things that its entries touched
 */
public record Block(
    long first,
    long last,
    long fromMicros,
    long toMicros,
    ThingSet tags,
    ThingSet things,
    Set<String> actors,
    Set<Via> vias) {
  public Block {
    actors = Set.copyOf(actors);
    vias = Set.copyOf(vias);
  }
}
