package earmark.ledger;

import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of an operation is still as it left it, up to an entry. Made from the history, which may
 * take a while, so that little is left to look at under the pen.
 */
final class UndoPlan {
  private final Undo undo;

  /** The number of the last entry that was looked at. */
  final long seq;

  private final Map<Tag, Done> all;
  private final Map<Tag, Done> untouched;
  private final Map<Integer, Map<String, List<String>>> former;

  /** What an operation did with a tag: the things that it gave the tag to and took it from. */
  private record Done(ThingSet added, ThingSet removed) {
    /** With one more change of the same operation. */
    Done and(Change.Tagged next) {
      ThingSet left = added.andNot(next.removed());
      ThingSet taken = removed.or(next.removed().andNot(added));
      return new Done(left.or(next.added().andNot(taken)), taken.andNot(next.added()));
    }

    Done minus(Change.Tagged later) {
      ThingSet touched = later.added().or(later.removed());
      return new Done(added.andNot(touched), removed.andNot(touched));
    }

    ThingSet things() {
      return added.or(removed);
    }
  }

  private UndoPlan(
      Undo undo,
      long seq,
      Map<Tag, Done> all,
      Map<Tag, Done> untouched,
      Map<Integer, Map<String, List<String>>> former) {
    this.undo = undo;
    this.seq = seq;
    this.all = all;
    this.untouched = untouched;
    this.former = former;
  }

  /**
   * Plans on the thread of who asks.
   *
   * @throws Refusal if there is no such operation or it can't be taken back
   */
  static UndoPlan make(Undo undo, History history) {
    long seq = history.seq();
    Entry entry =
        history
            .operation(undo.operation())
            .filter(found -> found.isAbout(undo.rule().kind()))
            .orElseThrow(
                () -> new Refusal.NotFound("There is no operation " + undo.operation() + "."));
    Map<Tag, Done> all = done(entry);
    Map<Integer, Map<String, List<String>>> former = former(entry, undo.rule().fields());
    if (all.isEmpty() && former.isEmpty()) {
      throw new Refusal.Invalid(
          "Operation " + entry.seq() + " changed no tags; there is nothing to undo.");
    }
    undo.rule().check(entry);
    Map<Tag, Done> untouched = new LinkedHashMap<>(all);
    history.touching(
        entry.seq() + 1,
        seq,
        all.keySet(),
        tag -> untouched.getOrDefault(tag, NOTHING).things(),
        ThingSet.of(former.keySet().stream().mapToInt(Integer::intValue).toArray()),
        later -> {
          without(untouched, later);
          withoutFields(undo.rule().kind(), former, later);
        });
    return new UndoPlan(undo, seq, all, untouched, former);
  }

  /** The values that fields had before an operation, by sample and name. */
  private static Map<Integer, Map<String, List<String>>> former(Entry entry, Set<String> names) {
    Map<Integer, Map<String, List<String>>> former = new TreeMap<>();
    for (Change change : entry.changes()) {
      if (!(change instanceof Change.Described described)) continue;
      described
          .fields()
          .forEach((name, values) -> {
            if (!names.contains(name)) return;
            former
                .computeIfAbsent(described.thing(), _ -> new TreeMap<>())
                .putIfAbsent(name, values.before());
          });
    }
    return former;
  }

  private static void withoutFields(
      Thing kind, Map<Integer, Map<String, List<String>>> former, Entry later) {
    for (Change change : later.changes()) {
      if (!(change instanceof Change.Described described) || described.kind() != kind) continue;
      former.computeIfPresent(
          described.thing(),
          (_, fields) -> {
            fields.keySet().removeAll(described.fields().keySet());
            return fields.isEmpty() ? null : fields;
          });
    }
  }

  private static final Done NOTHING = new Done(ThingSet.none(), ThingSet.none());

  private static Map<Tag, Done> done(Entry entry) {
    Map<Tag, Done> done = new LinkedHashMap<>();
    for (Change change : entry.changes()) {
      switch (change) {
        case Change.Gone gone when !gone.changesNothing() ->
            throw new Refusal.Invalid(
                "Operation "
                    + entry.seq()
                    + " removed "
                    + gone.kind().plural()
                    + "; that can't be undone, since what they held is gone.");
        case Change.Tagged tagged when !tagged.changesNothing() ->
            done.merge(tagged.tag(), NOTHING.and(tagged), (before, _) -> before.and(tagged));
        default -> {} // nothing that has to do with tags
      }
    }
    return done;
  }

  private static void without(Map<Tag, Done> done, Entry later) {
    for (Change change : later.changes()) {
      if (change instanceof Change.Tagged tagged) {
        done.computeIfPresent(tagged.tag(), (_, before) -> before.minus(tagged));
      }
    }
  }

  /**
   * The changes that take the operation back.
   *
   * @param later the entries after {@link #seq}
   */
  List<Change> decide(State state, List<Entry> later) {
    Map<Tag, Done> left = new LinkedHashMap<>(untouched);
    for (Entry entry : later) without(left, entry);
    List<Change.Tagged> wanted = new ArrayList<>();
    left.forEach((tag, done) -> {
      int touched = all.getOrDefault(tag, done).things().size() - done.things().size();
      wanted.add(new Change.Tagged(tag, done.removed(), done.added(), touched, 0));
    });
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Undid(undo.operation()));
    changes.addAll(undo.rule().decide(state, wanted));
    if (!former.isEmpty()) changes.addAll(undo.rule().decideFields(state, formerNow(later)));
    return changes;
  }

  private Map<Integer, Map<String, List<String>>> formerNow(List<Entry> later) {
    Map<Integer, Map<String, List<String>>> left = new TreeMap<>();
    former.forEach((sample, fields) -> left.put(sample, new TreeMap<>(fields)));
    for (Entry entry : later) withoutFields(undo.rule().kind(), left, entry);
    return left;
  }
}
