package earmark.report;

import earmark.access.Caller;
import earmark.index.Answers;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.History;
import earmark.refusal.Refusal;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was done with a tag of reports, as far as a caller may know it. For one question. */
final class TagStory {
  private static final int AT_ONCE = 500;

  private final History history;
  private final Set<String> scope;
  private final Answers answers;
  private final ThingSet readable;
  private final ThingSet all;
  private final Map<Integer, Set<Long>> shown = new HashMap<>();

  TagStory(History history, Visible visible, Caller caller) {
    this.history = history;
    this.scope = visible.scope(caller, Set.of());
    this.answers = visible.now();
    this.readable = answers.things(Visible.in(scope));
    this.all = answers.things(new Query.Everything());
  }

  /**
   * The operations on a tag, newest first, one for each report.
   *
   * @param before the id of the last one of the page before
   * @throws Refusal.NotFound if there is no such one
   */
  List<Story.Told> of(String name, Optional<String> before, int limit) {
    Tag tag = ReportChange.tag(name);
    List<Story.Told> found = new ArrayList<>();
    boolean counts = before.isEmpty();
    long upTo = Long.MAX_VALUE;
    while (true) {
      List<Entry> some = history.ofTag(tag, upTo, AT_ONCE);
      for (Entry entry : some) {
        for (Story.Told told : told(entry, tag)) {
          if (counts) found.add(told);
          else counts = told.id().equals(before.orElseThrow());
          if (found.size() == limit) return found;
        }
      }
      if (some.size() < AT_ONCE) break;
      upTo = some.getLast().seq();
    }
    if (!counts) throw new Refusal.NotFound("There is no such operation on this tag.");
    return found;
  }

  private List<Story.Told> told(Entry entry, Tag tag) {
    ThingSet touched = ThingSet.none();
    for (Change change : entry.changes()) {
      if (change instanceof Change.Tagged tagged && tagged.tag().equals(tag)) {
        touched = touched.or(tagged.added()).or(tagged.removed());
      }
    }
    List<Story.Told> told = new ArrayList<>();
    touched
        .and(readable)
        .or(touched.andNot(all))
        .forEach(report -> {
          if (shown(report).contains(entry.seq())) told.add(new Story.Told(entry, report, true));
        });
    return told.reversed();
  }

  /** The operations on a report that the caller may know of. */
  private Set<Long> shown(int report) {
    return shown.computeIfAbsent(
        report,
        _ -> {
          Optional<String> enclave = Visible.fields(answers, report).map(Fields::enclave);
          Story story = Story.of(history, scope, report, enclave);
          boolean known = enclave.isPresent() || story.told().getFirst().shown();
          Set<Long> seqs = new HashSet<>();
          if (known) story.shown().forEach(told -> seqs.add(told.entry().seq()));
          return seqs;
        });
  }
}
