package earmark.index.roaring;

import earmark.ledger.Entries;
import earmark.ledger.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views of past moments. The last few that were asked for are kept. Safe for many threads. */
final class Past {
  private static final int KEPT = 4;
  private static final int BATCH = 256;

  private final Map<Long, View> kept = new LinkedHashMap<>(KEPT * 2, 0.75f, true);

  /**
   * The view after an entry: one of a later moment with all entries since then taken back, the last
   * one first.
   *
   * @throws IllegalArgumentException if the entry is not there yet, or never will be
   */
  View at(long seq, View now, Entries entries) {
    if (seq < 0 || seq > now.seq()) {
      throw new IllegalArgumentException("no entry " + seq + ", only up to " + now.seq());
    }
    View later = nearest(seq, now);
    if (later.seq() == seq) return later;
    ViewDraft draft = new ViewDraft(later, _ -> {});
    for (long to = later.seq(); to > seq; to -= BATCH) {
      long from = Math.max(seq + 1, to - BATCH + 1);
      List<Entry> batch = entries.between(from, to);
      if (batch.size() != to - from + 1) {
        throw new IllegalStateException("entries are missing from " + from + " to " + to);
      }
      for (Entry entry : batch.reversed()) draft.takeBack(entry);
    }
    View view = draft.view();
    keep(view);
    return view;
  }

  private synchronized View nearest(long seq, View now) {
    Optional<Long> best = kept.keySet().stream().filter(known -> known >= seq).min(Long::compareTo);
    View known = best.isEmpty() ? null : kept.get(best.get());
    return known == null || known.seq() > now.seq() ? now : known;
  }

  private synchronized void keep(View view) {
    kept.put(view.seq(), view);
    if (kept.size() > KEPT) kept.remove(kept.keySet().iterator().next());
  }
}
