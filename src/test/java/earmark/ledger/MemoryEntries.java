package earmark.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Entries in a list, for tests of rooms. It can be told to fail. */
public class MemoryEntries implements Entries {
  private final List<Entry> all = new ArrayList<>();
  private boolean full;
  private boolean lost;

  /** Refuses to append from now on, as a full disk does, or not any more. */
  public synchronized void setFull(boolean full) {
    this.full = full;
  }

  /** Appends, but fails to say so, as a database does that is lost at the wrong moment. */
  public synchronized void setLost(boolean lost) {
    this.lost = lost;
  }

  @Override
  public synchronized long lastSeq() {
    return all.size();
  }

  @Override
  public synchronized void between(long from, long to, Consumer<Entry> action) {
    int first = (int) Math.max(from - 1, 0);
    int end = (int) Math.min(to, all.size());
    if (first < end) List.copyOf(all.subList(first, end)).forEach(action);
  }

  @Override
  public Pen pen() {
    return new Pen() {
      @Override
      public void since(long seq, Consumer<Entry> action) {
        MemoryEntries.this.since(seq, action);
      }

      @Override
      public void append(List<Entry> entries) {
        MemoryEntries.this.append(entries);
      }

      @Override
      public void close() {
        // nothing was taken
      }
    };
  }

  private synchronized void append(List<Entry> entries) {
    if (full) throw new AppendFailed("full", new IllegalStateException("full"));
    List<Entry> next = new ArrayList<>(all);
    for (Entry entry : entries) {
      boolean used =
          entry.key().isPresent()
              && next.stream()
                  .anyMatch(old ->
                      old.actor().equals(entry.actor())
                          && old.key()
                              .map(RequestKey::text)
                              .equals(entry.key().map(RequestKey::text)));
      if (entry.seq() != next.size() + 1 || used) {
        throw new AppendFailed("does not fit", new IllegalStateException("entry " + entry.seq()));
      }
      next.add(entry);
    }
    all.clear();
    all.addAll(next);
    if (lost) throw new OutcomeUnknown("lost", new IllegalStateException("lost"));
  }

  @Override
  public synchronized Optional<Entry> find(String actor, String key) {
    return all.stream()
        .filter(entry -> entry.actor().equals(actor))
        .filter(entry -> entry.key().map(RequestKey::text).equals(Optional.of(key)))
        .findFirst();
  }
}
