package earmark.sample;

import earmark.ledger.Change;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the verdicts on samples when something is said of some of them, at the moment at
 * which it is decided. A sample counts as what was said of itself; else as the worst that was said
 * of a file in it, at any depth, if that is a threat: that one part is harmless says nothing of the
 * whole.
 */
final class VerdictRules {
  /** A judgement, and the sample that it is of. */
  private record Said(Judgement judgement, int sample) {}

  /** The worst first; of those that are alike, the one of the sample that came first. */
  private static final Comparator<Said> WORST_FIRST =
      Comparator.comparing(Said::judgement, Judgement.BY_HARM.reversed())
          .thenComparingInt(Said::sample);

  private final State state;
  private final Map<Integer, List<String>> said;
  private final Family family;
  private @Nullable ThingSet judged;

  private VerdictRules(State state, Map<Integer, List<String>> said, Family family) {
    this.state = state;
    this.said = said;
    this.family = family;
  }

  /** The values of the field by which a source says something of a sample, or nothing any more. */
  static List<String> with(
      List<String> before, Judgement.Source source, Optional<Judgement> judgement) {
    List<String> after = new ArrayList<>();
    for (String text : before) {
      if (!text.startsWith(source.text() + ' ')) after.add(text);
    }
    judgement.ifPresent(given -> after.add(given.text()));
    return after;
  }

  /**
   * The changes for all of a family.
   *
   * @param said the new values of {@link Column#VERDICT} of some of its members
   */
  static List<Change> changes(State state, Map<Integer, List<String>> said, Family family) {
    VerdictRules rules = new VerdictRules(state, said, family);
    List<Change> changes = new ArrayList<>();
    family.all().and(state.all()).forEach(sample -> rules.change(sample).ifPresent(changes::add));
    return changes;
  }

  private Optional<Change> change(int sample) {
    Map<String, List<String>> present = state.fields(sample);
    List<String> own = said.getOrDefault(sample, value(present, Column.VERDICT));
    Optional<Said> counts =
        Judgement.strongest(own)
            .map(judgement -> new Said(judgement, sample))
            .or(() -> worstOf(family.inside(sample)));
    Map<Column, List<String>> wanted = new EnumMap<>(Column.class);
    wanted.put(Column.VERDICT, own);
    wanted.put(
        Column.CLASSIFICATION,
        values(counts.map(from -> from.judgement().classification().text())));
    wanted.put(
        Column.RISK_SCORE,
        values(counts.map(from -> Integer.toString(from.judgement().riskScore()))));
    wanted.put(
        Column.THREAT_NAME,
        values(counts.flatMap(from -> from.judgement().threatName()).map(ThreatName::text)));
    wanted.put(
        Column.CLASSIFICATION_ORIGIN,
        values(
            counts
                .filter(from -> from.sample() != sample)
                .map(from -> Integer.toString(from.sample()))));
    Map<String, Change.Values> fields = new TreeMap<>();
    wanted.forEach((column, after) -> {
      List<String> before = value(present, column);
      if (!before.equals(after)) fields.put(column.field(), new Change.Values(before, after));
    });
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Change.Described(Thing.SAMPLE, sample, fields));
  }

  /** The worst that is said of some files, if it is a threat. */
  private Optional<Said> worstOf(ThingSet files) {
    List<Said> all = new ArrayList<>();
    if (files.isEmpty()) return Optional.empty();
    files
        .and(judged())
        .forEach(file -> {
          List<String> texts = said.get(file);
          if (texts == null) texts = value(state.fields(file), Column.VERDICT);
          Judgement.strongest(texts)
              .filter(judgement -> judgement.classification().isThreat())
              .ifPresent(judgement -> all.add(new Said(judgement, file)));
        });
    return all.stream().min(WORST_FIRST);
  }

  /** All samples of which something is or was said. */
  private ThingSet judged() {
    ThingSet found = judged;
    if (found == null) {
      found =
          state
              .find(new Query.Matches(Column.VERDICT, Wildcard.parse("*")))
              .or(Family.set(said.keySet()).and(state.all()));
      judged = found;
    }
    return found;
  }

  private static List<String> value(Map<String, List<String>> fields, Column column) {
    return fields.getOrDefault(column.field(), List.of());
  }

  private static List<String> values(Optional<String> value) {
    return value.stream().toList();
  }
}
