package earmark.index.roaring;

import earmark.index.Answers.Counted;
import earmark.index.Answers.Named;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Tags of one kind in some scopes; several of one name in different scopes are one name. */
final class ScopedNames {
  /** How many names are counted exactly for each that is asked for, at first. */
  private static final int FIRST = 4;

  private final View view;
  private final Tag.Kind kind;
  private final Set<String> scopes;
  private final BitSet asked;

  ScopedNames(View view, Tag.Kind kind, Set<String> scopes) {
    this.view = view;
    this.kind = kind;
    this.scopes = scopes;
    this.asked = view.names().scopes(scopes);
  }

  List<Counted> inUse() {
    List<Counted> found = new ArrayList<>();
    for (int tag = 0; tag < view.tagCount(); tag++) {
      int size = isAsked(tag) ? view.tags().set(tag).size() : 0;
      if (size > 0) found.add(new Counted(view.names().tag(tag), size));
    }
    return found;
  }

  private boolean isAsked(int tag) {
    return asked.get(view.names().scopeOf(tag)) && view.names().tag(tag).kind() == kind;
  }

  /** A name, and on how many things it is at most. */
  private record Candidate(String name, boolean begins, long most) {}

  private static final Comparator<Candidate> ORDER =
      Comparator.comparing(Candidate::begins)
          .thenComparingLong(Candidate::most)
          .reversed()
          .thenComparing(Candidate::name);

  /**
   * The best names that contain a text. What the sizes of its tags add up to tells on how many
   * things a name is at most, so only the names that promise most are counted exactly.
   */
  List<Named> best(String text, ThingSet within, int limit) {
    if (limit <= 0 || within.isEmpty()) return List.of();
    String folded = Query.fold(text);
    long[] most = most(folded);
    int counted = Math.max(1, limit) * FIRST;
    while (true) {
      Best<Candidate> promising = new Best<>(ORDER, counted);
      for (int name = 0; name < most.length; name++) {
        if (most[name] == 0) continue;
        long size = Math.min(most[name], within.size());
        if (promising.isFull() && promising.worst().begins() && promising.worst().most() > size) {
          continue;
        }
        String spelt = view.names().nameAt(name);
        promising.offer(new Candidate(spelt, Query.fold(spelt).startsWith(folded), size));
      }
      List<Candidate> candidates = promising.sorted();
      Best<Candidate> exact = new Best<>(ORDER, limit);
      for (Candidate candidate : candidates) {
        if (exact.isFull() && ORDER.compare(exact.worst(), candidate) < 0) break;
        int size = carriers(candidate.name()).andSize(within);
        if (size > 0) exact.offer(new Candidate(candidate.name(), candidate.begins(), size));
      }
      boolean isAll = candidates.size() < counted;
      if (isAll || (exact.isFull() && ORDER.compare(exact.worst(), candidates.getLast()) < 0)) {
        return exact.sorted().stream()
            .map(candidate -> new Named(candidate.name(), (int) candidate.most()))
            .toList();
      }
      counted *= FIRST;
    }
  }

  /** For each name that contains the text, what the sizes of its tags add up to. */
  private long[] most(String folded) {
    long[] most = new long[view.names().nameCount()];
    view.names()
        .containing(
            folded,
            view.tagCount(),
            tag -> {
              if (isAsked(tag)) most[view.names().nameOf(tag)] += view.tags().set(tag).size();
            });
    return most;
  }

  private ThingSet carriers(String name) {
    List<ThingSet> sets = new ArrayList<>();
    for (String scope : scopes) {
      OptionalInt tag = view.names().find(new Tag(kind, scope, name));
      if (tag.isPresent()) sets.add(view.tags().set(tag.getAsInt()));
    }
    return ThingSet.union(sets);
  }
}
