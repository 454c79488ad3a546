package earmark.index.roaring;

import earmark.ledger.Entries;
import earmark.ledger.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Past moments. The last few that were asked for are kept. Safe for many threads. */
final class Past {
  private static final int KEPT = 4;
  private static final int BATCH = 256;

  private final Map<Long, Moment> kept = new LinkedHashMap<>(KEPT * 2, 0.75f, true);

  /**
   * The moment after an entry: a later one with all entries since then taken back, the last one
   * first.
   *
   * @throws IllegalArgumentException if the entry is not there yet, or never will be
   */
  Moment at(long seq, Moment now, Entries entries) {
    if (seq < 0 || seq > now.seq()) {
      throw new IllegalArgumentException("no entry " + seq + ", only up to " + now.seq());
    }
    Moment later = nearest(seq, now);
    if (later.seq() == seq) return later;
    MomentDraft draft = new MomentDraft(later, _ -> {});
    for (long to = later.seq(); to > seq; to -= BATCH) {
      long from = Math.max(seq + 1, to - BATCH + 1);
      List<Entry> batch = entries.between(from, to);
      if (batch.size() != to - from + 1) {
        throw new IllegalStateException("entries are missing from " + from + " to " + to);
      }
      for (Entry entry : batch.reversed()) draft.takeBack(entry);
    }
    Moment then = draft.moment();
    keep(then);
    return then;
  }

  private synchronized Moment nearest(long seq, Moment now) {
    Optional<Long> best = kept.keySet().stream().filter(known -> known >= seq).min(Long::compareTo);
    Moment known = best.isEmpty() ? null : kept.get(best.get());
    return known == null || known.seq() > now.seq() ? now : known;
  }

  private synchronized void keep(Moment moment) {
    kept.put(moment.seq(), moment);
    if (kept.size() > KEPT) kept.remove(kept.keySet().iterator().next());
  }
}
