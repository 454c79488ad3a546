package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.index.Index;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.RequestKey;
import earmark.ledger.State;
import earmark.ledger.Undo;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.tag.Tag;
import earmark.tag.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who did what to indicators, when and why, as far as it was done in enclaves that the caller may
 * read; and taking it back where he may update them.
 */
public final class IndicatorHistory {
  private static final int READ_AT_ONCE = 100;

  private final Enclaves enclaves;
  private final Ledger ledger;
  private final Index index;
  private final IndicatorRecords records;

  public IndicatorHistory(Enclaves enclaves, Ledger ledger, Index index, IndicatorRecords records) {
    this.enclaves = enclaves;
    this.ledger = ledger;
    this.index = index;
    this.records = records;
  }

  /**
   * What an operation did to one indicator in enclaves that the caller may read.
   *
   * @param added tags that it put on, by name
   * @param removed tags that it took off
   * @param seen the ids of enclaves in which more or fewer sightings were known afterwards
   * @param undoes the operation that it took back
   * @param undoneBy the operation that took it back and still stands
   */
  public record Event(
      long operation,
      Instant at,
      String by,
      Via via,
      Optional<String> reason,
      List<IndicatorTag> added,
      List<IndicatorTag> removed,
      List<String> seen,
      Optional<Long> undoes,
      Optional<Long> undoneBy) {
    boolean isNothing() {
      return added.isEmpty() && removed.isEmpty() && seen.isEmpty();
    }
  }

  /**
   * The operations that touched the indicators that this value may mean, newest first.
   *
   * @param before only those with a lower number
   * @throws Refusal.NotFound if none of them is known in an enclave that the caller may read
   */
  public List<Event> of(Caller caller, String value, long before, int limit) {
    Sight sight = sight(caller);
    Indicator indicator = get(sight, value);
    List<Event> events = new ArrayList<>();
    long from = before;
    while (events.size() < limit) {
      List<Entry> some =
          ledger.history().ofThing(Thing.INDICATOR, indicator.number(), from, READ_AT_ONCE);
      for (Entry entry : some) {
        Event event = event(entry, indicator.number(), sight.enclaves());
        if (!event.isNothing() && events.size() < limit) events.add(event);
      }
      if (some.size() < READ_AT_ONCE) break;
      from = some.getLast().seq();
    }
    return events;
  }

  /** For each tag that an indicator carries, by name, the operation that put it there. */
  public Map<IndicatorTag, Event> givers(Caller caller, String value) {
    Sight sight = sight(caller);
    Indicator indicator = get(sight, value);
    List<IndicatorTag> tags = sight.tags(indicator.number());
    Map<Tag, Entry> givers =
        ledger.history().givers(indicator.number(), tags.stream().map(IndicatorTag::tag).toList());
    Map<IndicatorTag, Event> events = new LinkedHashMap<>();
    for (IndicatorTag tag : tags) {
      Entry giver = givers.get(tag.tag());
      if (giver != null) events.put(tag, event(giver, indicator.number(), sight.enclaves()));
    }
    return events;
  }

  /**
   * The first indicator that a value may mean and that the caller can see.
   *
   * @throws Refusal.NotFound if there is none
   */
  private Indicator get(Sight sight, String value) {
    List<IndicatorValue> meant = IndicatorValue.meant(value);
    Map<IndicatorValue, Integer> numbers = records.numbers(meant);
    for (IndicatorValue one : meant) {
      Integer number = numbers.get(one);
      if (number != null && sight.sees(number)) return new Indicator(number, one);
    }
    throw new Refusal.NotFound("There is no such indicator.");
  }

  private Sight sight(Caller caller) {
    return new Sight(index.of(Thing.INDICATOR), Scope.of(enclaves, caller, List.of()));
  }

  private Event event(Entry entry, int number, Set<String> scope) {
    Event event = event(entry, number, scope, Optional.empty());
    Optional<Long> undoneBy =
        ledger
            .history()
            .undoneBy(entry.seq())
            .filter(undo ->
                ledger
                    .history()
                    .operation(undo)
                    .filter(by -> !event(by, number, scope, Optional.empty()).isNothing())
                    .isPresent());
    return undoneBy.isEmpty() ? event : event(entry, number, scope, undoneBy);
  }

