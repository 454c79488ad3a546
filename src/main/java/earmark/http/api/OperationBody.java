package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.sample.Judgement;
import earmark.sample.ThreatName;
import earmark.sample.Verdict;
import earmark.tag.Thing;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation as this API shows it.
 *
 * @param what the one word that says most of it
 * @param undoneBy the operation that took it back and still stands
 * @param propagated for how many samples another verdict follows from files in them
 * @param arrived how many samples came with it
 * @param arrivedSamples their SHA-256, the first of them; only if a single operation is shown
 */
record OperationBody(
    long id,
    String at,
    String by,
    String via,
    @Nullable String reason,
    String what,
    @Nullable Long undoes,
    @Nullable Long undoneBy,
    int arrived,
    int gone,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> arrivedSamples,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> goneSamples,
    List<OfTag> tags,
    List<OfVerdict> verdicts,
    int propagated) {

  /**
   * What it did with one tag; the numbers count samples.
   *
   * @param addedTo the SHA-256 of the first of them; only if a single operation is shown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfTag(
      String kind,
      String name,
      int added,
      int removed,
      int unchanged,
      int skipped,
      @Nullable List<String> addedTo,
      @Nullable List<String> removedFrom) {}

  /**
   * What it says that samples are.
   *
   * @param classification {@code unknown} if nothing is said any more
   * @param samples of how many it says that
   * @param of the SHA-256 of the first of them; only if a single operation is shown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfVerdict(
      String classification,
      @Nullable Integer riskScore,
      @Nullable String threatName,
      int samples,
      @Nullable List<String> of) {
    static OfVerdict of(
        Optional<Judgement> said,
        ThingSet samples,
        Optional<Function<ThingSet, List<String>>> first) {
      return new OfVerdict(
          said.map(judgement -> judgement.classification().text()).orElse("unknown"),
          said.map(Judgement::riskScore).orElse(null),
          said.flatMap(Judgement::threatName).map(ThreatName::text).orElse(null),
          samples.size(),
          picked(first, samples));
    }
  }

  /** An operation without the samples. */
  static OperationBody of(Entry entry, Optional<Long> undoneBy) {
    return of(entry, entry.changes(), undoneBy, Optional.empty());
  }

  /** An operation with the samples that {@code first} picks of each set. */
  static OperationBody of(
      Entry entry, Optional<Long> undoneBy, Function<ThingSet, List<String>> first) {
    return of(entry, entry.changes(), undoneBy, Optional.of(first));
  }

  /** What an operation did to one sample. */
  static OperationBody of(Entry entry, Optional<Long> undoneBy, int sample) {
    ThingSet only = ThingSet.of(sample);
    List<Change> changes = new ArrayList<>();
    for (Change change : entry.changes()) {
      switch (change) {
        case Change.Arrived(Thing _, ThingSet samples) ->
            changes.add(new Change.Arrived(Thing.SAMPLE, samples.and(only)));
        case Change.Gone(Thing _, ThingSet samples) ->
            changes.add(new Change.Gone(Thing.SAMPLE, samples.and(only)));
        case Change.Tagged tagged ->
            changes.add(
                new Change.Tagged(
                    tagged.tag(), tagged.added().and(only), tagged.removed().and(only), 0, 0));
        case Change.Described described when described.thing() == sample -> changes.add(described);
        case Change.Described _ -> {}
        case Change.Renamed _, Change.Undid _ -> changes.add(change);
      }
    }
    changes.removeIf(change -> change instanceof Change.Tagged && change.changesNothing());
    return of(entry, changes, undoneBy, Optional.empty());
  }

  private static OperationBody of(
      Entry entry,
      List<Change> changes,
      Optional<Long> undoneBy,
      Optional<Function<ThingSet, List<String>>> first) {
    ThingSet arrived = ThingSet.none();
    ThingSet gone = ThingSet.none();
    Long undoes = null;
    List<OfTag> tags = new ArrayList<>();
    Map<Optional<Judgement>, Growing> said = new LinkedHashMap<>();
    int propagated = 0;
    for (Change change : changes) {
      switch (change) {
        case Change.Arrived(Thing _, ThingSet samples) -> arrived = arrived.or(samples);
        case Change.Gone(Thing _, ThingSet samples) -> gone = gone.or(samples);
        case Change.Undid(long operation) -> undoes = operation;
        case Change.Tagged tagged -> tags.add(ofTag(tagged, first));
        case Change.Described described -> {
          if (Judgement.isIn(described)) {
            said.computeIfAbsent(Judgement.after(described), _ -> new Growing(ThingSet.none()))
                .add(described.thing());
          } else if (Verdict.isPropagated(described)) {
            propagated++;
          }
        }
        case Change.Renamed _ -> {} // it only says what it was
      }
    }
    if (!gone.isEmpty()) { // what is gone counts as nothing any more
      said.clear();
      propagated = 0;
    }
    return new OperationBody(
        entry.seq(),
        entry.at().toString(),
        entry.actor(),
        entry.via().name().toLowerCase(Locale.ROOT),
        entry.reason().orElse(null),
        what(changes),
        undoes,
        undoneBy.orElse(null),
        arrived.size(),
        gone.size(),
        picked(first, arrived),
        picked(first, gone),
        tags,
        said.entrySet().stream()
            .map(entries -> OfVerdict.of(entries.getKey(), entries.getValue().get(), first))
            .toList(),
        propagated);
  }

  private static @Nullable List<String> picked(
      Optional<Function<ThingSet, List<String>>> first, ThingSet samples) {
    return first.map(pick -> pick.apply(samples)).orElse(null);
  }

  private static OfTag ofTag(
      Change.Tagged tagged, Optional<Function<ThingSet, List<String>>> first) {
    return new OfTag(
        Parameters.text(tagged.tag().kind()),
        tagged.tag().name(),
        tagged.added().size(),
        tagged.removed().size(),
        tagged.unchanged(),
        tagged.skipped(),
        picked(first, tagged.added()),
        picked(first, tagged.removed()));
  }

  private static String what(List<Change> changes) {
    String what = "tagged";
    int weight = 0;
    for (Change change : changes) {
      int next = weight(change);
      if (next > weight) {
        weight = next;
        what = word(change);
      }
    }
    return what;
  }

  private static int weight(Change change) {
    return switch (change) {
      case Change.Undid _ -> 6;
      case Change.Renamed _ -> 5;
      case Change.Gone gone -> gone.changesNothing() ? 0 : 4;
      case Change.Arrived arrived -> arrived.changesNothing() ? 0 : 3;
      case Change.Tagged tagged -> tagged.changesNothing() ? 0 : 2;
      case Change.Described described -> isVerdict(described) ? 2 : 1;
    };
  }

  private static String word(Change change) {
    return switch (change) {
      case Change.Undid _ -> "undid";
      case Change.Renamed(var from, var to) ->
          to.isEmpty() ? "deleted" : from.size() == 1 ? "renamed" : "merged";
      case Change.Gone _ -> "gone";
      case Change.Arrived _ -> "arrived";
      case Change.Tagged _ -> "tagged";
      case Change.Described described -> isVerdict(described) ? "classified" : "described";
    };
  }

  private static boolean isVerdict(Change.Described described) {
    return Judgement.isIn(described) || Verdict.isPropagated(described);
  }
}
