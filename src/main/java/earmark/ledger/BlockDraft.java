package earmark.ledger;

import earmark.tag.Tag;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** The newest entries, of which the next {@link Block} is made. For the pen alone. */
final class BlockDraft {
  /** The entries; whoever was told how many there are may read so many. */
  final Entry[] entries;

  private final TagNumbers numbers;
  private final Growing tags = new Growing(ThingSet.none());
  private final Growing things = new Growing(ThingSet.none());
  private final Set<String> actors = new HashSet<>();
  private final Set<Via> vias = EnumSet.noneOf(Via.class);
  private int count;
  private long bytes;

  BlockDraft(int size, TagNumbers numbers) {
    this.entries = new Entry[size];
    this.numbers = numbers;
  }

  int count() {
    return count;
  }

  /** How many bytes the bodies of its entries have. */
  long bytes() {
    return bytes;
  }

  void add(Entry entry) {
    entries[count++] = entry;
    bytes += entry.body().length;
    actors.add(entry.actor());
    vias.add(entry.via());
    for (Change change : entry.changes()) {
      switch (change) {
        case Change.Arrived arrived -> things.add(arrived.things());
        case Change.Gone gone -> things.add(gone.things());
        case Change.Described described -> things.add(described.thing());
        case Change.Renamed renamed -> {
          for (Tag tag : renamed.from()) tags.add(numbers.number(tag));
          for (Tag tag : renamed.to()) tags.add(numbers.number(tag));
        }
        case Change.Undid _ -> {}
        case Change.Tagged tagged -> {
          if (tagged.changesNothing()) continue;
          tags.add(numbers.number(tagged.tag()));
          things.add(tagged.added());
          things.add(tagged.removed());
        }
      }
    }
  }

  Block close() {
    Entry first = entries[0];
    Entry last = entries[count - 1];
    return new Block(
        first.seq(),
        last.seq(),
        first.atMicros(),
        last.atMicros(),
        tags.get(),
        things.get(),
        actors,
        vias);
  }
}