  private static Event event(Entry entry, int number, Set<String> scope, Optional<Long> undoneBy) {
    List<IndicatorTag> added = new ArrayList<>();
    List<IndicatorTag> removed = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    Optional<Long> undoes = Optional.empty();
    for (Change change : entry.changes()) {
      switch (change) {
        case Change.Tagged tagged when isIn(tagged, scope) -> {
          if (tagged.added().contains(number)) added.add(IndicatorTag.of(tagged.tag()));
          if (tagged.removed().contains(number)) removed.add(IndicatorTag.of(tagged.tag()));
        }
        case Change.Described described
            when described.kind() == Thing.INDICATOR && described.thing() == number ->
            seen.addAll(touched(described, scope));
        case Change.Undid(long operation) -> undoes = Optional.of(operation);
        default -> {} // about something else
      }
    }
    added.sort(IndicatorTag.BY_NAME);
    removed.sort(IndicatorTag.BY_NAME);
    return new Event(
        entry.seq(),
        entry.at(),
        entry.actor(),
        entry.via(),
        entry.reason(),
        added,
        removed,
        List.copyOf(seen),
        undoes,
        undoneBy);
  }

  private static boolean isIn(Change.Tagged tagged, Set<String> scope) {
    return tagged.tag().kind() == Tag.Kind.INDICATOR && scope.contains(tagged.tag().scope());
  }

  /** The enclaves for which an indicator's description is another afterwards. */
  private static Set<String> touched(Change.Described described, Set<String> scope) {
    Set<String> touched = new HashSet<>();
    for (Column column :
        List.of(
            Column.INDICATOR_SIGHTINGS,
            Column.INDICATOR_REPORTS,
            Column.INDICATOR_FIRST_SEEN,
            Column.INDICATOR_LAST_SEEN)) {
      Change.Values values = described.fields().get(column.field());
      if (values == null) continue;
      Set<String> same = new HashSet<>(values.before());
      same.retainAll(new HashSet<>(values.after()));
      for (Collection<String> side : List.of(values.before(), values.after())) {
        for (String text : side) {
          String enclave = text.substring(0, text.indexOf(' '));
          if (!same.contains(text) && scope.contains(enclave)) touched.add(enclave);
        }
      }
    }
    return touched;
  }

  /**
   * What an undo did.
   *
   * @param operation the number of its own operation; absent if there was nothing to change
   * @param added how often a tag was put on an indicator again
   * @param removed how often one was taken off
   */
  public record Undone(OptionalLong operation, int added, int removed) {}

  /**
   * Takes back what an operation did to tags of indicators in enclaves that the caller may update,
   * except where it was changed since. Sightings stay, as they were observed.
   *
   * @throws Refusal.NotFound if the caller can see nothing that the operation did
   * @throws Refusal.Forbidden if he can see it but may update no such enclave
   * @throws Refusal.Invalid if it changed no tags there
   */
  public Undone undo(
      Caller caller, Via via, long operation, Optional<String> reason, Optional<RequestKey> key) {
    Operation.checkReason(reason);
    Set<String> scope = Scope.of(enclaves, caller, List.of());
    Entry entry =
        ledger
            .history()
            .operation(operation)
            .filter(found -> touches(found, scope))
            .orElseThrow(() -> new Refusal.NotFound("There is no operation " + operation + "."));
    Set<String> tagged = new HashSet<>();
    for (Change change : entry.changes()) {
      if (change instanceof Change.Tagged one && !one.changesNothing() && isIn(one, scope)) {
        tagged.add(one.tag().scope());
      }
    }
    if (tagged.isEmpty()) {
      throw new Refusal.Invalid(
          "Operation " + operation + " changed no tags; there is nothing to undo.");
    }
    tagged.removeIf(id -> !enclaves.rights(caller, id).contains(Right.UPDATE));
    if (tagged.isEmpty()) {
      throw new Refusal.Forbidden("You may see these tags but not change them.");
    }
    Outcome outcome =
        ledger.undo(new Undo(operation, caller.login(), via, reason, key, new OfTags(tagged)));
    int added = 0;
    int removed = 0;
    for (Change change : outcome.changes()) {
      if (!(change instanceof Change.Tagged one)) continue;
      added += one.added().size();
      removed += one.removed().size();
    }
    return new Undone(outcome.operation(), added, removed);
  }

  private static boolean touches(Entry entry, Set<String> scope) {
    return entry.changes().stream()
        .anyMatch(change ->
            (change instanceof Change.Tagged tagged
                    && !tagged.changesNothing()
                    && isIn(tagged, scope))
                || (change instanceof Change.Described described
                    && described.kind() == Thing.INDICATOR
                    && !touched(described, scope).isEmpty()));
  }

  /**
   * What is taken back of tags.
   *
   * @param enclaves the ids of those in which it is
   */
  private record OfTags(Set<String> enclaves) implements Undo.Rule {
    @Override
    public Thing kind() {
      return Thing.INDICATOR;
    }

    @Override
    public void check(Entry operation) {} // done before, since the answer must not tell of others

    @Override
    public List<Change.Tagged> decide(State state, List<Change.Tagged> wanted) {
      return wanted.stream().filter(change -> isIn(change, enclaves)).toList();
    }
  }
}
