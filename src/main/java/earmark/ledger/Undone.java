package earmark.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which operations were taken back by which. One thread adds, any number read. */
final class Undone {
  private final Map<Long, Long> undone = new ConcurrentHashMap<>();
  private final Map<Long, List<Long>> undoers = new ConcurrentHashMap<>();

  /** Notes what an entry takes back. One that is known already changes nothing. */
  void add(Entry entry) {
    for (Change change : entry.changes()) {
      if (change instanceof Change.Undid(long operation)
          && !entry.changes().stream().allMatch(Change::changesNothing)) {
        add(entry.seq(), operation);
      }
    }
  }

  void add(long undoer, long operation) {
    if (undone.putIfAbsent(undoer, operation) != null) return;
    undoers.merge(
        operation,
        List.of(undoer),
        (before, more) -> Stream.concat(before.stream(), more.stream()).sorted().toList());
  }

  /** For each undo what it takes back. */
  Map<Long, Long> all() {
    return Map.copyOf(undone);
  }

  /** The last operation that takes this one back and still stands. */
  Optional<Long> by(long operation) {
    TreeSet<Long> all = new TreeSet<>();
    TreeSet<Long> open = new TreeSet<>(Set.of(operation));
    for (Long next = open.pollFirst(); next != null; next = open.pollFirst()) {
      all.add(next);
      open.addAll(of(next));
    }
    Set<Long> standing = new HashSet<>(); // an undo comes after what it takes back
    for (long number : all.descendingSet()) {
      if (of(number).stream().noneMatch(standing::contains)) standing.add(number);
    }
    return of(operation).reversed().stream().filter(standing::contains).findFirst();
  }

  private List<Long> of(long operation) {
    return undoers.getOrDefault(operation, List.of());
  }
}
