package earmark.report;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.History;
import earmark.search.Column;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What was done to one report, as the ledger tells it and as far as a caller may know it: only what
 * was done where he may read.
 *
 * @param told newest first
 */
record Story(List<Told> told) {
  private static final int AT_ONCE = 500;

  /** One operation on a report. */
  record Told(Entry entry, int report, boolean shown) {
    /** Its id, which says nothing of other operations. */
    String id() {
      return id(entry, report);
    }

    static String id(Entry entry, int report) {
      byte[] hash = entry.hash();
      return UUID.nameUUIDFromBytes(
              ByteBuffer.allocate(hash.length + Integer.BYTES).put(hash).putInt(report).array())
          .toString();
    }

    /** The names of tags that the report got, sorted. */
    List<String> added() {
      return names(entry, tagged -> tagged.added().contains(report));
    }

    /** The names of tags that it lost, sorted. */
    List<String> removed() {
      return names(entry, tagged -> tagged.removed().contains(report));
    }

    private static List<String> names(Entry entry, Predicate<Change.Tagged> wanted) {
      return entry.changes().stream()
          .filter(change ->
              change instanceof Change.Tagged tagged
                  && tagged.tag().kind() == Tag.Kind.REPORT
                  && wanted.test(tagged))
          .map(change -> ((Change.Tagged) change).tag().name())
          .sorted()
          .toList();
    }

    /** What it was, in a word. */
    String what() {
      boolean undid = entry.changes().stream().anyMatch(c -> c instanceof Change.Undid);
      if (undid) return "undid";
      if (has(Change.Arrived.class)) return "submitted";
      if (has(Change.Gone.class)) return "deleted";
      if (described(Column.REPORT_REVISION).isPresent()) return "updated";
      if (described(Column.REPORT_ENCLAVE).isPresent()) return "moved";
      return "tagged";
    }

    private boolean has(Class<? extends Change> kind) {
      return entry.changes().stream()
          .filter(kind::isInstance)
          .anyMatch(change ->
              switch (change) {
                case Change.Arrived(Thing thing, ThingSet some) ->
                    thing == Thing.REPORT && some.contains(report);
                case Change.Gone(Thing thing, ThingSet some) ->
                    thing == Thing.REPORT && some.contains(report);
                default -> false;
              });
    }

    private Optional<Change.Values> described(Column column) {
      return Story.described(entry, report, column);
    }
  }

  private static Optional<Change.Values> described(Entry entry, int report, Column column) {
    for (Change change : entry.changes()) {
      if (change instanceof Change.Described(Thing kind, int thing, var fields)
          && kind == Thing.REPORT
          && thing == report
          && fields.containsKey(column.field())) {
        return Optional.ofNullable(fields.get(column.field()));
      }
    }
    return Optional.empty();
  }

  /**
   * The story of a report.
   *
   * @param readable the ids of the enclaves that the caller reads
   * @param enclave where it is; absent if it is gone
   */
  static Story of(History history, Set<String> readable, int report, Optional<String> enclave) {
    List<Told> told = new ArrayList<>();
    String at = enclave.orElse("");
    long before = Long.MAX_VALUE;
    while (true) {
      List<Entry> some = history.ofThing(Thing.REPORT, report, before, AT_ONCE);
      for (Entry entry : some) {
        Optional<Change.Values> moved = described(entry, report, Column.REPORT_ENCLAVE);
        String was = moved.map(values -> first(values.before())).orElse(at);
        if (moved.isPresent()) at = first(moved.get().after());
        boolean shown = readable.contains(at.isEmpty() ? was : at);
        told.add(new Told(entry, report, shown));
        at = was;
      }
      if (some.size() < AT_ONCE) return new Story(told);
      before = some.getLast().seq();
    }
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** What the caller may know, newest first. */
  List<Told> shown() {
    return told.stream().filter(Told::shown).toList();
  }
}
